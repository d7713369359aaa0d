"""CloudFront functions: a stage for trying and a stage that is live."""

from typing import Any

from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.models import CloudFrontBackend, CloudFrontFunction, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

from drill.extensions.registry import extends

SERVICE = "cloudfront"
LONGEST_CODE_BYTES = 10 * 1024

Json = dict[str, Any]
_moto_create = CloudFrontBackend.create_function


def live_arns(backend: CloudFrontBackend) -> set[str]:
    """The functions that a distribution may use."""
    return {function.arn for function in backend.functions.values() if "live" in function.__dict__}


def _check(backend: CloudFrontBackend, config: Json, code: bytes) -> None:
    if len(code) > LONGEST_CODE_BYTES:
        raise CloudFrontException("FunctionSizeLimitExceeded", "The function's code is above 10 KB.")
    stores = {store.arn for store in backend.key_value_stores.values()}
    for each in (config.get("KeyValueStoreAssociations") or {}).get("Items") or []:
        if each["KeyValueStoreARN"] not in stores:
            raise CloudFrontException("InvalidArgument", "The key value store does not exist.")


@extends(
    CloudFrontBackend,
    "create_function",
    service=SERVICE,
    action="CreateFunction",
    reason="AWS takes 10 KB of code, and key-value stores that exist",
)
def _create(
    self: CloudFrontBackend,
    name: str,
    function_config: Json,
    function_code: bytes,
    tags: Any,  # noqa: ANN401
) -> CloudFrontFunction:
    _check(self, function_config, function_code)
    return _moto_create(self, name, function_config, function_code, tags)


def _stage(response: CloudFrontResponse) -> Json:
    """Configuration, code and ETag of the stage that is asked for."""
    function = response.backend.describe_function(response._get_param("Name"))
    if response._get_param("Stage") != "LIVE":
        return _development(function)
    live: Json | None = function.__dict__.get("live")
    if live is None:
        raise CloudFrontException("NoSuchFunctionExists", "The function is not published.")
    return live


def _development(function: CloudFrontFunction) -> Json:
    return {"stage": "DEVELOPMENT", "config": function.config, "code": function.code, "etag": function.etag}


def _summary(function: CloudFrontFunction, stage: Json) -> Json:
    return {
        **function.function_summary,
        "FunctionConfig": stage["config"],
        "FunctionMetadata": {**function.function_summary["FunctionMetadata"], "Stage": stage["stage"]},
    }


@extends(
    CloudFrontResponse,
    "publish_function",
    service=SERVICE,
    action="PublishFunction",
    reason="moto has no such call, and a distribution takes published functions only",
)
def _publish(self: CloudFrontResponse) -> ActionResult:
    function = self.backend.describe_function(self._get_param("Name"))
    live = {**_development(function), "stage": "LIVE", "etag": random_id()}
    function.__dict__["live"], function.status = live, "DEPLOYED"
    return ActionResult({"FunctionSummary": _summary(function, live)})


@extends(
    CloudFrontResponse,
    "update_function",
    service=SERVICE,
    action="UpdateFunction",
    reason="moto has no such call; the live stage stays as it is until the next publication",
)
def _update(self: CloudFrontResponse) -> ActionResult:
    function = self.backend.describe_function(self._get_param("Name"))
    config, code = self._get_param("FunctionConfig", {}), self._get_param("FunctionCode")
    _check(self.backend, config, code)
    function.config, function.code = config, code
    function.etag, function.last_modified_time = random_id(), utcnow()
    return ActionResult(
        {"FunctionSummary": _summary(function, _development(function)), "ETag": function.etag}
    )


@extends(
    CloudFrontResponse,
    "describe_function",
    service=SERVICE,
    action="DescribeFunction",
    reason="moto knows one stage only",
)
def _describe(self: CloudFrontResponse) -> ActionResult:
    stage = _stage(self)
    function = self.backend.describe_function(self._get_param("Name"))
    return ActionResult({"FunctionSummary": _summary(function, stage), "ETag": stage["etag"]})


@extends(
    CloudFrontResponse,
    "get_function",
    service=SERVICE,
    action="GetFunction",
    reason="moto knows one stage only",
)
def _get(self: CloudFrontResponse) -> ActionResult:
    stage = _stage(self)
    answer = {
        "FunctionCode": stage["code"],
        "ETag": stage["etag"],
        "ContentType": "application/octet-stream",
    }
    return ActionResult(answer)

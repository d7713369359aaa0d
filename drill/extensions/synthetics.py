"""Synthetics: canaries that start, stop, change and go away. They do not run."""

import json
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.core.utils import unix_time
from moto.synthetics import urls
from moto.synthetics.models import Canary
from moto.synthetics.responses import SyntheticsResponse

from drill.extensions.registry import extends, replaces

SERVICE = "synthetics"

_CHANGEABLE = {
    "ArtifactConfig": "artifact_config",
    "ArtifactS3Location": "artifact_s3_location",
    "Code": "code",
    "ExecutionRoleArn": "execution_role_arn",
    "FailureRetentionPeriodInDays": "failure_retention_period_in_days",
    "RunConfig": "run_config",
    "RuntimeVersion": "runtime_version",
    "Schedule": "schedule",
    "SuccessRetentionPeriodInDays": "success_retention_period_in_days",
    "VpcConfig": "vpc_config",
}


class CanaryNotFoundError(JsonRESTError):
    """AWS's ResourceNotFoundException."""

    code = 404

    def __init__(self, name: str) -> None:
        super().__init__("ResourceNotFoundException", f"canary {name} not found")


replaces(
    urls,
    "url_paths",
    urls.url_paths
    | {f"{{0}}/canary/(?P<name>[^/]+)/{verb}$": SyntheticsResponse.dispatch for verb in ("start", "stop")},
    service=SERVICE,
    action="(paths)",
    reason="moto knows no paths to start and stop a canary",
)


def _named(response: SyntheticsResponse) -> Canary:
    name = response.path.split("/")[2]
    canary = response.synthetics_backend.canaries.get(name)
    if canary is None:
        raise CanaryNotFoundError(name)
    return canary


_moto_to_dict = Canary.to_dict


@extends(
    Canary,
    "to_dict",
    service=SERVICE,
    action="CreateCanary",
    reason="times are numbers, and the script is shown by where AWS keeps it, not as what was uploaded",
)
def _to_dict(self: Canary) -> dict[str, Any]:
    shown = {name: value for name, value in _moto_to_dict(self).items() if value is not None}
    times = {name: unix_time(moment) for name, moment in self.timeline.items() if moment}
    layer = f"arn:aws:lambda:us-east-1:123456789012:layer:cwsyn-{self.name}-{self.id}:1"
    code = {"SourceLocationArn": layer, "Handler": self.code["Handler"]}
    function = f"arn:aws:lambda:us-east-1:123456789012:function:cwsyn-{self.name}-{self.id}:1"
    return shown | {"Code": code, "EngineArn": function, "Timeline": times}


@extends(
    SyntheticsResponse,
    "get_canary",
    service=SERVICE,
    action="GetCanary",
    reason="an unknown canary is not found, instead of an error of the server",
)
def _get_canary(self: SyntheticsResponse) -> str:
    return json.dumps({"Canary": _named(self).to_dict()})


@extends(
    SyntheticsResponse, "start_canary", service=SERVICE, action="StartCanary", reason="moto has no such call"
)
def _start_canary(self: SyntheticsResponse) -> str:
    _named(self).state = "RUNNING"
    return "{}"


@extends(
    SyntheticsResponse, "stop_canary", service=SERVICE, action="StopCanary", reason="moto has no such call"
)
def _stop_canary(self: SyntheticsResponse) -> str:
    _named(self).state = "STOPPED"
    return "{}"


@extends(
    SyntheticsResponse,
    "update_canary",
    service=SERVICE,
    action="UpdateCanary",
    reason="moto has no such call",
)
def _update_canary(self: SyntheticsResponse) -> str:
    canary = _named(self)
    for name, value in json.loads(self.body).items():
        if name in _CHANGEABLE:
            setattr(canary, _CHANGEABLE[name], value)
    return "{}"


@extends(
    SyntheticsResponse,
    "delete_canary",
    service=SERVICE,
    action="DeleteCanary",
    reason="moto has no such call",
)
def _delete_canary(self: SyntheticsResponse) -> str:
    del self.synthetics_backend.canaries[_named(self).name]
    return "{}"

"""Lambda: functions that run, and configuration that moto forgets."""

import base64
import json
from collections.abc import MutableMapping
from typing import Any

from moto.awslambda.models import LambdaFunction
from moto.awslambda_simple.models import LambdaSimpleBackend
from moto.core.utils import unix_time_millis
from moto.ec2.models import ec2_backends

from drill import lambda_runner
from drill.extensions.registry import extends, replaces

SERVICE = "lambda"

#: Settings that moto does not keep, with the default that AWS answers where a function says nothing.
_FORGOTTEN: dict[str, Any] = {"DeadLetterConfig": None, "LoggingConfig": None}

_moto_init = LambdaFunction.__init__
_moto_configuration = LambdaFunction.get_configuration
_moto_update = LambdaFunction.update_configuration


@extends(
    LambdaFunction,
    "__init__",
    service=SERVICE,
    action="CreateFunction",
    reason="the dead-letter queue and the log settings are lost in moto",
)
def _create(
    self: LambdaFunction, account_id: str, spec: dict[str, Any], region: str, version: str | int = 1
) -> None:
    _moto_init(self, account_id, spec, region, version)
    self.__dict__["kept"] = {name: spec[name] for name in _FORGOTTEN if spec.get(name)}
    _use_log_group(self)


@extends(
    LambdaFunction,
    "update_configuration",
    service=SERVICE,
    action="UpdateFunctionConfiguration",
    reason="the dead-letter queue and the log settings can be changed, and an empty environment empties it",
)
def _update(self: LambdaFunction, config_updates: dict[str, Any]) -> dict[str, Any]:
    if "Environment" in config_updates:
        config_updates["Environment"].setdefault("Variables", {})
    kept = self.__dict__.setdefault("kept", {})
    kept |= {name: config_updates[name] for name in _FORGOTTEN if name in config_updates}
    _use_log_group(self)
    return _moto_update(self, config_updates)


@extends(
    LambdaFunction,
    "get_configuration",
    service=SERVICE,
    action="GetFunction",
    reason="shows the dead-letter queue and the log settings",
)
def _configuration(self: LambdaFunction, on_create: bool = False) -> dict[str, Any]:
    kept: dict[str, Any] = self.__dict__.get("kept", {})
    logging = {"LogFormat": "Text", "LogGroup": self.logs_group_name} | kept.get("LoggingConfig", {})
    return (
        _moto_configuration(self, on_create)
        | kept
        | {"LoggingConfig": logging | kept.get("LoggingConfig", {})}
    )


def _use_log_group(function: LambdaFunction) -> None:
    group = function.__dict__["kept"].get("LoggingConfig", {}).get("LogGroup")
    function.logs_group_name = group or f"/aws/lambda/{function.function_name}"


def _vpc_config(self: LambdaFunction) -> dict[str, Any] | None:
    config: dict[str, Any] = self._vpc_config or {}
    subnets = config.get("SubnetIds") or []
    if not subnets:
        return None
    vpc = ec2_backends[self.account_id][self.region].get_subnet(subnets[0]).vpc_id
    return config | {"VpcId": vpc}


replaces(
    LambdaFunction,
    "vpc_config",
    property(_vpc_config),
    service=SERVICE,
    action="(VPC)",
    reason="a function is in the VPC of its subnets; moto names a VPC that does not exist",
)


@extends(
    LambdaSimpleBackend,
    "invoke",
    service=SERVICE,
    action="Invoke",
    reason="without Docker moto answers every call with the same sentence",
)
def _invoke(
    self: LambdaSimpleBackend,
    function_name: str,
    qualifier: str | None,
    body: str | bytes,
    headers: Any,  # noqa: ANN401 - moto hands on werkzeug's headers or a dictionary
    response_headers: MutableMapping[str, str],
) -> bytes:
    payload = _run(self.get_function(function_name, qualifier), body, headers, response_headers)
    response_headers["Content-Length"] = str(len(payload))
    return payload


@extends(
    LambdaFunction,
    "invoke",
    service=SERVICE,
    action="(execution)",
    reason="the deployed zip is run in a process of its own; a failure is told as FunctionError (F25)",
)
def _run(
    self: LambdaFunction,
    body: str | bytes,
    request_headers: Any,  # noqa: ANN401 - as above
    response_headers: MutableMapping[str, str],
) -> bytes:
    if request_headers.get("x-amz-invocation-type") == "DryRun":
        return b""
    result = lambda_runner.invoke(_function(self), json.loads(body) if body else {})
    _log(self, result.log)
    if result.failed:
        response_headers["x-amz-function-error"] = "Unhandled"
    response_headers["x-amz-executed-version"] = str(self.version)
    # Lambda's tail is the last 4 KB of the log.
    response_headers["x-amz-log-result"] = base64.b64encode(result.log.encode()[-4096:]).decode()
    return result.payload.encode()


def _function(function: LambdaFunction) -> lambda_runner.Function:
    return lambda_runner.Function(
        name=function.function_name,
        arn=function.function_arn,
        version=str(function.version),
        region=function.region,
        runtime=function.run_time or "",
        handler=function.handler or "",
        code=function.code_bytes,
        environment=function.environment_vars,
        timeout=float(function.timeout),
        memory_size=int(function.memory_size),
        log_group=function.logs_group_name,
    )


def _log(function: LambdaFunction, output: str) -> None:
    """Write the function's output to its log group, where that exists: a role without rights logs nothing."""
    logs = function.logs_backend
    group = logs.groups.get(function.logs_group_name)
    if group is None or not output:
        return
    stream = f"{function.version}"
    if stream not in group.streams:
        logs.create_log_stream(function.logs_group_name, stream)
    events = [{"timestamp": int(unix_time_millis()), "message": line} for line in output.splitlines()]
    logs.put_log_events(function.logs_group_name, stream, events)

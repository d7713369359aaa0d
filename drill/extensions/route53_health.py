"""Route 53 health checks: fields that moto drops."""

from typing import Any

from moto.core.responses import ActionResult
from moto.route53.models import HealthCheck
from moto.route53.responses import Route53

from drill.extensions.registry import extends, replaces

SERVICE = "route53"

#: Request fields that moto does not keep, under the names they have in both the request and the answer.
_KEPT = ("AlarmIdentifier", "InsufficientDataHealthStatus", "RoutingControlArn")


def _check(result: ActionResult) -> Any:  # noqa: ANN401 - it gets attributes that moto's class lacks
    content: Any = result.result
    return content["HealthCheck"]


_moto_create = Route53.create_health_check
_moto_config: Any = HealthCheck.health_check_config


@extends(
    Route53,
    "create_health_check",
    service=SERVICE,
    action="CreateHealthCheck",
    reason="moto loses the alarm of a CLOUDWATCH_METRIC check (F12) and its insufficient-data status (F13)",
)
def _create_health_check(self: Route53) -> ActionResult:
    result = _moto_create(self)
    wanted = self._get_param("HealthCheckConfig")
    check = _check(result)
    check.kept = {name: wanted[name] for name in _KEPT if name in wanted}
    return result


_moto_update = Route53.update_health_check


@extends(
    Route53,
    "update_health_check",
    service=SERVICE,
    action="UpdateHealthCheck",
    reason="the alarm and the insufficient-data status can be changed; what is not said stays as it is",
)
def _update_health_check(self: Route53) -> ActionResult:
    before = self.backend.get_health_check(self._get_param("HealthCheckId"))
    children, regions = before.children, before.regions
    result = _moto_update(self)
    check = _check(result)
    if self._get_param("ChildHealthChecks") is None:
        check.children = children
    if self._get_param("Regions") is None:
        check.regions = regions
    check.kept = getattr(check, "kept", {}) | {
        name: self._get_param(name) for name in _KEPT if self._get_param(name) is not None
    }
    check.health_check_version += 1
    return result


def _health_check_config(self: HealthCheck) -> dict[str, Any]:
    config: dict[str, Any] = _moto_config.fget(self) | getattr(self, "kept", {})
    if self.type_ in ("CLOUDWATCH_METRIC", "RECOVERY_CONTROL"):
        # These watch no endpoint: AWS answers without the endpoint's fields.
        for name in (
            "IPAddress",
            "Port",
            "RequestInterval",
            "FailureThreshold",
            "MeasureLatency",
            "EnableSNI",
        ):
            config.pop(name, None)
    return config


replaces(
    HealthCheck,
    "health_check_config",
    property(_health_check_config),
    service=SERVICE,
    action="GetHealthCheck",
    reason="checks of an alarm or a routing control show these, and no fields of an endpoint",
)

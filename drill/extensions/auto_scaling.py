"""Auto Scaling: what groups and policies lose in moto, and instance refresh."""

import uuid
from datetime import UTC, datetime
from typing import Any

from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult

from drill.extensions.registry import extends

SERVICE = "autoscaling"

_moto_create = AutoScalingResponse.create_auto_scaling_group
_moto_update = AutoScalingResponse.update_auto_scaling_group
_moto_policy = AutoScalingResponse.put_scaling_policy


def _group(response: AutoScalingResponse) -> Any:  # noqa: ANN401  # moto's own object, with more attributes
    return response.autoscaling_backend.autoscaling_groups[response._get_param("AutoScalingGroupName")]


def _remember(response: AutoScalingResponse) -> None:
    warmup = response._get_int_param("DefaultInstanceWarmup")
    if warmup is not None:
        _group(response).default_instance_warmup = warmup


@extends(
    AutoScalingResponse,
    "create_auto_scaling_group",
    service=SERVICE,
    action="CreateAutoScalingGroup",
    reason="the default warm-up of instances is lost in moto, and a group takes open capacity reservations",
)
def _create_auto_scaling_group(self: AutoScalingResponse) -> ActionResult:
    result = _moto_create(self)
    _group(self).capacity_reservation_specification = {"CapacityReservationPreference": "default"}
    _remember(self)
    return result


@extends(
    AutoScalingResponse,
    "update_auto_scaling_group",
    service=SERVICE,
    action="UpdateAutoScalingGroup",
    reason="the default warm-up of instances is lost in moto",
)
def _update_auto_scaling_group(self: AutoScalingResponse) -> ActionResult:
    result = _moto_update(self)
    _remember(self)
    return result


@extends(
    AutoScalingResponse,
    "put_scaling_policy",
    service=SERVICE,
    action="PutScalingPolicy",
    reason="a policy is enabled unless told otherwise, and has no empty prediction",
)
def _put_scaling_policy(self: AutoScalingResponse) -> ActionResult:
    result = _moto_policy(self)
    name = self._get_param("PolicyName")
    policy: Any = self.autoscaling_backend.policies[name]
    policy.predictive_scaling_configuration = policy.predictive_scaling_configuration or None
    policy.enabled = self._get_bool_param("Enabled", True)
    return result


@extends(
    AutoScalingResponse,
    "start_instance_refresh",
    service=SERVICE,
    action="StartInstanceRefresh",
    reason="moto has no such call; here all instances are replaced at once",
)
def _start_instance_refresh(self: AutoScalingResponse) -> ActionResult:
    group = _group(self)
    desired = group.desired_capacity
    group.set_desired_capacity(0)
    group.set_desired_capacity(desired)
    now = datetime.now(UTC)
    refresh = {
        "InstanceRefreshId": str(uuid.uuid4()),
        "AutoScalingGroupName": group.name,
        "Status": "Successful",
        "StartTime": now,
        "EndTime": now,
        "PercentageComplete": 100,
        "InstancesToUpdate": 0,
    }
    group.instance_refreshes = [refresh, *getattr(group, "instance_refreshes", [])]
    return ActionResult({"InstanceRefreshId": refresh["InstanceRefreshId"]})


@extends(
    AutoScalingResponse,
    "describe_instance_refreshes",
    service=SERVICE,
    action="DescribeInstanceRefreshes",
    reason="moto has no such call",
)
def _describe_instance_refreshes(self: AutoScalingResponse) -> ActionResult:
    asked = self._get_param("InstanceRefreshIds", [])
    refreshes = [
        each
        for each in getattr(_group(self), "instance_refreshes", [])
        if not asked or each["InstanceRefreshId"] in asked
    ]
    return ActionResult({"InstanceRefreshes": refreshes})

"""The standby's Auto Scaling group, brought to its configured sizes."""

from __future__ import annotations

from typing import Any

from .aws import Aws
from .errors import FailoverError
from .settings import GroupSettings

NEEDED = {"Launch", "AddToLoadBalancer"}
"""Processes without which no instance comes, or none gets traffic."""


class Group:
    """One group by its name."""

    def __init__(self, aws: Aws, settings: GroupSettings) -> None:
        self._aws = aws
        self._settings = settings

    def scale(self) -> bool:
        """Raises the sizes to the configured ones; never lowers any. Whether they were so already."""
        group = self._describe()
        wanted = self._settings
        raised = {
            "MinSize": max(group["MinSize"], wanted.min),
            "MaxSize": max(group["MaxSize"], wanted.max),
            "DesiredCapacity": max(group["DesiredCapacity"], wanted.desired),
        }
        at_size = all(group[size] == value for size, value in raised.items())
        if not at_size:
            self._aws.call(
                "autoscaling", "update_auto_scaling_group", AutoScalingGroupName=wanted.name, **raised
            )
        suspended = sorted(
            NEEDED & {process["ProcessName"] for process in group.get("SuspendedProcesses", [])}
        )
        if suspended:
            raise FailoverError(
                f"group {wanted.name} cannot grow while {' and '.join(suspended)} is suspended; run: "
                f"aws autoscaling resume-processes --region {self._aws.region} "
                f"--auto-scaling-group-name {wanted.name}"
            )
        return at_size

    def _describe(self) -> dict[str, Any]:
        answer = self._aws.call(
            "autoscaling", "describe_auto_scaling_groups", AutoScalingGroupNames=[self._settings.name]
        )
        groups: list[dict[str, Any]] = answer["AutoScalingGroups"]
        if not groups:
            raise FailoverError(f"group {self._settings.name} is not in {self._aws.region}")
        return groups[0]


def healthy_targets(aws: Aws, target_group_arn: str) -> int:
    """How many targets the load balancer gives traffic to."""
    answer = aws.call("elbv2", "describe_target_health", TargetGroupArn=target_group_arn)
    return sum(
        description["TargetHealth"]["State"] == "healthy"
        for description in answer["TargetHealthDescriptions"]
    )

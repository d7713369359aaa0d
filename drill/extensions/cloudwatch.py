"""CloudWatch: composite alarms."""

from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from drill.extensions.registry import extends


@extends(
    CloudWatchResponse,
    "put_composite_alarm",
    service="cloudwatch",
    action="PutCompositeAlarm",
    reason="moto has no such call, though its metric alarms already know a rule",
)
def _put_composite_alarm(self: CloudWatchResponse) -> ActionResult:
    return self.put_metric_alarm()

"""CloudWatch: composite alarms, and dashboards that every region shows."""

from moto.cloudwatch.models import CloudWatchBackend, Dashboard, cloudwatch_backends
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from drill.extensions.registry import extends, replaces


@extends(
    CloudWatchResponse,
    "put_composite_alarm",
    service="cloudwatch",
    action="PutCompositeAlarm",
    reason="moto has no such call, though its metric alarms already know a rule",
)
def _put_composite_alarm(self: CloudWatchResponse) -> ActionResult:
    return self.put_metric_alarm()


def _dashboards(self: CloudWatchBackend) -> dict[str, Dashboard]:
    home: CloudWatchBackend = cloudwatch_backends[self.account_id]["us-east-1"]
    found: dict[str, Dashboard] = vars(home).setdefault("dashboards_of_account", {})
    return found


def _set_dashboards(self: CloudWatchBackend, dashboards: dict[str, Dashboard]) -> None:
    vars(self)["dashboards_of_account"] = dashboards


replaces(
    CloudWatchBackend,
    "dashboards",
    property(_dashboards, _set_dashboards),
    service="cloudwatch",
    action="(dashboards)",
    reason="an account's dashboards are the same in every region; moto has some for each",
)

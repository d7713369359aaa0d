"""Route 53 health checks: their metrics and alarms are in us-east-1, whatever they look at (F14)."""

from collections.abc import Sequence

from constructs_lib.monitoring.alarm import MINUTE, Alarm
from constructs_lib.monitoring.metric import Metric, Unit
from constructs_lib.monitoring.watched import WatchedHealthCheck

ENOUGH_CHECKERS_PERCENT = 75
"""Far above the 18 % at which Route 53 gives a region up (F9): time to look before traffic moves."""

CONSEQUENCES = {
    "records": " and avoids it",
    "edge": " through the edge, which asks another region for what this one does not answer",
    "nobody": ": it is no region to fail over to",
}
"""What an unhealthy region means, by who follows its check."""


def no_region_healthy(checks: Sequence[WatchedHealthCheck]) -> str:
    """What it means that none of them is healthy, for whoever is woken by it."""
    if any(check.followed_by == "records" for check in checks):
        return (
            "No region is healthy. Route 53 answers all the same: with the primary where it fails over, "
            "with every region elsewhere."
        )
    return (
        "No region is healthy through the edge. Visitors get what it still holds in its caches, or errors; "
        "or the edge itself does not answer."
    )


def _metric(name: str, check: WatchedHealthCheck, unit: Unit) -> Metric:
    return Metric(namespace="AWS/Route53", name=name, dimensions={"HealthCheckId": check.id}, unit=unit)


def status(check: WatchedHealthCheck) -> Metric:
    """1 while healthy, 0 while not."""
    return _metric("HealthCheckStatus", check, "Count")


def share_of_checkers(check: WatchedHealthCheck) -> Metric:
    """Percent of the checkers that find the endpoint healthy. Endpoint checks only."""
    return _metric("HealthCheckPercentageHealthy", check, "Percent")


def unhealthy(region: str, role: str, check: WatchedHealthCheck) -> Alarm:
    """Route 53 finds the region unhealthy. Two minutes: one reading alone can be a checker's mistake."""
    return Alarm(
        what=f"{region}-unhealthy",
        says=f"Route 53 finds {region} unhealthy{CONSEQUENCES[check.followed_by]}",
        metric=status(check),
        statistic="Minimum",
        comparison="LessThanThreshold",
        threshold=1,
        period=MINUTE,
        periods=2,
        missing="breaching",
        because="Route 53 reports every minute while a check exists, so nobody is looking any more",
        tells=True,
        tags={"Region": region, "Role": role},
    )


def partly_unreachable(region: str, role: str, check: WatchedHealthCheck) -> Alarm:
    """Some of the internet does not reach the region, though it still counts as healthy."""
    return Alarm(
        what=f"{region}-partly-unreachable",
        says=f"A quarter of Route 53's checkers or more cannot reach {region}",
        metric=share_of_checkers(check),
        statistic="Average",
        comparison="LessThanThreshold",
        threshold=ENOUGH_CHECKERS_PERCENT,
        period=MINUTE,
        periods=3,
        missing="notBreaching",
        because="the alarm on the check's status already reports it",
        tags={"Region": region, "Role": role},
    )


def health_alarms(region: str, role: str, check: WatchedHealthCheck) -> tuple[Alarm, ...]:
    """The alarms on one region's check."""
    partly = (partly_unreachable(region, role, check),) if check.endpoint else ()
    return (unhealthy(region, role, check), *partly)

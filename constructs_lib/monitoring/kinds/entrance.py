"""What all entrances for clients have in common: errors and latency."""

from collections.abc import Sequence

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import FIVE_MINUTES, Alarm
from constructs_lib.monitoring.metric import Metric, Series
from constructs_lib.monitoring.watched import Traffic
from constructs_lib.monitoring.widgets import Graph


def errors(what: str, metric: Metric, limits: AlarmLimits, *, says: str) -> Alarm:
    """5xx answers in 5 minutes."""
    return Alarm(
        what=what,
        says=says,
        metric=metric,
        statistic="Sum",
        comparison="GreaterThanOrEqualToThreshold",
        threshold=limits.server_errors,
        missing="notBreaching",
        because="without requests there are no failed ones",
    )


def latency(what: str, metric: Metric, limits: AlarmLimits, *, says: str) -> Alarm:
    """The average over 5 minutes: a percentile could not be followed by a health check (F12)."""
    return Alarm(
        what=what,
        says=says,
        metric=metric,
        statistic="Average",
        comparison="GreaterThanThreshold",
        threshold=in_unit_of(metric, limits.latency_ms),
        period=FIVE_MINUTES,
        missing="notBreaching",
        because="without requests there are no slow ones",
    )


def in_unit_of(metric: Metric, milliseconds: int) -> float:
    """Milliseconds as the metric counts time."""
    return milliseconds / 1000 if metric.unit == "Seconds" else milliseconds


def traffic_graphs(what: str, traffic: Traffic, region: str, limits: AlarmLimits) -> Sequence[Graph]:
    """Requests, errors and latency of one entrance."""
    requests = Series(metric=traffic.requests, statistic="Sum", region=region, label="requests")
    failed = Series(metric=traffic.errors, statistic="Sum", region=region, label="5xx")
    taken = Series(metric=traffic.latency, statistic="Average", region=region, label="average")
    return (
        Graph(title=f"{what}: requests", series=[requests]),
        Graph(
            title=f"{what}: 5xx answers",
            series=[failed],
            limits={"alarm, in 5 min": limits.server_errors},
        ),
        Graph(
            title=f"{what}: latency",
            series=[taken],
            limits={"alarm": in_unit_of(traffic.latency, limits.latency_ms)},
        ),
    )

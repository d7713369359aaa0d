"""CloudWatch dashboards: one over all regions, one per region."""

from collections.abc import Callable, Iterable, Sequence

from cdktf_cdktf_provider_aws.cloudwatch_dashboard import CloudwatchDashboard
from constructs import Construct

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.kinds import health_check
from constructs_lib.monitoring.metric import Metric, Series, Statistic
from constructs_lib.monitoring.watched import Traffic, Watched, WatchedHealthCheck, WatchedRegion
from constructs_lib.monitoring.widgets import COLUMNS, AlarmStates, Graph, Section, dashboard_body
from constructs_lib.providers import GLOBAL_EDGE_REGION, RegionScope

NARROWEST = 6
"""Columns in which a graph can still be read: with more than four regions the next row begins."""


class Dashboard(Construct):
    """`aws_cloudwatch_dashboard`. Its name is global, and every region's console shows it."""

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, what: str, sections: Iterable[Section]
    ) -> None:
        """`region` is only where it is created."""
        super().__init__(scope, id_)
        CloudwatchDashboard(
            self,
            "dashboard",
            provider=region.provider,
            dashboard_name=region.naming.name(what, limit=255),
            dashboard_body=dashboard_body(sections),
        )


def region_sections(
    region: WatchedRegion, resources: Sequence[Watched], limits: AlarmLimits, alarm_arns: Sequence[str]
) -> list[Section]:
    """What is in one region. Widgets without data are left out, and sections without widgets."""
    alarms = AlarmStates(title=f"Alarms in {region.name}", alarm_arns=alarm_arns, height=_rows(alarm_arns))
    health = _status_graph([region], width=COLUMNS // 2)
    share = _share_graph([region], width=COLUMNS // 2)
    return [
        Section(heading=f"{region.name}, {region.role}", widgets=[alarms, health, share]),
        Section(heading="Replication", widgets=[_lag_graph([region])]),
        *(
            Section(heading=watched.what, widgets=watched.graphs(region.name, limits))
            for watched in resources
        ),
    ]


def global_sections(
    regions: Sequence[WatchedRegion],
    shared: Sequence[Watched],
    limits: AlarmLimits,
    alarm_arns: Sequence[str],
) -> list[Section]:
    """Every region beside the others: which one answers, for how many, how well, and from how fresh data; and
    what is shared by all of them."""
    alarms = AlarmStates(title="Alarms over all regions", alarm_arns=alarm_arns, height=_rows(alarm_arns))
    width = max(COLUMNS // max(len(regions), 1), NARROWEST)
    side_by_side = [
        _share_graph([region], width=width, title=f"{region.name}, {region.role}") for region in regions
    ]
    return [
        Section(heading="Health", widgets=[alarms, *side_by_side]),
        Section(heading="Failover timeline", widgets=[_status_graph(regions, width=COLUMNS)]),
        *(
            Section(heading=watched.what, widgets=watched.graphs(GLOBAL_EDGE_REGION, limits))
            for watched in shared
        ),
        Section(heading="Traffic", widgets=_traffic_graphs(regions, limits)),
        Section(heading="Replication", widgets=[_lag_graph(regions)]),
    ]


def _traffic_graphs(regions: Sequence[WatchedRegion], limits: AlarmLimits) -> list[Graph]:
    def lines(part: Callable[[Traffic], Metric], statistic: Statistic) -> list[Series]:
        return [
            Series(
                metric=part(watched.traffic),
                statistic=statistic,
                region=region.name,
                label=f"{region.name} {watched.what}",
            )
            for region in regions
            for watched in region.resources
            if watched.traffic
        ]

    return [
        Graph(title="Requests", series=lines(lambda traffic: traffic.requests, "Sum")),
        Graph(
            title="5xx answers",
            series=lines(lambda traffic: traffic.errors, "Sum"),
            limits={"alarm, in 5 min": limits.server_errors},
        ),
        Graph(title="Latency", series=lines(lambda traffic: traffic.latency, "Average")),
    ]


def _lag_graph(regions: Sequence[WatchedRegion]) -> Graph:
    lines = [
        Series(
            metric=watched.lag,
            statistic="Maximum",
            region=region.name,
            label=f"{region.name} {watched.what}",
        )
        for region in regions
        for watched in region.resources
        if watched.lag
    ]
    return Graph(title="Behind the source", series=lines, width=COLUMNS)


def _status_graph(regions: Sequence[WatchedRegion], *, width: int) -> Graph:
    lines = _health_lines(regions, health_check.status, "Minimum")
    return Graph(title="Healthy for Route 53 (1) or not (0)", series=lines, width=width, height=5)


def _share_graph(
    regions: Sequence[WatchedRegion], *, width: int, title: str = "Checkers that reach the region"
) -> Graph:
    endpoints = [region for region in regions if region.health_check and region.health_check.endpoint]
    lines = _health_lines(endpoints, health_check.share_of_checkers, "Average")
    return Graph(
        title=title,
        series=lines,
        width=width,
        height=5,
        limits={"alarm": health_check.ENOUGH_CHECKERS_PERCENT},
    )


def _health_lines(
    regions: Sequence[WatchedRegion], metric: Callable[[WatchedHealthCheck], Metric], statistic: Statistic
) -> list[Series]:
    """Health-check metrics are in us-east-1, whatever region they are about (F14)."""
    return [
        Series(
            metric=metric(region.health_check),
            statistic=statistic,
            region=GLOBAL_EDGE_REGION,
            label=region.name,
        )
        for region in regions
        if region.health_check
    ]


def _rows(alarm_arns: Sequence[str]) -> int:
    """The height in which CloudWatch shows so many alarms, four beside each other, without a scroll bar."""
    return 2 + -(-len(alarm_arns) // 4)

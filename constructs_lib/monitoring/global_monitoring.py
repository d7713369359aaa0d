"""What is watched once for all regions: their health (F14), and what serves all of them, in us-east-1."""

from collections.abc import Sequence

from constructs import Construct

from config.monitoring import Monitoring
from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.monitoring.alarms import Alarms, MadeAlarm
from constructs_lib.monitoring.alert_topic import AlertTopic
from constructs_lib.monitoring.dashboards import Dashboard, global_sections
from constructs_lib.monitoring.health_events import HealthEvents, heard_in
from constructs_lib.monitoring.kinds.health_check import health_alarms, no_region_healthy
from constructs_lib.monitoring.state_alarm import StateAlarm
from constructs_lib.monitoring.subscribers import TopicRecord
from constructs_lib.monitoring.watched import Watched, WatchedRegion
from constructs_lib.providers import RegionScope


class GlobalMonitoring(Construct):
    """The edge's topic, alarms on each region's health check and on what is shared, and the dashboard
    over all regions.

    All of it tells people and moves no traffic: records follow the health checks themselves, so a loss of
    us-east-1 costs messages and no failover. What then still tells people is a canary in another region
    and AWS Health's backup region.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        regions: Sequence[WatchedRegion],
        monitoring: Monitoring,
        health_services: Sequence[str],
        shared: Sequence[Watched] = (),
        hears_events: bool = False,
        hears_costs: bool = False,
        topic_place: RegionScope | None = None,
    ) -> None:
        """`health_services` are AWS Health's codes of the services in use, such as LAMBDA.

        `shared` is what serves all regions, with its metrics in us-east-1. `hears_events` lets EventBridge
        publish even where nobody wants AWS Health; `hears_costs` budgets and anomaly monitors. `topic_place`
        is us-east-1 as a region of the deployment, where its state is not the edge's: the topic is then that
        region's.
        """
        super().__init__(scope, id_)
        self._edge = edge
        place = topic_place or edge
        self._topic = AlertTopic(
            self,
            "topic",
            region=place,
            what="alerts",
            emails=monitoring.emails,
            webhooks=monitoring.webhooks,
            functions=monitoring.functions,
            hears_events=monitoring.health_events or hears_events,
            hears_costs=hears_costs,
            given=place.existing.alert_topic_arn,
        )
        self.topic: TopicRecord = self._topic.record
        """Also the topic of us-east-1 where that is one of the regions."""
        of_shared = [alarm for each in shared for alarm in each.alarms(monitoring.alarms)]
        alarm_arns = self._alarms(regions, of_shared) if monitoring.alarms.enabled else []
        if monitoring.health_events:
            HealthEvents(
                self,
                "aws-health",
                region=place,
                heard=heard_in(edge.name, [region.name for region in regions]),
                services=health_services,
                topic_arn=self._topic.arn,
            )
        if monitoring.dashboards:
            sections = global_sections(regions, shared, monitoring.alarms, alarm_arns)
            Dashboard(self, "dashboard", region=edge, what="all-regions", sections=sections)

    def _alarms(self, regions: Sequence[WatchedRegion], of_shared: Sequence[Alarm]) -> list[str]:
        """The ARNs of all, those of several first."""
        by_region = [
            (region, region.health_check, health_alarms(region.name, region.role, region.health_check))
            for region in regions
            if region.health_check
        ]
        alarms = Alarms(
            self,
            "alarms",
            region=self._edge,
            alarms=[*(alarm for *_, several in by_region for alarm in several), *of_shared],
            topic_arn=self._topic.arn,
        )
        states = [
            self._unreachable(region, [alarms.made[alarm.what] for alarm in several])
            for region, _, several in by_region
            if len(several) > 1
        ]
        if len(by_region) > 1:
            nowhere = StateAlarm(
                self,
                "no-healthy-region",
                region=self._edge,
                what="no-healthy-region",
                description=no_region_healthy([check for _, check, _ in by_region]),
                alarms=[alarms.made[several[0].what] for *_, several in by_region],
                when="all",
                topic_arn=self._topic.arn,
            )
            states.insert(0, nowhere)
        if parts := [alarms.made[alarm.what] for alarm in of_shared if not alarm.tells]:
            states.append(self._impaired(parts))
        return [*(state.arn for state in states), *(made.arn for made in alarms.made.values())]

    def _impaired(self, alarms: Sequence[MadeAlarm]) -> StateAlarm:
        return StateAlarm(
            self,
            "shared-impaired",
            region=self._edge,
            what="shared-impaired",
            description="What serves all regions is impaired: a part of it fails, is slow or is full.",
            alarms=alarms,
            when="any",
            topic_arn=self._topic.arn,
        )

    def _unreachable(self, region: WatchedRegion, alarms: Sequence[MadeAlarm]) -> StateAlarm:
        what = f"{region.name}-unreachable"
        return StateAlarm(
            self,
            what,
            region=self._edge,
            what=what,
            description=f"{region.name} is unreachable for Route 53, or for part of the internet.",
            alarms=alarms,
            when="any",
            topic_arn=self._topic.arn,
            tags={"Region": region.name, "Role": region.role},
        )

"""What is watched in one region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from constructs import Construct

from config.monitoring import Monitoring
from constructs_lib.assets import FunctionCode
from constructs_lib.monitoring.alarms import Alarms
from constructs_lib.monitoring.alert_topic import AlertTopic
from constructs_lib.monitoring.dashboards import Dashboard, region_sections
from constructs_lib.monitoring.health_events import HealthEvents, heard_in
from constructs_lib.monitoring.state_alarm import StateAlarm
from constructs_lib.monitoring.subscribers import TopicRecord
from constructs_lib.monitoring.watched import Watched, WatchedRegion
from constructs_lib.providers import RegionScope


@dataclass(frozen=True, kw_only=True)
class Lookout:
    """Canaries that a region runs."""

    targets: Mapping[str, str]
    """https:// addresses by the region that they are in: never this one."""
    code: FunctionCode


class RegionMonitoring(Construct):
    """The region's topic, its resources' alarms and its state, its dashboard, and its canaries.

    All of it is in the region itself, and is lost with it: what reports that loss is elsewhere.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        watched: WatchedRegion,
        monitoring: Monitoring,
        health_services: Sequence[str],
        regions: Sequence[str],
        lookout: Lookout | None = None,
        topic: TopicRecord | None = None,
        hears_events: bool = False,
        dashboards: RegionScope | None = None,
    ) -> None:
        """`regions` are all of the deployment: AWS Health tells some regions of others.

        `topic` is one that is in the region already and hears AWS Health: the edge's, in us-east-1.
        `hears_events` lets EventBridge publish even where nobody wants AWS Health. `dashboards` is where the
        dashboard is created, if not in the region: it is the same everywhere.
        """
        super().__init__(scope, id_)
        self._region = region
        self._monitoring = monitoring
        self.topic: TopicRecord = topic or self._own_topic(
            regions, health_services, hears_events=hears_events
        )
        resources = (*watched.resources, *self._canaries(lookout))
        alarm_arns = self._alarms(resources) if monitoring.alarms.enabled else []
        if monitoring.dashboards:
            sections = region_sections(watched, resources, monitoring.alarms, alarm_arns)
            Dashboard(self, "dashboard", region=dashboards or region, what=region.name, sections=sections)

    def _own_topic(
        self, regions: Sequence[str], health_services: Sequence[str], *, hears_events: bool
    ) -> TopicRecord:
        topic = AlertTopic(
            self,
            "topic",
            region=self._region,
            what="alerts",
            emails=self._monitoring.emails,
            webhooks=self._monitoring.webhooks,
            functions=self._monitoring.functions,
            hears_events=self._monitoring.health_events or hears_events,
            given=self._region.existing.alert_topic_arn,
        )
        if self._monitoring.health_events:
            HealthEvents(
                self,
                "aws-health",
                region=self._region,
                heard=heard_in(self._region.name, regions),
                services=health_services,
                topic_arn=topic.arn,
            )
        return topic.record

    def _canaries(self, lookout: Lookout | None) -> Sequence[Watched]:
        if lookout is None or not lookout.targets or not self._monitoring.canaries.enabled:
            return ()
        # Here: buckets and canaries are large modules, and few deployments have any.
        from constructs_lib.monitoring.canaries import Canaries

        canaries = Canaries(
            self,
            "canaries",
            region=self._region,
            targets=lookout.targets,
            schedule_minutes=self._monitoring.canaries.schedule_minutes,
            keep_days=self._monitoring.log_retention_days,
            code=lookout.code,
        )
        return canaries.watched

    def _alarms(self, resources: Sequence[Watched]) -> list[str]:
        """The ARNs of all, the region's state first."""
        values = [alarm for each in resources for alarm in each.alarms(self._monitoring.alarms)]
        alarms = Alarms(self, "alarms", region=self._region, alarms=values, topic_arn=self.topic.arn)
        arns = [made.arn for made in alarms.made.values()]
        parts = [alarms.made[alarm.what] for alarm in values if not alarm.tells]
        if not parts:
            return arns
        state = StateAlarm(
            self,
            "impaired",
            region=self._region,
            what=f"{self._region.name}-impaired",
            description=f"{self._region.name} is impaired: a resource of it fails, is slow or is full.",
            alarms=parts,
            when="any",
            topic_arn=self.topic.arn,
        )
        return [state.arn, *arns]

"""Everything that is watched, for a deployment with all regions in one state."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from constructs import Construct

from config.monitoring import Monitoring
from config.monitoring_subscribers import function_region
from constructs_lib.assets import function_code
from constructs_lib.monitoring.alert_topic import AlertTopic
from constructs_lib.monitoring.global_monitoring import GlobalMonitoring
from constructs_lib.monitoring.health_events import BACKUP_REGION, HealthEvents, heard_in
from constructs_lib.monitoring.region_monitoring import Lookout, RegionMonitoring
from constructs_lib.monitoring.subscribers import InvokePermissions, TopicRecord
from constructs_lib.monitoring.watched import Watched, WatchedRegion
from constructs_lib.providers import RegionScope


class DeploymentMonitoring(Construct):
    """`GlobalMonitoring`, a `RegionMonitoring` per region, and who looks at whom.

    Where each region has a state of its own, us-east-1's topic is that region's, and every dashboard the
    edge's: it shows health checks, which no region's state knows.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        scopes: Mapping[str, RegionScope],
        regions: Sequence[WatchedRegion],
        monitoring: Monitoring,
        health_services: Sequence[str],
        shared: Sequence[Watched] = (),
        health_backup: RegionScope | None = None,
        hears_events: bool = False,
        hears_costs: bool = False,
    ) -> None:
        """`scopes` are the regions' by name. `health_services` are AWS Health's codes of the services in use.

        `shared` is what serves all regions and has its metrics in us-east-1, such as a distribution (F17).
        `health_backup` is us-west-2 for a deployment that is not in it: AWS Health delivers there as well.
        `hears_events` lets EventBridge publish to the topics even where nobody wants AWS Health, for rules of
        others, and `hears_costs` budgets and anomaly monitors to the edge's.
        """
        super().__init__(scope, id_)
        names = [region.name for region in regions]
        alone = edge.stands_alone
        here = scopes.get(edge.name) if alone else None
        everywhere = GlobalMonitoring(
            self,
            "global",
            edge=edge,
            topic_place=here and replace(here, own_tags=edge.own_tags),
            regions=regions,
            monitoring=monitoring,
            health_services=health_services,
            shared=shared,
            hears_events=hears_events,
            hears_costs=hears_costs,
        )
        self.topics: dict[str, TopicRecord] = {edge.name: everywhere.topic}
        """The topics by region, the edge's among them."""
        targets = observers(regions) if monitoring.canaries.enabled else {}
        code = function_code(self, function="canary") if any(targets.values()) else None
        for watched in regions:
            region = RegionMonitoring(
                self,
                watched.name,
                region=scopes[watched.name],
                dashboards=edge if alone else None,
                watched=watched,
                monitoring=monitoring,
                health_services=health_services,
                regions=names,
                lookout=Lookout(targets=targets[watched.name], code=code) if code else None,
                topic=self.topics.get(watched.name),
                hears_events=hears_events,
            )
            self.topics[watched.name] = region.topic
        if monitoring.health_events and health_backup and BACKUP_REGION not in names:
            self.topics[BACKUP_REGION] = self._backup(health_backup, names, monitoring, health_services)
        for arn in monitoring.functions:
            place = function_region(arn)
            InvokePermissions(
                self,
                f"invoke-{place}-{arn.rpartition(':')[2]}",
                region=scopes.get(place, edge) if alone or place != edge.name else edge,
                function_arn=arn,
                topics=[topic for topic in self.topics.values() if topic.made],
            )

    def _backup(
        self, region: RegionScope, names: Sequence[str], monitoring: Monitoring, services: Sequence[str]
    ) -> TopicRecord:
        topic = AlertTopic(
            self,
            "health-backup",
            region=region,
            what="alerts",
            emails=monitoring.emails,
            webhooks=monitoring.webhooks,
            functions=monitoring.functions,
            hears_events=True,
            given=region.existing.alert_topic_arn,
        )
        HealthEvents(
            self,
            "health-backup-events",
            region=region,
            heard=heard_in(region.name, names),
            services=services,
            topic_arn=topic.arn,
        )
        return topic.record


def observers(regions: Sequence[WatchedRegion]) -> dict[str, dict[str, str]]:
    """For each region the addresses that it looks at: those of the region before it in the list."""
    seen: dict[str, dict[str, str]] = {region.name: {} for region in regions}
    for index, region in enumerate(regions):
        observer = regions[(index + 1) % len(regions)].name
        if region.public_url and observer != region.name:
            seen[observer][region.name] = region.public_url
    return seen

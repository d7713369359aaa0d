"""How a `warm-standby` is watched, and whom its backups, its costs and AWS Config tell."""

from collections.abc import Mapping
from dataclasses import dataclass

from constructs import Construct

from config.warm_standby import WarmStandby
from constructs_lib.backup.paired_backup import PairedBackup
from constructs_lib.compute.application import Application
from constructs_lib.database.global_database import GlobalDatabase
from constructs_lib.dns.health import Endpoint, EndpointCheck
from constructs_lib.edge.application_delivery import ApplicationDelivery
from constructs_lib.failover.controller import FailoverController
from constructs_lib.failover.traffic import FailoverTraffic
from constructs_lib.governance.cost_control import CostControl
from constructs_lib.governance.recording import PairedRecording
from constructs_lib.monitoring.deployment_monitoring import DeploymentMonitoring
from constructs_lib.monitoring.watched import Watched, WatchedHealthCheck, WatchedRegion
from constructs_lib.providers import RegionScope

AWS_HEALTH_SERVICES = (
    "APIGATEWAY",
    "AUTOSCALING",
    "BACKUP",
    "CLOUDFRONT",
    "EC2",
    "ELASTICLOADBALANCING",
    "LAMBDA",
    "RDS",
    "ROUTE53",
    "SECRETSMANAGER",
    "SSM",
    "VPC",
    "WAF",
)
"""The services whose events concern this system, by AWS Health's codes."""


@dataclass(frozen=True, kw_only=True)
class WatchedParts:
    """What there is to watch."""

    applications: Mapping[str, Application]
    """By region."""
    database: GlobalDatabase
    traffic: FailoverTraffic
    delivery: ApplicationDelivery
    controller: FailoverController
    backup: PairedBackup | None
    recording: PairedRecording | None

    def of_region(self, region: str, *, rpo_seconds: int) -> list[Watched]:
        """What a region has in either role."""
        return [
            *self.applications[region].watched,
            *self.database.watched(region, rpo_seconds=rpo_seconds),
            *([self.backup.watched[region]] if self.backup else []),
        ]


def watch(
    scope: Construct,
    *,
    deployment: WarmStandby,
    edge: RegionScope,
    scopes: Mapping[str, RegionScope],
    places: Mapping[str, Construct],
    health_backup: RegionScope | None,
    parts: WatchedParts,
) -> None:
    """`DeploymentMonitoring`, a check of the standby; backups, costs and AWS Config speak to its topics."""
    primary, standby = deployment.primary.name, deployment.standby.name
    rpo_seconds, path = deployment.objectives.rpo_seconds, deployment.compute.health.path
    # Nothing follows this one; it says whether there is a standby to go to.
    standby_check = EndpointCheck(
        places[standby],
        "health",
        edge=edge,
        region=deployment.standby,
        endpoint=Endpoint(
            protocol="HTTPS", port=443, host=parts.applications[standby].load_balancer.dns_name, path=path
        ),
        timing=deployment.health.timing,
    ).check
    monitoring = DeploymentMonitoring(
        scope,
        "monitoring",
        edge=edge,
        scopes=scopes,
        regions=[
            WatchedRegion(
                name=primary,
                role="primary",
                resources=parts.of_region(primary, rpo_seconds=rpo_seconds),
                health_check=WatchedHealthCheck(id=parts.traffic.readiness.id, endpoint=False),
                # The shared name, seen from the standby: the regions answer nobody but the edge.
                public_url=f"https://{deployment.domain.name}{path}",
            ),
            WatchedRegion(
                name=standby,
                role="standby",
                resources=[
                    *parts.of_region(standby, rpo_seconds=rpo_seconds),
                    *parts.controller.watched,
                    *parts.traffic.switch.watched,
                ],
                health_check=WatchedHealthCheck(id=standby_check.id, followed_by="nobody"),
            ),
        ],
        shared=parts.delivery.watched,
        monitoring=deployment.monitoring,
        health_services=AWS_HEALTH_SERVICES,
        health_backup=health_backup,
        hears_events=deployment.backup.enabled or deployment.recording.enabled,
        hears_costs=deployment.cost_control.tells,
    )
    topics = {name: topic.arn for name, topic in monitoring.topics.items()}
    if parts.backup:
        parts.backup.tell(topics)
    if parts.recording:
        parts.recording.tell(topics)
    costs = deployment.cost_control
    if costs.tells or costs.activate_tag:
        CostControl(scope, "costs", edge=edge, control=costs, topic_arn=topics[edge.name])

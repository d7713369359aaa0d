"""`warm-standby`: the whole platform in two regions, one of which serves with less until it is needed."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from config import (
    account_checks,
    aurora_standby,
    canary_checks,
    existing_checks,
    monitoring_checks,
    network_tiers,
    region_pair,
    region_set,
)
from config import compute as compute_checks
from config.adoption import Adoptions
from config.aurora import Aurora
from config.backup import Backup
from config.content_delivery import ContentDelivery
from config.content_delivery_checks import closed_too_soon, unmatched_health_path
from config.cost_control import CostControl
from config.delivered_domain import DeliveredDomain
from config.existing import ByRegion, ExistingForPlatform
from config.existing_network import TieredRegion
from config.failover import GLOBAL_CLUSTER_SECONDS, RegionFailover
from config.iam import Iam
from config.identity import DeploymentName, EnvironmentName, Tags
from config.model import Allowed, Checks, Violation, no_entries
from config.monitoring import Monitoring
from config.objectives import Objectives
from config.paired_regions import DEFAULT_REGIONS, PairedRegions
from config.primary_health import PrimaryHealth
from config.providers import ProviderSettings
from config.recording import Recording
from config.serving_standby import ServingCompute, ServingNetworkTiers
from config.state import LocalState, State

ONE_WRITER = "a global database has one writer, and one controller decides"


class WarmStandby(PairedRegions):
    """An application with an Aurora Global Database in two regions behind one edge. The standby runs a part
    of the primary's instances at all times; when the primary is lost, a controller there makes its database
    the writer and brings its instances to the primary's number.
    """

    system: Annotated[Literal["warm-standby"], Allowed("warm-standby", "set `system: warm-standby`")]
    """Which system this file describes."""
    name: DeploymentName
    """The deployment's name. It begins every resource's name: changing it later rebuilds everything, the
    database among it."""
    environment: EnvironmentName = "production"
    """Tells deployments of one name apart; the second part of every resource's name."""
    tags: Tags = Field(default_factory=no_entries)
    """Your own tags, on every resource. Environment, Region, Role, ManagedBy, Deployment are set anyway."""
    regions: Annotated[
        tuple[TieredRegion, ...],
        Allowed("a list of exactly 2 regions", "list a `primary` and a `standby` region"),
    ] = Field(default=DEFAULT_REGIONS, validate_default=True)
    """Exactly two: one `primary`, one `standby`. Default: us-east-1 primary, us-west-2 standby. List the
    primary first before the first apply, and keep the order when the roles change: the first region has the
    database's secret, and the global database in Terraform's eyes."""
    domain: DeliveredDomain
    """The names, their zone and their certificates."""
    failover: RegionFailover
    """Who decides that the standby takes over, and on what evidence."""
    database: Aurora
    """The database in both regions."""
    network: ServingNetworkTiers = ServingNetworkTiers()
    """Each region's VPC."""
    compute: ServingCompute = ServingCompute()
    """The application: load balancer and instances."""
    content_delivery: ContentDelivery = ContentDelivery()
    """The edge in front of both regions, and who may come in."""
    health: PrimaryHealth = PrimaryHealth()
    """How Route 53 looks at both regions. Traffic follows the primary's verdict."""
    objectives: Objectives = Objectives()
    """What a failover may cost."""
    monitoring: Monitoring = Monitoring()
    """Alarms, dashboards and logs."""
    backup: Backup = Backup()
    """Backups beside the database's own, in both regions."""
    cost_control: CostControl = CostControl()
    """Budgets, and word of unusual costs."""
    recording: Recording = Recording()
    """AWS Config."""
    state: State = LocalState()
    """Where Terraform keeps the state."""
    providers: ProviderSettings = Field(default_factory=ProviderSettings)
    """With whose rights Terraform works, and in which accounts."""
    iam: Iam = Iam()
    """Rules for the IAM roles."""
    existing: ByRegion[ExistingForPlatform] = Field(default_factory=no_entries)
    """What is there already and is used instead of something new, by region; under us-east-1 also what is
    global. VPCs, zones and certificates are given where they are described."""
    adopt: Adoptions = Field(default_factory=no_entries)
    """What was made by hand and becomes the deployment's own: address of the resource, id of what is there.
    The next apply imports it, and sets it to what this file says. docs/existing.md shows how."""

    def checks(self) -> Checks:
        """What only shows when the parts are seen together."""
        return (
            region_pair.no_pair(self, because=ONE_WRITER),
            region_set.named_twice(self),
            region_set.overlapping_ranges(self, because=region_pair.NEVER_JOINED),
            region_set.state_inside(self),
            network_tiers.too_large(self),
            compute_checks.unnamed_images(self),
            compute_checks.reserved_name(self),
            region_pair.reserved_for_groups(self),
            region_pair.missing_certificates(self),
            self._too_slow(),
            self._two_retentions(),
            aurora_standby.headless(self),
            unmatched_health_path(self),
            closed_too_soon(self),
            monitoring_checks.unreachable_functions(self),
            canary_checks.shut_out(self),
            *account_checks.checks(self),
            *existing_checks.checks(self, others_tell=True),
            self._unused_existing(),
        )

    def _unused_existing(self) -> Iterator[Violation]:
        delivers = self.content_delivery.access_logs
        yield from existing_checks.unused(
            self, {"edge_log_bucket": ("content_delivery.access_logs: true", delivers)}
        )

    def _too_slow(self) -> Iterator[Violation]:
        """Only `automatic` can promise a time: in the other modes a person takes part of it."""
        if self.failover.mode != "automatic":
            return
        seconds = self.failover.seconds(
            interval=self.health.interval, threshold=self.health.threshold, promotion=GLOBAL_CLUSTER_SECONDS
        )
        if seconds > self.objectives.rto_minutes * 60:
            minutes = -(-seconds // 60)
            yield Violation(
                ("objectives", "rto_minutes"),
                found=f"{self.objectives.rto_minutes}, where these settings take up to {minutes}",
                allowed=f"{minutes} or more with these settings: detection, {self.failover.readings} "
                "readings, 5 minutes for the database and the load balancer's TTL",
                mend=f"set `rto_minutes: {minutes}`, or detect faster with `health.interval: 10`, a smaller "
                "`health.threshold` or fewer `failover.readings`",
                because=(("health", "interval"), ("health", "threshold"), ("failover", "readings")),
            )

    def _two_retentions(self) -> Iterator[Violation]:
        backup, days = self.backup, self.database.backup_retention_days
        if backup.enabled and backup.continuous and days != backup.keep_days:
            yield Violation(
                ("database", "backup_retention_days"),
                found=f"{days}, beside continuous backups that are kept for {backup.keep_days} days",
                allowed=f"{backup.keep_days}, as `backup.keep_days`: AWS Backup sets the clusters' retention "
                "to its own, and every plan would set it back",
                mend=f"set `backup_retention_days: {backup.keep_days}`, or `backup.continuous: false`",
                because=(("backup", "keep_days"), ("backup", "continuous")),
            )

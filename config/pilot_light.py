"""`pilot-light`: an application and its database in one region, and a standby that wakes itself in
another."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from config import account_checks, existing_checks, monitoring_checks, network_tiers, region_pair, region_set
from config import compute as compute_checks
from config.adoption import Adoptions
from config.application_domain import ApplicationDomain
from config.compute import Compute
from config.database import Database
from config.existing import ByRegion, ExistingForApplication
from config.existing_network import TieredRegion
from config.failover import RegionFailover
from config.iam import Iam
from config.identity import DeploymentName, EnvironmentName, Tags
from config.model import Allowed, Checks, Violation, no_entries
from config.monitoring import Monitoring
from config.network_tiers import NetworkTiers
from config.objectives import Objectives
from config.paired_regions import DEFAULT_REGIONS, PairedRegions
from config.primary_health import PrimaryHealth
from config.providers import ProviderSettings
from config.state import LocalState, State

LEAST_RPO_SECONDS = 60
"""Below it, the lag of an idle PostgreSQL looks like one that never ends."""
ONE_REPLICA = "a replica has one source, and one controller decides"


class PilotLight(PairedRegions):
    """An application behind a load balancer with a relational database, and a standby region in which only
    the database's replica runs: a controller there promotes it and starts the application when the primary
    is lost.
    """

    system: Annotated[Literal["pilot-light"], Allowed("pilot-light", "set `system: pilot-light`")]
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
    """Exactly two: one `primary`, one `standby`. Default: us-east-1 primary, us-west-2 standby."""
    domain: ApplicationDomain
    """The name that clients use, its zone and its certificates."""
    failover: RegionFailover
    """Who decides that the standby takes over, and on what evidence."""
    database: Database
    """The database and its replica."""
    network: NetworkTiers = NetworkTiers()
    """Each region's VPC."""
    compute: Compute = Compute()
    """The application: load balancer and instances."""
    health: PrimaryHealth = PrimaryHealth()
    """How Route 53 looks at the primary."""
    objectives: Objectives = Objectives()
    """What a failover may cost."""
    monitoring: Monitoring = Monitoring()
    """Alarms, dashboards and logs."""
    state: State = LocalState()
    """Where Terraform keeps the state."""
    providers: ProviderSettings = Field(default_factory=ProviderSettings)
    """With whose rights Terraform works, and in which accounts."""
    iam: Iam = Iam()
    """Rules for the IAM roles."""
    existing: ByRegion[ExistingForApplication] = Field(default_factory=no_entries)
    """What is there already and is used instead of something new, by region; under us-east-1 also what is
    global. VPCs, zones and certificates are given where they are described."""
    adopt: Adoptions = Field(default_factory=no_entries)
    """What was made by hand and becomes the deployment's own: address of the resource, id of what is there.
    The next apply imports it, and sets it to what this file says. docs/existing.md shows how."""

    def checks(self) -> Checks:
        """What only shows when the parts are seen together."""
        return (
            region_pair.no_pair(self, because=ONE_REPLICA),
            region_set.named_twice(self),
            region_set.overlapping_ranges(self, because=region_pair.NEVER_JOINED),
            region_set.state_inside(self),
            network_tiers.too_large(self),
            compute_checks.unnamed_images(self),
            compute_checks.reserved_name(self),
            region_pair.reserved_for_groups(self),
            region_pair.missing_certificates(self),
            self._too_slow(),
            self._never_quiet(),
            monitoring_checks.unreachable_functions(self),
            *account_checks.checks(self),
            *existing_checks.checks(self, others_tell=True),
        )

    def _never_quiet(self) -> Iterator[Violation]:
        """PostgreSQL's replica counts from the last transaction: 0 to 300 s while nobody writes, since RDS
        makes one every 5 minutes. It seems a minute or more behind for 4 minutes out of 5."""
        seconds = self.objectives.rpo_seconds
        if (
            self.database.knows("engine")
            and self.database.engine == "postgres"
            and seconds < LEAST_RPO_SECONDS
        ):
            yield Violation(
                ("objectives", "rpo_seconds"),
                allowed=f"{LEAST_RPO_SECONDS} or more with postgres: while nobody writes, its replica's lag "
                "is measured from 0 to 300 seconds in turn, and the alarm would never end",
                mend=f"set `rpo_seconds: {LEAST_RPO_SECONDS}` or more",
                because=(("database", "engine"),),
            )

    def _too_slow(self) -> Iterator[Violation]:
        """Only `automatic` can promise a time: in the other modes a person takes part of it."""
        if self.failover.mode != "automatic":
            return
        seconds = self.failover.seconds(interval=self.health.interval, threshold=self.health.threshold)
        if seconds > self.objectives.rto_minutes * 60:
            minutes = -(-seconds // 60)
            yield Violation(
                ("objectives", "rto_minutes"),
                found=f"{self.objectives.rto_minutes}, where these settings take up to {minutes}",
                allowed=f"{minutes} or more with these settings: detection, {self.failover.readings} "
                "readings, 10 minutes of promotion and the load balancer's TTL",
                mend=f"set `rto_minutes: {minutes}`, or detect faster with `health.interval: 10`, a smaller "
                "`health.threshold` or fewer `failover.readings`",
                because=(("health", "interval"), ("health", "threshold"), ("failover", "readings")),
            )

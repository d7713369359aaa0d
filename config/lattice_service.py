"""The system `lattice-service`: a VPC Lattice service in several regions."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from config import account_checks, existing_checks, health_set, monitoring_checks, region_set, routing_regions
from config.adoption import Adoptions
from config.domain import PrivateDomain
from config.existing import ByRegion, ExistingForService
from config.existing_network import PeeredRegion
from config.health import HealthCheck
from config.iam import Iam
from config.identity import DeploymentName, EnvironmentName, Tags
from config.lattice import Lattice
from config.model import Allowed, Checks, ConfigModel, Violation, no_entries
from config.monitoring import Monitoring
from config.network import Network
from config.providers import ProviderSettings
from config.region_ranges import with_range
from config.routing import CnameRouting, FailoverRouting, with_policy
from config.state import LocalState, State

DEFAULT_REGIONS = (
    PeeredRegion(name="us-east-1", role="primary"),
    PeeredRegion(name="us-west-2", role="standby"),
)
"""The recipe's pair; their ranges follow from their places in the list."""


class LatticeService(ConfigModel):
    """A VPC Lattice service in several regions, with DNS failover among them."""

    system: Annotated[Literal["lattice-service"], Allowed("lattice-service", "set `system: lattice-service`")]
    """Which system this file describes."""
    name: DeploymentName
    """The deployment's name. It begins every resource's name: changing it later rebuilds everything."""
    environment: EnvironmentName = "production"
    """Tells deployments of one name apart; the second part of every resource's name."""
    tags: Tags = Field(default_factory=no_entries)
    """Your own tags, on every resource. Environment, Region, Role, ManagedBy, Deployment are set anyway."""
    regions: Annotated[
        tuple[PeeredRegion, ...],
        Allowed("a list of 2 or more regions", "list a primary and at least one standby region"),
    ] = Field(default=DEFAULT_REGIONS, validate_default=True)
    """2 or more regions: one `primary` and its standbys, or `active` ones where the routing has them answer
    together. Default: us-east-1 as primary, us-west-2 as standby."""
    domain: PrivateDomain
    """The name that clients use, its private zone and its certificates."""
    lattice: Lattice = Lattice()
    """The service, its function, and who may call it."""
    network: Network = Network()
    """Subnets of the VPCs that are created."""
    health: HealthCheck = HealthCheck()
    """How Route 53 finds a region unhealthy."""
    routing: CnameRouting = FailoverRouting()
    """How DNS chooses among the regions."""
    monitoring: Monitoring = Monitoring()
    """Alarms and logs."""
    state: State = LocalState()
    """Where Terraform keeps the state."""
    providers: ProviderSettings = Field(default_factory=ProviderSettings)
    """With whose rights Terraform works, and in which accounts."""
    iam: Iam = Iam()
    """Rules for the IAM roles."""
    existing: ByRegion[ExistingForService] = Field(default_factory=no_entries)
    """What is there already and is used instead of something new, by region; under us-east-1 also what is
    global. VPCs, zones and certificates are given where they are described."""
    adopt: Adoptions = Field(default_factory=no_entries)
    """What was made by hand and becomes the deployment's own: address of the resource, id of what is there.
    The next apply imports it, and sets it to what this file says. docs/existing.md shows how."""

    @property
    def primary(self) -> PeeredRegion:
        """The region that answers first; where all answer together, the first of the file."""
        return next((region for region in self.regions if region.role == "primary"), self.regions[0])

    @property
    def standbys(self) -> tuple[PeeredRegion, ...]:
        """The regions that answer only when another is unhealthy, in the file's order."""
        return tuple(region for region in self.regions if region.role == "standby")

    @property
    def in_order(self) -> tuple[PeeredRegion, ...]:
        """The primary, then the other regions in the file's order: the order in which they take over."""
        return (self.primary, *(region for region in self.regions if region != self.primary))

    @property
    def stack_name(self) -> str:
        """`<name>-<environment>`, the beginning of every resource's name."""
        return f"{self.name}-{self.environment}"

    @classmethod
    def completed(cls, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """Gives each region without a range its 10.<index>.0.0/16, and the routing its default policy."""
        if "routing" in raw:
            raw = {**raw, "routing": with_policy(raw["routing"])}
        regions = raw.get("regions", DEFAULT_REGIONS)
        if not isinstance(regions, list | tuple):
            return raw
        return {**raw, "regions": [with_range(region, index) for index, region in enumerate(regions)]}

    def checks(self) -> Checks:
        """What only shows when the parts are seen together."""
        return (
            _reserved_beginning(self),
            region_set.too_few(self),
            region_set.named_twice(self),
            *routing_regions.checks(self),
            region_set.overlapping_ranges(self),
            region_set.subnets_without_room(self),
            region_set.missing_route_tables(self),
            region_set.wrong_associations(self),
            region_set.wrong_certificates(self),
            region_set.state_inside(self),
            region_set.without_lattice(self),
            health_set.checks_elsewhere(self),
            health_set.too_many_required(self),
            health_set.takeover_without_failover(self),
            health_set.uncountable_standbys(self),
            monitoring_checks.unreachable_functions(self),
            *account_checks.checks(self),
            *existing_checks.checks(self),
        )


RESERVED_BEGINNINGS = ("sg-", "svc-", "tg-", "servicenetwork-", "listener-")
"""What AWS keeps for its own ids: a group, service or network whose name begins so is refused."""


def _reserved_beginning(deployment: LatticeService) -> Iterator[Violation]:
    name = f"{deployment.name}-"
    for beginning in RESERVED_BEGINNINGS:
        if name.startswith(beginning):
            yield Violation(
                ("name",),
                allowed=f"a name that does not begin with {beginning}: it begins every resource's name, and "
                "AWS keeps this beginning for its own ids",
                mend="choose another name, such as orders",
            )

"""`website`: a site of files, in several regions behind one edge."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from config import account_checks, existing_checks, monitoring_checks, region_set
from config.adoption import Adoptions
from config.audit_trail import Governance
from config.aws_regions import RegionName
from config.edge import Edge
from config.edge_routing import EdgeRouting, FailoverPolicy, GeolocationPolicy, WeightedPolicy
from config.existing import ByRegion, ExistingForSite
from config.iam import Iam
from config.identity import DeploymentName, EnvironmentName, Tags
from config.model import Allowed, Checks, ConfigModel, KeyPath, Violation, no_entries
from config.monitoring import Monitoring
from config.providers import ProviderSettings
from config.public_domain import PublicDomain
from config.regions import Region
from config.routing import with_policy
from config.state import LocalState, State
from config.storage import Storage
from config.website_health import WebsiteHealth


class WebsiteRegion(ConfigModel):
    """One AWS region of the site: a bucket. It has no network."""

    name: RegionName
    """The region's code. Opt-in regions must be enabled in the account first."""
    role: Annotated[
        Literal["primary", "standby"],
        Allowed("primary or standby", "give one region `role: primary` and the others `role: standby`"),
    ]
    """The `primary` is asked first, unless `routing` says otherwise; a `standby` stands in for it, the first
    one of the file before the others."""

    @property
    def place(self) -> Region:
        """As constructs take a region."""
        return Region(name=self.name, role=self.role)


MOST_REGIONS = 10
"""Each copies to every other one and has policies at the edge, of which an account has 20."""
DEFAULT_REGIONS = (
    WebsiteRegion(name="eu-central-1", role="primary"),
    WebsiteRegion(name="us-east-1", role="standby"),
)


class Website(ConfigModel):
    """A website of files: the same content in several regions, one name, and an edge that asks another region
    where one does not answer."""

    system: Annotated[Literal["website"], Allowed("website", "set `system: website`")]
    """Which system this file describes."""
    name: DeploymentName
    """The deployment's name. It begins every resource's name: changing it later rebuilds everything."""
    environment: EnvironmentName = "production"
    """Tells deployments of one name apart; the second part of every resource's name."""
    tags: Tags = Field(default_factory=no_entries)
    """Your own tags, on every resource, such as CostCenter: activate them once in the billing console to see
    costs by them. Environment, Region, Role, ManagedBy, Deployment are set anyway."""
    regions: Annotated[
        tuple[WebsiteRegion, ...],
        Field(max_length=MOST_REGIONS),
        Allowed(f"a list of 2 to {MOST_REGIONS} regions", "list a primary and at least one standby region"),
    ] = Field(default=DEFAULT_REGIONS, validate_default=True)
    """2 to 10 regions, exactly one of them `primary`. Default: eu-central-1 primary, us-east-1 standby."""
    domain: PublicDomain
    """The site's name, its zone and its certificate."""
    storage: Storage = Storage()
    """The buckets."""
    edge: Edge = Edge()
    """The distribution."""
    routing: EdgeRouting = FailoverPolicy()
    """Which region the edge asks first."""
    health: WebsiteHealth = WebsiteHealth()
    """How Route 53 looks at each region."""
    monitoring: Monitoring = Monitoring()
    """Alarms, dashboards and logs."""
    governance: Governance = Governance()
    """Rules of the house."""
    state: State = LocalState()
    """Where Terraform keeps the state."""
    providers: ProviderSettings = Field(default_factory=ProviderSettings)
    """With whose rights Terraform works, and in which accounts."""
    iam: Iam = Iam()
    """Rules for the IAM roles."""
    existing: ByRegion[ExistingForSite] = Field(default_factory=no_entries)
    """What is there already and is used instead of something new, by region; under us-east-1 also what is
    global. VPCs, zones and certificates are given where they are described."""
    adopt: Adoptions = Field(default_factory=no_entries)
    """What was made by hand and becomes the deployment's own: address of the resource, id of what is there.
    The next apply imports it, and sets it to what this file says. docs/existing.md shows how."""

    @property
    def in_order(self) -> tuple[Region, ...]:
        """The primary, then the standbys in the file's order: the order in which they stand in."""
        return tuple(
            region.place for role in ("primary", "standby") for region in self.regions if region.role == role
        )

    @property
    def stack_name(self) -> str:
        """`<name>-<environment>`, the beginning of every resource's name."""
        return f"{self.name}-{self.environment}"

    @classmethod
    def completed(cls, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """Gives the routing its default policy."""
        return {**raw, "routing": with_policy(raw["routing"])} if "routing" in raw else raw

    def checks(self) -> Checks:
        """What only shows when the parts are seen together."""
        return (
            region_set.too_few(self),
            region_set.named_twice(self),
            region_set.state_inside(self),
            monitoring_checks.unreachable_functions(self),
            self._not_one_primary(),
            self._missing_weights(),
            self._unknown_regions(),
            *account_checks.checks(self),
            *existing_checks.checks(self),
            self._unused_existing(),
            self._checkers_shut_out(),
        )

    @property
    def _name_keys(self) -> tuple[KeyPath, ...]:
        return tuple(("regions", index, "name") for index in range(len(self.regions)))

    def _not_one_primary(self) -> Iterator[Violation]:
        primaries = [
            region.name if region.knows("name") else f"regions[{index}]"
            for index, region in enumerate(self.regions)
            if region.role == "primary"
        ]
        if len(primaries) != 1 and self.regions:
            yield Violation(
                ("regions",),
                found=f"{len(primaries)} primaries: {', '.join(primaries)}" if primaries else "no primary",
                allowed="exactly one region with `role: primary`: under any routing it is the first that "
                "stands in for another",
                mend="keep one primary and give the others `role: standby`"
                if primaries
                else "give the region that should answer first `role: primary`",
            )

    def _unused_existing(self) -> Iterator[Violation]:
        storage = self.storage
        yield from existing_checks.unused(
            self,
            {
                "content_key_arn": ("storage.encryption: kms", storage.encryption == "kms"),
                "s3_log_bucket": ("storage.access_logs: true", storage.access_logs),
                "edge_log_bucket": ("edge.access_logs: true", self.edge.access_logs),
            },
        )

    def _checkers_shut_out(self) -> Iterator[Violation]:
        """Each of Route 53's checkers asks for every region's page, from one address."""
        firewall, interval = self.edge.firewall, self.health.interval
        least = 2 * len(self.regions) * 300 // interval
        if firewall.enabled and firewall.requests_per_five_minutes < least:
            yield Violation(
                ("edge", "firewall", "requests_per_five_minutes"),
                allowed=f"{least} or more: from each of its addresses Route 53 asks every region's page "
                f"every {interval} s, and would find all regions unhealthy while it is shut out",
                mend=f"set `requests_per_five_minutes: {max(least, 2000)}`",
                because=(("health", "interval"),),
            )

    def _missing_weights(self) -> Iterator[Violation]:
        if isinstance(self.routing, WeightedPolicy):
            missing = [region.name for region in self.regions if region.name not in self.routing.weights]
            if missing:
                yield Violation(
                    ("routing", "weights"),
                    found=f"no weight for {' and '.join(missing)}",
                    allowed="a weight for every region",
                    mend=f"add `{missing[0]}: 0`, or the share that it should get",
                    because=self._name_keys,
                )

    def _unknown_regions(self) -> Iterator[Violation]:
        names = [region.name for region in self.regions]
        routing = self.routing
        if isinstance(routing, WeightedPolicy):
            field, named = "weights", list(routing.weights)
        elif isinstance(routing, GeolocationPolicy):
            field, named = "countries", list(routing.countries)
        else:
            return
        for name in named:
            if name not in names:
                yield Violation(
                    ("routing", field, name),
                    found=name,
                    allowed=f"the deployment's regions: {', '.join(names)}",
                    mend="remove the line, or correct the region",
                    because=self._name_keys,
                )

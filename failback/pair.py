"""A deployment as the way back sees it: two regions, and what things are called in them."""

from dataclasses import dataclass
from typing import Protocol

from constructs_lib.database.names import instance_identifier
from constructs_lib.naming import Naming


class _Region(Protocol):
    @property
    def name(self) -> str: ...


class _Size(Protocol):
    @property
    def min(self) -> int: ...
    @property
    def max(self) -> int: ...
    @property
    def desired(self) -> int: ...


class _Compute(Protocol):
    @property
    def size(self) -> _Size: ...


class _Domain(Protocol):
    @property
    def witness(self) -> str: ...


class _Database(Protocol):
    @property
    def backup_retention_days(self) -> int: ...


class Deployment(Protocol):
    """What is read of a deployment file's model."""

    @property
    def name(self) -> str: ...
    @property
    def environment(self) -> str: ...
    @property
    def stack_name(self) -> str: ...
    @property
    def primary(self) -> _Region: ...
    @property
    def standby(self) -> _Region: ...
    @property
    def domain(self) -> _Domain: ...
    @property
    def compute(self) -> _Compute: ...
    @property
    def database(self) -> _Database: ...


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Of a group that serves."""

    min: int
    max: int
    desired: int


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A deployment of two regions. Names are the same whichever role a region has."""

    stack: str
    primary: str
    """As the file says it."""
    standby: str
    databases: dict[str, str]
    """Identifiers of the DB instances, by region."""
    group: str
    """The Auto Scaling group, of the same name in both regions."""
    controller: str
    """The controller's function."""
    witness: str
    """The name that answers with Route 53's verdict on the primary."""
    sizes: Sizes
    backup_days: int

    @property
    def parameters(self) -> str:
        """What the names of the deployment's parameters begin with."""
        return f"/holdfast/{self.stack}"

    @property
    def switch(self) -> str:
        """The takeover switch."""
        return f"{self.parameters}/takeover"

    @property
    def connection(self) -> str:
        """Where the application finds its database; the controller writes it in the standby."""
        return f"{self.parameters}/database"

    def aside(self, region: str) -> str:
        """What a region's replaced DB instance is called: no longer than a name may be (63)."""
        return f"{self.databases[region][:57]}-stale"

    def other(self, region: str) -> str:
        """The other region."""
        return self.standby if region == self.primary else self.primary


def pair_of(deployment: Deployment) -> Pair:
    """The pair that a deployment file describes."""
    naming = Naming(deployment=deployment.name, environment=deployment.environment)
    size = deployment.compute.size
    return Pair(
        stack=deployment.stack_name,
        primary=deployment.primary.name,
        standby=deployment.standby.name,
        databases={
            region.name: instance_identifier(naming, region.name)
            for region in (deployment.primary, deployment.standby)
        },
        group=naming.name(),
        controller=naming.name("failover"),
        witness=deployment.domain.witness,
        sizes=Sizes(min=size.min, max=size.max, desired=size.desired),
        backup_days=deployment.database.backup_retention_days,
    )

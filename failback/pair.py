"""A deployment as the way back sees it: two regions, and what things are called in them."""

from dataclasses import dataclass
from typing import Any, Protocol

from constructs_lib.naming import Naming


class _Region(Protocol):
    @property
    def name(self) -> str: ...


class Size(Protocol):
    """Of a group, as the file says it."""

    @property
    def min(self) -> int:
        """The fewest."""

    @property
    def max(self) -> int:
        """The most."""

    @property
    def desired(self) -> int:
        """How many at first."""


class _Compute(Protocol):
    @property
    def size(self) -> Size: ...


class _Domain(Protocol):
    @property
    def witness(self) -> str: ...


class Deployment(Protocol):
    """What is read of every deployment file's model."""

    @property
    def name(self) -> str:
        """Of the deployment."""

    @property
    def environment(self) -> str:
        """Of the deployment."""

    @property
    def stack_name(self) -> str:
        """Both of them."""

    @property
    def primary(self) -> _Region:
        """As the file says it."""

    @property
    def standby(self) -> _Region:
        """As the file says it."""

    @property
    def domain(self) -> _Domain:
        """Its names."""

    @property
    def compute(self) -> _Compute:
        """Its instances."""


ASIDE = "-stale"
"""How the name of a replaced database ends."""


def set_aside(identifier: str, longest: int) -> str:
    """What a replaced database is called, in `longest` characters. RDS takes no two hyphens in a row."""
    return f"{identifier[: longest - len(ASIDE)].rstrip('-')}{ASIDE}"


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Of a group."""

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
    group: str
    """The Auto Scaling group, of the same name in both regions."""
    controller: str
    """The controller's function."""
    witness: str
    """The name that answers with Route 53's verdict on the primary."""
    sizes: Sizes
    """Of the primary's group, and of the standby's after a failover."""

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

    def other(self, region: str) -> str:
        """The other region."""
        return self.standby if region == self.primary else self.primary


def sizes_of(size: Size) -> Sizes:
    """A group's sizes."""
    return Sizes(min=size.min, max=size.max, desired=size.desired)


def common(deployment: Deployment, naming: Naming) -> dict[str, Any]:
    """What every pair has, as arguments."""
    return {
        "stack": deployment.stack_name,
        "primary": deployment.primary.name,
        "standby": deployment.standby.name,
        "group": naming.name(),
        "controller": naming.name("failover"),
        "witness": deployment.domain.witness,
        "sizes": sizes_of(deployment.compute.size),
    }

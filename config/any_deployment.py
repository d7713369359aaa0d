"""What every system has, for checks that concern all of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from config.monitoring import Monitoring
    from config.regions import Region
    from config.state import State


class AnyRegion(Protocol):
    """A region, with a network or without."""

    @property
    def name(self) -> str:
        """The region's code."""

    def knows(self, *fields: str) -> bool:
        """Whether these fields are valid."""


class AnyDeployment(Protocol):
    """Any system, as far as the shared checks read it.

    They read a part only when they run, and end where that part is not valid.
    """

    @property
    def regions(self) -> Sequence[AnyRegion]:
        """In the file's order."""

    @property
    def monitoring(self) -> "Monitoring":
        """Who is told."""

    @property
    def state(self) -> "State":
        """Where Terraform keeps the state."""


class WithNetworks(Protocol):
    """A system whose regions have networks."""

    @property
    def regions(self) -> "Sequence[Region]":
        """In the file's order."""

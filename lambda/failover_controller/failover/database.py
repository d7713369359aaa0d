"""The database as the failover sees it: whether it is the writer, can become it, or is busy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Standing(Enum):
    """Where a database stands."""

    STANDBY = "standby"
    """Follows the primary region and can be promoted now."""
    BUSY = "busy"
    """Something runs that has to end first, perhaps its promotion."""
    SWITCHING = "switching"
    """Exchanges its role with the primary's, which loses nothing. Whether it may be forced meanwhile, AWS
    decides."""
    WRITER = "writer"
    """On its own or leading, and taking connections."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at it."""

    id: str
    """The database's own id; another one means another database under the same name."""
    standing: Standing
    said: str
    """AWS's words for the log."""
    connection: dict[str, str | int | None]
    """How the application reaches it; never a password."""
    arguments: dict[str, str | int]
    """What the call that promotes it needs to know of this look."""
    returns: bool = False
    """Whether the same database can follow again under the same id, and be promoted a second time."""
    reading: dict[str, str | int | None] | None = None
    """How the application reads from it while it follows; None where nobody does."""


class Database(Protocol):
    """One way to keep a database in two regions. A look and a call: waiting is for later runs (F20)."""

    def look(self) -> Look:
        """Where it stands, or an exception if a person has to mend it."""

    def promote(self, look: Look) -> None:
        """Asks AWS once to make it the writer, whatever the primary has not handed over."""

    def switch_over(self, look: Look) -> None:
        """Asks AWS once to exchange roles with the primary, losing nothing. Both regions have to be well."""

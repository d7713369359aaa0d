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
    WRITER = "writer"
    """On its own, and taking connections."""


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
    kept: dict[str, str | int]
    """Arguments of the promotion that keep its settings as they are."""


class Database(Protocol):
    """One way to keep a database in two regions. A look and a call: waiting is for later runs (F20)."""

    def look(self) -> Look:
        """Where it stands, or an exception if a person has to mend it."""

    def promote(self, look: Look) -> None:
        """Asks AWS once to make it the writer."""

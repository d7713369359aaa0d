"""What a run may do about the primary, by what the witness and an operator say in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Permission:
    """It is worth as much as the run that got it: the next one asks again."""

    confirmed: bool
    """The primary is lost: down now, and so often in a row."""
    forced: bool
    """An operator wants the failover, whatever the witness says."""

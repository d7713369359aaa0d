"""What every way back is, whichever kind of database a deployment has."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from failback.code import Import
from failback.live import Client
from failback.pair import Pair
from failback.situation import Decision, Seen, Situation, decision_in
from failback.step import Step
from failback.story import RETURN, STAY


@dataclass(frozen=True, kw_only=True)
class Templates:
    """The stack's Terraform JSON, made when it is asked for: it takes seconds."""

    current: Callable[[], Mapping[str, Any]]
    """With the roles of the file."""
    swapped: Callable[[], Mapping[str, Any]]
    """With the roles exchanged."""


@dataclass(frozen=True, kw_only=True)
class Failover:
    """A failover that is recorded."""

    survivor: str
    decision: Decision


Found = tuple[list[Step], tuple[Import, ...]]
"""The steps in their order, and the import blocks that belong to them."""


class Way(Protocol[Seen]):
    """A kind of database: what is seen of it, and which steps lead back."""

    @property
    def pair(self) -> Pair:
        """The deployment."""

    def look(self, *, now: datetime, client: Client) -> Situation[Seen]:
        """Both regions as they are now."""

    def steps(
        self, situation: Situation[Seen], failover: Failover, story: str, templates: Templates
    ) -> Found:
        """The way back from here."""

    def left_over(self, situation: Situation[Seen]) -> Iterator[Step]:
        """What is still to be done, or may be, once no failover is recorded any more."""


def recorded(pair: Pair, situation: Situation[Seen]) -> Failover | None:
    """The failover that one region has recorded; the later one, should an old record have been left over."""
    found = [
        Failover(survivor=region, decision=decision)
        for region, view in situation.views.items()
        if (decision := decision_in(view, pair.parameters))
    ]
    return max(found, key=lambda failover: failover.decision.time, default=None)


def usual_story(pair: Pair, failover: Failover) -> str:
    """`return`, unless the file already says that the roles stay."""
    return STAY if pair.primary == failover.survivor else RETURN

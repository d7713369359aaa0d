"""Which steps there are, from what is seen: the way back as a list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from failback.code import Code, Import, import_of_database
from failback.copy_steps import copy_steps
from failback.last_steps import forget_step
from failback.pair import Pair
from failback.progress import Progress
from failback.return_steps import STORY as RETURN
from failback.return_steps import return_steps
from failback.situation import Decision, Situation, decision_in
from failback.stay_steps import STORY as STAY
from failback.stay_steps import stay_steps
from failback.step import Step

STORIES = (RETURN, STAY)


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


def recorded(pair: Pair, situation: Situation) -> Failover | None:
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


def way_back(
    pair: Pair, situation: Situation, failover: Failover, story: str, templates: Templates
) -> tuple[list[Step], tuple[Import, ...]]:
    """The steps in their order, and the import blocks that belong to them."""
    progress = Progress(pair, situation, survivor=failover.survivor, decision=failover.decision)
    lost = progress.lost.region
    current = Code(templates.current())
    if story == RETURN:
        steps = [
            *copy_steps(progress),
            *return_steps(progress, current),
            forget_step(progress, with_connection=True),
        ]
        return steps, import_of_database(current, pair, lost)
    is_swapped = pair.primary == failover.survivor
    code = current if is_swapped else Code(templates.swapped())
    steps = [
        *copy_steps(progress),
        *stay_steps(progress, code, () if is_swapped else current.elsewhere(code)),
        forget_step(progress, with_connection=False),
    ]
    return steps, import_of_database(code, pair, lost)

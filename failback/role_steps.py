"""Where the roles stay as they are now, the file and then the code follow."""

from collections.abc import Iterator, Sequence

from failback.code import Code
from failback.progress import Progress
from failback.situation import Seen
from failback.step import State, Step
from failback.terraform_commands import guarded_apply

FIRST_WATCH = "sleep 300"
"""Until new health checks have seen enough."""
ENDS_FAILOVER = " --ends-failover"


def roles_changed(progress: Progress[Seen], lost_from_sight: Sequence[str]) -> Step:
    """`lost_from_sight` are addresses that the change would leave at the same place for another region."""
    primary, standby = progress.survivor.region, progress.lost.region
    stop = lost_from_sight and not progress.is_swapped
    return Step(
        title=f"The deployment file says `role: primary` for {primary}, `role: standby` for {standby}",
        why="roles are the file's to tell; names and addresses of the databases do not depend on them",
        commands=("python main.py validate <this file>",),
        state=State.STOP if stop else State.DONE if progress.is_swapped else State.TO_DO,
        note=_left_behind(lost_from_sight) if stop else "",
    )


def _left_behind(addresses: Sequence[str]) -> str:
    return (
        f"these {len(addresses)} addresses would stand for objects in the other region, and Terraform would "
        f"leave the real ones behind, running: {', '.join(addresses)}. Return to the old primary instead "
        "(--story return)"
    )


def checks_first(
    progress: Progress[Seen],
    code: Code | None,
    *,
    title: str,
    before: Sequence[str],
    also: Sequence[str] = (),
    done: bool = True,
) -> Step:
    """One apply for the health checks and what they ask, before the records ask them.

    `before` are the commands that bring the code into place, `also` are addresses that are applied with the
    checks, and `done` is whether those are there.
    """
    return Step(
        title=title,
        why="a new check starts healthy and an inverted one unhealthy (F9): records that ask it at once "
        "would send clients to the standby, where nothing runs. Meanwhile the old record stays unhealthy, "
        "whatever the checks say: its load balancer has no targets (F7)",
        commands=(
            *before,
            *guarded_apply(
                progress.names, guard=ENDS_FAILOVER, targets=(*also, *_checks_and_switch(progress, code))
            ),
            FIRST_WATCH,
        ),
        state=progress.seen(progress.lost, done=progress.has_new_switch and done, service="ssm")
        if progress.is_swapped
        else State.TO_DO,
    )


def _checks_and_switch(progress: Progress[Seen], code: Code | None) -> Iterator[str]:
    """The rest of the switch comes with the second apply. Until it answers, an inverted check is healthy."""
    if code:
        yield from code.health_checks()
        if switch := code.parameter(progress.names.switch, progress.lost.region):
            yield switch


def in_line(progress: Progress[Seen], *, commands: Sequence[str], also: bool = True) -> Step:
    """The second apply, for all the rest; `also`: what else has to be true for it to be done."""
    done = progress.is_swapped and progress.has_new_switch and not progress.has_old_switch
    return Step(
        title=f"The code is in line: {progress.lost.region} has the controller and its switch",
        why="the standby's parts move to where the standby is, and the records follow",
        commands=tuple(commands),
        state=progress.seen(progress.lost, done=done and also, service="ssm"),
    )

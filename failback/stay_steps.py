"""The roles stay as they are now: the code follows."""

from collections.abc import Iterator, Sequence

from failback.code import Code
from failback.progress import Progress
from failback.step import State, Step
from failback.terraform_commands import adopt, clean, guarded_apply, without_blocks

STORY = "stay"


def stay_steps(progress: Progress, code: Code | None, lost_from_sight: Sequence[str]) -> Iterator[Step]:
    """From a copy that has caught up to code whose roles are those of the regions.

    `code` is the code after the change of roles; `lost_from_sight` are addresses that this change would
    leave at the same place for another region.
    """
    yield _roles_changed(progress, lost_from_sight)
    yield _checks_first(progress, code)
    yield _in_line(progress)


def _swapped(progress: Progress) -> bool:
    return progress.pair.primary == progress.survivor.region


def _roles_changed(progress: Progress, lost_from_sight: Sequence[str]) -> Step:
    primary, standby = progress.survivor.region, progress.lost.region
    stop = lost_from_sight and not _swapped(progress)
    return Step(
        title=f"The deployment file says `role: primary` for {primary}, `role: standby` for {standby}",
        why="roles are the file's to tell; names and addresses of the databases do not depend on them",
        commands=("python main.py validate <this file>",),
        state=State.STOP if stop else State.DONE if _swapped(progress) else State.TO_DO,
        note=_left_behind(lost_from_sight) if stop else "",
    )


def _left_behind(addresses: Sequence[str]) -> str:
    return (
        f"these {len(addresses)} addresses would stand for objects in the other region, and Terraform would "
        f"leave the real ones behind, running: {', '.join(addresses)}. Return to the old primary instead "
        "(--story return)"
    )


def _checks_first(progress: Progress, code: Code | None) -> Step:
    pair, lost = progress.pair, progress.lost.region
    address = (code and code.database(pair.databases[lost])) or f"<address of {pair.databases[lost]}>"
    return Step(
        title=f"Terraform knows the new database in {lost}, and the new health checks have seen enough",
        why="a new check starts healthy and an inverted one unhealthy (F9): records that ask it at once "
        "would send clients to the standby, where nothing runs. Meanwhile the old record stays unhealthy, "
        "whatever the checks say: its load balancer has no targets (F7)",
        commands=(
            *adopt(pair, STORY, address),
            *guarded_apply(
                pair, guard=" --ends-failover", targets=(address, *_checks_and_switch(progress, code))
            ),
            "sleep 300",
        ),
        state=progress.seen(
            progress.lost,
            done=progress.has_new_switch and progress.copy is not None and progress.copy.managed,
            service="ssm",
        )
        if _swapped(progress)
        else State.TO_DO,
    )


def _checks_and_switch(progress: Progress, code: Code | None) -> Iterator[str]:
    """The rest of the switch comes with the second apply. Until it answers, an inverted check is healthy."""
    if code:
        yield from code.health_checks()
        if switch := code.parameter(progress.pair.switch, progress.lost.region):
            yield switch


def _in_line(progress: Progress) -> Step:
    copy = progress.copy
    done = _swapped(progress) and progress.has_new_switch and not progress.has_old_switch
    return Step(
        title=f"The code is in line: {progress.lost.region} has the controller and its switch",
        why="the standby's parts move to where the standby is, and the records follow",
        commands=(
            *guarded_apply(progress.pair, guard=" --ends-failover"),
            *without_blocks(progress.pair),
            *clean(progress.pair),
        ),
        state=progress.seen(progress.lost, done=done and copy is not None and copy.managed, service="ssm"),
    )

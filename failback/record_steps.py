"""What the controller keeps of a failover: the beginning and the end of every way back."""

from collections.abc import Sequence

from failback.progress import Progress
from failback.situation import Seen
from failback.step import State, Step, aws, command

UP = "192.0.2.1"
"""What the witness answers while the primary is healthy."""
MOST_NAMES = 10
"""As many parameters can be deleted in one call."""


def carried_out(progress: Progress[Seen]) -> Step:
    """First: the controller has finished."""
    region, controller = progress.survivor.region, progress.names.controller
    return Step(
        title="The failover has been carried out",
        why="until then the controller works on it, and these steps would work against it",
        commands=(aws(region, "logs", "tail", f"/aws/lambda/{controller}", "--since", "15m"),),
        state=progress.seen(progress.survivor, done=progress.carried_out, service="ssm"),
    )


def forget_step(
    progress: Progress[Seen], *, with_connection: bool, before: Sequence[str] = (), also: str = ""
) -> Step:
    """Last: while the decision stands the controller does nothing, and this command knows the way.

    `before` are commands of its own before the records go, and `also` is what is said of them.
    """
    pair, region = progress.names, progress.survivor.region
    names = sorted(
        name
        for name in progress.survivor.parameters or {}
        if name.startswith(f"{pair.parameters}/failover/") or (with_connection and name == pair.connection)
    )
    lines = tuple(
        aws(region, "ssm", "delete-parameters", "--names", *names[start : start + MOST_NAMES])
        for start in range(0, len(names), MOST_NAMES)
    )
    return Step(
        title="The failover is forgotten",
        why="while it is recorded the controller does nothing, also when the primary is lost again. "
        f"The witness must say {UP} first, or it takes over anew{also}",
        commands=(*before, command("dig", "+short", pair.witness), *lines),
        state=State.TO_DO if names else State.UNSEEN,
    )

"""The end of both ways: the failover is forgotten, and the controller watches again."""

from collections.abc import Iterator

from failback.pair import Pair
from failback.progress import Progress
from failback.situation import Situation
from failback.step import State, Step, aws, command

UP = "192.0.2.1"
"""What the witness answers while the primary is healthy."""
MOST_NAMES = 10
"""As many parameters can be deleted in one call."""


def forget_step(progress: Progress, *, with_connection: bool) -> Step:
    """Last: while the decision stands the controller does nothing, and this command knows the way."""
    pair, region = progress.pair, progress.survivor.region
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
        why="while it is recorded the controller does nothing, also when the primary is lost again. The "
        f"witness must say {UP} first, or it takes over anew",
        commands=(command("dig", "+short", pair.witness), *lines),
        state=State.TO_DO if names else State.UNSEEN,
    )


def left_over(pair: Pair, situation: Situation) -> Iterator[Step]:
    """Databases that were set aside."""
    for region, view in situation.views.items():
        name = pair.aside(region)
        if name in (view.instances or {}):
            yield Step(
                title=f"{name} in {region} is deleted",
                why="it costs as much as one that is used. Not before somebody has looked for the writes "
                "that only it has",
                commands=(
                    aws(
                        region,
                        "rds",
                        "modify-db-instance",
                        "--db-instance-identifier",
                        name,
                        "--no-deletion-protection",
                        "--apply-immediately",
                    ),
                    aws(
                        region,
                        "rds",
                        "delete-db-instance",
                        "--db-instance-identifier",
                        name,
                        "--final-db-snapshot-identifier",
                        f"{name}-{situation.now:%Y%m%d}",
                    ),
                ),
                state=State.TO_DO,
            )

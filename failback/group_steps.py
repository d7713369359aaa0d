"""The Auto Scaling groups: which region's application runs, and with how many instances."""

from failback.pair import Pair, Sizes
from failback.progress import Progress
from failback.situation import Seen
from failback.step import State, Step, aws

NONE = Sizes(min=0, max=0, desired=0)


def at_rest_step(progress: Progress[Seen], *, why: str, over: bool) -> Step:
    """The lost region's application does not run; `over`: it may again."""
    return Step(
        title=f"The old application in {progress.lost.region} is at rest",
        why=why,
        commands=(resize(progress.names, progress.lost.region, NONE),),
        state=State.DONE if over else progress.at_rest(progress.lost),
    )


def resize(pair: Pair, region: str, sizes: Sizes) -> str:
    """The command that gives a region's group other sizes."""
    return aws(
        region,
        "autoscaling",
        "update-auto-scaling-group",
        "--auto-scaling-group-name",
        pair.group,
        "--min-size",
        str(sizes.min),
        "--max-size",
        str(sizes.max),
        "--desired-capacity",
        str(sizes.desired),
    )

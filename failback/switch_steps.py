"""The takeover switch: who has the traffic."""

from failback.pair import Pair
from failback.progress import Progress
from failback.situation import Seen
from failback.step import State, Step, aws


def switch_on(progress: Progress[Seen], *, served: bool) -> Step:
    """`served`: it has kept traffic from stale data for as long as it had to."""
    return Step(
        title="The takeover switch is on",
        why="it keeps traffic from the old database, which has missed every write since the failover",
        commands=(put_switch(progress.names, progress.survivor.region, "on"),),
        state=State.DONE if served else progress.taken_over,
    )


def switch_off(progress: Progress[Seen], *, ready: bool) -> Step:
    """`ready`: the lost region has the database again."""
    off = progress.taken_over is State.TO_DO
    return Step(
        title="The takeover switch is off: the outage ends",
        why="clients follow within a few minutes: interval times threshold of the health check, and the TTL",
        commands=(put_switch(progress.names, progress.survivor.region, "off"),),
        state=progress.seen(progress.survivor, done=off and ready, service="ssm"),
    )


def put_switch(pair: Pair, region: str, value: str) -> str:
    """The command that turns the takeover switch in a region."""
    return aws(
        region,
        "ssm",
        "put-parameter",
        "--name",
        pair.switch,
        "--value",
        value,
        "--overwrite",
    )

"""The first half of both ways: the lost region gets a copy of the database that was promoted."""

from collections.abc import Iterator

from failback.pair import Pair
from failback.progress import Progress
from failback.replica_command import create_replica
from failback.situation import View
from failback.step import State, Step, aws


def copy_steps(progress: Progress) -> Iterator[Step]:
    """From the end of the failover to a copy that has everything."""
    yield _carried_out(progress)
    yield _switch_on(progress)
    yield _source_backed_up(progress)
    yield _old_at_rest(progress)
    yield _old_aside(progress)
    yield _copy_made(progress)
    yield _copy_protected(progress)
    yield _copy_caught_up(progress)


def _carried_out(progress: Progress) -> Step:
    region, controller = progress.survivor.region, progress.pair.controller
    return Step(
        title="The failover has been carried out",
        why="until then the controller works on it, and these steps would work against it",
        commands=(aws(region, "logs", "tail", f"/aws/lambda/{controller}", "--since", "15m"),),
        state=progress.seen(progress.survivor, done=progress.carried_out, service="ssm"),
    )


def _switch_on(progress: Progress) -> Step:
    """Until it has served: the copy is promoted, or the new standby has a switch of its own."""
    served = progress.promoted or progress.has_new_switch
    return Step(
        title="The takeover switch is on",
        why="it keeps traffic from the old database, which has missed every write since the failover",
        commands=(put_switch(progress.pair, progress.survivor.region, "on"),),
        state=State.DONE if served else progress.taken_over,
    )


def _source_backed_up(progress: Progress) -> Step:
    region, source = progress.survivor.region, progress.source
    return Step(
        title=f"The database in {region} has automated backups",
        why="a database without them can have no replica (F20)",
        commands=(
            aws(
                region,
                "rds",
                "modify-db-instance",
                "--db-instance-identifier",
                progress.pair.databases[region],
                "--backup-retention-period",
                str(progress.pair.backup_days),
                "--apply-immediately",
            ),
        ),
        state=progress.seen(progress.survivor, done=source is not None and source.backup_days > 0),
        note="" if source else "there is no such database" if progress.survivor.instances is not None else "",
    )


def _old_at_rest(progress: Progress) -> Step:
    return Step(
        title=f"The old application in {progress.lost.region} is at rest",
        why="what still runs of it may write to the old database, or answer clients that kept its address",
        commands=(resize(progress.pair, progress.lost.region, 0, 0, 0),),
        state=State.DONE if progress.promoted else progress.at_rest(progress.lost),
    )


def _old_aside(progress: Progress) -> Step:
    pair, lost = progress.pair, progress.lost.region
    found = progress.instance(progress.lost)
    state = progress.seen(progress.lost, done=found is None or progress.copy is not None)
    note = ""
    if progress.stranger:
        state = State.STOP
        note = (
            f"{pair.databases[lost]} was created after the failover, and not by these steps: rename or "
            "delete it if it is not wanted"
        )
    elif found and progress.aside(progress.lost) and not progress.copy:
        state, note = State.STOP, f"{pair.aside(lost)} is there already: delete it, or rename it"
    elif state is State.DONE and not progress.aside(progress.lost):
        note = "the database from before is not there any more"
    return Step(
        title=f"The old database in {lost} is set aside as {pair.aside(lost)}",
        why="its name is needed for the new copy; it may hold the last writes before the failover, which the "
        "replica had not received: keep it until somebody has looked for them",
        commands=(rename(progress, progress.lost),),
        state=state,
        note=note,
    )


def _copy_made(progress: Progress) -> Step:
    line, missing = create_replica(progress)
    return Step(
        title=f"{progress.lost.region} has a new replica of the database",
        why="a promoted database cannot go back to being a replica: the copy is made anew (F20). "
        "It takes minutes to hours, by size",
        commands=(line,),
        state=progress.seen(progress.lost, done=progress.copy is not None),
        note=missing,
    )


def _copy_protected(progress: Progress) -> Step:
    pair, lost = progress.pair, progress.lost.region
    return Step(
        title="The copy has backups, and protection against deletion",
        why="RDS makes replicas without either",
        commands=(
            wait_available(pair, lost),
            aws(
                lost,
                "rds",
                "modify-db-instance",
                "--db-instance-identifier",
                pair.databases[lost],
                "--backup-retention-period",
                str(pair.backup_days),
                "--deletion-protection",
                "--apply-immediately",
            ),
        ),
        state=progress.seen(progress.lost, done=progress.copy is not None and progress.copy.backup_days > 0),
    )


def _copy_caught_up(progress: Progress) -> Step:
    return Step(
        title="The copy has caught up",
        why="only what it has received can be taken along",
        commands=(wait_available(progress.pair, progress.lost.region), "python main.py failback <this file>"),
        state=progress.seen(progress.lost, done=progress.promoted or progress.is_caught_up(progress.copy)),
        note=progress.lag(progress.copy),
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


def resize(pair: Pair, region: str, fewest: int, most: int, desired: int) -> str:
    """The command that gives a region's group other sizes."""
    return aws(
        region,
        "autoscaling",
        "update-auto-scaling-group",
        "--auto-scaling-group-name",
        pair.group,
        "--min-size",
        str(fewest),
        "--max-size",
        str(most),
        "--desired-capacity",
        str(desired),
    )


def rename(progress: Progress, view: View) -> str:
    """The command that sets a region's database aside."""
    return aws(
        view.region,
        "rds",
        "modify-db-instance",
        "--db-instance-identifier",
        progress.pair.databases[view.region],
        "--new-db-instance-identifier",
        progress.pair.aside(view.region),
        "--apply-immediately",
    )


def wait_available(pair: Pair, region: str) -> str:
    """The command that waits for a region's database."""
    return aws(
        region, "rds", "wait db-instance-available", "--db-instance-identifier", pair.databases[region]
    )

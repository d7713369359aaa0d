"""The first half of both ways: the lost region gets a copy of the database that was promoted."""

from collections.abc import Iterator

from failback.group_steps import at_rest_step
from failback.record_steps import carried_out
from failback.replica.create_command import create_replica
from failback.replica.pair import ReplicaPair
from failback.replica.progress import ReplicaProgress
from failback.replica.situation import ReplicaView
from failback.step import State, Step, aws
from failback.switch_steps import switch_on


def copy_steps(progress: ReplicaProgress) -> Iterator[Step]:
    """From the end of the failover to a copy that has everything."""
    yield carried_out(progress)
    # Until it has served: the copy is promoted, or the new standby has a switch of its own.
    yield switch_on(progress, served=progress.promoted or progress.has_new_switch)
    yield _source_backed_up(progress)
    yield at_rest_step(
        progress,
        why="what still runs of it may write to the old database, or answer clients that kept its address",
        over=progress.promoted,
    )
    yield _old_aside(progress)
    yield _copy_made(progress)
    yield _copy_protected(progress)
    yield _copy_caught_up(progress)


def _source_backed_up(progress: ReplicaProgress) -> Step:
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


def _old_aside(progress: ReplicaProgress) -> Step:
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


def _copy_made(progress: ReplicaProgress) -> Step:
    line, missing = create_replica(progress)
    return Step(
        title=f"{progress.lost.region} has a new replica of the database",
        why="a promoted database cannot go back to being a replica: the copy is made anew (F20). "
        "It takes minutes to hours, by size",
        commands=(line,),
        state=progress.seen(progress.lost, done=progress.copy is not None),
        note=missing,
    )


def _copy_protected(progress: ReplicaProgress) -> Step:
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


def _copy_caught_up(progress: ReplicaProgress) -> Step:
    return Step(
        title="The copy has caught up",
        why="only what it has received can be taken along",
        commands=(wait_available(progress.pair, progress.lost.region), "python main.py failback <this file>"),
        state=progress.seen(progress.lost, done=progress.promoted or progress.is_caught_up(progress.copy)),
        note=progress.lag(progress.copy),
    )


def rename(progress: ReplicaProgress, view: ReplicaView) -> str:
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


def wait_available(pair: ReplicaPair, region: str) -> str:
    """The command that waits for a region's database."""
    return aws(
        region, "rds", "wait db-instance-available", "--db-instance-identifier", pair.databases[region]
    )

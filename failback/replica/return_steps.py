"""Back to the old primary: the roles are those of the code again."""

from collections.abc import Iterator

from failback.code import Code
from failback.group_steps import NONE, resize
from failback.replica.copy_steps import rename, wait_available
from failback.replica.progress import ReplicaProgress
from failback.step import State, Step, aws
from failback.story import RETURN
from failback.switch_steps import switch_off
from failback.terraform_commands import adopt, clean, forget, guarded_apply, without_blocks


def return_steps(progress: ReplicaProgress, code: Code | None) -> Iterator[Step]:
    """From a copy that has caught up to a pair as before. Clients wait from the first step to the sixth."""
    yield _writes_stopped(progress)
    yield _last_writes(progress)
    yield _copy_promoted(progress)
    yield _copy_known(progress, code)
    yield _serving(progress)
    yield switch_off(progress, ready=progress.promoted)
    yield _standby_aside(progress)
    yield _replica_made(progress, code)
    yield _standby_caught_up(progress)


def _writes_stopped(progress: ReplicaProgress) -> Step:
    region = progress.survivor.region
    state = State.DONE if progress.promoted else progress.at_rest(progress.survivor)
    return Step(
        title=f"The application in {region} has stopped writing: the outage begins",
        why="what is written after the last look at the copy would be lost; choose a quiet hour",
        commands=(resize(progress.pair, region, NONE),),
        state=state,
    )


def _last_writes(progress: ReplicaProgress) -> Step:
    stopped = progress.at_rest(progress.survivor) is State.DONE
    done = progress.promoted or (stopped and progress.has_last_writes)
    return Step(
        title="The copy has the last writes",
        why="a lag is measured once a minute: wait for one that was measured after the writes had stopped. "
        "PostgreSQL's climbs from then on, and falls within five minutes, when RDS writes something itself",
        commands=("sleep 120", "python main.py failback <this file>"),
        state=progress.seen(progress.lost, done=done),
        note=progress.lag(progress.copy),
    )


def _copy_promoted(progress: ReplicaProgress) -> Step:
    pair, lost = progress.pair, progress.lost.region
    return Step(
        title=f"The copy in {lost} is promoted",
        why="from here on it is the database, and the one in the standby is the old one",
        commands=(
            aws(
                lost,
                "rds",
                "promote-read-replica",
                "--db-instance-identifier",
                pair.databases[lost],
                "--backup-retention-period",
                str(pair.backup_days),
            ),
            wait_available(pair, lost),
        ),
        state=progress.seen(progress.lost, done=progress.promoted),
    )


def _copy_known(progress: ReplicaProgress, code: Code | None) -> Step:
    """Before the application starts: what it may log in to follows the database's own id."""
    lost, copy = progress.lost.region, progress.copy
    return Step(
        title=f"Terraform knows the database in {lost}",
        why="its state still means the one that was set aside, and so do the rights of the application: the "
        "import takes over the promoted copy. It also gives the group its sizes again",
        commands=(
            *adopt(progress.pair, RETURN, _address(progress, code, lost)),
            *guarded_apply(progress.pair),
            *without_blocks(progress.pair),
        ),
        state=progress.seen(progress.lost, done=progress.promoted and copy is not None and copy.managed),
    )


def _serving(progress: ReplicaProgress) -> Step:
    pair, lost, sizes = progress.pair, progress.lost.region, progress.pair.sizes
    group = progress.lost.group
    return Step(
        title=f"The application in {lost} runs and is healthy",
        why="the switch is turned to something that serves; its health check and the witness follow",
        commands=(resize(pair, lost, sizes),),
        state=progress.serves(progress.lost) if progress.promoted else State.TO_DO,
        note=f"{group.serving} of {sizes.min} instances are healthy" if group and progress.promoted else "",
    )


def _standby_aside(progress: ReplicaProgress) -> Step:
    region = progress.survivor.region
    aside = progress.aside(progress.survivor)
    found = progress.instance(progress.survivor)
    replicates = found is not None and found.source is not None
    state = progress.seen(
        progress.survivor, done=(aside is not None and (found is None or replicates)) or found is None
    )
    return Step(
        title=f"The database in {region} is set aside as {progress.pair.aside(region)}",
        why="its name is needed for the new replica; until that has caught up it is the only other copy",
        commands=(rename(progress, progress.survivor),),
        state=State.DONE if replicates and progress.promoted else state,
    )


def _replica_made(progress: ReplicaProgress, code: Code | None) -> Step:
    region, found = progress.survivor.region, progress.instance(progress.survivor)
    replicates = found is not None and found.source is not None
    return Step(
        title=f"Terraform has made the new replica in {region}",
        why="its state still means the database that was set aside; the code makes the replica",
        commands=(
            forget(progress.pair, _address(progress, code, region)),
            *guarded_apply(progress.pair),
            *clean(progress.pair),
        ),
        state=progress.seen(progress.survivor, done=replicates and progress.promoted),
    )


def _address(progress: ReplicaProgress, code: Code | None, region: str) -> str:
    name = progress.pair.databases[region]
    return (code and code.database(name)) or f"<address of {name}>"


def _standby_caught_up(progress: ReplicaProgress) -> Step:
    found = progress.instance(progress.survivor)
    replica = found if found and found.source else None
    return Step(
        title="The new replica has caught up",
        why="a failover to it would lose what it has not received",
        commands=(
            wait_available(progress.pair, progress.survivor.region),
            "python main.py failback <this file>",
        ),
        state=progress.seen(progress.survivor, done=progress.is_caught_up(replica)),
        note=progress.lag(replica),
    )

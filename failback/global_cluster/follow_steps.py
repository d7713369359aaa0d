"""The first half of both ways: the old primary's cluster follows again, and has caught up."""

from collections.abc import Iterator

from failback.code import Code
from failback.global_cluster.progress import ClusterProgress
from failback.global_cluster.rebuild_steps import rebuild_steps
from failback.record_steps import carried_out
from failback.step import State, Step, aws
from failback.switch_steps import switch_on

AGAIN = "python main.py failback <this file>"


def follow_steps(progress: ClusterProgress, code: Code, story: str) -> Iterator[Step]:
    """From the end of the failover to a cluster that has everything."""
    yield carried_out(progress)
    # Until it has served: the roles have changed back, or the new standby has a switch of its own.
    yield switch_on(progress, served=progress.switched_back or progress.has_new_switch)
    if progress.rebuilds:
        yield from rebuild_steps(progress, code, story)
    yield _follows(progress)
    yield _caught_up(progress)


def _follows(progress: ClusterProgress) -> Step:
    pair, lost, survivor = progress.pair, progress.lost, progress.survivor.region
    state = progress.seen(lost, done=progress.follows)
    if state is State.TO_DO:
        state = progress.of_whole(done=False)
    commands = [
        aws(
            survivor,
            "rds",
            "describe-global-clusters",
            "--global-cluster-identifier",
            pair.global_cluster,
        ),
        aws(
            lost.region,
            "rds",
            "describe-events",
            "--source-type",
            "db-cluster",
            "--source-identifier",
            pair.clusters[lost.region],
            "--duration",
            "1440",
        ),
    ]
    if progress.whole and not progress.is_member(lost) and "rds" not in lost.unseen:
        commands.append(f"{AGAIN} --rebuild")
    return Step(
        title=f"The cluster in {lost.region} follows again",
        why="AWS makes it a follower by itself, once its region is well. It rebuilds the volume, which takes "
        "minutes to hours, and keeps what had not been replicated in a snapshot whose name begins "
        "rds:unplanned-global-failover, for as long as backups: copy it",
        commands=tuple(commands),
        state=state,
        note="" if state is State.DONE else _standing(progress),
    )


def _standing(progress: ClusterProgress) -> str:
    """What is seen of a cluster that does not follow yet."""
    pair, lost, whole = progress.pair, progress.lost, progress.whole
    if whole is None or "rds" in lost.unseen:
        return ""
    name = pair.clusters[lost.region]
    if not progress.is_member(lost):
        found = f"its status is {lost.cluster.status}" if lost.cluster else "there is no such cluster"
        return (
            f"{name} is no member of {pair.global_cluster}, and {found}. Wait: AWS adds it by itself. It "
            "cannot where its events say so, or where a person has detached it; nothing joins that is there "
            "already. Then the last of these commands tells how it is made anew"
        )
    status = lost.cluster.status if lost.cluster else "not shown"
    step = whole.members[progress.arn(lost)]
    return f"its status is {status}, and it is {step}{f'; {whole.changing}' if whole.changing else ''}"


def _caught_up(progress: ClusterProgress) -> Step:
    cluster = progress.lost.cluster
    lag = cluster.lag if cluster else None
    note = ""
    if progress.follows and not progress.writes(progress.lost):
        note = "no lag was measured in the last ten minutes" if lag is None else f"it is {lag:g} s behind"
    return Step(
        title=f"The cluster in {progress.lost.region} has caught up",
        why="writes wait while a switchover waits for the rest",
        commands=("sleep 120", AGAIN),
        state=progress.seen(progress.lost, done=progress.is_caught_up),
        note=note,
    )

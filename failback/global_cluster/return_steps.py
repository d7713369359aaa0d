"""Back to the old primary: writes first, then traffic. Nothing is rebuilt."""

from collections.abc import Iterator

from failback.code import Code
from failback.global_cluster.progress import ClusterProgress
from failback.group_steps import resize
from failback.step import State, Step, aws
from failback.switch_steps import switch_off
from failback.terraform_commands import clean_plan, guarded_apply, synthesized, without_plan


def return_steps(progress: ClusterProgress, code: Code) -> Iterator[Step]:
    """From a cluster that has caught up to traffic where it was. Writes fail from switchover to switch."""
    yield _has_instances(progress, code)
    yield _serving(progress)
    yield _connected(progress)
    yield _switched_over(progress)
    yield switch_off(progress, ready=progress.switched_back)


def final_plan(progress: ClusterProgress) -> tuple[str, ...]:
    """The commands which show that code and AWS say the same."""
    return (*synthesized(progress.pair), clean_plan(progress.pair))


def _has_instances(progress: ClusterProgress, code: Code) -> Step:
    pair, region, missing = progress.pair, progress.lost.region, progress.missing
    targets = [code.cluster_instance(name) or f"<address of {name}>" for name in missing]
    return Step(
        title=f"The cluster in {region} has its instances",
        why="AWS switches over to no cluster without one, and with fewer than before it may not bear the "
        "load",
        commands=(
            *synthesized(pair),
            *guarded_apply(pair, targets=targets),
            *without_plan(pair),
        ),
        state=progress.seen(progress.lost, done=progress.lost.cluster is not None and not missing),
        note=f"not there, or not available: {', '.join(missing)}"
        if missing and progress.lost.cluster
        else "",
    )


def _serving(progress: ClusterProgress) -> Step:
    pair, lost = progress.pair, progress.lost
    sizes, group, targets = pair.sizes, lost.group, lost.targets
    state = progress.serves(lost)
    if state is State.DONE:
        state = progress.seen(lost, done=targets is not None and targets >= sizes.min, service="elbv2")
    note = ""
    if group and state is not State.DONE:
        note = (
            f"{group.serving} of {sizes.min} instances are healthy, and "
            f"{'an unknown number of' if targets is None else targets} targets. An application that is "
            "healthy only where it can write gets there after the switchover: then go on, and look again "
            "before the switch is turned off"
        )
    return Step(
        title=f"The application in {lost.region} runs and is healthy",
        why="writes fail from the switchover until traffic has come here: it has to be ready before",
        commands=(resize(pair, lost.region, sizes),),
        state=state,
        note=note,
    )


def _connected(progress: ClusterProgress) -> Step:
    pair, lost = progress.pair, progress.lost
    return Step(
        title=f"The application in {lost.region} finds its own cluster",
        why="Terraform wrote the parameter there, and the name of a cluster's endpoint outlives every "
        "failover; so it is right, unless somebody led the application elsewhere meanwhile. In the standby "
        "the controller wrote it: the last step deletes that one, which names a cluster that follows then",
        commands=(
            aws(
                lost.region,
                "ssm",
                "put-parameter",
                "--name",
                pair.connection,
                "--type",
                "String",
                "--value",
                progress.connection or f"<connection of {pair.clusters[lost.region]}, as JSON>",
                "--overwrite",
            ),
        ),
        state=State.UNSEEN
        if "rds" in lost.unseen
        else progress.seen(lost, done=progress.connects, service="ssm"),
    )


def _switched_over(progress: ClusterProgress) -> Step:
    whole = progress.whole
    return Step(
        title=f"The cluster in {progress.lost.region} is written to: the outage begins",
        why="a switchover waits until everything has arrived, and loses nothing (F22). The command goes to "
        "the region of the writer; both clusters have to be available. Writes fail for a minute or two, and "
        "then until the switch is off: choose a quiet hour",
        commands=switch_over(
            progress.pair.global_cluster, progress.survivor.region, progress.arn(progress.lost)
        ),
        state=progress.of_whole(done=progress.switched_back),
        note=f"the global database is {whole.changing}" if whole and whole.changing else "",
    )


def switch_over(global_cluster: str, writer: str, arn: str) -> tuple[str, ...]:
    """The commands that make a follower the writer; `writer` is the region that is written to."""
    return (
        aws(
            writer,
            "rds",
            "switchover-global-cluster",
            "--global-cluster-identifier",
            global_cluster,
            "--target-db-cluster-identifier",
            arn,
        ),
        "sleep 120",
    )

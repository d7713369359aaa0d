"""Where AWS cannot bring the old primary's cluster back, a new one takes its place.

A cluster that was written to by itself can join no global database again (F22), whoever detached it.
"""

from collections.abc import Iterator

from failback.code import Code, Import
from failback.global_cluster.create_commands import create_cluster, create_instances
from failback.global_cluster.pair import instance_aside
from failback.global_cluster.progress import ClusterProgress
from failback.step import State, Step, aws
from failback.terraform_commands import adopt, clean, guarded_apply, without_blocks


def rebuild_steps(progress: ClusterProgress, code: Code, story: str) -> Iterator[Step]:
    """From a cluster that stands alone to one that follows, and that Terraform knows."""
    yield _old_aside(progress)
    yield _copy_made(progress)
    yield _copy_has_instances(progress)
    yield _copy_known(progress, code, story)


def _old_aside(progress: ClusterProgress) -> Step:
    pair, lost = progress.pair, progress.lost
    region, found, aside = lost.region, lost.cluster, lost.aside
    joined = progress.copy is not None
    state = progress.seen(lost, done=joined or found is None)
    note = ""
    if found and aside and not joined:
        state, note = State.STOP, f"{pair.aside(region)} is there already: delete it, or rename it"
    elif state is State.DONE and aside is None:
        note = "the cluster from before is not there any more"
    return Step(
        title=f"The old cluster in {region} is set aside as {pair.aside(region)}",
        why="its name is needed for the new one; it may hold the last writes before the failover: keep it "
        "until somebody has looked for them",
        commands=(
            *(_rename_instance(region, each.identifier) for each in (found.instances if found else ())),
            aws(
                region,
                "rds",
                "modify-db-cluster",
                "--db-cluster-identifier",
                pair.clusters[region],
                "--new-db-cluster-identifier",
                pair.aside(region),
                "--apply-immediately",
            ),
            aws(
                region,
                "rds",
                "wait db-cluster-available",
                "--db-cluster-identifier",
                pair.aside(region),
            ),
        ),
        state=state,
        note=note,
    )


def _rename_instance(region: str, identifier: str) -> str:
    return aws(
        region,
        "rds",
        "modify-db-instance",
        "--db-instance-identifier",
        identifier,
        "--new-db-instance-identifier",
        instance_aside(identifier),
        "--apply-immediately",
    )


def _copy_made(progress: ClusterProgress) -> Step:
    pair, region = progress.pair, progress.lost.region
    line, missing = create_cluster(progress)
    return Step(
        title=f"{region} has a new cluster that follows",
        why="a cluster joins a global database when it is made, and never later. Terraform cannot make this "
        "one: to the code it is the first writer",
        commands=(
            line,
            aws(
                region,
                "rds",
                "wait db-cluster-available",
                "--db-cluster-identifier",
                pair.clusters[region],
            ),
        ),
        state=progress.seen(progress.lost, done=progress.copy is not None),
        note=missing,
    )


def _copy_has_instances(progress: ClusterProgress) -> Step:
    region = progress.lost.region
    there = {each.identifier for each in progress.copy.instances} if progress.copy else set()
    wanted = progress.pair.members(region)
    return Step(
        title=f"The new cluster in {region} has its instances",
        why="AWS switches over to no cluster without one",
        commands=tuple(create_instances(progress)),
        state=progress.seen(
            progress.lost, done=progress.copy is not None and all(name in there for name in wanted)
        ),
    )


def _copy_known(progress: ClusterProgress, code: Code, story: str) -> Step:
    """Before anything runs there: what the application may log in to follows the cluster's own id."""
    pair, region, copy = progress.pair, progress.lost.region, progress.copy
    return Step(
        title=f"Terraform knows the new cluster in {region}",
        why="its state still means the one that was set aside, and so do the rights of the application",
        commands=(
            *adopt(pair, story, *_addresses(progress, code)),
            *guarded_apply(pair),
            *without_blocks(pair),
            *clean(pair),
        ),
        state=progress.seen(progress.lost, done=copy is not None and copy.managed),
    )


def imports(progress: ClusterProgress, code: Code) -> tuple[Import, ...]:
    """The blocks with which Terraform takes over the new cluster and its instances; none where AWS has
    brought the old one back.
    """
    if not progress.rebuilds:
        return ()
    pair, region = progress.pair, progress.lost.region
    found = [(code.cluster(pair.clusters[region]), pair.clusters[region])]
    found += [(code.cluster_instance(name), name) for name in pair.members(region)]
    return tuple(Import(address=address, id=id_) for address, id_ in found if address)


def _addresses(progress: ClusterProgress, code: Code) -> Iterator[str]:
    """Of the lost region's cluster and its instances; a place to fill in where the code has none."""
    pair, region = progress.pair, progress.lost.region
    name = pair.clusters[region]
    yield code.cluster(name) or f"<address of {name}>"
    for name in pair.members(region):
        yield code.cluster_instance(name) or f"<address of {name}>"

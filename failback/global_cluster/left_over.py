"""What a warm standby's way back leaves behind."""

from collections.abc import Iterator

from failback.global_cluster.pair import ClusterPair
from failback.global_cluster.return_steps import switch_over
from failback.global_cluster.situation import Cluster, ClusterView
from failback.group_steps import resize
from failback.situation import Situation
from failback.step import State, Step, aws


def left_over(pair: ClusterPair, situation: Situation[ClusterView]) -> Iterator[Step]:
    """A writer in the wrong place, a standby larger than its part, clusters that were set aside."""
    yield from _writer(pair, situation)
    yield from standby_part(pair, situation.views[pair.standby], pair.standby)
    for region, view in situation.views.items():
        if view.aside:
            yield _deleted(view.aside, region, f"{view.aside.identifier}-{situation.now:%Y%m%d}")


def standby_part(pair: ClusterPair, view: ClusterView, standby: str) -> Iterator[Step]:
    """The standby's group as small as it was, if anybody likes: nothing depends on it."""
    group, sizes = view.group, pair.standby_sizes
    if group and group.min > sizes.min:
        yield Step(
            title=f"Optional: the group in {standby} is back to its part",
            why=f"the failover gave it at least {group.min} instances, and no plan takes them away (F21); "
            f"`compute.standby_fraction` makes it {sizes.min}. Not before clients have followed the switch",
            commands=(resize(pair, standby, sizes),),
            state=State.TO_DO,
        )


def _writer(pair: ClusterPair, situation: Situation[ClusterView]) -> Iterator[Step]:
    primary, standby = situation.views[pair.primary], situation.views[pair.standby]
    whole = standby.whole or primary.whole
    if primary.cluster and standby.cluster and whole and whole.writer == standby.cluster.arn:
        yield Step(
            title=f"The cluster in {pair.primary} is written to",
            why=f"the one in {pair.standby} is, though no failover is recorded: the application in "
            f"{pair.primary} cannot write. Turn the takeover switch on first, and off afterwards",
            commands=switch_over(pair.global_cluster, pair.standby, primary.cluster.arn),
            state=State.TO_DO,
        )


def _deleted(cluster: Cluster, region: str, snapshot: str) -> Step:
    return Step(
        title=f"{cluster.identifier} in {region} is deleted",
        why="it costs as much as one that is used. Not before somebody has looked for the writes that only "
        "it has",
        commands=(
            *(
                aws(region, "rds", "delete-db-instance", "--db-instance-identifier", each.identifier)
                for each in cluster.instances
            ),
            aws(
                region,
                "rds",
                "modify-db-cluster",
                "--db-cluster-identifier",
                cluster.identifier,
                "--no-deletion-protection",
                "--apply-immediately",
            ),
            aws(
                region,
                "rds",
                "delete-db-cluster",
                "--db-cluster-identifier",
                cluster.identifier,
                "--final-db-snapshot-identifier",
                snapshot,
            ),
        ),
        state=State.TO_DO,
    )

"""The roles of a warm standby stay as they are now: the code follows."""

from collections.abc import Iterator, Sequence

from failback.code import Code
from failback.global_cluster.progress import ClusterProgress
from failback.group_steps import at_rest_step, resize
from failback.role_steps import ENDS_FAILOVER, checks_first, in_line, roles_changed
from failback.step import Step
from failback.terraform_commands import clean, guarded_apply, synthesized


def stay_steps(
    progress: ClusterProgress, before: Code, after: Code, lost_from_sight: Sequence[str]
) -> Iterator[Step]:
    """From a cluster that has caught up to code whose roles are those of the regions.

    `before` is the code with the roles from before the failover, `after` with those of now;
    `lost_from_sight` are addresses that the change would leave at the same place for another region.
    """
    pair = progress.pair
    done = progress.is_swapped and progress.has_new_switch and not progress.has_old_switch
    yield at_rest_step(
        progress,
        why="while checks and records change, its load balancer may have no targets (F7): its old record "
        "would turn healthy before the new one is there, and lead writes to a cluster that follows",
        over=done,
    )
    yield roles_changed(progress, lost_from_sight)
    yield checks_first(
        progress, after, title="The new health checks have seen enough", before=tuple(synthesized(pair))
    )
    yield in_line(
        progress,
        commands=(
            *guarded_apply(pair, guard=f"{ENDS_FAILOVER}{_accepted(progress, before, after)}"),
            *clean(pair),
        ),
    )
    yield _standby_serves(progress)


def _accepted(progress: ClusterProgress, before: Code, after: Code) -> str:
    """A standby may have fewer instances than a primary: they hold no data, and the guard is told so."""
    surplus = [
        address
        for address in before.cluster_instances(progress.lost.region)
        if address not in after.cluster_instances(progress.lost.region)
    ]
    return "".join(f" --accept database-destroyed={address}" for address in surplus)


def _standby_serves(progress: ClusterProgress) -> Step:
    pair, region, sizes = progress.pair, progress.lost.region, progress.pair.standby_sizes
    group = progress.lost.group
    serving = group is not None and group.min >= sizes.min and group.serving >= sizes.min
    return Step(
        title=f"The application in {region} runs with the standby's part",
        why="no plan touches a standby's sizes (F21), so it stays at rest until it is told",
        commands=(resize(pair, region, sizes),),
        state=progress.seen(progress.lost, done=serving and progress.has_new_switch, service="autoscaling"),
        note=f"{group.serving} of {sizes.min} instances are healthy" if group else "",
    )

"""The roles of a pilot light stay as they are now: the code follows."""

from collections.abc import Iterator, Sequence

from failback.code import Code
from failback.replica.progress import ReplicaProgress
from failback.role_steps import ENDS_FAILOVER, checks_first, in_line, roles_changed
from failback.step import Step
from failback.story import STAY
from failback.terraform_commands import adopt, clean, guarded_apply, without_blocks


def stay_steps(
    progress: ReplicaProgress, code: Code | None, lost_from_sight: Sequence[str]
) -> Iterator[Step]:
    """From a copy that has caught up to code whose roles are those of the regions.

    `code` is the code after the change of roles; `lost_from_sight` are addresses that this change would
    leave at the same place for another region.
    """
    pair, lost = progress.pair, progress.lost.region
    address = (code and code.database(pair.databases[lost])) or f"<address of {pair.databases[lost]}>"
    adopted = progress.copy is not None and progress.copy.managed
    yield roles_changed(progress, lost_from_sight)
    yield checks_first(
        progress,
        code,
        title=f"Terraform knows the new database in {lost}, and the new health checks have seen enough",
        before=tuple(adopt(pair, STAY, address)),
        also=(address,),
        done=adopted,
    )
    yield in_line(
        progress,
        commands=(*guarded_apply(pair, guard=ENDS_FAILOVER), *without_blocks(pair), *clean(pair)),
        also=adopted,
    )

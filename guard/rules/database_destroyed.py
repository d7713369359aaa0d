"""A database goes away, or is made anew without its data."""

from collections.abc import Iterator

from guard.plan import Plan
from guard.rule import Circumstances, Harm, Rule

TYPES = ("aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance")


def _check(plan: Plan, _circumstances: Circumstances) -> Iterator[Harm]:
    for change in plan.of(*TYPES):
        if change.deletes:
            yield Harm(address=change.address, what=change.end, deletion=not change.replaces)


DATABASE_DESTROYED = Rule(
    id="database-destroyed",
    why="its data goes with it, and after a failover it may be the only good copy (F21)",
    mend="take back what causes it in the code, or add `lifecycle.ignore_changes`; "
    "if Terraform is only to let go of it, use a `removed` block with `destroy = false`",
    check=_check,
)

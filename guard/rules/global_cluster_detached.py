"""A global cluster goes away, or loses a member."""

from collections.abc import Iterator

from guard.plan import Plan
from guard.rule import Circumstances, Harm, Rule

MEMBERSHIP = "global_cluster_identifier"


def _check(plan: Plan, _circumstances: Circumstances) -> Iterator[Harm]:
    for change in plan.of("aws_rds_global_cluster"):
        if change.deletes:
            yield Harm(address=change.address, what=change.end, deletion=not change.replaces)
    for change in plan.of("aws_rds_cluster"):
        before, after = change.before.get(MEMBERSHIP), change.becomes(MEMBERSHIP)
        if change.updates and before and after != before:
            whereto = f"move to {after}" if after else "stand alone"
            yield Harm(address=change.address, what=f"would leave the global cluster {before} and {whereto}")


GLOBAL_CLUSTER_DETACHED = Rule(
    id="global-cluster-detached",
    why="a member that is taken out is no copy any more, and only a new one can be put back (F22)",
    mend="ignore `global_cluster_identifier` and `replication_source_identifier` on the members "
    "(`lifecycle.ignore_changes`); roles may differ from the code after a failover",
    check=_check,
)

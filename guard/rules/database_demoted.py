"""A database that stands by itself is to become a copy of another."""

from collections.abc import Iterator

from guard.plan import Plan
from guard.rule import Circumstances, Harm, Rule

SOURCES = {
    "aws_db_instance": "replicate_source_db",
    "aws_rds_cluster": "replication_source_identifier",
}


def _check(plan: Plan, _circumstances: Circumstances) -> Iterator[Harm]:
    for change in plan.of(*SOURCES):
        source = SOURCES[change.type]
        if change.updates and not change.before.get(source) and change.becomes(source):
            yield Harm(address=change.address, what=f"{source} would be set, to {change.becomes(source)}")


DATABASE_DEMOTED = Rule(
    id="database-demoted",
    why="a promoted database cannot be made a replica again, only rebuilt as one without its data (F20, F21)",
    mend="add the attribute to `lifecycle.ignore_changes`, and follow `python main.py failback`",
    check=_check,
)

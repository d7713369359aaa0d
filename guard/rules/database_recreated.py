"""A database is to be made anew, and empty, while a failover is recorded."""

from collections.abc import Iterator

from guard.plan import Plan
from guard.rule import Circumstances, Harm, Rule
from guard.rules.database_demoted import SOURCES

ORIGINS = ("snapshot_identifier", "restore_to_point_in_time", "global_cluster_identifier", "s3_import")
"""Beside a source: what gives a new database its data."""


def _check(plan: Plan, circumstances: Circumstances) -> Iterator[Harm]:
    if circumstances.failover is None:
        return
    for change in plan.of(*SOURCES):
        filled = any(change.becomes(name) for name in (SOURCES[change.type], *ORIGINS))
        if change.actions == ("create",) and not filled:
            yield Harm(
                address=change.address,
                what=f"would be created empty, while a failover is recorded ({circumstances.failover})",
            )


DATABASE_RECREATED = Rule(
    id="database-recreated",
    why="the lost region's database is made anew as a replica of the promoted one; an empty one in its place "
    "can be taken for the real one (F21)",
    mend="follow `python main.py failback`, which makes the replica and imports it",
    check=_check,
)

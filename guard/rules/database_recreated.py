"""A database is to be made anew, and empty, while a failover is recorded."""

from collections.abc import Iterator

from guard.plan import UNKNOWN, Change, Plan
from guard.rule import Circumstances, Harm, Rule
from guard.rules.database_demoted import SOURCES

ORIGINS = ("snapshot_identifier", "restore_to_point_in_time", "global_cluster_identifier", "s3_import")
"""Beside a source: what gives a new database its data."""


def _check(plan: Plan, circumstances: Circumstances) -> Iterator[Harm]:
    if circumstances.failover is None:
        return
    for change in plan.of(*SOURCES):
        if change.actions == ("create",) and not _is_filled(plan, change):
            yield Harm(
                address=change.address,
                what=f"would be created empty, while a failover is recorded ({circumstances.failover})",
            )


def _is_filled(plan: Plan, change: Change) -> bool:
    """What the provider would find out by itself is unknown too: then the code says whether it is set."""
    code = plan.code_of(change.address)
    return any(
        name in code if change.becomes(name) is UNKNOWN else change.becomes(name)
        for name in (SOURCES[change.type], *ORIGINS)
    )


DATABASE_RECREATED = Rule(
    id="database-recreated",
    why="the lost region's database is made anew as a replica of the promoted one; an empty one in its place "
    "can be taken for the real one (F21)",
    mend="follow `python main.py failback`, which makes the replica and imports it",
    check=_check,
)

"""A database loses what guards it: deletion protection, or its backups."""

from collections.abc import Iterator

from guard.plan import UNKNOWN, Change, Plan
from guard.rule import Circumstances, Harm, Rule

TYPES = ("aws_db_instance", "aws_rds_cluster", "aws_rds_global_cluster")


def _check(plan: Plan, _circumstances: Circumstances) -> Iterator[Harm]:
    for change in plan.of(*TYPES):
        if change.updates:
            for what in _losses(change):
                yield Harm(address=change.address, what=what, deletion=True)


def _losses(change: Change) -> Iterator[str]:
    if change.before.get("deletion_protection") and change.becomes("deletion_protection") is not True:
        yield f"deletion_protection would be {_shown(change.becomes('deletion_protection'))}"
    days = change.before.get("backup_retention_period")
    kept = change.becomes("backup_retention_period")
    if days and (kept == 0 or kept is UNKNOWN):
        yield f"backup_retention_period would be {kept} instead of {days}"


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


DATABASE_UNPROTECTED = Rule(
    id="database-unprotected",
    why="the next plan could delete it; and without automated backups it can have no replica, "
    "nor be of use as one (F20)",
    mend="leave both on; to tear the deployment down, allow it with --allow-destroy",
    check=_check,
)

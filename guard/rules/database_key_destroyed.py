"""The key of a database is to be deleted or disabled."""

from collections.abc import Iterator

from guard.plan import Plan
from guard.rule import Circumstances, Harm, Rule

KEYS = ("aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key")
DATABASES = ("aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance")
USES = ("kms_key_id", "master_user_secret_kms_key_id", "performance_insights_kms_key_id")
ENABLED = {
    "aws_kms_key": "is_enabled",
    "aws_kms_replica_key": "enabled",
    "aws_kms_external_key": "enabled",
    "aws_kms_replica_external_key": "enabled",
}


def _check(plan: Plan, _circumstances: Circumstances) -> Iterator[Harm]:
    for change in plan.of(*KEYS):
        enabled = ENABLED[change.type]
        disables = change.updates and change.before.get(enabled) and change.becomes(enabled) is not True
        if not (change.deletes or disables):
            continue
        # An id serves as well as an ARN where a key is named.
        names = {change.before.get("arn"), change.before.get("key_id")} - {None}
        users = [
            database.address
            for database in plan.there(*DATABASES)
            if names & {database.values.get(use) for use in USES}
        ]
        if users:
            how = change.end if change.deletes else "would be disabled"
            yield Harm(
                address=change.address,
                what=f"{how}, and is the key of {' and '.join(users)}",
                deletion=change.actions == ("delete",),
            )


DATABASE_KEY_DESTROYED = Rule(
    id="database-key-destroyed",
    why="without its key a database stops, and neither it nor its snapshots can be read again (F19)",
    mend="keep the key for as long as the database and its snapshots; leave it with a `removed` block "
    "and `destroy = false`",
    check=_check,
)

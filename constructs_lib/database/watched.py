"""How an instance is watched."""

from config.database import Database
from constructs_lib.database.instance import InstanceRecord
from constructs_lib.monitoring.kinds.db_instance import WatchedDbInstance


def watched_instance(
    instance: InstanceRecord, database: Database, *, rpo_seconds: int | None = None
) -> WatchedDbInstance:
    """`rpo_seconds` for a replica: its lag is watched against it."""
    return WatchedDbInstance(
        what="database",
        identifier=instance.identifier,
        storage_gib=database.storage.gib,
        rpo_seconds=rpo_seconds,
    )

"""RDS: read replicas that are instances of their own, and promotions that cut them loose."""

import secrets
import string
from typing import Any

from moto.rds.exceptions import InvalidDBInstanceStateError, RDSClientError
from moto.rds.models import DBInstance, RDSBackend, rds_backends

from drill.extensions.registry import extends, replaces

SERVICE = "rds"
RESOURCE_ID_LENGTH = 26

#: What a replica has from its source, unless the call says otherwise.
_INHERITED = (
    "allocated_storage",
    "engine",
    "engine_version",
    "license_model",
    "db_name",
    "master_username",
    "port",
    "storage_type",
    "storage_encrypted",
    "auto_minor_version_upgrade",
    "preferred_backup_window",
    "preferred_maintenance_window",
)
#: Settings that moto does not keep, with what AWS answers where a call says nothing.
_FORGOTTEN: dict[str, Any] = {
    "enable_performance_insights": False,
    "performance_insights_kms_key_id": None,
    "performance_insights_retention_period": None,
    "database_insights_mode": "standard",
}

_moto_init = DBInstance.__init__
_moto_delete = RDSBackend.delete_db_instance


@extends(
    DBInstance,
    "__init__",
    service=SERVICE,
    action="CreateDBInstance",
    reason="every instance has a resource id of its own, and keeps its settings of Performance Insights",
)
def _create(self: DBInstance, backend: RDSBackend, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - moto's
    _moto_init(self, backend, *arguments, **named)
    alphabet = string.ascii_uppercase + string.digits
    self.dbi_resource_id = "db-" + "".join(secrets.choice(alphabet) for _ in range(RESOURCE_ID_LENGTH))
    for name, default in _FORGOTTEN.items():
        setattr(self, name, named.get(name, default))


replaces(
    DBInstance,
    "performance_insights_enabled",
    property(lambda self: self.enable_performance_insights),
    service=SERVICE,
    action="DescribeDBInstances",
    reason="whether Performance Insights is on is shown under another name than it is asked for",
)


@extends(
    RDSBackend,
    "create_db_instance_read_replica",
    service=SERVICE,
    action="CreateDBInstanceReadReplica",
    reason="a replica has subnets, parameters, key and backups of its own; moto copies the source's object. "
    "Refused as on AWS: a source without backups, or whose password RDS manages; a foreign key (F19)",
)
def _create_replica(self: RDSBackend, db_kwargs: dict[str, Any]) -> DBInstance:
    source_id = db_kwargs["source_db_instance_identifier"]
    source = self.find_db_from_id(source_id)
    crosses = source.region != self.region_name
    _refuse(source, self.region_name, db_kwargs.get("kms_key_id"), crosses=crosses)
    inherited = {name: getattr(source, name) for name in _INHERITED}
    if not crosses:
        inherited["kms_key_id"] = source.kms_key_id
    given = {name: value for name, value in db_kwargs.items() if value is not None}
    # RDS makes a replica without backups; whoever wants them modifies it afterwards (F20).
    wanted = {**inherited, "backup_retention_period": 0, **given}
    replica = self.create_db_instance(wanted)
    replica.set_as_replica()
    source.add_replica(replica)
    return replica


def _refuse(source: DBInstance, region: str, kms_key_id: str | None, *, crosses: bool) -> None:
    if source.manage_master_user_password and not source.engine.startswith("sqlserver"):
        raise RDSClientError(
            "InvalidParameterValue",
            f"Creating read replicas for source instance with engine {source.engine} where "
            "ManageMasterUserPassword is enabled is not supported.",
        )
    if not int(source.backup_retention_period):
        raise RDSClientError(
            "InvalidDBInstanceState",
            f"Automated backups are not enabled for this database instance: {source.db_instance_identifier}.",
        )
    if not crosses or not source.storage_encrypted:
        return
    if not kms_key_id:
        raise RDSClientError(
            "InvalidParameterCombination",
            "Cannot create a cross region unencrypted read replica from encrypted source.",
        )
    if kms_key_id.startswith("arn:") and kms_key_id.split(":")[3] != region:
        raise RDSClientError("KMSKeyNotAccessibleFault", f"The key {kms_key_id} is not in {region}.")


@extends(
    RDSBackend,
    "promote_read_replica",
    service=SERVICE,
    action="PromoteReadReplica",
    reason="moto leaves the links on both sides; refused as on AWS for an instance that is no replica, or "
    "whose status is not available (F20)",
)
def _promote(self: RDSBackend, db_kwargs: dict[str, Any]) -> DBInstance:
    identifier = db_kwargs["db_instance_identifier"]
    replica = self.describe_db_instances(identifier)[0]
    if not replica.is_replica:
        raise RDSClientError("InvalidDBInstanceState", f"DB Instance {identifier} is not a read replica.")
    if replica.status != "available":
        raise InvalidDBInstanceStateError(identifier, "promote")
    _unlink(replica)
    replica.is_replica = False
    replica.source_db_instance_identifier = None
    replica.update(**{**db_kwargs, "db_instance_identifier": identifier})
    replica.add_event("DB_INSTANCE_CREATE")
    return replica


def _unlink(replica: DBInstance) -> None:
    """Take the replica out of its source's list, if the source is still there."""
    source_id = replica.source_db_instance_identifier or ""
    region = source_id.split(":")[3] if source_id.startswith("arn:") else replica.region
    source = rds_backends[replica.account_id][region].databases.get(source_id.rpartition(":")[2])
    if source:
        own = (replica.db_instance_arn, replica.db_instance_identifier)
        source.replicas = [each for each in source.replicas if each not in own]


@extends(
    RDSBackend,
    "delete_db_instance",
    service=SERVICE,
    action="DeleteDBInstance",
    reason="a replica of another region is known to its source by its ARN, and has no final snapshot; "
    "replicas that lose their source stand alone",
)
def _delete(
    self: RDSBackend,
    db_instance_identifier: str,
    final_db_snapshot_identifier: str | None = None,
    skip_final_snapshot: bool | None = False,
    delete_automated_backups: bool | None = True,
) -> DBInstance:
    instance = self.databases.get(db_instance_identifier)
    if instance and not instance.deletion_protection:
        if instance.is_replica:
            if final_db_snapshot_identifier or not skip_final_snapshot:
                raise RDSClientError(
                    "InvalidParameterCombination",
                    "FinalDBSnapshotIdentifier can not be specified when deleting a replica instance.",
                )
            _unlink(instance)
            instance.is_replica = False
        for replica_id in instance.replicas:
            replica = self.find_db_from_id(replica_id)
            replica.is_replica = False
            replica.source_db_instance_identifier = None
    return _moto_delete(
        self,
        db_instance_identifier,
        final_db_snapshot_identifier,
        skip_final_snapshot,
        delete_automated_backups,
    )

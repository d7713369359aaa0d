"""An RDS read replica in the standby region: promoting it is one-way and takes minutes (F20)."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from .aws import Aws, error_code
from .database import Look, Standing
from .errors import FailoverError

OPERATIONAL = {"available", "storage-config-upgrade", "storage-initialization", "storage-optimization"}
"""The instance works. Storage can be reworked for a day: RDS decides whether it promotes meanwhile."""
WORKS_MEANWHILE = {
    "backing-up",
    "configuring-enhanced-monitoring",
    "configuring-iam-database-auth",
    "configuring-log-exports",
}
"""Takes connections, but is not promoted before this is over (F20)."""
PASSING = {
    "creating",
    "maintenance",
    "modifying",
    "moving-to-vpc",
    "rebooting",
    "renaming",
    "resetting-master-credentials",
    "starting",
    "upgrading",
}
"""Ends by itself."""
KEPT = ("BackupRetentionPeriod", "PreferredBackupWindow")
"""Left out, RDS would set one day and a window of its own choice, and the next plan would show both (F21)."""


class ReadReplica:
    """One RDS instance by its identifier."""

    def __init__(self, aws: Aws, identifier: str) -> None:
        self._aws = aws
        self._identifier = identifier

    def look(self) -> Look:
        """Where it stands: a replica has a source, a promoted one none."""
        instance = self._describe()
        status = instance.get("DBInstanceStatus", "unknown")
        source = instance.get("ReadReplicaSourceDBInstanceIdentifier") or instance.get(
            "ReadReplicaSourceDBClusterIdentifier"
        )
        if status in OPERATIONAL:
            standing = Standing.STANDBY if source else Standing.WRITER
        elif status in WORKS_MEANWHILE:
            standing = Standing.BUSY if source else Standing.WRITER
        elif status in PASSING:
            standing = Standing.BUSY
        else:
            raise FailoverError(
                f'database {self._identifier} in {self._aws.region} has the status "{status}", '
                "which does not end by itself: a person has to mend it"
            )
        return Look(
            id=instance.get("DbiResourceId") or self._identifier,
            standing=standing,
            said=f"{self._identifier} is {status}, {'replica of ' + source if source else 'no replica'}",
            connection=_connection(instance),
            arguments={key: instance[key] for key in KEPT if instance.get(key)},
        )

    def promote(self, look: Look) -> None:
        """Asks RDS for the promotion."""
        self._aws.call(
            "rds", "promote_read_replica", once=True, DBInstanceIdentifier=self._identifier, **look.arguments
        )

    def switch_over(self, look: Look) -> None:  # noqa: ARG002  # as databases do that can
        """A promotion cannot be taken back, so there is nothing to exchange: the gate lets nobody ask."""
        raise FailoverError(f"{self._identifier} is a replica, which can be promoted and not switched over")

    def _describe(self) -> dict[str, Any]:
        try:
            answer = self._aws.call("rds", "describe_db_instances", DBInstanceIdentifier=self._identifier)
        except ClientError as error:
            if error_code(error) not in {"DBInstanceNotFound", "DBInstanceNotFoundFault"}:
                raise
            raise FailoverError(
                f"database {self._identifier} is not in {self._aws.region}: there is nothing to promote"
            ) from error
        instances: list[dict[str, Any]] = answer["DBInstances"]
        if not instances:
            raise FailoverError(f"RDS in {self._aws.region} says nothing about {self._identifier}")
        return instances[0]


def _connection(instance: dict[str, Any]) -> dict[str, str | int | None]:
    endpoint = instance.get("Endpoint", {})
    return {
        "endpoint": endpoint.get("Address"),
        "port": endpoint.get("Port"),
        "engine": instance.get("Engine"),
        "database": instance.get("DBName"),
        "username": instance.get("MasterUsername"),
        "secret_arn": instance.get("MasterUserSecret", {}).get("SecretArn"),
    }

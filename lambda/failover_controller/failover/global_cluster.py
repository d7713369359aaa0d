"""A secondary cluster of an Aurora Global Database, in the standby region (F22)."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from .aws import Aws, error_code
from .database import Look, Standing
from .errors import FailoverError
from .settings import GlobalClusterSettings

PASSING = {
    "creating",
    "failing-over",
    "maintenance",
    "migrating",
    "modifying",
    "preparing-data-migration",
    "promoting",
    "rebooting",
    "renaming",
    "starting",
    "switching-over",
    "upgrading",
}
"""Ends by itself."""
BROKEN = {
    "cloning-failed",
    "deleting",
    "inaccessible-encryption-credentials",
    "inaccessible-encryption-credentials-recoverable",
    "migration-failed",
    "stopped",
    "stopping",
}
"""Does not. Every other status is of a cluster that works: whether it fails over meanwhile, AWS decides."""


class GlobalCluster:
    """One cluster by its identifier, and the global database that it is a member of."""

    def __init__(self, aws: Aws, settings: GlobalClusterSettings, *, primary_region: str) -> None:
        self._aws = aws
        self._settings = settings
        self._primary_region = primary_region

    def look(self) -> Look:
        """Where it stands: the global database says who is written to, whatever the cluster's own status."""
        cluster, whole = self._describe(), self._describe_whole()
        arn, status = cluster["DBClusterArn"], cluster.get("Status", "unknown")
        member = next(
            (each for each in whole.get("GlobalClusterMembers", []) if each["DBClusterArn"] == arn), None
        )
        self._refuse_broken(status)
        # Detached from the global database, a cluster is a writer of its own.
        writes = member is None or bool(member.get("IsWriter"))
        if status in PASSING:
            standing = Standing.BUSY
        elif writes:
            standing = Standing.WRITER
        else:
            standing = _standing_of_follower(whole)
        if standing is not Standing.BUSY and not cluster.get("DBClusterMembers"):
            self._refuse_headless(cluster)
        role = "on its own" if member is None else "writer" if writes else "secondary"
        name = self._settings.identifier
        return Look(
            id=cluster.get("DbClusterResourceId") or name,
            standing=standing,
            said=f"{name} is {status}, {role} of {self._settings.global_cluster}, which is {_said(whole)}"
            if member
            else f"{name} is {status}, {role}: no member of {self._settings.global_cluster}",
            connection=_connection(cluster),
            arguments={
                "GlobalClusterIdentifier": self._settings.global_cluster,
                "TargetDbClusterIdentifier": arn,
            },
            returns=True,
            reading={**_connection(cluster), "endpoint": cluster.get("ReaderEndpoint")},
        )

    def promote(self, look: Look) -> None:
        """Asks for the failover, here: it works while the primary region is gone."""
        self._aws.call("rds", "failover_global_cluster", once=True, AllowDataLoss=True, **look.arguments)

    def switch_over(self, look: Look) -> None:
        """Asks for the switchover, in the primary's region: AWS takes it there.

        It is the one call that leaves the standby region. Without the primary region there is no switchover.
        """
        primary = self._aws.elsewhere(self._primary_region)
        primary.call("rds", "switchover_global_cluster", once=True, **look.arguments)

    def _describe(self) -> dict[str, Any]:
        name = self._settings.identifier
        try:
            answer = self._aws.call("rds", "describe_db_clusters", DBClusterIdentifier=name)
        except ClientError as error:
            if error_code(error) not in {"DBClusterNotFound", "DBClusterNotFoundFault"}:
                raise
            raise FailoverError(
                f"cluster {name} is not in {self._aws.region}: there is nothing to fail over to"
            ) from error
        return self._only(answer["DBClusters"], name)

    def _describe_whole(self) -> dict[str, Any]:
        name = self._settings.global_cluster
        try:
            answer = self._aws.call("rds", "describe_global_clusters", GlobalClusterIdentifier=name)
        except ClientError as error:
            if error_code(error) not in {"GlobalClusterNotFound", "GlobalClusterNotFoundFault"}:
                raise
            raise FailoverError(
                f"global database {name} is unknown in {self._aws.region}: nobody can tell who is written to"
            ) from error
        return self._only(answer["GlobalClusters"], name)

    def _only(self, found: list[dict[str, Any]], name: str) -> dict[str, Any]:
        if not found:
            raise FailoverError(f"RDS in {self._aws.region} says nothing about {name}")
        return found[0]

    def _refuse_broken(self, status: str) -> None:
        if status in BROKEN or status == "unknown":
            raise FailoverError(
                f'cluster {self._settings.identifier} in {self._aws.region} has the status "{status}", '
                "which does not end by itself: a person has to mend it"
            )

    def _refuse_headless(self, cluster: dict[str, Any]) -> None:
        name = self._settings.identifier
        raise FailoverError(
            f"cluster {name} has no instance, and AWS fails over to none without; run: "
            f"aws rds create-db-instance --region {self._aws.region} --db-instance-identifier {name}-1 "
            f"--db-cluster-identifier {name} --engine {cluster.get('Engine')} --db-instance-class <class>"
        )


def _standing_of_follower(whole: dict[str, Any]) -> Standing:
    state = whole.get("FailoverState") or {}
    if not state and whole.get("Status") not in {"failing-over", "switching-over"}:
        return Standing.STANDBY
    if state.get("IsDataLossAllowed") or whole.get("Status") == "failing-over":
        return Standing.BUSY
    return Standing.SWITCHING


def _said(whole: dict[str, Any]) -> str:
    state = (whole.get("FailoverState") or {}).get("Status")
    return f"{whole.get('Status', 'unknown')}{f' ({state})' if state else ''}"


def _connection(cluster: dict[str, Any]) -> dict[str, str | int | None]:
    """The cluster's own endpoint of the writer: it needs nothing of any other region."""
    return {
        "endpoint": cluster.get("Endpoint"),
        "port": cluster.get("Port"),
        "engine": cluster.get("Engine"),
        "database": cluster.get("DatabaseName"),
        "username": cluster.get("MasterUsername"),
        "secret_arn": None,  # RDS manages no password of a global database
    }

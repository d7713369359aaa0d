"""A read replica as RDS shows it, for as long as RDS would take."""

from typing import TYPE_CHECKING, Any, ClassVar

from tests.failover_controller.controller import REPLICA
from tests.failover_controller.faults import client_error

if TYPE_CHECKING:
    from tests.failover_controller.standby_region import StandbyRegion

PROMOTION_SECONDS = 300


class ReplicaModel:
    """One replica in the standby region."""

    SETTINGS: ClassVar = {"strategy": "replica", "identifier": REPLICA}
    LOOK, PROMOTE = "DescribeDBInstances", "PromoteReadReplica"
    BUSY = "backing-up"
    """A status in which it cannot be promoted, and which ends by itself."""
    ID = "db-ABCDEFGHIJKL"

    def __init__(self, region: "StandbyRegion") -> None:
        self._region = region
        self.secret_arn: str | None = None

    @property
    def promoted(self) -> bool:
        """Whether it is the writer, in truth."""
        accepted_at = self._region.accepted_at
        return accepted_at is not None and self._region.now - accepted_at >= PROMOTION_SECONDS

    def _DescribeDBInstances(self, DBInstanceIdentifier: str) -> dict[str, Any]:  # noqa: N802, N803 - AWS's names
        region = self._region
        assert DBInstanceIdentifier == REPLICA
        if region.missing:
            raise client_error("DBInstanceNotFound", "DescribeDBInstances", 404)
        status, source = region.status, "arn:aws:rds:us-east-1:123456789012:db:shop-production"
        if region.accepted_at is not None:
            if region.stale_looks:
                region.stale_looks -= 1
            elif self.promoted:
                source = ""
            else:
                status = (
                    "modifying" if region.now - region.accepted_at < PROMOTION_SECONDS / 2 else "rebooting"
                )
        instance: dict[str, Any] = {
            "DBInstanceIdentifier": REPLICA,
            "DbiResourceId": self.ID,
            "DBInstanceStatus": status,
            "Engine": "postgres",
            "DBName": "shop",
            "MasterUsername": "holdfast",
            "Endpoint": {"Address": f"{REPLICA}.abc.us-west-2.rds.example.com", "Port": 5432},
            "BackupRetentionPeriod": 7,
            "PreferredBackupWindow": "03:00-03:30",
        }
        if source:
            instance["ReadReplicaSourceDBInstanceIdentifier"] = source
        if self.secret_arn:
            instance["MasterUserSecret"] = {"SecretArn": self.secret_arn}
        return {"DBInstances": [instance]}

    def _PromoteReadReplica(self, **arguments: object) -> dict[str, Any]:  # noqa: N802
        assert arguments == {
            "DBInstanceIdentifier": REPLICA,
            "BackupRetentionPeriod": 7,
            "PreferredBackupWindow": "03:00-03:30",
        }
        region = self._region
        region.receive(accepted=region.accepted_at is None and region.status in {"available", *WORKS})
        return {}


WORKS = ("storage-optimization",)
"""Statuses beside `available` in which RDS takes the call."""

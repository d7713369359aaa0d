"""Reads a region of a pilot light."""

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from failback.live import MADE_BY, RegionReader, tags_of
from failback.replica.pair import ReplicaPair
from failback.replica.situation import Instance, ReplicaView


class ReplicaReader(RegionReader[ReplicaPair]):
    """One region."""

    def view(self) -> ReplicaView:
        """As it is now."""
        return ReplicaView(
            region=self.region,
            parameters=self.parameters(),
            instances=self.attempt("rds", self._instances),
            group=self.group(),
            unseen=self.unseen,
        )

    def _instances(self) -> Mapping[str, Instance]:
        rds = self.client("rds")
        names = (self.pair.databases[self.region], self.pair.aside(self.region))
        found: dict[str, Instance] = {}
        for name in names:
            try:
                (answer,) = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
            except ClientError as error:
                if error.response["Error"]["Code"] not in {"DBInstanceNotFound", "DBInstanceNotFoundFault"}:
                    raise
                continue
            found[name] = self._instance(answer)
        return found

    def _instance(self, answer: Mapping[str, Any]) -> Instance:
        tags = tags_of(answer)
        name = answer["DBInstanceIdentifier"]
        source = answer.get("ReadReplicaSourceDBInstanceIdentifier") or None
        lag = self.measured("ReplicaLag", {"DBInstanceIdentifier": name}) if source else None
        return Instance(
            identifier=name,
            arn=answer["DBInstanceArn"],
            status=answer["DBInstanceStatus"],
            source=source,
            created=answer.get("InstanceCreateTime", self.now),
            backup_days=answer.get("BackupRetentionPeriod", 0),
            managed=tags.get("ManagedBy") == "holdfast",
            failback_of=tags.get(MADE_BY),
            settings=answer,
            lag=lag.value if lag else None,
            measured=lag.time if lag else None,
        )

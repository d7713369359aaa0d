"""Reads a region of a warm standby."""

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from failback.global_cluster.pair import ClusterPair
from failback.global_cluster.situation import Cluster, ClusterInstance, ClusterView, Whole
from failback.live import MADE_BY, RegionReader, tags_of
from failback.situation import Group

NOT_FOUND = {"DBClusterNotFound", "DBClusterNotFoundFault", "GlobalClusterNotFoundFault"}
IN_STEP = "connected"
LAG = "AuroraGlobalDBReplicationLag"
"""Milliseconds; published in the follower's region, by the region that it follows."""


class ClusterReader(RegionReader[ClusterPair]):
    """One region."""

    def view(self) -> ClusterView:
        """As it is now."""
        parameters = self.parameters()
        own = self.pair.clusters[self.region]
        cluster = self.attempt("rds", lambda: self._cluster(own))
        aside = self.attempt("rds", lambda: self._cluster(self.pair.aside(self.region)))
        whole = self.attempt("rds", self._whole)
        group = self.group()
        return ClusterView(
            region=self.region,
            parameters=parameters,
            cluster=cluster,
            aside=aside,
            whole=whole,
            group=group,
            targets=self.attempt("elbv2", lambda: self._targets(group)) if group else None,
            unseen=self.unseen,
        )

    def _cluster(self, name: str) -> Cluster | None:
        rds = self.client("rds")
        try:
            (answer,) = rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"]
        except ClientError as error:
            if error.response["Error"]["Code"] not in NOT_FOUND:
                raise
            return None
        tags = tags_of(answer)
        lag = self.last(LAG, {"DBClusterIdentifier": name, "SourceRegion": self.pair.other(self.region)})
        return Cluster(
            identifier=name,
            arn=answer["DBClusterArn"],
            status=answer.get("Status", "unknown"),
            created=answer.get("ClusterCreateTime", self.now),
            managed=tags.get("ManagedBy") == "holdfast",
            failback_of=tags.get(MADE_BY),
            instances=tuple(
                _instance(rds.describe_db_instances(DBInstanceIdentifier=each["DBInstanceIdentifier"]))
                for each in answer.get("DBClusterMembers", ())
            ),
            settings=answer,
            lag=None if lag is None else lag / 1000,
        )

    def _whole(self) -> Whole | None:
        name = self.pair.global_cluster
        try:
            found = self.client("rds").describe_global_clusters(GlobalClusterIdentifier=name)[
                "GlobalClusters"
            ]
        except ClientError as error:
            if error.response["Error"]["Code"] not in NOT_FOUND:
                raise
            return None
        return _whole(found[0]) if found else None

    def _targets(self, group: Group) -> int:
        load_balancing = self.client("elbv2")
        answers = [
            load_balancing.describe_target_health(TargetGroupArn=arn)["TargetHealthDescriptions"]
            for arn in group.target_groups
        ]
        return sum(each["TargetHealth"]["State"] == "healthy" for answer in answers for each in answer)


def _instance(answer: Mapping[str, Any]) -> ClusterInstance:
    (found,) = answer["DBInstances"]
    return ClusterInstance(
        identifier=found["DBInstanceIdentifier"], status=found["DBInstanceStatus"], settings=found
    )


def _whole(answer: Mapping[str, Any]) -> Whole:
    members = answer.get("GlobalClusterMembers", ())
    state = answer.get("FailoverState") or {}
    status = answer.get("Status", "unknown")
    return Whole(
        status=status,
        writer=next((each["DBClusterArn"] for each in members if each.get("IsWriter")), None),
        members={each["DBClusterArn"]: each.get("SynchronizationStatus", IN_STEP) for each in members},
        changing=state.get("Status", "") or ("" if status in {"available", "unknown"} else status),
        version=answer.get("EngineVersion", ""),
    )

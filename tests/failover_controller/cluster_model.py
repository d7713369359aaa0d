"""A secondary cluster and its global database as RDS shows them, for as long as RDS would take."""

from typing import TYPE_CHECKING, Any, ClassVar

from tests.failover_controller.controller import CLUSTER, NAME, PRIMARY_CLUSTER
from tests.failover_controller.faults import client_error

if TYPE_CHECKING:
    from tests.failover_controller.standby_region import StandbyRegion

ARN = f"arn:aws:rds:us-west-2:123456789012:cluster:{CLUSTER}"
PRIMARY_ARN = f"arn:aws:rds:us-east-1:123456789012:cluster:{PRIMARY_CLUSTER}"
FAILOVER_SECONDS = 300
"""As long as a promotion, so that the same tests hold for both."""
SWITCHOVER_SECONDS = 120


class ClusterModel:
    """The cluster in the standby region."""

    SETTINGS: ClassVar = {"strategy": "global-cluster", "identifier": CLUSTER, "global_cluster": NAME}
    LOOK, PROMOTE = "DescribeDBClusters", "FailoverGlobalCluster"
    BUSY = "upgrading"
    ID = "cluster-ABCDEFGHIJKL"

    def __init__(self, region: "StandbyRegion") -> None:
        self._region = region
        self.secret_arn: str | None = None
        self.switched_at: float | None = None
        self.called_off = False
        """AWS gives every switchover up: it shows for a while, and nothing comes of it."""
        self.hangs = False
        """A switchover never ends: the primary was lost in it."""
        self.primary_well = True
        """Whether the primary's region takes calls, and its cluster is available."""
        self.instances = 1
        self.detached = False
        self.unknown = False
        """The global database is not found."""

    @property
    def switching(self) -> bool:
        """Whether roles are being exchanged."""
        if self.switched_at is None:
            return False
        return self.hangs or self._region.now - self.switched_at < SWITCHOVER_SECONDS

    @property
    def promoted(self) -> bool:
        """Whether it is the writer, in truth."""
        region = self._region
        if region.accepted_at is not None:
            return region.now - region.accepted_at >= FAILOVER_SECONDS
        return self.switched_at is not None and not self.switching and not self.called_off

    def follow_again(self) -> None:
        """A person has switched back."""
        self._region.accepted_at = self.switched_at = None

    def _DescribeDBClusters(self, DBClusterIdentifier: str) -> dict[str, Any]:  # noqa: N802, N803 - AWS's names
        region = self._region
        assert DBClusterIdentifier == CLUSTER
        if region.missing:
            raise client_error("DBClusterNotFoundFault", "DescribeDBClusters", 404)
        members = [
            {"DBInstanceIdentifier": f"{CLUSTER}-{number + 1}", "IsClusterWriter": number == 0}
            for number in range(self.instances)
        ]
        cluster: dict[str, Any] = {
            "DBClusterIdentifier": CLUSTER,
            "DBClusterArn": ARN,
            "DbClusterResourceId": self.ID,
            "Status": region.status,
            "Engine": "aurora-postgresql",
            "DatabaseName": "shop",
            "MasterUsername": "holdfast",
            "Endpoint": f"{CLUSTER}.cluster-abc.us-west-2.rds.example.com",
            "ReaderEndpoint": f"{CLUSTER}.cluster-ro-abc.us-west-2.rds.example.com",
            "Port": 5432,
            "DBClusterMembers": members,
        }
        return {"DBClusters": [cluster]}

    def _DescribeGlobalClusters(self, GlobalClusterIdentifier: str) -> dict[str, Any]:  # noqa: N802, N803
        region = self._region
        assert GlobalClusterIdentifier == NAME
        if self.unknown:
            raise client_error("GlobalClusterNotFoundFault", "DescribeGlobalClusters", 404)
        whole: dict[str, Any] = {"GlobalClusterIdentifier": NAME, "Status": "available"}
        writes = self.promoted
        if region.accepted_at is not None and region.stale_looks:
            region.stale_looks -= 1
            writes = False
        elif region.accepted_at is not None and not writes:
            whole |= {"Status": "failing-over", "FailoverState": _state(loss=True)}
        elif self.switching:
            whole |= {"Status": "switching-over", "FailoverState": _state(loss=False)}
        whole["GlobalClusterMembers"] = [
            {"DBClusterArn": PRIMARY_ARN, "IsWriter": not writes},
            {"DBClusterArn": ARN, "IsWriter": writes},
        ][: 1 if self.detached else 2]
        return {"GlobalClusters": [whole]}

    def _FailoverGlobalCluster(self, **arguments: object) -> dict[str, Any]:  # noqa: N802
        assert arguments == {
            "GlobalClusterIdentifier": NAME,
            "TargetDbClusterIdentifier": ARN,
            "AllowDataLoss": True,
        }
        region = self._region
        free = region.accepted_at is None and not self.promoted and (not self.switching or self.hangs)
        region.receive(
            accepted=free and region.status in {"available", "storage-optimization"},
            refusal="InvalidGlobalClusterStateFault",
        )
        return {}

    def _SwitchoverGlobalCluster(self, **arguments: object) -> dict[str, Any]:  # noqa: N802
        assert arguments == {"GlobalClusterIdentifier": NAME, "TargetDbClusterIdentifier": ARN}
        region = self._region
        works = region.status in {"available", "storage-optimization"} and self.primary_well
        accepted = works and region.accepted_at is None and not self.switching and not self.promoted
        region.receive_switchover(accepted=accepted)
        self.switched_at = region.now
        return {}


def _state(*, loss: bool) -> dict[str, Any]:
    return {
        "Status": "failing-over",
        "FromDbClusterArn": PRIMARY_ARN,
        "ToDbClusterArn": ARN,
        "IsDataLossAllowed": loss,
    }

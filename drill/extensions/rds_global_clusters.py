"""RDS: Aurora Global Databases: members, who of them is written to, and how that changes."""

from collections.abc import Iterator
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import InvalidDBClusterStateFault, RDSClientError
from moto.rds.models import DBCluster, GlobalCluster, RDSBackend, rds_backends
from moto.rds.responses import RDSResponse

from drill.extensions.rds_joining import mismatch, refuse_joining, writer_of
from drill.extensions.registry import extends, replaces

SERVICE = "rds"
HOME = "us-east-1"
"""Where moto keeps what belongs to no region."""

_moto_create = RDSBackend.create_db_cluster
_moto_create_global = RDSResponse.create_global_cluster


@extends(
    RDSResponse,
    "create_global_cluster",
    service=SERVICE,
    action="CreateGlobalCluster",
    reason="the database's name and the tags are lost in moto, and a name is taken once",
)
def _create_global(self: RDSResponse) -> ActionResult:
    identifier = self.params["GlobalClusterIdentifier"]
    if identifier in self.global_backend.global_clusters:
        raise RDSClientError(
            "GlobalClusterAlreadyExistsFault", f"The global cluster {identifier} already exists."
        )
    answer = _moto_create_global(self)
    whole = self.global_backend.global_clusters[identifier]
    vars(whole)["database_name"] = self.params.get("DatabaseName")  # moto's class has no such attribute
    whole.tags = self.params.get("Tags", [])
    for member in whole.members:
        member.is_writer = True
    return answer


@extends(
    RDSResponse,
    "describe_global_clusters",
    service=SERVICE,
    action="DescribeGlobalClusters",
    reason="moto answers with all of them, whatever identifier or filter is asked for",
)
def _describe(self: RDSResponse) -> ActionResult:
    identifier = self.params.get("GlobalClusterIdentifier")
    found = [_whole(self, identifier)] if identifier else list(self.global_backend.global_clusters.values())
    for wanted in self.params.get("Filters", []):
        if wanted["Name"] == "db-cluster-id":
            found = [
                whole
                for whole in found
                if {name for each in whole.members for name in (each.arn, each.db_cluster_identifier)}
                & set(wanted["Values"])
            ]
    return ActionResult({"GlobalClusters": found})


@extends(
    RDSResponse,
    "modify_global_cluster",
    service=SERVICE,
    action="ModifyGlobalCluster",
    reason="moto has no such call; a new version goes to every member",
)
def _modify(self: RDSResponse) -> ActionResult:
    whole = _whole(self, self.params["GlobalClusterIdentifier"])
    if (protection := self.params.get("DeletionProtection")) is not None:
        whole.deletion_protection = protection
    if version := self.params.get("EngineVersion"):
        whole.engine_version = version
        for member in whole.members:
            member.engine_version = version
    return ActionResult({"GlobalCluster": whole})


@extends(
    RDSResponse,
    "delete_global_cluster",
    service=SERVICE,
    action="DeleteGlobalCluster",
    reason="one that is protected cannot be deleted, and one that is unknown is not found",
)
def _delete(self: RDSResponse) -> ActionResult:
    whole = _whole(self, self.params["GlobalClusterIdentifier"])
    if whole.deletion_protection:
        raise RDSClientError(
            "InvalidParameterCombination",
            "Cannot delete protected Global Cluster, please disable deletion protection and try again.",
        )
    self.global_backend.delete_global_cluster(whole.global_cluster_identifier)
    return ActionResult({"GlobalCluster": whole})


@extends(
    RDSBackend,
    "create_db_cluster",
    service=SERVICE,
    action="CreateDBCluster",
    reason="joining a global database is refused as on AWS: unknown or of another version, passwords managed "
    "(F23), users on a second cluster, a second one before the first has an instance, a foreign key (F19)",
)
def _join(self: RDSBackend, kwargs: dict[str, Any]) -> DBCluster:
    identifier = kwargs.get("global_cluster_identifier")
    if not identifier:
        return _moto_create(self, kwargs)
    whole = rds_backends[self.account_id][HOME].global_clusters.get(identifier)
    if whole is None:
        raise RDSClientError("GlobalClusterNotFoundFault", f"Global cluster {identifier} not found")
    refuse_joining(self, whole, kwargs)
    writer = writer_of(whole)
    if writer:
        kwargs = {**kwargs, "database_name": writer.database_name}
    cluster = _moto_create(self, kwargs)
    if writer:
        cluster.master_username = writer.master_username
        cluster.replication_source_identifier = writer.arn
    return cluster


@extends(
    RDSResponse,
    "remove_from_global_cluster",
    service=SERVICE,
    action="RemoveFromGlobalCluster",
    reason="moto looks for the global database in the cluster's own region; the writer leaves last, and who "
    "leaves stands alone",
)
def _remove(self: RDSResponse) -> ActionResult:
    whole = _whole(self, self.params["GlobalClusterIdentifier"])
    leaving = _member(whole, self.params["DbClusterIdentifier"])
    if leaving is None:
        raise RDSClientError(
            "InvalidParameterValue",
            f"Cluster {self.params['DbClusterIdentifier']} is not found in global cluster",
        )
    if leaving.is_writer and len(whole.members) > 1:
        raise RDSClientError(
            "InvalidGlobalClusterStateFault", "The primary cluster can only be removed as the last one."
        )
    whole.members.remove(leaving)
    leaving.is_writer = False
    leaving.global_cluster_identifier = None
    leaving.replication_source_identifier = None
    return ActionResult({"GlobalCluster": whole})


@extends(
    RDSResponse,
    "failover_global_cluster",
    service=SERVICE,
    action="FailoverGlobalCluster",
    reason="moto has no such call; with AllowDataLoss it is sent to the region that takes over, and the old "
    "primary is a secondary at once (F22)",
)
def _fail_over(self: RDSResponse) -> ActionResult:
    if self.params.get("AllowDataLoss") and self.params.get("Switchover"):
        raise mismatch("AllowDataLoss and Switchover cannot be specified together.")
    if not self.params.get("AllowDataLoss"):
        return _switch_over(self)
    return _promote(self, sent_to="target")


@extends(
    RDSResponse,
    "switchover_global_cluster",
    service=SERVICE,
    action="SwitchoverGlobalCluster",
    reason="moto has no such call; it is sent to the primary's region, and wants all members available (F22)",
)
def _switch_over(self: RDSResponse) -> ActionResult:
    whole = _whole(self, self.params["GlobalClusterIdentifier"])
    for member in whole.members:
        if member.status != "available":
            raise InvalidDBClusterStateFault(f"Cluster {member.arn} is {member.status}.")
    return _promote(self, sent_to="primary")


def _promote(self: RDSResponse, *, sent_to: str) -> ActionResult:
    whole = _whole(self, self.params["GlobalClusterIdentifier"])
    target = _member(whole, self.params["TargetDbClusterIdentifier"])
    if target is None:
        raise RDSClientError(
            "DBClusterNotFoundFault", f"{self.params['TargetDbClusterIdentifier']} is not a member."
        )
    writer = writer_of(whole)
    if target is writer or writer is None:
        raise InvalidDBClusterStateFault(f"Cluster {target.arn} is the primary already.")
    if not target.members:
        raise InvalidDBClusterStateFault(f"Cluster {target.arn} has no instance.")
    if target.status != "available":
        raise InvalidDBClusterStateFault(f"Cluster {target.arn} is {target.status}.")
    if self.region != {"target": target, "primary": writer}[sent_to].region:
        raise RDSClientError(
            "InvalidParameterValue", f"Send this call to the region of the {sent_to} cluster."
        )
    target.is_writer, writer.is_writer = True, False
    target.replication_source_identifier, writer.replication_source_identifier = None, target.arn
    return ActionResult({"GlobalCluster": whole})


def _write_forwarding(whole: GlobalCluster) -> Iterator[dict[str, Any]]:
    for member in whole.members:
        shown: dict[str, Any] = {"DBClusterArn": member.arn, "IsWriter": member.is_writer, "Readers": []}
        if member.is_writer:
            shown["Readers"] = whole.readers
        else:
            shown["GlobalWriteForwardingStatus"] = (
                "enabled" if member.global_write_forwarding_requested else "disabled"
            )
        shown["SynchronizationStatus"] = "connected"
        yield shown


replaces(
    GlobalCluster,
    "global_cluster_members",
    property(lambda self: list(_write_forwarding(self))),
    service=SERVICE,
    action="(members of global clusters)",
    reason="a member shows whether it forwards writes, and whether it is in step",
)


def _whole(response: RDSResponse, identifier: str) -> GlobalCluster:
    found = response.global_backend.global_clusters.get(identifier)
    if found is None:
        raise RDSClientError("GlobalClusterNotFoundFault", f"Global cluster {identifier} not found")
    return found


def _member(whole: GlobalCluster, name: str) -> DBCluster | None:
    return next((each for each in whole.members if name in (each.arn, each.db_cluster_identifier)), None)

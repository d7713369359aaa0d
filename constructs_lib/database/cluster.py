"""One region's cluster of an Aurora Global Database: the one that is written to, or the one that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster, RdsClusterServerlessv2ScalingConfiguration
from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance
from constructs import Construct

from config.aurora import Aurora
from config.aurora_capacity import Serverless
from constructs_lib.database.access import DatabaseAccess
from constructs_lib.database.cluster_parameters import ClusterParameters
from constructs_lib.database.instance import INSIGHTS_DAYS
from constructs_lib.database.names import cluster_identifier, cluster_instance_identifier, global_identifier
from constructs_lib.database.observation import Observation
from constructs_lib.network.tier_record import TieredNetworkRecord
from constructs_lib.providers import RegionScope

SERVERLESS_CLASS = "db.serverless"
IO_OPTIMIZED = "aurora-iopt1"
PROMOTION_TIER = 1
"""The same for all: any may become the writer. A serverless reader in tier 0 or 1 is as large as the writer,
so that it can take over at once."""
SWAPPED_BY_FAILOVER = (
    # Whom a cluster follows, and whether it does. The provider would promote a cluster whose source is gone
    # from the code, and cannot add one to a global database again.
    "replication_source_identifier",
    "global_cluster_identifier",
    "snapshot_identifier",
)
"""Roles are AWS's to say, not the code's (F22)."""
SET_ONCE = (
    # Only the first writer may be told these, and it keeps them when it follows. The provider would rebuild
    # or modify a cluster for each, when the regions' roles change in the file.
    "database_name",
    "master_password_wo_version",
    "master_username",
    "source_region",
    # Upgrades go by way of the global database, which brings every member along.
    "engine_version",
)
"""What is read when a cluster is made, and never again."""
GOVERNED_BY_BACKUP = ("preferred_backup_window",)
"""What AWS Backup sets on a cluster that it backs up continuously: every plan would want to set it back. It
sets the retention, too, which the configuration holds to its own."""


@dataclass(frozen=True, kw_only=True)
class ClusterRecord:
    """A cluster, for constructs of its own and of other regions."""

    region: str
    identifier: str
    arn: str
    """Written by name: nobody has to read the cluster (F31)."""
    endpoint: str
    """Host name of the writer. It stays the same through failovers, and answers while this cluster is the
    one that is written to."""
    reader_endpoint: str
    """Host name of the readers; of the writer, where there are none."""
    port: int
    resource_id: str
    """By which IAM knows it: `cluster-ABCDEF`."""


@dataclass(frozen=True, kw_only=True)
class FirstWriter:
    """What makes a cluster the one that is written to at first."""

    password: str
    """Ephemeral."""


@dataclass(frozen=True, kw_only=True)
class Follower:
    """What makes a cluster one that follows at first."""

    source_region: str
    """Whose key the volume is encrypted with there: AWS asks for a request signed for that region (F19)."""


class Cluster(Construct):
    """`aws_rds_cluster` and its `aws_rds_cluster_instance`s, with subnet group, parameter groups, security
    group, role and log groups.

    Both parts have the same addresses and ignore the same changes: whatever failovers and switchovers made of
    the roles, and whatever the file says of them by then, no plan rebuilds, promotes or detaches a cluster
    (F22).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        network: TieredNetworkRecord,
        database: Aurora,
        key_arn: str,
        log_retention_days: int,
        part: FirstWriter | Follower,
        after: Sequence[ITerraformDependable],
        tags: Mapping[str, str],
        continuous_backup: bool,
    ) -> None:
        """`key_arn` is a key of this region (F19). `after` is what has to be there before the cluster joins
        the global database, which it names and does not refer to. `tags` are the cluster's own.
        `continuous_backup`: AWS Backup governs its backups.
        """
        super().__init__(scope, id_)
        self._region, self._database = region, database
        self._follows = isinstance(part, Follower)
        identifier = cluster_identifier(region.naming, region.name)
        count = database.standby_instances if self._follows else database.instances
        names = [cluster_instance_identifier(identifier, number + 1) for number in range(count)]
        self.access = DatabaseAccess(self, "access", region=region, vpc_id=network.vpc_id, port=database.port)
        observation = Observation(
            self,
            "observation",
            region=region,
            database=database,
            kind="cluster",
            identifier=identifier,
            instances=names,
            log_retention_days=log_retention_days,
        )
        subnets = DbSubnetGroup(
            self,
            "subnets",
            provider=region.provider,
            name=region.naming.name("database", limit=255),
            description=f"Database of {region.naming.name()}",
            subnet_ids=list(network.data.subnet_ids),
            tags=region.tags(),
        )
        self.subnet_group: str = subnets.name
        """Also for whoever restores a backup beside the cluster."""
        parameters = ClusterParameters(self, "parameters", region=region, database=database)
        cluster = RdsCluster(
            self,
            "cluster",
            provider=region.provider,
            cluster_identifier=identifier,
            global_cluster_identifier=global_identifier(region.naming),
            engine=database.engine,
            engine_version=database.version,
            db_subnet_group_name=self.subnet_group,
            vpc_security_group_ids=[self.access.security_group_id],
            db_cluster_parameter_group_name=parameters.of_cluster,
            port=database.port,
            storage_encrypted=True,
            kms_key_id=key_arn,
            storage_type=IO_OPTIMIZED if database.storage == "io-optimized" else None,
            iam_database_authentication_enabled=True,
            enable_global_write_forwarding=database.write_forwarding or None,
            backup_retention_period=database.backup_retention_days,
            preferred_backup_window=database.backup_window,
            preferred_maintenance_window=database.maintenance_window,
            copy_tags_to_snapshot=True,
            delete_automated_backups=False,
            deletion_protection=database.deletion_protection,
            enabled_cloudwatch_logs_exports=list(database.exported_logs) or None,
            **_part(database, part),
            **_insights(database, key_arn),
            **_capacity(database),
            **_ending(database, identifier),
            tags=region.tags(Name=identifier, **tags),
            lifecycle=TerraformResourceLifecycle(
                ignore_changes=[
                    *SWAPPED_BY_FAILOVER,
                    *SET_ONCE,
                    *(GOVERNED_BY_BACKUP if continuous_backup else ()),
                ]
            ),
            depends_on=[*observation.before, *after],
        )
        self.instances: Sequence[ITerraformDependable] = [
            self._instance(
                number + 1, name, cluster.cluster_identifier, parameters.of_instances, observation.role_arn
            )
            for number, name in enumerate(names)
        ]
        self.instance_identifiers: Sequence[str] = names
        self.record = ClusterRecord(
            region=region.name,
            identifier=identifier,
            arn=region.arn("rds", f"cluster:{identifier}"),
            endpoint=cluster.endpoint,
            reader_endpoint=cluster.reader_endpoint,
            port=database.port,
            resource_id=cluster.cluster_resource_id,
        )
        self.joined: ITerraformDependable = cluster
        """The cluster as what others wait for."""

    def _instance(
        self, number: int, name: str, cluster: str, parameter_group: str, role_arn: str | None
    ) -> RdsClusterInstance:
        database = self._database
        return RdsClusterInstance(
            self,
            f"instance-{number}",
            provider=self._region.provider,
            identifier=name,
            cluster_identifier=cluster,
            engine=database.engine,
            instance_class=self._instance_class,
            db_parameter_group_name=parameter_group,
            publicly_accessible=False,
            promotion_tier=PROMOTION_TIER,
            copy_tags_to_snapshot=True,
            auto_minor_version_upgrade=False,  # it would do nothing in a global database
            monitoring_interval=database.monitoring_interval,
            monitoring_role_arn=role_arn,
            tags=self._region.tags(Name=name),
        )

    @property
    def _instance_class(self) -> str:
        capacity = self._database.capacity
        if isinstance(capacity, Serverless):
            return SERVERLESS_CLASS
        return (self._follows and capacity.standby_class) or capacity.instance_class


def _part(database: Aurora, part: FirstWriter | Follower) -> dict[str, Any]:
    """AWS refuses users and names on a cluster that follows: it has its source's."""
    if isinstance(part, Follower):
        return {"source_region": part.source_region}
    return {
        "database_name": database.name,
        "master_username": database.master_user,
        "master_password_wo": part.password,
        "master_password_wo_version": 1,
    }


def _insights(database: Aurora, key_arn: str) -> dict[str, Any]:
    """On the cluster: AWS applies them to all of its instances.

    The mode is always said: unsaid it would stay as it was, and AWS does not let the advanced one be without
    Performance Insights.
    """
    if database.insights == "none":
        return {"database_insights_mode": "standard", "performance_insights_enabled": False}
    return {
        "database_insights_mode": database.insights,
        "performance_insights_enabled": True,
        "performance_insights_kms_key_id": key_arn,
        "performance_insights_retention_period": INSIGHTS_DAYS[database.insights],
    }


def _capacity(database: Aurora) -> dict[str, Any]:
    capacity = database.capacity
    if not isinstance(capacity, Serverless):
        return {}
    limits = RdsClusterServerlessv2ScalingConfiguration(
        min_capacity=capacity.min_acu, max_capacity=capacity.max_acu
    )
    return {"serverlessv2_scaling_configuration": limits}


def _ending(database: Aurora, identifier: str) -> dict[str, Any]:
    snapshot = {"final_snapshot_identifier": f"{identifier}-final"} if database.final_snapshot else {}
    return {"skip_final_snapshot": not database.final_snapshot, **snapshot}

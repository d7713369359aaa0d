"""One region's DB instance: the writer, or the replica of another region's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from constructs import Construct

from config.database import Database
from constructs_lib.database.access import DatabaseAccess
from constructs_lib.database.names import instance_identifier
from constructs_lib.database.observation import Observation
from constructs_lib.database.parameters import Parameters
from constructs_lib.network.tier_record import TieredNetworkRecord
from constructs_lib.providers import RegionScope

STANDARD_DAYS = 7
INSIGHTS_DAYS: Mapping[str, int] = {"standard": STANDARD_DAYS, "advanced": 465}
"""AWS takes 7, 731 and multiples of 31, and in the advanced mode no fewer than 465."""
STRIPED_FROM_GIB = 400
"""From this size on a gp3 volume is striped: it has, and has to have, at least what is in `STRIPED`."""
STRIPED: Mapping[str, Any] = {"storage_type": "gp3", "iops": 12_000, "storage_throughput": 500}
"""At no price. The provider repeats what a smaller volume had, and AWS refuses that with the new size. With
`iops` alone RDS would take io1 for a replica."""


@dataclass(frozen=True, kw_only=True)
class InstanceRecord:
    """An instance, for constructs of its own and of other regions."""

    region: str
    identifier: str
    arn: str
    address: str
    """The host name. It stays the same through a promotion."""
    port: int
    resource_id: str
    """By which IAM knows it: `db-ABCDEF`."""


@dataclass(frozen=True, kw_only=True)
class Writer:
    """What makes an instance the one that is written to."""

    password: str
    """Ephemeral."""


@dataclass(frozen=True, kw_only=True)
class ReplicaOf:
    """What makes an instance a replica."""

    source_arn: str


class Instance(Construct):
    """`aws_db_instance` with its subnet group, parameter group, security group, role and log groups.

    The writer and the replica have the same addresses, and both ignore `replicate_source_db`: when they
    change places, or a promotion has already changed them, no plan rebuilds one (F21).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        network: TieredNetworkRecord,
        database: Database,
        key_arn: str,
        log_retention_days: int,
        part: Writer | ReplicaOf,
    ) -> None:
        """`key_arn` is a key of this region (F19)."""
        super().__init__(scope, id_)
        identifier = instance_identifier(region.naming, region.name)
        self.access = DatabaseAccess(self, "access", region=region, vpc_id=network.vpc_id, port=database.port)
        observation = Observation(
            self,
            "observation",
            region=region,
            database=database,
            kind="instance",
            identifier=identifier,
            instances=[identifier],
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
        parameters = Parameters(self, "parameters", region=region, database=database)
        arguments = (
            _of_writer(database, identifier, part)
            if isinstance(part, Writer)
            else _of_replica(database, part)
        )
        instance = DbInstance(
            self,
            "instance",
            provider=region.provider,
            identifier=identifier,
            db_subnet_group_name=subnets.name,
            vpc_security_group_ids=[self.access.security_group_id],
            parameter_group_name=parameters.name,
            publicly_accessible=False,
            port=database.port,
            storage_encrypted=True,
            kms_key_id=key_arn,
            max_allocated_storage=database.storage.max_gib or None,
            iam_database_authentication_enabled=True,
            auto_minor_version_upgrade=database.version == database.major_version,
            backup_retention_period=database.backup_retention_days,
            backup_window=database.backup_window,
            maintenance_window=database.maintenance_window,
            copy_tags_to_snapshot=True,
            delete_automated_backups=False,
            deletion_protection=database.deletion_protection,
            enabled_cloudwatch_logs_exports=list(database.exported_logs) or None,
            monitoring_interval=database.monitoring_interval,
            monitoring_role_arn=observation.role_arn,
            performance_insights_enabled=database.insights != "none",
            performance_insights_kms_key_id=key_arn if database.insights != "none" else None,
            **{**arguments, **(STRIPED if database.storage.gib >= STRIPED_FROM_GIB else {})},
            tags=region.tags(Name=identifier),
            lifecycle=TerraformResourceLifecycle(ignore_changes=["replicate_source_db"]),
            depends_on=list(observation.before),
        )
        self.record = InstanceRecord(
            region=region.name,
            identifier=identifier,
            arn=instance.arn,
            address=instance.address,
            port=database.port,
            resource_id=instance.resource_id,
        )


def _of_writer(database: Database, identifier: str, part: Writer) -> dict[str, Any]:
    # Unsaid, the mode would stay as it was, and the advanced one needs Performance Insights.
    insights: dict[str, Any] = {"database_insights_mode": "standard"}
    if database.insights != "none":
        insights["performance_insights_retention_period"] = INSIGHTS_DAYS[database.insights]
        insights["database_insights_mode"] = database.insights
    snapshot = {"final_snapshot_identifier": f"{identifier}-final"} if database.final_snapshot else {}
    return {
        "engine": database.engine,
        "engine_version": database.version,
        "instance_class": database.instance_class,
        "multi_az": database.multi_az,
        "allocated_storage": database.storage.gib,
        "storage_type": "gp3",
        "db_name": database.name,
        "username": database.master_user,
        "password_wo": part.password,
        "password_wo_version": 1,
        "skip_final_snapshot": not database.final_snapshot,
        **snapshot,
        **insights,
    }


def _of_replica(database: Database, part: ReplicaOf) -> dict[str, Any]:
    """Engine, version, users and data are the source's; gp3 is what RDS chooses.

    The volume begins as large as the source's, whatever is said here. From then on each is its own: a source
    that is enlarged enlarges no replica, and one that is full stops replicating.

    RDS takes no mode of insights for a replica: it has the standard one, and its seven days.
    """
    insights = {} if database.insights == "none" else {"performance_insights_retention_period": STANDARD_DAYS}
    return {
        "replicate_source_db": part.source_arn,
        "instance_class": database.replica_class or database.instance_class,
        "multi_az": database.replica_multi_az,
        "allocated_storage": database.storage.gib,
        # RDS refuses a final snapshot of a replica. Its automated backups outlive it, promoted or not.
        "skip_final_snapshot": True,
        **insights,
    }

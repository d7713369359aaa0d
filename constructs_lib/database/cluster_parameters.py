"""The parameters of an Aurora cluster and of its instances in one region."""

from collections.abc import Mapping

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.db_parameter_group import DbParameterGroup, DbParameterGroupParameter
from cdktf_cdktf_provider_aws.rds_cluster_parameter_group import (
    RdsClusterParameterGroup,
    RdsClusterParameterGroupParameter,
)
from constructs import Construct

from config.aurora import Aurora
from config.aurora_engine import ENCRYPTED_CONNECTIONS
from constructs_lib.providers import RegionScope

AT_REBOOT = "pending-reboot"
"""Suits every kind of parameter, and the groups are there before the instances."""


class ClusterParameters(Construct):
    """`aws_rds_cluster_parameter_group` and `aws_db_parameter_group`, from the same values in each region: a
    cluster that takes over inherits none (F22).

    They are named after their family, so that an upgrade's new groups can come before the old ones go.
    """

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, database: Aurora) -> None:
        super().__init__(scope, id_)
        name = region.naming.name(database.family.replace(".", "-"), limit=255)
        description = f"Database of {region.naming.name()}"
        lifecycle = TerraformResourceLifecycle(create_before_destroy=True)
        cluster = RdsClusterParameterGroup(
            self,
            "cluster",
            provider=region.provider,
            name=name,
            description=description,
            family=database.family,
            parameter=[
                RdsClusterParameterGroupParameter(name=each, value=value, apply_method=AT_REBOOT)
                for each, value in _sorted({**ENCRYPTED_CONNECTIONS[database.engine], **database.parameters})
            ],
            tags=region.tags(),
            lifecycle=lifecycle,
        )
        instances = DbParameterGroup(
            self,
            "instances",
            provider=region.provider,
            name=name,
            description=description,
            family=database.family,
            parameter=[
                DbParameterGroupParameter(name=each, value=value, apply_method=AT_REBOOT)
                for each, value in _sorted(database.instance_parameters)
            ],
            tags=region.tags(),
            lifecycle=lifecycle,
        )
        self.of_cluster: str = cluster.name
        self.of_instances: str = instances.name


def _sorted(values: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(values.items())

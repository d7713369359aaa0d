"""The engine's parameters in one region."""

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.db_parameter_group import DbParameterGroup, DbParameterGroupParameter
from constructs import Construct

from config.database import Database
from constructs_lib.providers import RegionScope

ENCRYPTED_CONNECTIONS = {
    "postgres": {"rds.force_ssl": "1"},
    "mysql": {"require_secure_transport": "1"},
    "mariadb": {"require_secure_transport": "1"},
}


class Parameters(Construct):
    """`aws_db_parameter_group`: a replica inherits none, so each region has one from the same values (F22).

    Values take effect at a reboot: that suits every kind of parameter, and the group is there before the
    instance. It is named after its family, so that an upgrade's new group can come before the old one goes.
    """

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, database: Database) -> None:
        super().__init__(scope, id_)
        values = {**ENCRYPTED_CONNECTIONS[database.engine], **database.parameters}
        group = DbParameterGroup(
            self,
            "group",
            provider=region.provider,
            name=region.naming.name(database.family.replace(".", "-"), limit=255),
            description=f"Database of {region.naming.name()}",
            family=database.family,
            parameter=[
                DbParameterGroupParameter(name=name, value=value, apply_method="pending-reboot")
                for name, value in sorted(values.items())
            ],
            tags=region.tags(),
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        self.name: str = group.name

"""Where the application finds its database."""

import json
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from constructs import Construct

from constructs_lib.providers import RegionScope


@dataclass(frozen=True, kw_only=True)
class Connection:
    """How the writer is reached. No password: the secret has the same name in both regions."""

    endpoint: str
    port: int
    engine: str
    database: str
    username: str


def publish_connection(
    scope: Construct, id_: str, *, region: RegionScope, parameter: str, connection: Connection
) -> None:
    """`aws_ssm_parameter` in the primary's region. In the standby's the controller writes it, once there is a
    writer.
    """
    SsmParameter(
        scope,
        id_,
        provider=region.provider,
        name=parameter,
        description="Where the application finds its database. No password.",
        type="String",
        insecure_value=json.dumps(
            {
                "endpoint": connection.endpoint,
                "port": connection.port,
                "engine": connection.engine,
                "database": connection.database,
                "username": connection.username,
                "secret_arn": None,  # RDS manages none; the one that there is has the same name everywhere
            }
        ),
        overwrite=True,  # the controller wrote it there, if this region was the standby before
        tags=region.tags(),
    )

"""An Aurora Global Database of real objects in moto, with the calls that moto lacks."""

from collections.abc import Callable
from typing import Any

from drill.extensions import install
from tests.failover_controller.controller import CLUSTER, NAME, PRIMARY_CLUSTER

ENGINE = {"Engine": "aurora-postgresql", "EngineVersion": "17.7"}
PRIMARY, STANDBY = "us-east-1", "us-west-2"


def make_global_database(client: Callable[..., Any]) -> None:
    """A writer in the primary region, a follower in the standby. `client` makes boto3's."""
    install()
    client("rds", PRIMARY).create_global_cluster(GlobalClusterIdentifier=NAME, DatabaseName="shop", **ENGINE)
    _make_cluster(
        client("rds", PRIMARY),
        PRIMARY_CLUSTER,
        DatabaseName="shop",
        MasterUsername="holdfast",
        MasterUserPassword="not-a-secret",
    )
    _make_cluster(client("rds", STANDBY), CLUSTER)


def _make_cluster(rds: Any, name: str, **arguments: str) -> None:  # noqa: ANN401 - boto3 makes the type at run time
    rds.create_db_cluster(DBClusterIdentifier=name, GlobalClusterIdentifier=NAME, **ENGINE, **arguments)
    rds.create_db_instance(
        DBInstanceIdentifier=f"{name}-1",
        DBClusterIdentifier=name,
        Engine=ENGINE["Engine"],
        DBInstanceClass="db.r7g.large",
    )
    rds.describe_db_clusters(DBClusterIdentifier=name)  # moto ends the creation with the first look

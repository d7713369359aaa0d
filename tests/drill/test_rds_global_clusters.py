"""Aurora Global Databases in the embedded AWS: joined, refused, failed over and left as on AWS (F22)."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

EAST, WEST = "us-east-1", "us-west-2"
KEYS = {region: f"arn:aws:kms:{region}:123456789012:key/0a1b2c3d" for region in (EAST, WEST)}
ENGINE = {"Engine": "aurora-postgresql", "EngineVersion": "17.7"}


def make_global(aws: LocalAws, **changes: object) -> None:
    wanted: dict[str, Any] = {"GlobalClusterIdentifier": "shop", "DatabaseName": "app", **ENGINE}
    aws.client("rds", EAST).create_global_cluster(
        **{**wanted, "StorageEncrypted": True, "Tags": [{"Key": "Team", "Value": "shop"}], **changes}
    )


def make_writer(aws: LocalAws, *, instances: int = 1, **changes: object) -> str:
    wanted: dict[str, Any] = {
        "DBClusterIdentifier": "shop-east",
        "GlobalClusterIdentifier": "shop",
        "DatabaseName": "app",
        "MasterUsername": "dbadmin",
        "MasterUserPassword": "for-tests-alone",
        "StorageEncrypted": True,
        "KmsKeyId": KEYS[EAST],
        **ENGINE,
    }
    client = aws.client("rds", EAST)
    cluster = client.create_db_cluster(**{**wanted, **changes})["DBCluster"]
    _make_instances(client, "shop-east", instances)
    return str(cluster["DBClusterArn"])


def make_follower(aws: LocalAws, *, instances: int = 1, **changes: object) -> str:
    wanted: dict[str, Any] = {
        "DBClusterIdentifier": "shop-west",
        "GlobalClusterIdentifier": "shop",
        "StorageEncrypted": True,
        "KmsKeyId": KEYS[WEST],
        "SourceRegion": EAST,
        **ENGINE,
    }
    client = aws.client("rds", WEST)
    given = {key: value for key, value in {**wanted, **changes}.items() if value is not None}
    cluster = client.create_db_cluster(**given)["DBCluster"]
    _make_instances(client, "shop-west", instances)
    return str(cluster["DBClusterArn"])


def _make_instances(client: Any, cluster: str, count: int) -> None:  # noqa: ANN401  # boto3's own
    for number in range(count):
        client.create_db_instance(
            DBInstanceIdentifier=f"{cluster}-{number}",
            DBClusterIdentifier=cluster,
            Engine=ENGINE["Engine"],
            DBInstanceClass="db.r7g.large",
        )


@pytest.fixture
def pair(aws: LocalAws) -> tuple[str, str]:
    """A writer in the east and a follower in the west: their ARNs."""
    make_global(aws)
    return make_writer(aws), make_follower(aws)


def whole(aws: LocalAws, region: str = EAST) -> dict[str, Any]:
    found: dict[str, Any] = aws.client("rds", region).describe_global_clusters(
        GlobalClusterIdentifier="shop"
    )["GlobalClusters"][0]
    return found


def roles(aws: LocalAws, region: str = EAST) -> dict[str, bool]:
    return {each["DBClusterArn"]: each["IsWriter"] for each in whole(aws, region)["GlobalClusterMembers"]}


def cluster(aws: LocalAws, region: str) -> dict[str, Any]:
    name = {EAST: "shop-east", WEST: "shop-west"}[region]
    found: dict[str, Any] = aws.client("rds", region).describe_db_clusters(DBClusterIdentifier=name)[
        "DBClusters"
    ][0]
    return found


def refusal(call: Any, **arguments: object) -> str:  # noqa: ANN401  # any client's method
    with pytest.raises(ClientError) as refused:
        call(**arguments)
    return str(refused.value.response["Error"]["Code"])


def test_it_keeps_its_name_and_tags_and_is_seen_from_every_region(aws: LocalAws) -> None:
    make_global(aws)
    for region in (EAST, WEST):
        assert whole(aws, region)["DatabaseName"] == "app"
        assert whole(aws, region)["TagList"] == [{"Key": "Team", "Value": "shop"}]


def test_two_are_told_apart_by_identifier_and_by_member(aws: LocalAws, pair: tuple[str, str]) -> None:
    client = aws.client("rds", EAST)
    client.create_global_cluster(GlobalClusterIdentifier="other", **ENGINE)

    [found] = client.describe_global_clusters(GlobalClusterIdentifier="other")["GlobalClusters"]
    assert found["GlobalClusterIdentifier"] == "other"
    [found] = client.describe_global_clusters(Filters=[{"Name": "db-cluster-id", "Values": [pair[1]]}])[
        "GlobalClusters"
    ]
    assert found["GlobalClusterIdentifier"] == "shop"
    assert refusal(client.describe_global_clusters, GlobalClusterIdentifier="none") == (
        "GlobalClusterNotFoundFault"
    )


def test_who_joins_second_follows_and_has_the_writers_user(aws: LocalAws, pair: tuple[str, str]) -> None:
    east, west = pair

    assert roles(aws) == roles(aws, WEST) == {east: True, west: False}
    follower = cluster(aws, WEST)
    assert (follower["MasterUsername"], follower["DatabaseName"]) == ("dbadmin", "app")
    assert follower["ReplicationSourceIdentifier"] == east


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"EngineVersion": "16.4"}, "InvalidParameterCombination"),
        ({"GlobalClusterIdentifier": "none"}, "GlobalClusterNotFoundFault"),
        ({"MasterUsername": "dbadmin"}, "InvalidParameterCombination"),
        ({"SourceRegion": None}, "InvalidParameterCombination"),
        ({"KmsKeyId": KEYS[EAST]}, "KMSKeyNotAccessibleFault"),
    ],
)
def test_a_follower_that_does_not_fit_is_refused(aws: LocalAws, changes: dict[str, Any], code: str) -> None:
    make_global(aws)
    make_writer(aws)
    with pytest.raises(ClientError) as refused:
        make_follower(aws, **changes)
    assert refused.value.response["Error"]["Code"] == code


def test_a_follower_waits_for_the_writers_first_instance(aws: LocalAws) -> None:
    make_global(aws)
    make_writer(aws, instances=0)

    with pytest.raises(ClientError, match="has no instance"):
        make_follower(aws)


def test_a_password_that_rds_manages_is_refused(aws: LocalAws) -> None:
    """F23."""
    make_global(aws)

    with pytest.raises(ClientError, match="ManageMasterUserPassword is not supported"):
        make_writer(aws, ManageMasterUserPassword=True)


def test_a_failover_is_sent_to_who_takes_over_and_the_old_primary_follows(
    aws: LocalAws, pair: tuple[str, str]
) -> None:
    east, west = pair
    wanted = {
        "GlobalClusterIdentifier": "shop",
        "TargetDbClusterIdentifier": west,
        "AllowDataLoss": True,
    }

    assert refusal(aws.client("rds", EAST).failover_global_cluster, **wanted) == "InvalidParameterValue"
    aws.client("rds", WEST).failover_global_cluster(**wanted)

    assert roles(aws) == {east: False, west: True}
    assert cluster(aws, EAST)["ReplicationSourceIdentifier"] == west
    assert "ReplicationSourceIdentifier" not in cluster(aws, WEST)
    assert refusal(aws.client("rds", WEST).failover_global_cluster, **wanted) == "InvalidDBClusterStateFault"


def test_a_switchover_is_sent_to_the_primary(aws: LocalAws, pair: tuple[str, str]) -> None:
    east, west = pair
    wanted = {"GlobalClusterIdentifier": "shop", "TargetDbClusterIdentifier": west}

    assert refusal(aws.client("rds", WEST).switchover_global_cluster, **wanted) == "InvalidParameterValue"
    aws.client("rds", EAST).switchover_global_cluster(**wanted)

    assert roles(aws) == {east: False, west: True}


def test_without_data_loss_a_failover_is_a_switchover(aws: LocalAws, pair: tuple[str, str]) -> None:
    _, west = pair
    aws.client("rds", EAST).failover_global_cluster(
        GlobalClusterIdentifier="shop", TargetDbClusterIdentifier=west
    )
    assert roles(aws)[west]


@pytest.mark.parametrize("loss", [{"AllowDataLoss": True}, {}])
def test_a_headless_cluster_is_failed_over_to_by_nobody(aws: LocalAws, loss: dict[str, bool]) -> None:
    make_global(aws)
    make_writer(aws)
    west = make_follower(aws, instances=0)

    code = refusal(
        aws.client("rds", WEST if loss else EAST).failover_global_cluster,
        GlobalClusterIdentifier="shop",
        TargetDbClusterIdentifier=west,
        **loss,
    )
    assert code == "InvalidDBClusterStateFault"


def test_the_writer_leaves_last_and_the_empty_rest_can_be_deleted(
    aws: LocalAws, pair: tuple[str, str]
) -> None:
    east, west = pair
    client, other = aws.client("rds", EAST), aws.client("rds", WEST)

    assert refusal(
        client.remove_from_global_cluster, GlobalClusterIdentifier="shop", DbClusterIdentifier=east
    ) == ("InvalidGlobalClusterStateFault")
    other.remove_from_global_cluster(GlobalClusterIdentifier="shop", DbClusterIdentifier=west)
    assert "ReplicationSourceIdentifier" not in cluster(aws, WEST)
    client.remove_from_global_cluster(GlobalClusterIdentifier="shop", DbClusterIdentifier=east)
    client.delete_global_cluster(GlobalClusterIdentifier="shop")
    assert client.describe_global_clusters()["GlobalClusters"] == []


def test_a_protected_one_cannot_be_deleted(aws: LocalAws) -> None:
    make_global(aws, DeletionProtection=True)
    client = aws.client("rds", EAST)

    assert refusal(client.delete_global_cluster, GlobalClusterIdentifier="shop") == (
        "InvalidParameterCombination"
    )
    client.modify_global_cluster(GlobalClusterIdentifier="shop", DeletionProtection=False)
    client.delete_global_cluster(GlobalClusterIdentifier="shop")


def test_a_cluster_keeps_its_insights_and_shows_no_storage_that_nobody_asked_for(aws: LocalAws) -> None:
    make_global(aws)
    make_writer(
        aws,
        EnablePerformanceInsights=True,
        PerformanceInsightsRetentionPeriod=465,
        DatabaseInsightsMode="advanced",
    )
    found = cluster(aws, EAST)

    assert found["PerformanceInsightsEnabled"] is True
    assert (found["PerformanceInsightsRetentionPeriod"], found["DatabaseInsightsMode"]) == (465, "advanced")
    assert {"StorageType", "ScalingConfigurationInfo"} & set(found) == set()


def test_optimized_storage_is_shown(aws: LocalAws) -> None:
    make_global(aws)
    make_writer(aws, StorageType="aurora-iopt1")

    assert cluster(aws, EAST)["StorageType"] == "aurora-iopt1"


def test_its_tags_can_be_changed_from_every_region(aws: LocalAws) -> None:
    make_global(aws)
    arn, west = whole(aws)["GlobalClusterArn"], aws.client("rds", WEST)
    west.add_tags_to_resource(ResourceName=arn, Tags=[{"Key": "Role", "Value": "standby"}])
    west.remove_tags_from_resource(ResourceName=arn, TagKeys=["Team"])
    assert whole(aws)["TagList"] == [{"Key": "Role", "Value": "standby"}]


def test_a_cluster_that_gets_another_name_keeps_its_instances(aws: LocalAws, pair: tuple[str, str]) -> None:
    assert pair
    client = aws.client("rds", WEST)
    client.modify_db_cluster(DBClusterIdentifier="shop-west", NewDBClusterIdentifier="shop-aside")
    (cluster,) = client.describe_db_clusters(DBClusterIdentifier="shop-aside")["DBClusters"]
    assert [each["DBInstanceIdentifier"] for each in cluster["DBClusterMembers"]] == ["shop-west-0"]

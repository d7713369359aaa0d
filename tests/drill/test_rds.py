"""Read replicas in the embedded AWS: instances of their own, refused and promoted as on AWS."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

EAST, WEST = "us-east-1", "us-west-2"
SOURCE_ARN = f"arn:aws:rds:{EAST}:123456789012:db:shop"
WEST_KEY = f"arn:aws:kms:{WEST}:123456789012:key/0a1b2c3d"


def make_source(aws: LocalAws, **changes: object) -> None:
    wanted: dict[str, Any] = {
        "DBInstanceIdentifier": "shop",
        "DBInstanceClass": "db.t4g.medium",
        "Engine": "postgres",
        "EngineVersion": "17",
        "AllocatedStorage": 50,
        "DBName": "app",
        "MasterUsername": "dbadmin",
        "MasterUserPassword": "for-tests-alone",
        "StorageEncrypted": True,
        "BackupRetentionPeriod": 7,
        "EnablePerformanceInsights": True,
        "PerformanceInsightsRetentionPeriod": 7,
    }
    aws.client("rds", EAST).create_db_instance(**{**wanted, **changes})


def make_replica(aws: LocalAws, **changes: object) -> None:
    wanted: dict[str, Any] = {
        "DBInstanceIdentifier": "shop",
        "SourceDBInstanceIdentifier": SOURCE_ARN,
        "SourceRegion": EAST,
        "KmsKeyId": WEST_KEY,
        "DBInstanceClass": "db.r7g.large",
    }
    aws.client("rds", WEST).create_db_instance_read_replica(**{**wanted, **changes})


def instance(aws: LocalAws, region: str) -> dict[str, Any]:
    found: dict[str, Any] = aws.client("rds", region).describe_db_instances(DBInstanceIdentifier="shop")[
        "DBInstances"
    ][0]
    return found


def refusal(call: Any, **arguments: object) -> str:  # noqa: ANN401  # any client's method
    with pytest.raises(ClientError) as refused:
        call(**arguments)
    return str(refused.value.response["Error"]["Message"])


def test_a_replica_has_its_sources_data_and_its_own_settings(aws: LocalAws) -> None:
    make_source(aws)
    make_replica(aws)
    source, replica = instance(aws, EAST), instance(aws, WEST)

    assert (replica["Engine"], replica["DBName"], replica["MasterUsername"]) == ("postgres", "app", "dbadmin")
    assert (replica["DBInstanceClass"], replica["KmsKeyId"]) == ("db.r7g.large", WEST_KEY)
    assert replica["BackupRetentionPeriod"] == 0
    assert replica["ReadReplicaSourceDBInstanceIdentifier"] == SOURCE_ARN
    assert source["ReadReplicaDBInstanceIdentifiers"] == [replica["DBInstanceArn"]]
    assert source["DbiResourceId"] != replica["DbiResourceId"]
    assert (source["DBInstanceClass"], source["BackupRetentionPeriod"]) == ("db.t4g.medium", 7)


def test_a_promotion_cuts_both_links_and_happens_once(aws: LocalAws) -> None:
    make_source(aws)
    make_replica(aws)
    rds = aws.client("rds", WEST)

    rds.promote_read_replica(DBInstanceIdentifier="shop", BackupRetentionPeriod=7)

    assert "ReadReplicaSourceDBInstanceIdentifier" not in instance(aws, WEST)
    assert instance(aws, WEST)["BackupRetentionPeriod"] == 7
    assert instance(aws, EAST)["ReadReplicaDBInstanceIdentifiers"] == []
    assert refusal(rds.promote_read_replica, DBInstanceIdentifier="shop") == (
        "DB Instance shop is not a read replica."
    )


def test_a_source_without_backups_has_no_replica(aws: LocalAws) -> None:
    make_source(aws, BackupRetentionPeriod=0)

    with pytest.raises(ClientError, match="Automated backups are not enabled"):
        make_replica(aws)


def test_a_source_whose_password_rds_manages_has_no_replica(aws: LocalAws) -> None:
    source = {"ManageMasterUserPassword": True, "MasterUserPassword": ""}
    make_source(aws, **{key: value for key, value in source.items() if value})

    with pytest.raises(ClientError, match="where ManageMasterUserPassword is enabled is not supported"):
        make_replica(aws)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("", "Cannot create a cross region unencrypted read replica from encrypted source"),
        (f"arn:aws:kms:{EAST}:123456789012:key/0a1b2c3d", "is not in us-west-2"),
    ],
)
def test_an_encrypted_replica_takes_a_key_of_its_own_region(aws: LocalAws, key: str, message: str) -> None:
    """F19."""
    make_source(aws)

    with pytest.raises(ClientError, match=message):
        make_replica(aws, KmsKeyId=key)


def test_a_replica_has_no_final_snapshot(aws: LocalAws) -> None:
    make_source(aws)
    make_replica(aws)
    rds = aws.client("rds", WEST)

    assert "when deleting a replica instance" in refusal(
        rds.delete_db_instance, DBInstanceIdentifier="shop", FinalDBSnapshotIdentifier="last"
    )
    rds.delete_db_instance(DBInstanceIdentifier="shop", SkipFinalSnapshot=True)
    assert instance(aws, EAST)["ReadReplicaDBInstanceIdentifiers"] == []


def test_a_replica_whose_source_is_deleted_stands_alone(aws: LocalAws) -> None:
    make_source(aws)
    make_replica(aws)

    aws.client("rds", EAST).delete_db_instance(DBInstanceIdentifier="shop", SkipFinalSnapshot=True)

    assert "ReadReplicaSourceDBInstanceIdentifier" not in instance(aws, WEST)


def test_a_parameter_that_was_set_says_so(aws: LocalAws) -> None:
    rds = aws.client("rds", EAST)
    rds.create_db_parameter_group(
        DBParameterGroupName="shop", DBParameterGroupFamily="postgres17", Description="d"
    )
    rds.modify_db_parameter_group(
        DBParameterGroupName="shop",
        Parameters=[
            {"ParameterName": "rds.force_ssl", "ParameterValue": "1", "ApplyMethod": "pending-reboot"}
        ],
    )

    [parameter] = rds.describe_db_parameters(DBParameterGroupName="shop", Source="user")["Parameters"]
    assert (parameter["ParameterName"], parameter["Source"]) == ("rds.force_ssl", "user")


def test_a_copy_of_a_secret_shows_its_own_regions_key(aws: LocalAws) -> None:
    """F19."""
    secrets = aws.client("secretsmanager", EAST)
    secrets.create_secret(Name="shop", AddReplicaRegions=[{"Region": WEST, "KmsKeyId": WEST_KEY}])

    assert secrets.describe_secret(SecretId="shop")["ReplicationStatus"][0]["KmsKeyId"] == WEST_KEY

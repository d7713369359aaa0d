"""Both ways back, walked command by command on the embedded AWS, asking after every step where one stands."""

from dataclasses import replace

import pytest

from drill.local_aws import LocalAws
from failback.replica.way import ReplicaWay
from tests.failback.failed_over import (
    EAST,
    PAIR,
    PARAMETERS,
    WEST,
    change_roles,
    fail_over,
    give_subnets,
    make_replica,
    take_over_copy,
)
from tests.failback.replica_walk import replica_walk

FIRST_HALF = [
    "The old application in us-east-1 is at rest",
    "The old database in us-east-1 is set aside as shop-production-us-east-1-stale",
    "us-east-1 has a new replica of the database",
    "The copy has backups, and protection against deletion",
]


def _parameters(aws: LocalAws, region: str) -> dict[str, str]:
    found = aws.client("ssm", region).get_parameters_by_path(Path=PARAMETERS, Recursive=True)
    return {each["Name"].removeprefix(f"{PARAMETERS}/"): each["Value"] for each in found["Parameters"]}


def _sources(aws: LocalAws, region: str) -> dict[str, str | None]:
    found = aws.client("rds", region).describe_db_instances()["DBInstances"]
    return {each["DBInstanceIdentifier"]: each.get("ReadReplicaSourceDBInstanceIdentifier") for each in found}


def test_the_way_back_to_the_old_primary_ends_with_the_pair_as_it_was(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over(aws)
    walk = replica_walk(aws, PAIR, capsys)
    walk.by_hand["Terraform knows the database"] = lambda: take_over_copy(aws)
    walk.by_hand["Terraform has made"] = lambda: make_replica(aws)
    end = walk.go()

    assert walk.taken == [
        *FIRST_HALF,
        "The application in us-west-2 has stopped writing: the outage begins",
        "The copy in us-east-1 is promoted",
        "Terraform knows the database in us-east-1",
        "The application in us-east-1 runs and is healthy",
        "The takeover switch is off: the outage ends",
        "The database in us-west-2 is set aside as shop-production-us-west-2-stale",
        "Terraform has made the new replica in us-west-2",
        "The failover is forgotten",
    ]
    assert _parameters(aws, WEST) == {"takeover": "off"}
    assert _sources(aws, EAST) == {
        "shop-production-us-east-1": None,
        "shop-production-us-east-1-stale": None,
    }
    assert _sources(aws, WEST) == {
        "shop-production-us-west-2": "arn:aws:rds:us-east-1:123456789012:db:shop-production-us-east-1",
        "shop-production-us-west-2-stale": None,
    }
    sizes = {
        region: [
            (group["MinSize"], group["MaxSize"], group["DesiredCapacity"])
            for group in aws.client("autoscaling", region).describe_auto_scaling_groups()["AutoScalingGroups"]
        ]
        for region in (EAST, WEST)
    }
    assert sizes == {EAST: [(2, 6, 2)], WEST: [(0, 0, 0)]}
    assert (
        "shop-production: no failover is recorded in us-east-1 or us-west-2: nothing to go back from." in end
    )


def test_the_databases_that_were_set_aside_are_told_to_the_end(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over(aws)
    walk = replica_walk(aws, PAIR, capsys)
    walk.by_hand["Terraform knows the database"] = lambda: take_over_copy(aws)
    walk.by_hand["Terraform has made"] = lambda: make_replica(aws)
    end = walk.go()
    assert [line for line in end.splitlines() if line.startswith("[")] == [
        "[ ] 1. shop-production-us-east-1-stale in us-east-1 is deleted   <- you are here",
        "[ ] 2. shop-production-us-west-2-stale in us-west-2 is deleted",
    ]


def test_where_the_roles_stay_the_code_follows(aws: LocalAws, capsys: pytest.CaptureFixture[str]) -> None:
    fail_over(aws)
    walk = replica_walk(aws, PAIR, capsys, story="stay")

    def change_the_file() -> None:
        walk.way = ReplicaWay(replace(PAIR, primary=WEST, standby=EAST))

    walk.by_hand["The deployment file says"] = change_the_file
    walk.by_hand["Terraform knows the new database in"] = lambda: change_roles(aws, finished=False)
    walk.by_hand["The code is in line"] = lambda: change_roles(aws, finished=True)
    walk.go()

    assert walk.taken == [
        *FIRST_HALF,
        "The deployment file says `role: primary` for us-west-2, `role: standby` for us-east-1",
        "Terraform knows the new database in us-east-1, and the new health checks have seen enough",
        "The code is in line: us-east-1 has the controller and its switch",
        "The failover is forgotten",
    ]
    assert _parameters(aws, WEST) == {"database": "{}"}
    assert _parameters(aws, EAST) == {"takeover": "off"}
    assert _sources(aws, WEST) == {"shop-production-us-west-2": None}
    assert _sources(aws, EAST) == {
        "shop-production-us-east-1": "arn:aws:rds:us-west-2:123456789012:db:shop-production-us-west-2",
        "shop-production-us-east-1-stale": None,
    }


def test_the_replica_is_made_like_the_database_that_was_there(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over(aws)
    group = give_subnets(aws)
    (old,) = aws.client("rds", EAST).describe_db_instances()["DBInstances"]
    walk = replica_walk(aws, PAIR, capsys)
    (line,) = [line for line in walk.look().splitlines() if "create-db-instance-read-replica" in line]
    assert line.split(" $ ")[-1].strip().removeprefix("$ ") == (
        "aws rds create-db-instance-read-replica --region us-east-1 "
        "--db-instance-identifier shop-production-us-east-1 "
        "--source-db-instance-identifier arn:aws:rds:us-west-2:123456789012:db:shop-production-us-west-2 "
        "--source-region us-west-2 --tags Key=FailbackOf,Value=4f1c9a07d2b86e35 --copy-tags-to-snapshot "
        "--no-publicly-accessible --enable-iam-database-authentication --db-instance-class db.m6g.large "
        f"--kms-key-id {old['KmsKeyId']} --db-subnet-group-name {group} --vpc-security-group-ids "
        f"{old['VpcSecurityGroups'][0]['VpcSecurityGroupId']} --db-parameter-group-name default.postgres16 "
        "--multi-az"
    )

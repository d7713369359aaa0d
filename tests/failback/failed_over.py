"""A deployment whose standby has taken over, on the embedded AWS."""

import json
from datetime import UTC, datetime
from typing import Any

from drill.local_aws import LocalAws
from failback.pair import Sizes
from failback.replica.pair import ReplicaPair
from failback.way import Templates

EAST, WEST = "us-east-1", "us-west-2"
PAIR = ReplicaPair(
    stack="shop-production",
    primary=EAST,
    standby=WEST,
    databases={EAST: "shop-production-us-east-1", WEST: "shop-production-us-west-2"},
    group="shop-production",
    controller="shop-production-failover",
    witness="witness.shop.example.com",
    sizes=Sizes(min=2, max=6, desired=2),
    backup_days=7,
)
PARAMETERS = "/holdfast/shop-production"
AS_IN_CODE = {
    "MultiAZ": True,
    "DeletionProtection": True,
    "EnableIAMDatabaseAuthentication": True,
    "CopyTagsToSnapshot": True,
}
"""What both databases have. A provider that has to change any of it waits for over a minute."""
TOKEN = "4f1c9a07d2b86e35"

EAST_DB, WEST_DB = "aws_db_instance.database_us-east-1", "aws_db_instance.database_us-west-2"


def template(primary: str, *, keyed_by_region: bool = True) -> dict[str, Any]:
    """The parts of a stack's JSON that matter here, with the roles that `primary` makes."""
    standby = WEST if primary == EAST else EAST

    def provider(region: str) -> dict[str, str]:
        return {"provider": f"aws.{region.replace('-', '_')}"}

    switch = f"takeover_{standby}" if keyed_by_region else "takeover"
    return {
        "resource": {
            "aws_db_instance": {
                f"database_{region}": provider(region) | {"identifier": PAIR.databases[region]}
                for region in (EAST, WEST)
            },
            "aws_ssm_parameter": {
                f"connection_{primary}": provider(primary) | {"name": f"{PARAMETERS}/database"},
                switch: provider(standby) | {"name": f"{PARAMETERS}/takeover"},
            },
            "aws_route53_health_check": {"primary": provider(EAST), "keeps": provider(EAST)},
        }
    }


TEMPLATES = Templates(current=lambda: template(EAST), swapped=lambda: template(WEST))


def fail_over(aws: LocalAws) -> None:
    """Makes the pair as it is after a failover, the lost region being back and its database stale."""
    east, west = aws.client("rds", EAST), aws.client("rds", WEST)
    east.create_db_instance(
        DBInstanceIdentifier=PAIR.databases[EAST],
        DBInstanceClass="db.m6g.large",
        Engine="postgres",
        EngineVersion="16.3",
        AllocatedStorage=20,
        StorageEncrypted=True,
        KmsKeyId=key(aws, EAST),
        MasterUsername="shop",
        MasterUserPassword="embedded-password",
        BackupRetentionPeriod=7,
        **AS_IN_CODE,
    )
    west.create_db_instance_read_replica(
        DBInstanceIdentifier=PAIR.databases[WEST],
        SourceDBInstanceIdentifier=f"arn:aws:rds:{EAST}:123456789012:db:{PAIR.databases[EAST]}",
        DBInstanceClass="db.m6g.large",
        KmsKeyId=key(aws, WEST),
        **AS_IN_CODE,
    )
    west.promote_read_replica(DBInstanceIdentifier=PAIR.databases[WEST], BackupRetentionPeriod=7)
    for region in (EAST, WEST):
        group(aws, region)
    decide(aws)


def key(aws: LocalAws, region: str) -> str:
    """The ARN of the region's key for its database."""
    kms, alias = aws.client("kms", region), "alias/shop-production-database"
    for each in kms.list_aliases()["Aliases"]:
        if each["AliasName"] == alias:
            arn: str = kms.describe_key(KeyId=each["TargetKeyId"])["KeyMetadata"]["Arn"]
            return arn
    made = kms.create_key(KeyUsage="ENCRYPT_DECRYPT")["KeyMetadata"]
    kms.create_alias(AliasName=alias, TargetKeyId=made["KeyId"])
    new: str = made["Arn"]
    return new


def decide(aws: LocalAws, *, parameters: str = PARAMETERS, **other: str) -> None:
    """What the controller leaves in the standby region, under names that begin with `parameters`."""
    decision = {
        "token": TOKEN,
        "time": datetime.now(UTC).isoformat(),
        "reason": "the witness was down in 3 consecutive readings",
        "forced": False,
    }
    for name, value in (
        {
            "failover/decision": json.dumps(decision),
            "failover/done": TOKEN,
            "failover/notices": "{}",
            "failover/promotion": "{}",
            "failover/witness": "{}",
            "database": "{}",
            "takeover": "on",
        }
        | other
    ).items():
        aws.client("ssm", WEST).put_parameter(
            Name=f"{parameters}/{name}", Value=value, Type="String", Overwrite=True
        )


def group(aws: LocalAws, region: str) -> None:
    """A group with two instances."""
    ec2, scaling = aws.client("ec2", region), aws.client("autoscaling", region)
    ec2.create_launch_template(
        LaunchTemplateName="shop", LaunchTemplateData={"ImageId": "ami-12c6146b", "InstanceType": "t3.micro"}
    )
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=PAIR.group,
        LaunchTemplate={"LaunchTemplateName": "shop"},
        AvailabilityZones=[f"{region}a"],
        MinSize=2,
        MaxSize=6,
        DesiredCapacity=2,
    )


def measure_lag(aws: LocalAws, region: str, seconds: float) -> None:
    """What RDS would report of a replica."""
    aws.client("cloudwatch", region).put_metric_data(
        Namespace="AWS/RDS",
        MetricData=[
            {
                "MetricName": "ReplicaLag",
                "Dimensions": [{"Name": "DBInstanceIdentifier", "Value": PAIR.databases[region]}],
                "Timestamp": datetime.now(UTC),
                "Value": seconds,
            }
        ],
    )


def take_over_copy(aws: LocalAws) -> None:
    """What Terraform does of an imported copy that can be seen from outside: its own tags."""
    rds = aws.client("rds", EAST)
    (copy,) = rds.describe_db_instances(DBInstanceIdentifier=PAIR.databases[EAST])["DBInstances"]
    rds.remove_tags_from_resource(ResourceName=copy["DBInstanceArn"], TagKeys=["FailbackOf"])
    rds.add_tags_to_resource(
        ResourceName=copy["DBInstanceArn"], Tags=[{"Key": "ManagedBy", "Value": "holdfast"}]
    )


def make_replica(aws: LocalAws) -> None:
    """What Terraform makes in the standby, once it has forgotten the database that was set aside."""
    aws.client("rds", WEST).create_db_instance_read_replica(
        DBInstanceIdentifier=PAIR.databases[WEST],
        SourceDBInstanceIdentifier=f"arn:aws:rds:{EAST}:123456789012:db:{PAIR.databases[EAST]}",
        DBInstanceClass="db.m6g.large",
        KmsKeyId=key(aws, WEST),
    )


def drop_automated_snapshots(aws: LocalAws) -> None:
    """moto names them after instance and minute, so an instance with a name used before would have none."""
    for region in (EAST, WEST):
        rds = aws.client("rds", region)
        for snapshot in rds.describe_db_snapshots(SnapshotType="automated")["DBSnapshots"]:
            rds.delete_db_snapshot(DBSnapshotIdentifier=snapshot["DBSnapshotIdentifier"])


def change_roles(aws: LocalAws, *, finished: bool) -> None:
    """What Terraform does for code with the roles exchanged: first for copy and checks, then all of it."""
    name = f"{PARAMETERS}/takeover"
    if finished:
        aws.client("ssm", WEST).delete_parameter(Name=name)
        return
    aws.client("ssm", EAST).put_parameter(Name=name, Value="off", Type="String")
    take_over_copy(aws)


def give_subnets(aws: LocalAws) -> str:
    """Moves the old database into a subnet group; returns its name."""
    ec2, rds = aws.client("ec2", EAST), aws.client("rds", EAST)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24")["Subnet"]["SubnetId"]
        for number in (1, 2)
    ]
    name = "shop-production-database"
    rds.create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="Database", SubnetIds=subnets)
    rds.modify_db_instance(DBInstanceIdentifier=PAIR.databases[EAST], DBSubnetGroupName=name)
    return name

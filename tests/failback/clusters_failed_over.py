"""A warm standby that has taken over, on the embedded AWS; AWS has made the old primary's cluster follow."""

import json
from datetime import UTC, datetime
from typing import Any

from drill.local_aws import LocalAws
from failback.global_cluster.pair import ClusterPair
from failback.pair import Sizes
from failback.way import Templates
from tests.failback.failed_over import EAST, PARAMETERS, WEST, decide, drop_automated_snapshots, key

PAIR = ClusterPair(
    stack="shop-production",
    primary=EAST,
    standby=WEST,
    group="shop-production",
    controller="shop-production-failover",
    witness="witness.shop.example.com",
    sizes=Sizes(min=4, max=12, desired=4),
    standby_sizes=Sizes(min=2, max=12, desired=2),
    global_cluster="shop-production",
    clusters={EAST: "shop-production-us-east-1", WEST: "shop-production-us-west-2"},
    instances={EAST: 2, WEST: 1},
)
CLUSTER = "aws_rds_cluster.database_{region}_cluster"
INSTANCE = "aws_rds_cluster_instance.database_{region}_cluster_instance-{number}"


def template(primary: str) -> dict[str, Any]:
    """The parts of a stack's JSON that matter here, with the roles that `primary` makes."""
    standby = WEST if primary == EAST else EAST

    def provider(region: str) -> dict[str, str]:
        return {"provider": f"aws.{region.replace('-', '_')}"}

    return {
        "resource": {
            "aws_rds_cluster": {
                f"database_{region}_cluster": provider(region) | {"cluster_identifier": PAIR.clusters[region]}
                for region in (EAST, WEST)
            },
            "aws_rds_cluster_instance": {
                f"database_{region}_cluster_instance-{number}": provider(region)
                | {"identifier": f"{PAIR.clusters[region]}-{number}"}
                for region, count in ((primary, 2), (standby, 1))
                for number in range(1, count + 1)
            },
            "aws_ssm_parameter": {
                f"{primary}_connection": provider(primary) | {"name": f"{PARAMETERS}/database"},
                f"takeover_{standby}": provider(standby) | {"name": f"{PARAMETERS}/takeover"},
            },
            "aws_route53_health_check": {"primary": provider(EAST), f"{standby}_keeps": provider(EAST)},
        }
    }


TEMPLATES = Templates(current=lambda: template(EAST), swapped=lambda: template(WEST))
"""As long as the file says the roles from before."""
EXCHANGED = Templates(current=lambda: template(WEST), swapped=lambda: template(EAST))
"""Once it says those of now."""


def fail_over_clusters(aws: LocalAws, *, behind: float = 0.2) -> None:
    """Makes the pair as it is after a failover, the lost region being back, and seconds behind."""
    aws.client("rds", EAST).create_global_cluster(
        GlobalClusterIdentifier=PAIR.global_cluster,
        Engine="aurora-postgresql",
        EngineVersion="17.7",
        StorageEncrypted=True,
    )
    make_cluster(
        aws, EAST, MasterUsername="dbadmin", MasterUserPassword="embedded-password", DatabaseName="app"
    )
    make_cluster(aws, WEST, SourceRegion=EAST)
    for region in (EAST, WEST):
        serve(aws, region)
    publish(aws, EAST)
    take_over(aws)
    catch_up(aws, behind)


def publish(aws: LocalAws, region: str, pair: ClusterPair = PAIR) -> None:
    """What Terraform writes for the application in the primary."""
    text = connection(aws, region, pair)
    aws.client("ssm", region).put_parameter(Name=pair.connection, Value=text, Type="String")


def take_over(aws: LocalAws, pair: ClusterPair = PAIR) -> None:
    """What the controller does, and leaves behind."""
    aws.client("rds", WEST).failover_global_cluster(
        GlobalClusterIdentifier=pair.global_cluster,
        TargetDbClusterIdentifier=arn(WEST, pair),
        AllowDataLoss=True,
    )
    decide(aws, parameters=pair.parameters, database=connection(aws, WEST, pair))


def make_cluster(aws: LocalAws, region: str, **part: str) -> None:
    """A cluster with as many instances as the file says."""
    rds, name = aws.client("rds", region), PAIR.clusters[region]
    rds.create_db_cluster(
        DBClusterIdentifier=name,
        GlobalClusterIdentifier=PAIR.global_cluster,
        Engine="aurora-postgresql",
        EngineVersion="17.7",
        StorageEncrypted=True,
        KmsKeyId=key(aws, region),
        BackupRetentionPeriod=7,
        Port=5432,
        EnableIAMDatabaseAuthentication=True,
        CopyTagsToSnapshot=True,
        DeletionProtection=True,
        **part,
    )
    for member in PAIR.members(region):
        rds.create_db_instance(
            DBInstanceIdentifier=member,
            DBClusterIdentifier=name,
            Engine="aurora-postgresql",
            DBInstanceClass="db.r7g.large",
            PromotionTier=1,
        )


def arn(region: str, pair: ClusterPair = PAIR) -> str:
    """Of a region's cluster."""
    return f"arn:aws:rds:{region}:123456789012:cluster:{pair.clusters[region]}"


def cluster(aws: LocalAws, region: str, name: str) -> dict[str, Any]:
    """A cluster, as AWS shows it."""
    rds = aws.client("rds", region)
    found: list[dict[str, Any]] = rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"]
    return found[0]


def connection(aws: LocalAws, region: str, pair: ClusterPair = PAIR) -> str:
    """What names a region's cluster to the application."""
    found = cluster(aws, region, pair.clusters[region])
    return json.dumps(
        {
            "endpoint": found["Endpoint"],
            "port": 5432,
            "engine": "aurora-postgresql",
            "database": found["DatabaseName"],
            "username": found["MasterUsername"],
            "secret_arn": None,
        }
    )


def writer(aws: LocalAws) -> str:
    """The region that is written to."""
    rds = aws.client("rds", WEST)
    (whole,) = rds.describe_global_clusters(GlobalClusterIdentifier=PAIR.global_cluster)["GlobalClusters"]
    (found,) = [each["DBClusterArn"] for each in whole["GlobalClusterMembers"] if each["IsWriter"]]
    return str(found).split(":")[3]


def detach(aws: LocalAws, pair: ClusterPair = PAIR) -> None:
    """The old primary's cluster stands alone."""
    aws.client("rds", EAST).remove_from_global_cluster(
        GlobalClusterIdentifier=pair.global_cluster, DbClusterIdentifier=arn(EAST, pair)
    )


def serve(aws: LocalAws, region: str, pair: ClusterPair = PAIR) -> None:
    """A group behind a load balancer, with as many instances as a primary has."""
    ec2, scaling, balancing = (aws.client(each, region) for each in ("ec2", "autoscaling", "elbv2"))
    vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    targets = balancing.create_target_group(Name="shop", Protocol="HTTP", Port=80, VpcId=vpc)["TargetGroups"]
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
    balancer = balancing.create_load_balancer(
        Name="shop", Subnets=[each["SubnetId"] for each in subnets[:2]]
    )["LoadBalancers"][0]
    balancing.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": targets[0]["TargetGroupArn"]}],
    )
    ec2.create_launch_template(
        LaunchTemplateName="shop", LaunchTemplateData={"ImageId": "ami-12c6146b", "InstanceType": "t3.micro"}
    )
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=pair.group,
        LaunchTemplate={"LaunchTemplateName": "shop"},
        VPCZoneIdentifier=subnets[0]["SubnetId"],
        TargetGroupARNs=[targets[0]["TargetGroupArn"]],
        MinSize=pair.sizes.min,
        MaxSize=pair.sizes.max,
        DesiredCapacity=pair.sizes.desired,
    )


def catch_up(aws: LocalAws, seconds: float = 0.2, pair: ClusterPair = PAIR) -> None:
    """What RDS reports of the old primary's cluster while it follows."""
    measured = {
        "MetricName": "AuroraGlobalDBReplicationLag",
        "Dimensions": [
            {"Name": "DBClusterIdentifier", "Value": pair.clusters[EAST]},
            {"Name": "SourceRegion", "Value": WEST},
        ],
        "Timestamp": datetime.now(UTC),
        "Value": seconds * 1000,
    }
    aws.client("cloudwatch", EAST).put_metric_data(Namespace="AWS/RDS", MetricData=[measured])


def drop_all_automated_snapshots(aws: LocalAws) -> None:
    """moto names those of clusters after cluster and minute, too."""
    drop_automated_snapshots(aws)
    rds = aws.client("rds", EAST)
    for snapshot in rds.describe_db_cluster_snapshots()["DBClusterSnapshots"]:
        if snapshot["DBClusterSnapshotIdentifier"].startswith("rds:"):
            rds.delete_db_cluster_snapshot(
                DBClusterSnapshotIdentifier=snapshot["DBClusterSnapshotIdentifier"]
            )

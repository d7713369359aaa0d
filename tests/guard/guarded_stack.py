"""A small stack with one of everything that the guard looks at, and the AWS objects that it takes over."""

import copy
from typing import Any
from unittest import mock

from drill.local_aws import LocalAws
from tests.terraform.stack_builder import Json, Stack, policy

EAST, WEST = "us-east-1", "us-west-2"
SWITCH = "/holdfast/shop-production/takeover"
CLASS = "db.m6g.large"
DATABASE: Json = {
    "instance_class": CLASS,
    "storage_encrypted": True,
    "backup_retention_period": 7,
    "deletion_protection": True,
    "skip_final_snapshot": True,
}


def plant(aws: LocalAws) -> list[Json]:
    """Creates databases and their keys, which Terraform would take minutes for; returns the import blocks."""
    blocks: list[Json] = []
    keys: dict[str, str] = {}
    for region, name in ((EAST, "east"), (WEST, "west")):
        key = aws.client("kms", region).create_key(KeyUsage="ENCRYPT_DECRYPT")["KeyMetadata"]
        keys[region] = key["Arn"]
        blocks.append({"to": f"aws_kms_key.{name}", "id": key["KeyId"]})
    writer, standby = aws.client("rds", EAST), aws.client("rds", WEST)
    create_writer(aws, keys[EAST])
    source = writer.describe_db_instances()["DBInstances"][0]["DBInstanceArn"]
    standby.create_db_instance_read_replica(
        DBInstanceIdentifier=f"shop-production-{WEST}",
        SourceDBInstanceIdentifier=source,
        SourceRegion=EAST,
        DBInstanceClass=CLASS,
        KmsKeyId=keys[WEST],
    )
    standby.modify_db_instance(
        DBInstanceIdentifier=f"shop-production-{WEST}", BackupRetentionPeriod=7, DeletionProtection=True
    )
    writer.create_global_cluster(
        GlobalClusterIdentifier="shop",
        Engine="aurora-postgresql",
        EngineVersion="16.4",
        StorageEncrypted=True,
    )
    # Two members in one region, which AWS would not take: the guard reads plans of anybody's code.
    with mock.patch("drill.extensions.rds_global_clusters.refuse_joining"):
        for name in ("member", "leaver"):
            writer.create_db_cluster(
                DBClusterIdentifier=name,
                Engine="aurora-postgresql",
                EngineVersion="16.4",
                MasterUsername="shop",
                ManageMasterUserPassword=True,
                StorageEncrypted=True,
                KmsKeyId=keys[EAST],
                DeletionProtection=True,
                GlobalClusterIdentifier="shop",
            )
    blocks += [
        {"to": "aws_db_instance.east", "id": f"shop-production-{EAST}"},
        {"to": "aws_db_instance.west", "id": f"shop-production-{WEST}"},
        {"to": "aws_rds_global_cluster.shop", "id": "shop"},
        {"to": "aws_rds_cluster.member", "id": "member"},
        {"to": "aws_rds_cluster.leaver", "id": "leaver"},
    ]
    return blocks


def create_writer(aws: LocalAws, key: str) -> None:
    """The writer in the east."""
    aws.client("rds", EAST).create_db_instance(
        DBInstanceIdentifier=f"shop-production-{EAST}",
        DBInstanceClass=CLASS,
        Engine="postgres",
        EngineVersion="16.3",
        AllocatedStorage=20,
        StorageEncrypted=True,
        KmsKeyId=key,
        MasterUsername="shop",
        MasterUserPassword="embedded-password",
        BackupRetentionPeriod=7,
        DeletionProtection=True,
        MultiAZ=True,
    )


def promote(aws: LocalAws) -> None:
    """Makes of the replica what a failover makes of it, and turns the switch."""
    aws.client("rds", WEST).promote_read_replica(DBInstanceIdentifier=f"shop-production-{WEST}")
    aws.client("ssm", WEST).put_parameter(Name=SWITCH, Value="on", Overwrite=True)
    aws.client("autoscaling", WEST).update_auto_scaling_group(
        AutoScalingGroupName="shop-production-west", MinSize=2, MaxSize=6, DesiredCapacity=2
    )


def code() -> Json:
    """The stack as a careful author writes it."""
    stack = Stack((EAST, WEST))
    for region, name in ((EAST, "east"), (WEST, "west")):
        stack.add("aws_kms_key", name, region, deletion_window_in_days=30)
        stack.add(
            "aws_launch_template",
            name,
            region,
            name=f"shop-{name}",
            image_id="ami-12c6146b",
            instance_type="t3.micro",
        )
    _databases(stack)
    _groups(stack)
    _names(stack)
    stack.add(
        "aws_ssm_parameter",
        "takeover",
        WEST,
        name=SWITCH,
        type="String",
        insecure_value="off",
        lifecycle={"ignore_changes": ["insecure_value", "value"]},
    )
    stack.add(
        "aws_iam_role",
        "takeover",
        WEST,
        name="shop-production-takeover",
        assume_role_policy=policy("sts:AssumeRole", principal={"Service": "lambda.amazonaws.com"}),
    )
    return {section: body for section, body in stack.document().items() if body}


def _databases(stack: Stack) -> None:
    stack.add(
        "aws_db_instance",
        "east",
        EAST,
        identifier=f"shop-production-{EAST}",
        engine="postgres",
        engine_version="16.3",
        allocated_storage=20,
        username="shop",
        multi_az=True,
        **DATABASE,
    )
    stack.add(
        "aws_db_instance",
        "west",
        WEST,
        identifier=f"shop-production-{WEST}",
        replicate_source_db="${aws_db_instance.east.arn}",
        **DATABASE,
        lifecycle={"ignore_changes": ["replicate_source_db"]},
    )
    stack.add(
        "aws_rds_global_cluster",
        "shop",
        EAST,
        global_cluster_identifier="shop",
        engine="aurora-postgresql",
        engine_version="16.4",
        storage_encrypted=True,
    )
    for name in ("member", "leaver"):
        stack.add(
            "aws_rds_cluster",
            name,
            EAST,
            cluster_identifier=name,
            engine="aurora-postgresql",
            engine_version="16.4",
            master_username="shop",
            manage_master_user_password=True,
            storage_encrypted=True,
            deletion_protection=True,
            global_cluster_identifier="shop",
            skip_final_snapshot=True,
            lifecycle={"ignore_changes": ["replication_source_identifier"]},
        )


def _groups(stack: Stack) -> None:
    for region, name, size in ((EAST, "east", 2), (WEST, "west", 0)):
        ignored = ["desired_capacity"] if size else ["desired_capacity", "max_size", "min_size"]
        stack.add(
            "aws_autoscaling_group",
            name,
            region,
            name=f"shop-production-{name}",
            availability_zones=[f"{region}a"],
            launch_template={"id": f"${{aws_launch_template.{name}.id}}", "version": "$Latest"},
            min_size=size,
            max_size=3 * size,
            desired_capacity=size,
            wait_for_capacity_timeout="0",
            lifecycle={"ignore_changes": ignored},
        )


def _names(stack: Stack) -> None:
    stack.add("aws_route53_zone", "public", EAST, name="shop.example.com")
    for name in ("primary", "spare"):
        stack.add(
            "aws_route53_health_check",
            name,
            EAST,
            type="HTTPS",
            fqdn=f"{name}.example.net",
            port=443,
            request_interval=10,
            failure_threshold=3,
            tags={"Name": name},
        )
    for role, address in (("PRIMARY", "192.0.2.1"), ("SECONDARY", "198.51.100.1")):
        check = {"health_check_id": "${aws_route53_health_check.primary.id}"} if role == "PRIMARY" else {}
        stack.add(
            "aws_route53_record",
            role.lower(),
            EAST,
            zone_id="${aws_route53_zone.public.zone_id}",
            name="witness.shop.example.com",
            type="A",
            ttl=10,
            records=[address],
            set_identifier=role.lower(),
            failover_routing_policy={"type": role},
            **check,
        )


def changed(document: Json, **resources: Json | None) -> Json:
    """A copy with arguments changed, or resources left out: `aws_kms_key__east={"is_enabled": False}`.

    An argument that is None is left out.
    """
    new: dict[str, Any] = copy.deepcopy(dict(document))
    for address, arguments in resources.items():
        kind, _, name = address.partition("__")
        if arguments is None:
            del new["resource"][kind][name]
            continue
        body = new["resource"][kind][name] | arguments
        new["resource"][kind][name] = {key: value for key, value in body.items() if value is not None}
    new["resource"] = {kind: named for kind, named in new["resource"].items() if named}
    return new

"""A pilot light of real objects in moto: a replica in another region, a group behind a load balancer."""

import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import boto3
import pytest
from moto.rds.models import DBInstance, RDSBackend

from tests.failover_controller.controller import DOWN, NAME, PARAMETERS, REPLICA, UP, settings_with
from tests.failover_controller.embedded_cluster import make_global_database
from tests.failover_controller.standby_region import MODELS

PRIMARY, STANDBY = "us-east-1", "us-west-2"


class Embedded:
    """The standby region as boto3 shows it, and runs of the deployed handler."""

    def __init__(
        self,
        handler: ModuleType,
        run: ModuleType,
        monkeypatch: pytest.MonkeyPatch,
        *,
        strategy: str = "replica",
    ) -> None:
        self._handler = handler
        self._now = datetime.now(UTC)
        self._answer = UP
        monkeypatch.setattr(socket, "getaddrinfo", self._getaddrinfo)
        monkeypatch.setattr(run, "clock", lambda: self._now)
        self.rds = client("rds")
        self.groups = client("autoscaling")
        self.parameters = client("ssm")
        self.targets = client("elbv2")
        if strategy == "replica":
            monkeypatch.setattr(RDSBackend, "promote_read_replica", _promote(RDSBackend.promote_read_replica))
            _make_databases()
        else:
            make_global_database(client)
        target_group = _make_group(self.targets, self.groups)
        self.target_group_arn = target_group
        self.inbox, topic = _make_topic()
        self.parameters.put_parameter(Name=f"{PARAMETERS}/takeover", Value="off", Type="String")
        armed = f"{PARAMETERS}/failover/armed"  # the primary was well before
        self.parameters.put_parameter(Name=armed, Value="2026-01-01T00:00:00+00:00", Type="String")
        settings = settings_with(
            database=MODELS[strategy].SETTINGS, target_group_arn=target_group, topic_arn=topic
        )
        monkeypatch.setenv("SETTINGS", settings)

    def lose_primary(self) -> None:
        """Route 53 finds the primary unhealthy."""
        self._answer = DOWN

    def run(self, event: object = None) -> dict[str, Any]:
        """One run, a minute after the last."""
        self._now += timedelta(minutes=1)
        outcome: dict[str, Any] = self._handler.handler(event, None)
        return outcome

    def instance(self) -> dict[str, Any]:
        """The replica."""
        found: dict[str, Any] = self.rds.describe_db_instances(DBInstanceIdentifier=REPLICA)["DBInstances"][0]
        return {key: value for key, value in found.items() if key != "LatestRestorableTime"}  # always now

    def writer(self) -> str:
        """The region that the global database is written to in."""
        [whole] = self.rds.describe_global_clusters(GlobalClusterIdentifier=NAME)["GlobalClusters"]
        [arn] = [each["DBClusterArn"] for each in whole["GlobalClusterMembers"] if each["IsWriter"]]
        return str(arn.split(":")[3])

    def say(self, word: str) -> None:
        """Write a word as an operator does."""
        self.parameters.put_parameter(
            Name=f"{PARAMETERS}/failover/approval", Value=word, Type="String", Overwrite=True
        )

    def group(self) -> dict[str, Any]:
        """The group."""
        answer = self.groups.describe_auto_scaling_groups(AutoScalingGroupNames=[NAME])
        found: dict[str, Any] = answer["AutoScalingGroups"][0]
        return found

    def healthy(self) -> int:
        """Targets that get traffic."""
        answer = self.targets.describe_target_health(TargetGroupArn=self.target_group_arn)
        return sum(one["TargetHealth"]["State"] == "healthy" for one in answer["TargetHealthDescriptions"])

    def parameter(self, name: str) -> str:
        """A parameter's value."""
        return str(self.parameters.get_parameter(Name=f"{PARAMETERS}/{name}")["Parameter"]["Value"])

    def messages(self) -> list[str]:
        """Subjects of what subscribers received since the last call."""
        answer = client("sqs").receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10)
        for message in answer.get("Messages", []):
            client("sqs").delete_message(QueueUrl=self.inbox, ReceiptHandle=message["ReceiptHandle"])
        return [json.loads(message["Body"])["Subject"] for message in answer.get("Messages", [])]

    def all_of_it(self) -> tuple[object, ...]:
        """Everything that a run could change."""
        stored = self.parameters.get_parameters_by_path(Path=PARAMETERS, Recursive=True)["Parameters"]
        versions = sorted((one["Name"], one["Value"], one["Version"]) for one in stored)
        return (self.instance(), self.group(), versions, self.messages())

    def _getaddrinfo(self, *_: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (self._answer, 0))]


def client(service: str, region: str = STANDBY) -> Any:  # noqa: ANN401 - boto3 makes the type at run time
    """A client of moto."""
    return boto3.client(service, region_name=region)  # type: ignore[call-overload]  # any service


def _promote(original: Callable[..., DBInstance]) -> Callable[..., DBInstance]:
    """moto promotes without letting go of the source."""

    def promote(self: RDSBackend, db_kwargs: dict[str, Any]) -> DBInstance:
        instance = original(self, db_kwargs)
        instance.source_db_instance_identifier = None
        return instance

    return promote


def _make_databases() -> None:
    source = client("rds", PRIMARY).create_db_instance(
        DBInstanceIdentifier=NAME,
        DBInstanceClass="db.t4g.medium",
        Engine="postgres",
        DBName="shop",
        AllocatedStorage=20,
        MasterUsername="holdfast",
        MasterUserPassword="not-a-secret",
        BackupRetentionPeriod=7,
    )["DBInstance"]
    client("rds").create_db_instance_read_replica(
        DBInstanceIdentifier=REPLICA,
        SourceDBInstanceIdentifier=source["DBInstanceArn"],
        DBInstanceClass="db.t4g.medium",
    )
    client("rds").modify_db_instance(
        DBInstanceIdentifier=REPLICA, BackupRetentionPeriod=7, ApplyImmediately=True
    )


def _make_group(balancers: Any, groups: Any) -> str:  # noqa: ANN401 - as above
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.1.{number}.0/24", AvailabilityZone=zone)["Subnet"][
            "SubnetId"
        ]
        for number, zone in enumerate(("us-west-2a", "us-west-2b"))
    ]
    ec2.create_launch_template(
        LaunchTemplateName=NAME, LaunchTemplateData={"ImageId": "ami-12c6146b", "InstanceType": "t4g.small"}
    )
    balancer = balancers.create_load_balancer(Name=NAME, Subnets=subnets)["LoadBalancers"][0]
    group = balancers.create_target_group(Name=NAME, Protocol="HTTP", Port=80, VpcId=vpc)["TargetGroups"][0]
    balancers.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group["TargetGroupArn"]}],
    )
    groups.create_auto_scaling_group(
        AutoScalingGroupName=NAME,
        LaunchTemplate={"LaunchTemplateName": NAME},
        MinSize=0,
        MaxSize=0,
        DesiredCapacity=0,
        VPCZoneIdentifier=",".join(subnets),
        TargetGroupARNs=[group["TargetGroupArn"]],
    )
    return str(group["TargetGroupArn"])


def _make_topic() -> tuple[str, str]:
    queue = client("sqs").create_queue(QueueName="inbox")["QueueUrl"]
    arn = client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"][
        "QueueArn"
    ]
    topic = client("sns").create_topic(Name=f"{NAME}-failover")["TopicArn"]
    client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return str(queue), str(topic)

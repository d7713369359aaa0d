"""A monitoring stack's life on the embedded AWS, and what was read back of it."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drill.local_aws import ACCOUNT_ID, LocalAws
from drill.terraform import Applied, Plan

Json = dict[str, Any]
PRIMARY, STANDBY = "us-east-1", "us-west-2"
FUNCTION = "page-someone"
BUCKET = f"orders-production-{STANDBY}-canaries-{ACCOUNT_ID}"


@dataclass(frozen=True, kw_only=True)
class Life:
    """What was seen of the stack from its first plan to its end."""

    planned: int
    second_plan: Plan
    destroyed: Applied
    alarms: dict[str, list[Json]]
    states: dict[str, list[Json]]
    topics: dict[str, list[Json]]
    subscriptions: dict[str, list[Json]]
    dashboards: dict[str, Json]
    rules: dict[str, list[Json]]
    targets: dict[str, list[Json]]
    canaries: dict[str, list[Json]]
    bucket: Json
    function_policy: Json
    left_over: list[Json]
    failures: list[str]


def lived(aws: LocalAws, stack: Path) -> Life:
    """From the first plan to the destruction."""
    with aws.terraform(stack) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        plan = terraform.plan()
        terraform.apply(plan)
        second_plan = terraform.plan()
        seen = _seen(aws)
        destroyed = terraform.destroy()
    left_over = [*aws.client("cloudwatch").describe_alarms()["MetricAlarms"], *_canaries(aws, STANDBY)]
    return Life(
        planned=plan.count("create"),
        second_plan=second_plan,
        destroyed=destroyed,
        left_over=left_over,
        failures=aws.failures,
        **seen,
    )


def _seen(aws: LocalAws) -> dict[str, Any]:
    regions = (PRIMARY, STANDBY)
    described = {
        region: aws.client("cloudwatch", region).describe_alarms(AlarmTypes=["MetricAlarm", "CompositeAlarm"])
        for region in regions
    }
    return {
        "alarms": {region: described[region]["MetricAlarms"] for region in regions},
        "states": {region: described[region]["CompositeAlarms"] for region in regions},
        "topics": {region: _topics(aws, region) for region in regions},
        "subscriptions": {
            region: aws.client("sns", region).list_subscriptions()["Subscriptions"] for region in regions
        },
        "dashboards": {name: body for region in regions for name, body in _dashboards(aws, region)},
        "rules": {region: aws.client("events", region).list_rules()["Rules"] for region in regions},
        "targets": {
            region: [
                target
                for rule in aws.client("events", region).list_rules()["Rules"]
                for target in aws.client("events", region).list_targets_by_rule(Rule=rule["Name"])["Targets"]
            ]
            for region in regions
        },
        "canaries": {region: _canaries(aws, region) for region in regions},
        "bucket": _bucket(aws),
        "function_policy": json.loads(
            aws.client("lambda", STANDBY).get_policy(FunctionName=FUNCTION)["Policy"]
        ),
    }


def _topics(aws: LocalAws, region: str) -> list[Json]:
    sns = aws.client("sns", region)
    return [
        sns.get_topic_attributes(TopicArn=topic["TopicArn"])["Attributes"]
        for topic in sns.list_topics()["Topics"]
    ]


def _dashboards(aws: LocalAws, region: str) -> Iterator[tuple[str, Json]]:
    cloudwatch = aws.client("cloudwatch", region)
    for entry in cloudwatch.list_dashboards()["DashboardEntries"]:
        name = entry["DashboardName"]
        yield name, json.loads(cloudwatch.get_dashboard(DashboardName=name)["DashboardBody"])


def _canaries(aws: LocalAws, region: str) -> list[Json]:
    found: list[Json] = aws.client("synthetics", region).describe_canaries()["Canaries"]
    return found


def _bucket(aws: LocalAws) -> Json:
    s3 = aws.client("s3", STANDBY)
    encryption = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]
    return {
        "private": s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"],
        "encryption": encryption["Rules"][0]["ApplyServerSideEncryptionByDefault"],
        "lifecycle": s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"],
    }


def plant_function(aws: LocalAws) -> None:
    """The function that the deployment's user already has."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("handler.py", "def handler(event, context): pass")
    role = aws.client("iam").create_role(RoleName="page-someone", AssumeRolePolicyDocument="{}")["Role"]
    aws.client("lambda", STANDBY).create_function(
        FunctionName=FUNCTION,
        Runtime="python3.13",
        Role=role["Arn"],
        Handler="handler.handler",
        Code={"ZipFile": code.getvalue()},
    )

"""Every kind of alarm, topics, dashboards, AWS Health rules and canaries on the embedded AWS, read back."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import ACCOUNT_ID, LocalAws
from drill.terraform import Applied, Plan
from tests.constructs_lib.monitoring.example import EVERYTHING, PRIMARY, STANDBY, example

# isort: split
from cdktf import App

pytestmark = pytest.mark.terraform

Json = dict[str, Any]
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


@pytest.fixture(scope="module")
def life(running_aws: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> Life:
    """One life of the stack; a minute of it is Terraform's wait for the buckets' lifecycle rules."""
    running_aws.reset()
    outdir = tmp_path_factory.mktemp("monitoring")
    app = App(outdir=str(outdir))
    example(app=app, real=True, **EVERYTHING)
    app.synth()
    _plant_function(running_aws)
    return _lived(running_aws, outdir / "stacks/monitoring")


def _lived(aws: LocalAws, stack: Path) -> Life:
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


def _plant_function(aws: LocalAws) -> None:
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


def test_a_plan_right_after_the_apply_is_empty(life: Life) -> None:
    assert (life.second_plan.has_changes, life.second_plan.changes) == (False, ())


def test_destroying_leaves_nothing(life: Life) -> None:
    assert life.destroyed.destroyed == life.planned == 100
    assert life.left_over == []


def test_every_call_was_answered(life: Life) -> None:
    assert life.failures == []


def test_every_kind_of_alarm_arrives_with_its_threshold(life: Life) -> None:
    found = {
        alarm["AlarmName"].removeprefix("orders-production-"): (
            f"{alarm['Namespace']} {alarm['MetricName']}",
            alarm["Statistic"],
            alarm["Threshold"],
            alarm["Period"] * alarm["EvaluationPeriods"],
            alarm["TreatMissingData"],
        )
        for alarm in life.alarms[STANDBY]
    }
    assert found == {
        "api-5xx": ("AWS/ApiGateway 5xx", "Sum", 5, 300, "notBreaching"),
        "api-latency": ("AWS/ApiGateway Latency", "Average", 1000, 300, "notBreaching"),
        "canary-us-east-1-failed": ("CloudWatchSynthetics SuccessPercent", "Average", 100, 600, "breaching"),
        "database-connections": ("AWS/RDS DatabaseConnections", "Maximum", 160, 180, "notBreaching"),
        "database-cpu": ("AWS/RDS CPUUtilization", "Average", 80, 900, "breaching"),
        "database-lag": ("AWS/RDS ReplicaLag", "Maximum", 300, 300, "breaching"),
        "database-replication-stopped": ("AWS/RDS ReplicaLag", "Minimum", 0, 180, "notBreaching"),
        "database-storage": ("AWS/RDS FreeStorageSpace", "Minimum", 10737418240, 300, "notBreaching"),
        "entrance-5xx": ("AWS/ApplicationELB HTTPCode_Target_5XX_Count", "Sum", 5, 300, "notBreaching"),
        "entrance-latency": ("AWS/ApplicationELB TargetResponseTime", "Average", 1, 300, "notBreaching"),
        "entrance-refused": ("AWS/ApplicationELB HTTPCode_ELB_5XX_Count", "Sum", 5, 300, "notBreaching"),
        "failover-dead-letters": (
            "AWS/SQS ApproximateNumberOfMessagesVisible",
            "Maximum",
            1,
            60,
            "notBreaching",
        ),
        "ledger-lag": ("AWS/RDS AuroraGlobalDBReplicationLag", "Maximum", 60000, 300, "breaching"),
        "orders-duration": ("AWS/Lambda Duration", "Maximum", 8000, 180, "notBreaching"),
        "orders-errors": ("AWS/Lambda Errors", "Sum", 5, 300, "notBreaching"),
        "orders-throttles": ("AWS/Lambda Throttles", "Sum", 1, 300, "notBreaching"),
        "service-5xx": ("AWS/VpcLattice HTTPCode_5XX_Count", "Sum", 5, 300, "notBreaching"),
        "service-latency": ("AWS/VpcLattice RequestTime", "Average", 1000, 300, "notBreaching"),
        "web-too-few-hosts": ("AWS/ApplicationELB HealthyHostCount", "Minimum", 2, 180, "breaching"),
        "web-unhealthy-hosts": ("AWS/ApplicationELB UnHealthyHostCount", "Maximum", 1, 180, "notBreaching"),
    }


def test_health_alarms_are_in_us_east_1_only(life: Life) -> None:
    """Their metrics exist nowhere else (F14)."""
    places = [
        (region, alarm["AlarmName"].removeprefix("orders-production-"))
        for region, alarms in life.alarms.items()
        for alarm in alarms
        if alarm["Namespace"] == "AWS/Route53"
    ]
    assert sorted(places) == [
        (PRIMARY, "us-east-1-partly-unreachable"),
        (PRIMARY, "us-east-1-unhealthy"),
        (PRIMARY, "us-west-2-partly-unreachable"),
        (PRIMARY, "us-west-2-unhealthy"),
    ]


@pytest.mark.parametrize("region", [PRIMARY, STANDBY])
def test_states_name_alarms_that_exist_in_their_own_region(life: Life, region: str) -> None:
    names = {alarm["AlarmName"] for alarm in life.alarms[region]}
    for state in life.states[region]:
        children = {part.strip('"') for part in state["AlarmRule"].split('"')[1::2]}
        assert children <= names
        assert children


def test_there_is_one_encrypted_topic_in_each_region(life: Life) -> None:
    for region in (PRIMARY, STANDBY):
        (topic,) = life.topics[region]
        assert topic["TopicArn"] == f"arn:aws:sns:{region}:{ACCOUNT_ID}:orders-production-alerts"
        assert topic["KmsMasterKeyId"].startswith(f"arn:aws:kms:{region}:{ACCOUNT_ID}:key/")


@pytest.mark.parametrize("region", [PRIMARY, STANDBY])
def test_every_subscriber_hears_every_topic(life: Life, region: str) -> None:
    assert sorted((each["Protocol"], each["Endpoint"]) for each in life.subscriptions[region]) == [
        ("email", "oncall@example.com"),
        ("https", "https://alerts.example.com/holdfast"),
        ("lambda", f"arn:aws:lambda:us-west-2:{ACCOUNT_ID}:function:{FUNCTION}"),
    ]


def test_the_function_lets_both_topics_invoke_it(life: Life) -> None:
    allowed = {
        (statement["Principal"]["Service"], statement["Condition"]["ArnLike"]["AWS:SourceArn"])
        for statement in life.function_policy["Statement"]
    }
    assert allowed == {
        ("sns.amazonaws.com", f"arn:aws:sns:{region}:{ACCOUNT_ID}:orders-production-alerts")
        for region in (PRIMARY, STANDBY)
    }


def test_dashboards_arrive_whole(life: Life) -> None:
    widgets = {name: len(body["widgets"]) for name, body in life.dashboards.items()}
    assert widgets == {
        "orders-production-all-regions": 12,
        "orders-production-us-east-1": 36,
        "orders-production-us-west-2": 36,
    }


def test_no_dashboard_holds_an_unresolved_reference(life: Life) -> None:
    assert [name for name, body in life.dashboards.items() if "${" in json.dumps(body)] == []


@pytest.mark.parametrize("region", [PRIMARY, STANDBY])
def test_aws_health_is_heard_of_the_region_itself_and_of_the_other(life: Life, region: str) -> None:
    heard = {rule["Name"]: json.loads(rule["EventPattern"])["detail"] for rule in life.rules[region]}
    assert {name: detail["eventRegion"] for name, detail in heard.items()} == {
        PRIMARY: {
            "orders-production-aws-health": ["us-east-1", "global"],
            "orders-production-aws-health-backup": ["us-west-2"],
        },
        STANDBY: {
            "orders-production-aws-health": ["us-west-2"],
            "orders-production-aws-health-backup": ["us-east-1", "global"],
        },
    }[region]


@pytest.mark.parametrize("region", [PRIMARY, STANDBY])
def test_aws_health_speaks_to_the_regions_topic(life: Life, region: str) -> None:
    (topic,) = life.topics[region]
    assert {target["Arn"] for target in life.targets[region]} == {topic["TopicArn"]}
    assert len(life.targets[region]) == 2


def test_each_region_is_looked_at_from_the_other(life: Life) -> None:
    (from_primary,), (from_standby,) = life.canaries[PRIMARY], life.canaries[STANDBY]
    assert from_primary["Name"] == "orders-production-canary-us-west-2"
    assert from_standby["Name"] == "orders-production-canary-us-east-1"
    assert from_standby["Status"]["State"] == "RUNNING"
    assert from_standby["Schedule"]["Expression"] == "rate(5 minutes)"


def test_reports_are_private_encrypted_and_forgotten(life: Life) -> None:
    assert set(life.bucket["private"].values()) == {True}
    assert life.bucket["encryption"] == {"SSEAlgorithm": "AES256"}
    (rule,) = life.bucket["lifecycle"]
    assert (rule["Status"], rule["Expiration"]) == ("Enabled", {"Days": 30})

"""Every kind of alarm, topics, dashboards, AWS Health rules and canaries on the embedded AWS, read back."""

import json

import pytest

from drill.local_aws import ACCOUNT_ID, LocalAws
from tests.constructs_lib.monitoring.example import EVERYTHING, example
from tests.terraform.monitoring_life import FUNCTION, PRIMARY, STANDBY, Life, lived, plant_function

# isort: split
from cdktf import App

pytestmark = [pytest.mark.terraform(minutes=2), pytest.mark.xdist_group("monitoring")]


@pytest.fixture(scope="module")
def life(running_aws: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> Life:
    """One life of the stack; a minute of it is Terraform's wait for the buckets' lifecycle rules."""
    running_aws.reset()
    outdir = tmp_path_factory.mktemp("monitoring")
    app = App(outdir=str(outdir))
    example(app=app, real=True, **EVERYTHING)
    app.synth()
    plant_function(running_aws)
    return lived(running_aws, outdir / "stacks/monitoring")


def test_a_plan_right_after_the_apply_is_empty(life: Life) -> None:
    assert (life.second_plan.has_changes, life.second_plan.changes) == (False, ())


def test_destroying_leaves_nothing(life: Life) -> None:
    assert life.destroyed.destroyed == life.planned == 104
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
        "orders-production-all-regions": 16,
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

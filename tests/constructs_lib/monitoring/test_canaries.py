"""Canaries: each region is looked at from another one, with few rights and no reports left behind."""

import json

import pytest

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import TerraformStack
from cdktf import Testing as Cdktf  # pytest would collect its own name

from config.regions import Region
from constructs_lib.monitoring.canaries import rate
from constructs_lib.monitoring.canary_bucket import CanaryBucket
from constructs_lib.monitoring.deployment_monitoring import observers
from constructs_lib.monitoring.watched import WatchedRegion
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers
from constructs_lib.testing import Block, Template
from tests.constructs_lib.monitoring.example import example


@pytest.fixture
def canary(everything: Template) -> Block:
    """The one that runs in us-west-2."""
    return everything.only("aws_synthetics_canary", "monitoring/us-west-2")


def test_a_canary_looks_at_the_other_region(canary: Block) -> None:
    canary.expect(provider="us_west_2", name="orders-production-canary-us-east-1")
    assert canary["run_config"]["environment_variables"] == {"URL": "https://us-east-1.example.com/health"}


def test_of_three_regions_each_is_looked_at_by_the_next() -> None:
    regions = [
        WatchedRegion(name=name, role="active", public_url=f"https://{name}.example.com")
        for name in ("us-east-1", "us-west-2", "eu-west-1")
    ]

    assert {name: list(seen) for name, seen in observers(regions).items()} == {
        "us-east-1": ["eu-west-1"],
        "us-west-2": ["us-east-1"],
        "eu-west-1": ["us-west-2"],
    }


def test_a_region_without_a_public_address_has_no_canary() -> None:
    regions = [WatchedRegion(name=name, role="active") for name in ("us-east-1", "us-west-2")]

    assert observers(regions) == {"us-east-1": {}, "us-west-2": {}}


def test_a_canary_starts_by_itself_and_leaves_no_function_behind(canary: Block) -> None:
    canary.expect(
        provider="us_west_2",
        start_canary=True,
        delete_lambda=True,
        runtime_version="syn-python-selenium-14.0",
        handler="region_canary.handler",
        schedule={"expression": "rate(5 minutes)"},
    )


@pytest.mark.parametrize(
    ("minutes", "expression"), [(1, "rate(1 minute)"), (2, "rate(2 minutes)"), (60, "rate(60 minutes)")]
)
def test_a_schedule_has_the_grammar_that_aws_takes(minutes: int, expression: str) -> None:
    assert rate(minutes) == expression


def test_two_failed_runs_in_a_row_alarm_where_the_canary_runs() -> None:
    template = Template.of(example(canaries={"enabled": True, "schedule_minutes": 10}))
    (alarm,) = [
        block
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if block["alarm_name"] == "orders-production-canary-us-east-1-failed"
    ]

    alarm.expect(
        provider="us_west_2",
        metric_name="SuccessPercent",
        period=600,
        evaluation_periods=2,
        treat_missing_data="breaching",
        alarm_actions=[template.only("aws_sns_topic", "monitoring/us-west-2").ref("arn")],
    )


def test_a_canary_may_only_write_reports_logs_and_its_metrics(everything: Template) -> None:
    bucket = everything.only("aws_s3_bucket", "monitoring/us-west-2")
    account = "${data.aws_caller_identity.account-us-west-2.account_id}"
    granted = {
        statement["Sid"]: (statement["Action"], statement["Resource"])
        for statement in everything.only("aws_iam_role_policy", "monitoring/us-west-2").document("policy")[
            "Statement"
        ]
    }

    log_group = "/aws/lambda/cwsyn-orders-production-can*"
    assert granted == {
        "LeaveReports": (["s3:PutObject"], [f"{bucket.ref('arn')}/*"]),
        "FindBucket": (["s3:GetBucketLocation"], [bucket.ref("arn")]),
        "ListBuckets": (["s3:ListAllMyBuckets"], ["*"]),
        "WriteOwnLogs": (
            ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            [f"arn:aws:logs:us-west-2:{account}:log-group:{log_group}"],
        ),
        "PublishResults": (["cloudwatch:PutMetricData"], ["*"]),
    }


def test_metrics_may_be_written_in_the_canaries_namespace_only(everything: Template) -> None:
    policy = everything.only("aws_iam_role_policy", "monitoring/us-west-2").document("policy")

    assert policy["Statement"][-1]["Condition"] == {
        "StringEquals": {"cloudwatch:namespace": "CloudWatchSynthetics"}
    }


def test_reports_cannot_be_fetched_without_tls(everything: Template) -> None:
    bucket = everything.only("aws_s3_bucket", "monitoring/us-west-2")
    (statement,) = everything.only("aws_s3_bucket_policy", "monitoring/us-west-2").document("policy")[
        "Statement"
    ]

    assert statement == {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:*"],
        "Resource": [bucket.ref("arn"), f"{bucket.ref('arn')}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def test_bucket_names_fit_beside_the_account_and_differ_where_they_are_cut() -> None:
    """S3 takes 63 characters, of which the account's id and its hyphen are 13."""
    stack = TerraformStack(Cdktf.app(), "long")
    naming = Naming(deployment="customer-orders-and-invoices-api", environment="pre-production-2")
    providers = Providers(stack, naming=naming, tags={})
    for name in ("ap-southeast-1", "ap-southeast-2"):
        region = providers.region(Region(name=name, role="active"))
        CanaryBucket(stack, name, region=region, keep_days=30)
    names = [block["bucket"].partition("-${")[0] for block in Template.of(stack).resources("aws_s3_bucket")]

    assert [len(name) for name in names] == [50, 50]
    assert len(set(names)) == 2


def test_by_default_there_are_no_canaries() -> None:
    template = Template.of(example())

    assert template.resources("aws_synthetics_canary") == []
    assert "canary" not in json.dumps(template.document["resource"])

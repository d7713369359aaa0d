"""Budgets, unusual costs, and who may tell of them."""

import pytest

from constructs_lib.testing import Block, Template
from tests.constructs_lib.governance.governance_stack import BUDGET, governance

BACKUP_OFF = {"restore_testing": {"enabled": False}}
MONITOR = "arn:aws:ce::123456789012:anomalymonitor/01234567-89ab-cdef-0123-456789abcdef"
TOPIC = "topic-us-east-1"


@pytest.fixture(scope="module")
def template() -> Template:
    return governance(cost_control={"budget": BUDGET, "anomalies": {"enabled": True}, "activate_tag": True})


def topic(template: Template) -> Block:
    return template.only("aws_sns_topic", TOPIC)


def test_the_budget_counts_what_carries_the_deployments_name(template: Template) -> None:
    template.only("aws_budgets_budget").expect(
        provider="us_east_1",
        name="shop-test-monthly",
        budget_type="COST",
        time_unit="MONTHLY",
        limit_amount="500",
        limit_unit="USD",
        cost_filter=[{"name": "TagKeyValue", "values": ["user:Deployment$shop"]}],
        tags={"Region": "global", "Role": "global"},
    )


def test_each_percentage_is_told_to_the_topic_and_to_the_addresses(template: Template) -> None:
    notifications = template.only("aws_budgets_budget")["notification"]

    assert [(each["notification_type"], each["threshold"]) for each in notifications] == [
        ("ACTUAL", 80),
        ("ACTUAL", 100),
        ("FORECASTED", 100),
    ]
    for each in notifications:
        assert each["comparison_operator"] == "GREATER_THAN"
        assert each["threshold_type"] == "PERCENTAGE"
        assert each["subscriber_sns_topic_arns"] == [topic(template).ref("arn")]
        assert each["subscriber_email_addresses"] == ["finance@example.com"]


def test_unusual_costs_are_told_at_once(template: Template) -> None:
    """To a topic: AWS writes e-mail about them once a day at most."""
    template.only("aws_ce_anomaly_subscription").expect(
        provider="us_east_1",
        frequency="IMMEDIATE",
        subscriber=[{"type": "SNS", "address": topic(template).ref("arn")}],
        monitor_arn_list=[template.only("aws_ce_anomaly_monitor").ref("arn")],
        threshold_expression={
            "dimension": {
                "key": "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                "match_options": ["GREATER_THAN_OR_EQUAL"],
                "values": ["50"],
            }
        },
    )


def test_the_monitor_looks_at_the_deployments_tag(template: Template) -> None:
    monitor = template.only("aws_ce_anomaly_monitor")

    monitor.expect(provider="us_east_1", monitor_type="CUSTOM")
    assert monitor.document("monitor_specification")["Tags"] == {
        "Key": "Deployment",
        "MatchOptions": None,
        "Values": ["shop"],
    }


def test_a_monitor_that_is_there_is_listened_to() -> None:
    template = governance(
        backup=BACKUP_OFF, cost_control={"anomalies": {"enabled": True, "monitor_arn": MONITOR}}
    )

    assert template.resources("aws_ce_anomaly_monitor") == []
    assert template.only("aws_ce_anomaly_subscription")["monitor_arn_list"] == [MONITOR]


def test_the_tag_becomes_one_for_costs_only_if_asked(template: Template) -> None:
    """It is the whole account's."""
    template.only("aws_ce_cost_allocation_tag").expect(
        provider="us_east_1", tag_key="Deployment", status="Active"
    )
    quiet = governance(backup=BACKUP_OFF, cost_control={"budget": BUDGET})
    assert quiet.resources("aws_ce_cost_allocation_tag") == []


def test_by_default_nothing_is_made() -> None:
    template = governance(backup=BACKUP_OFF, cost_control={})

    assert [block.address for block in template.resources() if block.path.startswith("costs/")] == []


def test_budgets_and_anomalies_of_this_account_may_publish(template: Template) -> None:
    account = "${data.aws_caller_identity.account-us-east-1.account_id}"
    statements = {
        each["Sid"]: each
        for each in template.only("aws_sns_topic_policy", TOPIC).document("policy")["Statement"]
    }

    assert statements["BudgetsPublish"]["Principal"] == {"Service": ["budgets.amazonaws.com"]}
    assert statements["BudgetsPublish"]["Condition"] == {
        "StringEquals": {"aws:SourceAccount": account},
        "ArnLike": {"aws:SourceArn": f"arn:aws:budgets::{account}:*"},
    }
    assert statements["CostAnomaliesPublish"]["Principal"] == {"Service": ["costalerts.amazonaws.com"]}
    assert statements["CostAnomaliesPublish"]["Condition"] == {"StringEquals": {"aws:SourceAccount": account}}


def test_they_may_encrypt_for_the_topic_without_a_condition(template: Template) -> None:
    """AWS documents the key's statement without one, and one that asks too much would silence them."""
    policy = template.only("aws_kms_key", TOPIC).document("policy")
    [statement] = [each for each in policy["Statement"] if each["Sid"] == "CostsEncrypt"]

    assert statement == {
        "Sid": "CostsEncrypt",
        "Effect": "Allow",
        "Principal": {"Service": ["budgets.amazonaws.com", "costalerts.amazonaws.com"]},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": ["*"],
    }


def test_other_regions_topics_hear_of_no_costs(template: Template) -> None:
    policy = template.only("aws_sns_topic_policy", "topic-us-west-2").document("policy")

    assert [each["Sid"] for each in policy["Statement"]] == ["AlarmsPublish", "TlsOnly", "EventsPublish"]

"""Budgets and Cost Explorer in the embedded AWS."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

ACCOUNT = "123456789012"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:alerts"


def test_a_budget_knows_its_tags_and_who_is_told(aws: LocalAws) -> None:
    budgets = aws.client("budgets", "us-east-1")
    notification = {
        "NotificationType": "ACTUAL",
        "ComparisonOperator": "GREATER_THAN",
        "Threshold": 80.0,
        "ThresholdType": "PERCENTAGE",
    }
    subscribers = [{"SubscriptionType": "SNS", "Address": TOPIC}]
    budgets.create_budget(
        AccountId=ACCOUNT,
        Budget={
            "BudgetName": "monthly",
            "BudgetType": "COST",
            "TimeUnit": "MONTHLY",
            "BudgetLimit": {"Amount": "500", "Unit": "USD"},
        },
        NotificationsWithSubscribers=[{"Notification": notification, "Subscribers": subscribers}],
        ResourceTags=[{"Key": "Deployment", "Value": "shop"}],
    )

    found = budgets.describe_subscribers_for_notification(
        AccountId=ACCOUNT, BudgetName="monthly", Notification=notification
    )
    arn = f"arn:aws:budgets::{ACCOUNT}:budget/monthly"
    tags = budgets.list_tags_for_resource(ResourceARN=arn)

    assert found["Subscribers"] == subscribers
    assert tags["ResourceTags"] == [{"Key": "Deployment", "Value": "shop"}]


def subscription(monitor: str, frequency: str) -> dict[str, Any]:
    return {
        "SubscriptionName": "anomalies",
        "MonitorArnList": [monitor],
        "Subscribers": [{"Type": "SNS", "Address": TOPIC}],
        "Frequency": frequency,
        "Threshold": 50.0,
    }


def test_a_subscription_to_a_monitor_is_read_back(aws: LocalAws) -> None:
    costs = aws.client("ce", "us-east-1")
    monitor = costs.create_anomaly_monitor(AnomalyMonitor={"MonitorName": "costs", "MonitorType": "CUSTOM"})
    wanted = subscription(monitor["MonitorArn"], "IMMEDIATE")
    arn = costs.create_anomaly_subscription(AnomalySubscription=wanted)["SubscriptionArn"]

    [found] = costs.get_anomaly_subscriptions(SubscriptionArnList=[arn])["AnomalySubscriptions"]

    assert found.items() >= wanted.items()


def test_a_topic_is_not_told_once_a_day(aws: LocalAws) -> None:
    """AWS sends those by e-mail alone."""
    costs = aws.client("ce", "us-east-1")
    monitor = costs.create_anomaly_monitor(AnomalyMonitor={"MonitorName": "costs", "MonitorType": "CUSTOM"})

    with pytest.raises(ClientError, match="DAILY does not go with"):
        costs.create_anomaly_subscription(AnomalySubscription=subscription(monitor["MonitorArn"], "DAILY"))


def test_a_tag_that_was_made_one_for_costs_is_listed(aws: LocalAws) -> None:
    costs = aws.client("ce", "us-east-1")
    costs.update_cost_allocation_tags_status(
        CostAllocationTagsStatus=[{"TagKey": "Deployment", "Status": "Active"}]
    )

    [tag] = costs.list_cost_allocation_tags(TagKeys=["Deployment"])["CostAllocationTags"]

    assert (tag["TagKey"], tag["Status"]) == ("Deployment", "Active")

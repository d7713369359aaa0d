"""Every subscriber hears every topic, by subscriptions in the topic's region (F24)."""

import pytest

from constructs_lib.monitoring.subscribers import publisher_in
from constructs_lib.testing import Template


def test_there_is_one_topic_in_each_region_and_the_edges_is_us_east_1s(everything: Template) -> None:
    assert {block.provider for block in everything.resources("aws_sns_topic")} == {"us_east_1", "us_west_2"}
    assert len(everything.resources("aws_sns_topic")) == 2


def test_the_edge_and_the_place_of_aws_health_have_topics_of_their_own(elsewhere: Template) -> None:
    assert {block.provider for block in elsewhere.resources("aws_sns_topic")} == {
        "us_east_1",
        "us_west_2",
        "eu_central_1",
        "eu_south_2",
    }


def test_subscriptions_are_in_the_topics_region(elsewhere: Template) -> None:
    topics = {block.ref("arn"): block.provider for block in elsewhere.resources("aws_sns_topic")}
    subscriptions = elsewhere.resources("aws_sns_topic_subscription")

    assert [block.address for block in subscriptions if topics[block["topic_arn"]] != block.provider] == []
    assert len(subscriptions) == 3 * 4


def test_each_topic_has_every_subscriber(everything: Template) -> None:
    topic = everything.only("aws_sns_topic", "monitoring/us-west-2")
    found = {
        block["protocol"]: block["endpoint"]
        for block in everything.resources("aws_sns_topic_subscription")
        if block["topic_arn"] == topic.ref("arn")
    }

    assert found == {
        "email": "oncall@example.com",
        "https": "https://alerts.example.com/holdfast",
        "lambda": "arn:aws:lambda:us-west-2:123456789012:function:page-someone",
    }


def test_the_function_lets_each_topic_invoke_it_and_nobody_else(elsewhere: Template) -> None:
    """In its own region, whatever the topic's; out of an opt-in region SNS has another name (F24)."""
    topics = {block.ref("arn"): block.provider for block in elsewhere.resources("aws_sns_topic")}
    permissions = elsewhere.resources("aws_lambda_permission")

    assert {block.provider for block in permissions} == {"eu_central_1"}
    assert {topics[block["source_arn"]]: block["principal"] for block in permissions} == {
        "us_east_1": "sns.amazonaws.com",
        "us_west_2": "sns.amazonaws.com",
        "eu_central_1": "sns.amazonaws.com",
        "eu_south_2": "sns.eu-south-2.amazonaws.com",
    }


@pytest.mark.parametrize(
    ("topic", "function", "principal"),
    [
        ("us-east-1", "us-west-2", "sns.amazonaws.com"),
        ("eu-south-2", "us-west-2", "sns.eu-south-2.amazonaws.com"),
        ("eu-south-2", "eu-south-2", "sns.amazonaws.com"),
    ],
)
def test_sns_goes_by_its_regions_name_only_out_of_an_opt_in_region(
    topic: str, function: str, principal: str
) -> None:
    assert publisher_in(topic, function_region=function) == principal


def test_a_webhooks_address_is_not_part_of_any_terraform_address(everything: Template) -> None:
    assert [block.address for block in everything.resources() if "alerts-example" in block.address] == []

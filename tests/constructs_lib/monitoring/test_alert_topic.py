"""The topic that tells people: encrypted, and open to this account's alarms only."""

import pytest

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import TerraformStack
from cdktf import Testing as Cdktf  # pytest would collect its own name

from constructs_lib.monitoring.alert_topic import AlertTopic
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers
from constructs_lib.testing import Template

ACCOUNT = "${data.aws_caller_identity.account-us-east-1.account_id}"


def topic_for(*emails: str) -> Template:
    """A stack with nothing but the edge's topic."""
    stack = TerraformStack(Cdktf.app(), "topic")
    providers = Providers(stack, naming=Naming(deployment="orders", environment="production"), tags={})
    AlertTopic(stack, "alerts", region=providers.global_edge(), what="alerts", emails=emails)
    return Template.of(stack)


@pytest.fixture(scope="module")
def alone() -> Template:
    """One address."""
    return topic_for("oncall@example.com")


@pytest.fixture(scope="module")
def subscribed() -> Template:
    """Two addresses, of which Terraform ids keep letters and digits only."""
    return topic_for("on.call@example.com", "oncall@example.com")


def test_the_topic_is_where_the_alarms_are(alone: Template) -> None:
    """An alarm acts in its own region only, and these are in us-east-1 (F14)."""
    alone.only("aws_sns_topic").expect(provider="us_east_1", name="orders-production-alerts")


def test_messages_are_encrypted_with_a_key_of_the_deployment(alone: Template) -> None:
    alone.only("aws_sns_topic").expect(
        provider="us_east_1", kms_master_key_id=alone.only("aws_kms_key").ref("arn")
    )


def test_the_key_rotates_and_can_be_rescued_for_a_month(alone: Template) -> None:
    alone.only("aws_kms_key").expect(
        provider="us_east_1", enable_key_rotation=True, deletion_window_in_days=30
    )
    alone.only("aws_kms_alias").expect(
        provider="us_east_1",
        name="alias/orders-production-alerts",
        target_key_id=alone.only("aws_kms_key").ref("key_id"),
    )


def test_alarms_of_this_account_may_encrypt_with_the_key(alone: Template) -> None:
    """They may not with the AWS managed key: the alarm would fire and nobody hear."""
    _, senders = alone.only("aws_kms_key").document("policy")["Statement"]

    assert senders == {
        "Sid": "SendersEncrypt",
        "Effect": "Allow",
        "Principal": {"Service": ["cloudwatch.amazonaws.com"]},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": ["*"],
        "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}},
    }


def test_the_key_is_administered_by_the_account(alone: Template) -> None:
    """Without that nobody could ever change its policy again."""
    account, _ = alone.only("aws_kms_key").document("policy")["Statement"]

    assert account["Principal"] == {"AWS": [f"arn:aws:iam::{ACCOUNT}:root"]}
    assert {"kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:TagResource"} <= set(account["Action"])


def test_only_alarms_of_this_account_and_region_may_publish(alone: Template) -> None:
    topic = alone.only("aws_sns_topic")
    policy = alone.only("aws_sns_topic_policy")

    policy.expect(provider="us_east_1", arn=topic.ref("arn"))
    assert policy.document("policy")["Statement"][0] == {
        "Sid": "AlarmsPublish",
        "Effect": "Allow",
        "Principal": {"Service": ["cloudwatch.amazonaws.com"]},
        "Action": ["sns:Publish"],
        "Resource": [topic.ref("arn")],
        "Condition": {
            "StringEquals": {"aws:SourceAccount": ACCOUNT},
            "ArnLike": {"aws:SourceArn": f"arn:aws:cloudwatch:us-east-1:{ACCOUNT}:alarm:*"},
        },
    }


def test_publishing_without_tls_is_denied_to_everyone(alone: Template) -> None:
    policy = alone.only("aws_sns_topic_policy").document("policy")

    assert policy["Statement"][1] == {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["sns:Publish"],
        "Resource": [alone.only("aws_sns_topic").ref("arn")],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def test_every_address_is_subscribed_by_mail(subscribed: Template) -> None:
    subscriptions = subscribed.resources("aws_sns_topic_subscription")

    assert sorted(block["endpoint"] for block in subscriptions) == [
        "on.call@example.com",
        "oncall@example.com",
    ]
    for block in subscriptions:
        block.expect(
            provider="us_east_1", protocol="email", topic_arn=subscribed.only("aws_sns_topic").ref("arn")
        )


def test_without_addresses_the_topic_is_there_for_others_to_subscribe() -> None:
    template = topic_for()

    assert template.resources("aws_sns_topic_subscription") == []
    assert len(template.resources("aws_sns_topic")) == 1

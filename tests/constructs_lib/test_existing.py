"""What exists already in a region is used there, nothing is made in its place, and no other address moves."""

from collections.abc import Callable
from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized
from tests.support.pilot_lights import synthesized_pilot_light
from tests.support.warm_standbys import synthesized_warm_standby
from tests.support.websites import synthesized_website

KEY = "arn:aws:kms:us-east-1:123456789012:key/0123"
TOPIC = "arn:aws:sns:us-east-1:123456789012:operations"
EAST = "us_east_1"

Synthesize = Callable[..., Template]
EVERY: dict[str, Synthesize] = {
    "lattice-service": synthesized,
    "website": synthesized_website,
    "pilot-light": synthesized_pilot_light,
    "warm-standby": synthesized_warm_standby,
}
_usual: dict[str, Template] = {}


def usual(system: str) -> Template:
    """The system with everything of its own."""
    if system not in _usual:
        _usual[system] = EVERY[system]()
    return _usual[system]


def given(system: str, *, region: str = "us-east-1", **existing: str) -> Template:
    """The system with this in a region."""
    return EVERY[system](existing={region: existing})


def addresses(template: Template) -> set[str]:
    return {block.address for block in template.resources()}


def gone(system: str, template: Template) -> set[str]:
    """Types that there are fewer of; nothing may be new."""
    assert addresses(template) <= addresses(usual(system))
    return {address.partition(".")[0] for address in addresses(usual(system)) - addresses(template)}


def here(template: Template, type_: str, attribute: str, alias: str = EAST) -> set[Any]:
    return {block.body.get(attribute) for block in template.resources(type_) if block.provider == alias}


@pytest.mark.parametrize("system", ["lattice-service", "pilot-light", "warm-standby"])
def test_every_log_group_of_a_region_is_encrypted_by_the_given_key(system: str) -> None:
    template = given(system, log_key_arn=KEY)

    assert here(template, "aws_cloudwatch_log_group", "kms_key_id") == {KEY}
    assert here(template, "aws_cloudwatch_log_group", "kms_key_id", "us_west_2") == {None}
    assert addresses(template) == addresses(usual(system))


@pytest.mark.parametrize("system", list(EVERY))
def test_created_topics_are_encrypted_by_the_given_key(system: str) -> None:
    template = given(system, topic_key_arn=KEY)
    topics = [
        block
        for block in template.resources("aws_sns_topic")
        if block.provider == EAST and block["kms_master_key_id"] != "alias/aws/sns"
    ]

    assert {block["kms_master_key_id"] for block in topics} == {KEY}
    assert gone(system, template) == {"aws_kms_alias", "aws_kms_key"}


@pytest.mark.parametrize("system", list(EVERY))
def test_alarms_speak_to_the_given_topic_and_nothing_is_made_of_it(system: str) -> None:
    template = given(system, alert_topic_arn=TOPIC)
    spoken_to = {
        action
        for block in template.resources("aws_cloudwatch_composite_alarm")
        if block.provider == EAST
        for action in block["alarm_actions"]
    }

    assert spoken_to == {TOPIC}
    assert gone(system, template) == {
        "aws_kms_alias",
        "aws_kms_key",
        "aws_sns_topic",
        "aws_sns_topic_policy",
        "aws_sns_topic_subscription",
    }


def test_what_aws_health_reports_reaches_the_given_topic() -> None:
    template = given("lattice-service", alert_topic_arn=TOPIC)

    assert here(template, "aws_cloudwatch_event_target", "arn") == {TOPIC}


def test_a_subscribed_function_lets_in_the_topics_alone_that_are_made() -> None:
    function = "arn:aws:lambda:us-west-2:123456789012:function:page"
    template = synthesized(
        existing={"us-east-1": {"alert_topic_arn": TOPIC}}, monitoring={"functions": [function]}
    )

    assert [
        block["statement_id"]
        for block in template.resources("aws_lambda_permission")
        if block["principal"] == "sns.amazonaws.com"
    ] == ["orders-production-alerts-us-west-2"]


@pytest.mark.parametrize(
    ("system", "type_"), [("pilot-light", "aws_db_instance"), ("warm-standby", "aws_rds_cluster")]
)
def test_a_database_is_encrypted_by_the_given_key(system: str, type_: str) -> None:
    template = given(system, database_key_arn=KEY)

    assert here(template, type_, "kms_key_id") == {KEY}
    template.only("aws_secretsmanager_secret", "database").expect(provider=EAST, kms_key_id=KEY)
    assert gone(system, template) == {"aws_kms_alias", "aws_kms_key"}


def test_the_secrets_copy_is_encrypted_by_its_own_regions_given_key() -> None:
    key = KEY.replace("us-east-1", "us-west-2")
    template = given("pilot-light", region="us-west-2", database_key_arn=key)

    secret = template.only("aws_secretsmanager_secret", "database")
    assert secret["replica"] == [{"region": "us-west-2", "kms_key_id": key}]
    assert here(template, "aws_db_instance", "kms_key_id", "us_west_2") == {key}


def test_instances_may_decrypt_by_the_given_key() -> None:
    template = given("pilot-light", database_key_arn=KEY)
    policies = template.resources("aws_iam_role_policy")

    (policy,) = [block for block in policies if block.path == "us-east-1/application/instance/policy"]
    resources = {
        statement["Sid"]: statement["Resource"] for statement in policy.document("policy")["Statement"]
    }
    assert resources["DecryptDatabaseSecret"] == [KEY]


@pytest.mark.parametrize("system", ["pilot-light", "warm-standby"])
def test_a_load_balancer_logs_into_the_given_bucket(system: str) -> None:
    template = given(system, load_balancer_log_bucket="logs-of-everybody")
    balancer = template.only("aws_lb", "us-east-1")

    assert balancer["access_logs"] == {"bucket": "logs-of-everybody", "enabled": True}
    assert "depends_on" not in balancer.body
    assert gone(system, template) == {
        "aws_s3_bucket",
        "aws_s3_bucket_lifecycle_configuration",
        "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_policy",
        "aws_s3_bucket_public_access_block",
        "aws_s3_bucket_server_side_encryption_configuration",
    }


@pytest.mark.parametrize("system", ["website", "warm-standby"])
def test_the_edges_logs_are_delivered_into_the_given_bucket(system: str) -> None:
    template = given(system, edge_log_bucket="logs-of-everybody")
    destination = template.only("aws_cloudwatch_log_delivery_destination")

    assert destination["delivery_destination_configuration"] == [
        {"destination_resource_arn": "arn:aws:s3:::logs-of-everybody"}
    ]
    assert "depends_on" not in destination.body
    assert "aws_s3_bucket" in gone(system, template)


def test_a_bucket_is_logged_under_the_deployments_name_into_the_given_one() -> None:
    template = given("website", s3_log_bucket="logs-of-everybody")

    template.only("aws_s3_bucket_logging", "us-east-1").expect(
        provider=EAST, target_bucket="logs-of-everybody", target_prefix="portfolio-production/s3/"
    )
    template.only("aws_s3_bucket_logging", "eu-central-1").expect(
        provider="eu_central_1", target_prefix="s3/"
    )
    assert "aws_s3_bucket" in gone("website", template)


def test_content_is_encrypted_by_the_given_key_whose_policy_is_its_owners() -> None:
    kms = {"storage": {"encryption": "kms"}}
    template = synthesized_website(**kms, existing={"us-east-1": {"content_key_arn": KEY}})
    rules = template.only("aws_s3_bucket_server_side_encryption_configuration", "us-east-1/content/bucket")[
        "rule"
    ]

    assert rules[0]["apply_server_side_encryption_by_default"]["kms_master_key_id"] == KEY
    assert here(template, "aws_kms_key_policy", "key_id") == set()
    (copy,) = template.only("aws_s3_bucket_replication_configuration", "replication-eu-central-1")["rule"]
    assert copy["destination"]["encryption_configuration"] == {"replica_kms_key_id": KEY}


def test_the_secrets_copy_takes_a_given_key_where_each_region_has_a_state_of_its_own() -> None:
    """A key that is made there may come later than the secret; one that is given is there."""
    alone = {"backend": "local", "layout": "per-region"}
    key = KEY.replace("us-east-1", "us-west-2")
    made = synthesized_pilot_light(state=alone)
    given_ = synthesized_pilot_light(state=alone, existing={"us-west-2": {"database_key_arn": key}})

    copies = [
        template.only("aws_secretsmanager_secret", "database")["replica"] for template in (made, given_)
    ]
    assert copies == [[{"region": "us-west-2"}], [{"region": "us-west-2", "kms_key_id": key}]]

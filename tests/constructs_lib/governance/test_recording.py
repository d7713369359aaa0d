"""AWS Config: the recorder, its bucket, and the rules."""

import json
from typing import get_args

import pytest

from config.aws_regions import AWS_REGIONS
from config.recording import NO_GLOBAL_TYPES, RuleName
from constructs_lib.governance.managed_rules import RULES, rules_in
from constructs_lib.testing import Template
from tests.constructs_lib.governance.governance_stack import EAST, REGIONS, SWAPPED, WEST, governance

ALIASES = {EAST: "us_east_1", WEST: "us_west_2"}
RECORDER = "aws_config_configuration_recorder"
RULE = "aws_config_config_rule"


@pytest.fixture(scope="module")
def template() -> Template:
    return governance(cost_control={}, recording={"enabled": True})


def global_types(template: Template) -> dict[str | None, bool]:
    return {
        block.provider: block["recording_group"]["include_global_resource_types"]
        for block in template.resources(RECORDER)
    }


@pytest.mark.parametrize("region", [EAST, WEST])
def test_each_region_records_under_the_deployments_own_name(template: Template, region: str) -> None:
    """Never under `default`: that would take the place of a recorder that somebody else has."""
    recorder = template.only(RECORDER, f"recording/{region}")

    recorder.expect(
        provider=ALIASES[region], name="shop-test", recording_mode={"recording_frequency": "CONTINUOUS"}
    )
    assert recorder["recording_group"]["all_supported"] is True


def test_iam_is_recorded_once_and_stays_where_it_is_when_roles_change(template: Template) -> None:
    swapped = governance(regions=SWAPPED, cost_control={}, recording={"enabled": True})

    assert global_types(template) == {"us_east_1": False, "us_west_2": True}
    assert global_types(swapped) == global_types(template)


def test_iam_is_recorded_where_somebody_wants_it() -> None:
    template = governance(cost_control={}, recording={"enabled": True}, global_types_in=EAST)

    assert global_types(template) == {"us_east_1": True, "us_west_2": False}


def test_iam_is_recorded_where_it_can_be() -> None:
    regions = (REGIONS[0], {**REGIONS[1], "name": "me-central-1"})
    assert "me-central-1" in NO_GLOBAL_TYPES
    template = governance(
        regions=regions,
        backup={"restore_testing": {"enabled": False}},
        cost_control={},
        recording={"enabled": True},
    )

    assert global_types(template) == {"us_east_1": True, "me_central_1": False}


@pytest.mark.parametrize("region", [EAST, WEST])
def test_a_recorder_starts_once_it_can_deliver(template: Template, region: str) -> None:
    """AWS takes a channel only where there is a recorder, and starts a recorder only where there is a
    channel; a rule needs both."""
    recorder = template.only(RECORDER, f"recording/{region}")
    channel = template.only("aws_config_delivery_channel", f"recording/{region}")
    started = template.only("aws_config_configuration_recorder_status", f"recording/{region}")

    assert recorder.address in channel["depends_on"]
    assert started["depends_on"] == [channel.address]
    for rule in template.resources(RULE):
        if rule.provider == ALIASES[region]:
            assert rule["depends_on"] == [started.address]


@pytest.mark.parametrize("region", [EAST, WEST])
def test_records_are_in_a_private_bucket_under_a_key_of_the_region(template: Template, region: str) -> None:
    key = template.only("aws_kms_key", f"recording/{region}")
    bucket = template.only("aws_s3_bucket", f"recording/{region}")

    template.only("aws_config_delivery_channel", f"recording/{region}").expect(
        provider=ALIASES[region], s3_bucket_name=bucket.ref("bucket"), s3_kms_key_arn=key.ref("arn")
    )
    bucket.expect(provider=ALIASES[region], force_destroy=False)
    template.only("aws_s3_bucket_public_access_block", f"recording/{region}").expect(
        provider=ALIASES[region], block_public_policy=True, restrict_public_buckets=True
    )
    [rule] = template.only("aws_s3_bucket_lifecycle_configuration", f"recording/{region}")["rule"]
    assert rule["expiration"] == [{"days": 365}]
    template.only("aws_config_retention_configuration", f"recording/{region}").expect(
        provider=ALIASES[region], retention_period_in_days=365
    )


def test_only_aws_config_on_behalf_of_this_account_writes(template: Template) -> None:
    account = "${data.aws_caller_identity.account-us-east-1.account_id}"
    bucket = template.only("aws_s3_bucket", f"recording/{EAST}")
    policy = template.only("aws_s3_bucket_policy", f"recording/{EAST}").document("policy")
    [statement] = [each for each in policy["Statement"] if each["Sid"] == "ConfigWrites"]

    assert statement["Resource"] == [f"{bucket.ref('arn')}/AWSLogs/{account}/Config/*"]
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": account, "s3:x-amz-acl": "bucket-owner-full-control"}
    }


def test_the_role_reads_everything_and_writes_its_records_alone(template: Template) -> None:
    attachment = template.only("aws_iam_role_policy_attachment", f"recording/{EAST}")
    document = template.only("aws_iam_role_policy", f"recording/{EAST}").document("policy")
    trust = template.only("aws_iam_role", f"recording/{EAST}").document("assume_role_policy")

    assert attachment["policy_arn"] == "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"
    assert [(each["Sid"], each["Action"]) for each in document["Statement"]] == [
        ("LookAtBucket", ["s3:GetBucketAcl", "s3:ListBucket"]),
        ("WriteRecords", ["s3:PutObject"]),
        ("EncryptRecords", ["kms:Decrypt", "kms:GenerateDataKey"]),
    ]
    assert trust["Statement"][0]["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "${data.aws_caller_identity.account-us-east-1.account_id}"}
    }


def test_both_regions_have_the_same_rules(template: Template) -> None:
    found: dict[str | None, list[str]] = {}
    for rule in template.resources(RULE):
        found.setdefault(rule.provider, []).append(rule["source"]["source_identifier"])

    assert set(found) == {"us_east_1", "us_west_2"}
    for identifiers in found.values():
        assert sorted(identifiers) == sorted(rule.identifier for rule in RULES.values())


def test_rules_look_at_this_deployments_resources_alone(template: Template) -> None:
    """Those that look around once a day know no scope, and are given the tag as a parameter."""
    for rule in template.resources(RULE):
        if "scope" in rule.body:
            assert rule["scope"] == {"tag_key": "Deployment", "tag_value": "shop"}
        else:
            assert json.loads(rule.document("input_parameters")["resourceTags"]) == {"Deployment": "shop"}


def test_every_rule_that_may_be_left_out_is_there() -> None:
    assert set(RULES) == set(get_args(RuleName))


def test_a_rule_that_is_not_wanted_is_left_out() -> None:
    unwanted: RuleName = "buckets-tls-only"
    names = [name for name, _ in rules_in(EAST, without=(unwanted,))]

    assert names == [name for name in RULES if name != unwanted]


def test_a_rule_that_a_region_does_not_have_is_left_out() -> None:
    """AWS refuses it there."""
    missing = set(RULES) - {name for name, _ in rules_in("ca-west-1", without=())}

    assert missing == {"database-clusters-encrypted", "database-clusters-backed-up"}


def test_rules_are_missing_in_regions_that_there_are() -> None:
    assert {region for rule in RULES.values() for region in rule.not_in} <= set(AWS_REGIONS)


def test_beside_an_existing_recorder_there_are_rules_and_word_of_them_alone() -> None:
    """An account has one recorder per region."""
    template = governance(cost_control={}, recording={"enabled": True, "recorder": "existing"})

    assert {
        block.address.partition(".")[0] for block in template.resources() if "recording/" in block.path
    } == {RULE, "aws_cloudwatch_event_rule", "aws_cloudwatch_event_target"}
    assert all("depends_on" not in rule.body for rule in template.resources(RULE))


def test_recording_once_a_day_is_asked_for() -> None:
    template = governance(cost_control={}, recording={"enabled": True, "frequency": "daily"})

    for recorder in template.resources(RECORDER):
        assert recorder["recording_mode"] == {"recording_frequency": "DAILY"}


@pytest.mark.parametrize("region", [EAST, WEST])
def test_people_hear_of_what_is_not_as_a_rule_says(template: Template, region: str) -> None:
    rule = template.only("aws_cloudwatch_event_rule", f"recording/{region}")
    rule.expect(provider=ALIASES[region], name="shop-test-recording")
    names = sorted(block["name"] for block in template.resources(RULE) if block.provider == ALIASES[region])
    pattern = rule.document("event_pattern")
    assert sorted(pattern["detail"].pop("configRuleName")) == names
    assert pattern == {
        "source": ["aws.config"],
        "detail-type": ["Config Rules Compliance Change"],
        "detail": {
            "messageType": ["ComplianceChangeNotification"],
            "newEvaluationResult": {"complianceType": ["NON_COMPLIANT"]},
        },
    }
    target = template.only("aws_cloudwatch_event_target", f"recording/{region}")
    topic = template.only("aws_sns_topic", f"topic-{region}")
    target.expect(provider=ALIASES[region], rule=f"${{{rule.address}.name}}", arn=f"${{{topic.address}.arn}}")


def test_without_rules_there_is_nothing_to_tell() -> None:
    template = governance(cost_control={}, recording={"enabled": True, "without": list(get_args(RuleName))})

    assert [
        each for each in template.resources("aws_cloudwatch_event_rule") if "recording" in each.address
    ] == []

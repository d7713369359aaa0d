"""Names of real resources for the longest deployment that the configuration admits."""

import re

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized

LATTICE = r"(?!svc-|tg-|servicenetwork-)[a-z0-9]+(-[a-z0-9]+)*"
"""Lower case, no hyphen at the ends or beside another, no beginning that AWS keeps for its ids."""

ACCOUNT = re.compile(r"\$\{data\.aws_caller_identity\.[\w-]+\.account_id\}")

LIMITS = [
    ("aws_apigatewayv2_api", "name", 128),
    ("aws_cloudwatch_composite_alarm", "alarm_name", 255),
    ("aws_cloudwatch_dashboard", "dashboard_name", 255),
    ("aws_cloudwatch_event_rule", "name", 64),
    ("aws_cloudwatch_log_group", "name", 512),
    ("aws_cloudwatch_metric_alarm", "alarm_name", 255),
    ("aws_iam_role", "name", 64),
    ("aws_kms_alias", "name", 256),
    ("aws_lambda_function", "function_name", 64),
    ("aws_security_group", "name", 255),
    ("aws_s3_bucket", "bucket", 63),
    ("aws_sns_topic", "name", 256),
    ("aws_synthetics_canary", "name", 255),
    ("aws_vpclattice_listener", "name", 63),
    ("aws_vpclattice_service", "name", 40),
    ("aws_vpclattice_service_network", "name", 63),
    ("aws_vpclattice_target_group", "name", 128),
]


@pytest.fixture(scope="module")
def longest() -> Template:
    """32 characters of name, 16 of environment, 14 of region, in regions that differ in the last one."""
    return synthesized(
        name="customer-orders-and-invoices-api",
        environment="pre-production-2",
        regions=[
            {"name": "ap-southeast-1", "role": "primary", "cidr": "10.0.0.0/16"},
            {"name": "ap-southeast-2", "role": "standby", "cidr": "10.1.0.0/16"},
        ],
        health={"takeover": True},
        monitoring={"canaries": {"enabled": True}},
    )


def named(template: Template, type_: str, attribute: str) -> list[tuple[str | None, str]]:
    """Provider and name of every resource of a type; account ids as long as they are."""
    return [
        (block.provider, ACCOUNT.sub("123456789012", block[attribute])) for block in template.resources(type_)
    ]


@pytest.mark.parametrize(("type_", "attribute", "limit"), LIMITS)
def test_no_name_is_longer_than_its_service_allows(
    longest: Template, type_: str, attribute: str, limit: int
) -> None:
    names = [name for _, name in named(longest, type_, attribute)]

    assert names != []
    assert [name for name in names if len(name) > limit or "${" in name] == []


@pytest.mark.parametrize(("type_", "attribute", "_limit"), LIMITS)
def test_no_two_resources_of_a_type_share_a_name_in_one_region(
    longest: Template, type_: str, attribute: str, _limit: int
) -> None:
    names = named(longest, type_, attribute)

    assert len(set(names)) == len(names)


def test_alarms_and_states_share_no_name_in_one_region(longest: Template) -> None:
    """They are of one kind for CloudWatch: the second would take the first one's place."""
    names = [
        name
        for type_ in ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
        for name in named(longest, type_, "alarm_name")
    ]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("type_", "attribute", "count"),
    [
        ("aws_cloudwatch_dashboard", "dashboard_name", 3),
        ("aws_iam_role", "name", 7),
        ("aws_s3_bucket", "bucket", 2),
    ],
)
def test_names_that_are_global_differ_across_regions_even_where_they_are_cut(
    longest: Template, type_: str, attribute: str, count: int
) -> None:
    """The same name in two regions would be the same role, dashboard or bucket."""
    assert len({name for _, name in named(longest, type_, attribute)}) == count


def test_names_of_buckets_and_canaries_keep_to_their_characters(longest: Template) -> None:
    names = [
        name
        for type_, attribute in (("aws_s3_bucket", "bucket"), ("aws_synthetics_canary", "name"))
        for _, name in named(longest, type_, attribute)
    ]

    assert [name for name in names if not re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", name)] == []


@pytest.mark.parametrize("region", ["ap-southeast-1", "ap-southeast-2"])
def test_a_buckets_name_ends_in_the_account_even_where_it_is_cut(longest: Template, region: str) -> None:
    """Bucket names are the whole world's."""
    name = longest.only("aws_s3_bucket", f"monitoring/{region}")["bucket"]

    assert name.endswith(f"-${{data.aws_caller_identity.account-{region}.account_id}}")


@pytest.mark.parametrize(
    "type_", ["aws_vpclattice_service", "aws_vpclattice_service_network", "aws_vpclattice_target_group"]
)
def test_lattice_names_keep_to_lattices_characters(longest: Template, type_: str) -> None:
    names = [block["name"] for block in longest.resources(type_)]

    assert [name for name in names if not re.fullmatch(LATTICE, name)] == []


def test_the_recipes_names_are_not_cut(two_regions: Template) -> None:
    names = {
        block["name"]
        for type_ in ("aws_vpclattice_service", "aws_vpclattice_service_network")
        for block in two_regions.resources(type_)
    }

    assert names == {"orders-production"}

"""Names of real resources for the longest deployment that the configuration admits."""

import re

import pytest

from tests.conftest import synthesized
from tests.support.template import Template

LATTICE = r"(?!svc-|tg-|servicenetwork-)[a-z0-9]+(-[a-z0-9]+)*"
"""Lower case, no hyphen at the ends or beside another, no beginning that AWS keeps for its ids."""

LIMITS = [
    ("aws_apigatewayv2_api", "name", 128),
    ("aws_cloudwatch_log_group", "name", 512),
    ("aws_cloudwatch_metric_alarm", "alarm_name", 255),
    ("aws_iam_role", "name", 64),
    ("aws_kms_alias", "name", 256),
    ("aws_lambda_function", "function_name", 64),
    ("aws_security_group", "name", 255),
    ("aws_sns_topic", "name", 256),
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
    )


@pytest.mark.parametrize(("type_", "attribute", "limit"), LIMITS)
def test_no_name_is_longer_than_its_service_allows(
    longest: Template, type_: str, attribute: str, limit: int
) -> None:
    names = [block[attribute] for block in longest.resources(type_)]

    assert names != []
    assert [name for name in names if len(name) > limit] == []


@pytest.mark.parametrize(("type_", "attribute", "_limit"), LIMITS)
def test_no_two_resources_of_a_type_share_a_name_in_one_region(
    longest: Template, type_: str, attribute: str, _limit: int
) -> None:
    names = [(block.provider, block[attribute]) for block in longest.resources(type_)]

    assert len(set(names)) == len(names)


def test_role_names_differ_across_regions_even_where_they_are_cut(longest: Template) -> None:
    """IAM is global: the same name in two regions is the same role."""
    names = [role["name"] for role in longest.resources("aws_iam_role")]

    assert len(set(names)) == 4


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

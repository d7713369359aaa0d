"""A pair of regions of which one brings its VPC, which is used: nothing is made in its place."""

from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.support.pilot_lights import PILOT_LIGHT, synthesized_pilot_light
from tests.support.warm_standbys import WARM_STANDBY, synthesized_warm_standby

EXISTING: dict[str, Any] = {
    "vpc_id": "vpc-0a1b2c3d",
    "public_subnet_ids": ["subnet-00000001", "subnet-00000002"],
    "private_subnet_ids": ["subnet-00000003", "subnet-00000004"],
    "data_subnet_ids": ["subnet-00000005", "subnet-00000006"],
}
OF_A_NETWORK = [
    "aws_default_security_group",
    "aws_eip",
    "aws_flow_log",
    "aws_internet_gateway",
    "aws_nat_gateway",
    "aws_network_acl",
    "aws_route",
    "aws_route_table",
    "aws_subnet",
    "aws_vpc",
    "aws_vpc_endpoint",
]


def regions(base: dict[str, Any]) -> list[dict[str, Any]]:
    """The primary with a new VPC, the standby in an existing one."""
    first, second = base["regions"]
    return [first, {**second, "existing": EXISTING}]


@pytest.fixture(scope="module")
def pair() -> Template:
    return synthesized_pilot_light(regions=regions(PILOT_LIGHT))


@pytest.fixture(scope="module")
def platform() -> Template:
    return synthesized_warm_standby(regions=regions(WARM_STANDBY))


@pytest.fixture(scope="module", params=["pair", "platform"])
def template(request: pytest.FixtureRequest) -> Template:
    found: Template = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("type_", OF_A_NETWORK)
def test_nothing_of_the_network_is_made(template: Template, type_: str) -> None:
    made = [block.provider for block in template.resources(type_)]

    assert "us_west_2" not in made
    assert "us_east_1" in made


def test_its_subnets_are_asked_for_their_ranges_and_must_be_in_the_vpc(pair: Template) -> None:
    found = pair.data("aws_subnet")

    assert {block["id"] for block in found} == {f"subnet-0000000{number}" for number in range(1, 7)}
    for block in found:
        block.expect(
            provider="us_west_2",
            lifecycle={
                "postcondition": [
                    {
                        "condition": '${self.vpc_id == "vpc-0a1b2c3d"}',
                        "error_message": f"{block['id']} is not in vpc-0a1b2c3d: correct "
                        f"{block.path.rpartition('/')[2].partition('-')[0]}_subnet_ids of us-west-2.",
                    }
                ]
            },
        )


def test_each_part_stands_in_its_tier(pair: Template) -> None:
    pair.only("aws_lb", "us-west-2").expect(
        provider="us_west_2", subnets=["subnet-00000001", "subnet-00000002"]
    )
    pair.only("aws_autoscaling_group", "us-west-2").expect(
        provider="us_west_2", vpc_zone_identifier=["subnet-00000003", "subnet-00000004"]
    )
    pair.only("aws_db_subnet_group", "us-west-2").expect(
        provider="us_west_2", subnet_ids=["subnet-00000005", "subnet-00000006"]
    )
    assert {
        block["vpc_id"] for block in pair.resources("aws_security_group") if block.provider == "us_west_2"
    } == {"vpc-0a1b2c3d"}


def test_instances_may_reach_the_data_subnets_by_the_ranges_that_these_have(pair: Template) -> None:
    ranges = [
        block["cidr_ipv4"]
        for block in pair.resources("aws_vpc_security_group_egress_rule")
        if block.provider == "us_west_2" and "to-data" in block.address
    ]

    assert ranges == [
        f"${{{block.address}.cidr_block}}" for block in pair.data("aws_subnet") if "data" in block.path
    ]


def test_the_addresses_of_all_else_are_as_with_a_vpc_of_ones_own(pair: Template) -> None:
    usual = {block.address for block in synthesized_pilot_light().resources()}
    network = {address for address in usual if ".us-west-2_network_" in address}

    assert {block.address for block in pair.resources()} == usual - network

"""A created VPC: private subnets over zones, closed by default, and no way to the internet."""

from ipaddress import IPv4Network

import pytest

from constructs_lib.network.private_network import subnet_cidrs
from constructs_lib.testing import Block, Template
from tests.conftest import synthesized


@pytest.fixture(scope="module")
def named_zones() -> Template:
    """Zones that the user names, in one region; three of AWS's choice in the other. Smaller subnets."""
    return synthesized(
        regions=[
            {
                "name": "us-east-1",
                "role": "primary",
                "cidr": "10.0.0.0/16",
                "zones": ["us-east-1c", "us-east-1a"],
            },
            {"name": "us-west-2", "role": "standby", "cidr": "10.1.0.0/20", "zones": 3},
        ],
        network={"subnet_prefix": 25},
    )


def subnets(template: Template, alias: str) -> list[Block]:
    """The subnets of one region."""
    return [block for block in template.resources("aws_subnet") if block.provider == alias]


def zone_source(template: Template, alias: str) -> Block:
    """The list of zones of one region."""
    return next(block for block in template.data("aws_availability_zones") if block.provider == alias)


def test_each_region_gets_a_vpc_with_its_own_range(two_regions: Template) -> None:
    two_regions.only("aws_vpc", "us-east-1").expect(provider="us_east_1", cidr_block="10.0.0.0/16")
    two_regions.only("aws_vpc", "us-west-2").expect(provider="us_west_2", cidr_block="10.1.0.0/16")


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_both_dns_switches_are_on_so_that_the_private_zone_answers(
    two_regions: Template, region: str
) -> None:
    two_regions.only("aws_vpc", region).expect(
        provider=region.replace("-", "_"), enable_dns_hostnames=True, enable_dns_support=True
    )


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_the_default_security_group_is_emptied(two_regions: Template, region: str) -> None:
    group = two_regions.only("aws_default_security_group", region)

    group.expect(
        provider=region.replace("-", "_"), vpc_id=two_regions.only("aws_vpc", region).ref("id"), ingress=None
    )
    group.expect(provider=region.replace("-", "_"), egress=None, tags={"Name": "closed"})


def test_subnets_are_the_first_slices_of_the_range_and_private(two_regions: Template) -> None:
    found = subnets(two_regions, "us_west_2")

    assert [subnet["cidr_block"] for subnet in found] == ["10.1.0.0/24", "10.1.1.0/24"]
    assert {subnet["map_public_ip_on_launch"] for subnet in found} == {False}
    assert {subnet["vpc_id"] for subnet in found} == {two_regions.only("aws_vpc", "us-west-2").ref("id")}


def test_subnets_have_the_size_that_is_configured(named_zones: Template) -> None:
    found = [subnet["cidr_block"] for subnet in subnets(named_zones, "us_west_2")]

    assert found == ["10.1.0.0/25", "10.1.0.128/25", "10.1.1.0/25"]


def test_subnet_ranges_are_cut_in_order() -> None:
    assert [str(cidr) for cidr in subnet_cidrs(IPv4Network("192.168.4.0/22"), 3, 24)] == [
        "192.168.4.0/24",
        "192.168.5.0/24",
        "192.168.6.0/24",
    ]


def test_zones_are_those_that_aws_opens_to_everyone(two_regions: Template) -> None:
    zone_source(two_regions, "us_east_1").expect(
        provider="us_east_1",
        state="available",
        filter=[{"name": "opt-in-status", "values": ["opt-in-not-required"]}],
    )


def test_each_subnet_stands_in_a_zone_of_its_own(named_zones: Template) -> None:
    zones = zone_source(named_zones, "us_west_2")

    assert [subnet["availability_zone"] for subnet in subnets(named_zones, "us_west_2")] == [
        zones.ref(f"names[{index}]") for index in range(3)
    ]


@pytest.mark.parametrize(
    ("fixture", "alias", "count"), [("two_regions", "us_east_1", 2), ("named_zones", "us_west_2", 3)]
)
def test_an_account_that_sees_too_few_zones_is_told_so(
    fixture: str, alias: str, count: int, request: pytest.FixtureRequest
) -> None:
    """Two subnets in one zone would be lost together."""
    (only,) = zone_source(request.getfixturevalue(fixture), alias)["lifecycle"]["postcondition"]

    assert only["condition"] == f"${{length(self.names) >= {count}}}"
    assert f"fewer than {count} zones in {alias.replace('_', '-')}" in only["error_message"]


def test_zones_that_the_user_names_are_taken_in_their_order(named_zones: Template) -> None:
    found = [subnet["availability_zone"] for subnet in subnets(named_zones, "us_east_1")]

    assert found == ["us-east-1c", "us-east-1a"]
    assert [block.provider for block in named_zones.data("aws_availability_zones")] == ["us_west_2"]


def test_a_zone_that_aws_adds_later_moves_no_subnet(two_regions: Template) -> None:
    found = [subnet["lifecycle"] for subnet in two_regions.resources("aws_subnet")]

    assert found == [{"ignore_changes": ["availability_zone"]}] * 4


def test_every_subnet_uses_the_regions_one_route_table(two_regions: Template) -> None:
    table = two_regions.only("aws_route_table", "us-east-1")
    associations = [
        block
        for block in two_regions.resources("aws_route_table_association")
        if block.provider == "us_east_1"
    ]

    assert {block["route_table_id"] for block in associations} == {table.ref("id")}
    assert [block["subnet_id"] for block in associations] == [
        subnet.ref("id") for subnet in subnets(two_regions, "us_east_1")
    ]


@pytest.mark.parametrize("fixture", ["two_regions", "three_regions", "adopted"])
@pytest.mark.parametrize(
    "type_", ["aws_internet_gateway", "aws_egress_only_internet_gateway", "aws_nat_gateway", "aws_eip"]
)
def test_there_is_no_way_to_the_internet(fixture: str, type_: str, request: pytest.FixtureRequest) -> None:
    template: Template = request.getfixturevalue(fixture)

    assert template.resources(type_) == []
    assert [route for route in template.resources("aws_route") if "gateway_id" in route.body] == []

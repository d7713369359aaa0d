"""VPCs that are there already: used by id, never owned."""

import pytest

from constructs_lib.testing import Template

OWNED = (
    "aws_vpc",
    "aws_subnet",
    "aws_route_table",
    "aws_route_table_association",
    "aws_default_security_group",
)


@pytest.mark.parametrize("type_", OWNED)
def test_nothing_of_an_existing_network_is_made_or_adopted(adopted: Template, type_: str) -> None:
    assert adopted.resources(type_) == []


def test_endpoint_and_probe_stand_in_the_existing_subnets(adopted: Template) -> None:
    subnets = ["subnet-1111111111111111a", "subnet-1111111111111111b"]

    adopted.only("aws_vpc_endpoint", "us-east-1").expect(
        provider="us_east_1", vpc_id="vpc-11111111111111111", subnet_ids=subnets
    )
    probe = adopted.only("aws_lambda_function", "us-east-1/service/probe")
    assert probe["vpc_config"]["subnet_ids"] == subnets


def test_every_existing_route_table_gets_the_way_to_the_other_region(adopted: Template) -> None:
    routes = [
        (route.provider, route["route_table_id"], route["destination_cidr_block"])
        for route in adopted.resources("aws_route")
    ]

    assert sorted(routes) == [
        ("us_east_1", "rtb-1111111111111111a", "10.1.0.0/16"),
        ("us_east_1", "rtb-1111111111111111b", "10.1.0.0/16"),
        ("us_west_2", "rtb-2222222222222222a", "10.0.0.0/16"),
        ("us_west_2", "rtb-2222222222222222b", "10.0.0.0/16"),
    ]


def test_existing_vpcs_are_peered_by_id(adopted: Template) -> None:
    adopted.only("aws_vpc_peering_connection").expect(
        provider="us_east_1",
        vpc_id="vpc-11111111111111111",
        peer_vpc_id="vpc-22222222222222222",
        peer_region="us-west-2",
    )

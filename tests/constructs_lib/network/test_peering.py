"""Peering between every two regions, agreed by both sides before a route uses it."""

import pytest

from constructs_lib.testing import Block, Template


def route(template: Template, alias: str, cidr: str) -> Block:
    """The one route of a region to a range."""
    (found,) = (
        block
        for block in template.resources("aws_route")
        if block.provider == alias and block["destination_cidr_block"] == cidr
    )
    return found


def test_one_region_asks_for_the_other_regions_vpc(two_regions: Template) -> None:
    two_regions.only("aws_vpc_peering_connection").expect(
        provider="us_east_1",
        vpc_id=two_regions.only("aws_vpc", "us-east-1").ref("id"),
        peer_vpc_id=two_regions.only("aws_vpc", "us-west-2").ref("id"),
        peer_region="us-west-2",
    )


def test_the_asking_side_does_not_try_to_accept_across_regions(two_regions: Template) -> None:
    two_regions.only("aws_vpc_peering_connection").expect(provider="us_east_1", auto_accept=False)


def test_the_other_region_accepts_by_its_own_provider(two_regions: Template) -> None:
    two_regions.only("aws_vpc_peering_connection_accepter").expect(
        provider="us_west_2",
        vpc_peering_connection_id=two_regions.only("aws_vpc_peering_connection").ref("id"),
        auto_accept=True,
    )


@pytest.mark.parametrize(
    ("region", "other_range"), [("us-east-1", "10.1.0.0/16"), ("us-west-2", "10.0.0.0/16")]
)
def test_each_side_routes_the_others_range_once_the_peering_is_accepted(
    two_regions: Template, region: str, other_range: str
) -> None:
    alias = region.replace("-", "_")

    route(two_regions, alias, other_range).expect(
        provider=alias,
        route_table_id=two_regions.only("aws_route_table", region).ref("id"),
        vpc_peering_connection_id=two_regions.only("aws_vpc_peering_connection_accepter").ref("id"),
    )


def test_three_regions_are_peered_in_three_pairs(three_regions: Template) -> None:
    """Peering is not transitive: each pair needs its own."""
    pairs = {
        frozenset((block.provider or "", block["peer_region"].replace("-", "_")))
        for block in three_regions.resources("aws_vpc_peering_connection")
    }

    assert pairs == {
        frozenset(("us_east_1", "us_west_2")),
        frozenset(("us_east_1", "eu_west_1")),
        frozenset(("us_west_2", "eu_west_1")),
    }


def test_every_region_of_three_has_a_way_to_both_others(three_regions: Template) -> None:
    ranges = {"us_east_1": "10.0.0.0/16", "us_west_2": "10.1.0.0/16", "eu_west_1": "10.2.0.0/16"}
    ways = {
        (block.provider, block["destination_cidr_block"]) for block in three_regions.resources("aws_route")
    }

    assert ways == {(own, ranges[other]) for own in ranges for other in ranges if own != other}


def test_each_peering_is_accepted_where_it_was_asked_for(three_regions: Template) -> None:
    asked = {
        block.ref("id"): block["peer_region"].replace("-", "_")
        for block in three_regions.resources("aws_vpc_peering_connection")
    }
    accepted = {
        block["vpc_peering_connection_id"]: block.provider
        for block in three_regions.resources("aws_vpc_peering_connection_accepter")
    }

    assert accepted == asked

"""The private zone, made or given, in front of every region's VPC."""

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized


@pytest.fixture(scope="module")
def looked_up() -> Template:
    """An existing zone that is found by name."""
    return synthesized(
        domain={
            "name": "orders.svc.example.com",
            "lookup_zone": True,
            "certificate": {"validation_zone": "example.com"},
        }
    )


def served(template: Template) -> dict[str, str]:
    """VPC by region of the zone's separate associations."""
    return {
        block["vpc_region"]: block["vpc_id"] for block in template.resources("aws_route53_zone_association")
    }


REGIONS = {
    "two_regions": ["us-east-1", "us-west-2"],
    "three_regions": ["us-east-1", "us-west-2", "eu-west-1"],
    "far_regions": ["eu-central-1", "eu-south-2"],
}


@pytest.mark.parametrize(("fixture", "regions"), REGIONS.items())
def test_the_zone_is_made_private_to_the_vpcs_of_all_regions(
    fixture: str, regions: list[str], request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)

    template.only("aws_route53_zone").expect(
        provider="us_east_1",
        name="svc.example.com",
        vpc=[
            {"vpc_id": template.only("aws_vpc", region).ref("id"), "vpc_region": region} for region in regions
        ],
    )


@pytest.mark.parametrize("fixture", REGIONS)
def test_no_vpc_of_a_created_zone_is_associated_beside_it(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    """Zone and association would each undo what the other says."""
    assert served(request.getfixturevalue(fixture)) == {}


def test_a_region_more_or_less_changes_the_zone(two_regions: Template) -> None:
    """Nothing about its VPCs is ignored."""
    assert "lifecycle" not in two_regions.only("aws_route53_zone").body


def test_an_existing_zone_is_used_by_its_id(adopted: Template) -> None:
    assert adopted.resources("aws_route53_zone") == []
    assert adopted.outputs["zone_id"] == "Z0EXISTING"


def test_only_vpcs_that_the_existing_zone_does_not_serve_are_associated(adopted: Template) -> None:
    assert served(adopted) == {"us-west-2": "vpc-22222222222222222"}


def test_an_existing_zone_is_found_by_its_name_among_private_ones(looked_up: Template) -> None:
    (found,) = (block for block in looked_up.data("aws_route53_zone") if block["private_zone"])

    found.expect(provider="us_east_1", name="svc.example.com")
    assert looked_up.outputs["zone_id"] == found.ref("zone_id")
    assert looked_up.resources("aws_route53_zone") == []


def test_an_existing_zone_is_associated_with_every_new_vpc(looked_up: Template) -> None:
    assert served(looked_up) == {
        region: looked_up.only("aws_vpc", region).ref("id") for region in ("us-east-1", "us-west-2")
    }

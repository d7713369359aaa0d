"""Terraform addresses of a `lattice-service` when its regions change places: nothing is made anew."""

from collections.abc import Sequence
from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized
from tests.support.deployments import LATTICE_SERVICE, THIRD_REGION

EAST, WEST = LATTICE_SERVICE["regions"]
FOURTH_REGION = {"name": "eu-north-1", "role": "standby", "cidr": "10.3.0.0/16"}
SHARED = ("records", "peering", "zone")
"""What joins the regions, by the first part of its path."""


def of(*regions: Any) -> Template:  # noqa: ANN401  # whatever YAML can say
    """These regions under failover."""
    return synthesized(regions=list(regions))


def with_role(region: dict[str, Any], role: str) -> dict[str, Any]:
    """The region in another role."""
    return {**region, "role": role}


def places(template: Template, parts: Sequence[str] = ()) -> dict[str, str | None]:
    """The provider by address: a resource that changes either is made anew, or lost."""
    return {
        block.address: block.provider
        for block in template.resources()
        if not parts or block.path.split("/")[0] in parts
    }


@pytest.fixture(scope="module")
def swapped() -> Template:
    """The example's shape with the roles exchanged."""
    return of(with_role(EAST, "standby"), with_role(WEST, "primary"))


def test_swapped_roles_move_nothing(two_regions: Template, swapped: Template) -> None:
    assert places(swapped) == places(two_regions)


def test_swapped_lines_of_the_file_move_nothing(two_regions: Template) -> None:
    assert places(of(WEST, EAST)) == places(two_regions)


def test_swapped_roles_change_the_records_targets_in_place(two_regions: Template, swapped: Template) -> None:
    for place, before, after in (
        ("primary", "us_east_1", "us_west_2"),
        ("secondary", "us_west_2", "us_east_1"),
    ):
        for template, region in ((two_regions, before), (swapped, after)):
            template.only("aws_route53_record", f"records/CNAME-{place}").expect(
                provider="us_east_1",
                set_identifier=place,
                failover_routing_policy={"type": place.upper()},
                records=[template.outputs[f"endpoint_name_{region}"]],
                health_check_id=template.outputs[f"health_check_id_{region}"],
            )


def test_after_a_swap_the_same_region_asks_for_the_peering(two_regions: Template, swapped: Template) -> None:
    """Of each pair the one whose name sorts first, whatever its role."""
    for type_ in ("aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter", "aws_route"):
        assert [block.body for block in swapped.resources(type_)] == [
            block.body for block in two_regions.resources(type_)
        ]


def test_another_standby_region_takes_the_places_of_the_one_before(two_regions: Template) -> None:
    exchanged = of(EAST, THIRD_REGION)

    assert places(exchanged, ("records", "zone")) == places(two_regions, ("records", "zone"))
    exchanged.only("aws_route53_record", "records/CNAME-secondary").expect(
        provider="us_east_1", records=[exchanged.outputs["endpoint_name_eu_west_1"]]
    )


def test_standbys_in_another_order_move_nothing(three_regions: Template) -> None:
    reordered = of(EAST, THIRD_REGION, WEST)

    assert places(reordered) == places(three_regions)
    reordered.only("aws_route53_record", "records/standby/CNAME-primary").expect(
        provider="us_east_1", records=[reordered.outputs["endpoint_name_eu_west_1"]]
    )


@pytest.mark.parametrize(
    "regions",
    [
        [with_role(EAST, "standby"), with_role(WEST, "primary"), THIRD_REGION],
        [with_role(EAST, "standby"), WEST, with_role(THIRD_REGION, "primary")],
        [THIRD_REGION, WEST, EAST],
    ],
    ids=["the second leads", "the third leads", "the file is turned round"],
)
def test_no_change_of_places_among_three_regions_moves_anything(
    three_regions: Template, regions: list[dict[str, Any]]
) -> None:
    assert places(of(*regions)) == places(three_regions)


@pytest.mark.parametrize("parts", [("records",), ("peering",), ("zone",)], ids=SHARED)
def test_a_further_standby_moves_nothing_of_what_joins_the_others(
    three_regions: Template, parts: Sequence[str]
) -> None:
    before, after = (
        places(template, parts) for template in (three_regions, of(EAST, WEST, THIRD_REGION, FOURTH_REGION))
    )

    assert before.items() <= after.items()
    assert before != {}


def test_a_switch_in_another_standby_is_another_switch() -> None:
    """One that kept its address would be looked for in the wrong region."""
    before, after = (
        places(synthesized(regions=regions, health={"takeover": True}))
        for regions in ([EAST, WEST], [with_role(EAST, "standby"), with_role(WEST, "primary")])
    )

    assert {a for a in before.keys() & after.keys() if before[a] != after[a]} == set()

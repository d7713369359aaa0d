"""Failover records: which answer a name gives, under which health check, and what takes over."""

from constructs_lib.testing import Block, Template
from tests.conftest import synthesized

NAME = "orders.svc.example.com"
STANDBY = f"standby.{NAME}"


def records(template: Template) -> dict[tuple[str, str], Block]:
    """The failover records by name and place."""
    return {
        (block["name"], block["failover_routing_policy"]["type"]): block
        for block in template.resources("aws_route53_record")
        if "failover_routing_policy" in block.body
    }


def endpoint(template: Template, region: str) -> str:
    """The routable name of a region's service."""
    return str(template.outputs[f"endpoint_name_{region.replace('-', '_')}"])


def check(template: Template, region: str) -> str:
    """The id of a region's health check."""
    return str(template.outputs[f"health_check_id_{region.replace('-', '_')}"])


def test_two_regions_share_one_name_with_a_primary_and_a_secondary(two_regions: Template) -> None:
    assert set(records(two_regions)) == {(NAME, "PRIMARY"), (NAME, "SECONDARY")}


def test_the_primary_answers_with_its_regions_endpoint_under_its_own_health_check(
    two_regions: Template,
) -> None:
    """The endpoint's name is routable, Lattice's own is not (F1, F2)."""
    records(two_regions)[NAME, "PRIMARY"].expect(
        provider="us_east_1",
        type="CNAME",
        ttl=60,
        records=[endpoint(two_regions, "us-east-1")],
        health_check_id=check(two_regions, "us-east-1"),
    )


def test_the_secondary_has_a_health_check_too(two_regions: Template) -> None:
    """A record without one is always healthy (F6)."""
    records(two_regions)[NAME, "SECONDARY"].expect(
        provider="us_east_1",
        type="CNAME",
        ttl=60,
        records=[endpoint(two_regions, "us-west-2")],
        health_check_id=check(two_regions, "us-west-2"),
    )


def test_records_of_one_name_are_told_apart(three_regions: Template) -> None:
    found = records(three_regions)

    for name in (NAME, STANDBY):
        assert found[name, "PRIMARY"]["set_identifier"] != found[name, "SECONDARY"]["set_identifier"]


def test_records_stand_in_the_created_zone(three_regions: Template) -> None:
    zone = three_regions.only("aws_route53_zone")

    assert {block["zone_id"] for block in records(three_regions).values()} == {zone.ref("zone_id")}


def test_the_ttl_is_the_one_that_is_configured() -> None:
    template = synthesized(routing={"ttl": 10})

    assert [block["ttl"] for block in records(template).values()] == [10, 10]


def test_the_second_and_third_region_fail_over_under_a_name_of_their_own(three_regions: Template) -> None:
    """Route 53 knows a primary and a secondary and no third."""
    found = records(three_regions)

    assert set(found) == {(name, place) for name in (NAME, STANDBY) for place in ("PRIMARY", "SECONDARY")}
    for place, region in (("PRIMARY", "us-west-2"), ("SECONDARY", "eu-west-1")):
        found[STANDBY, place].expect(
            provider="us_east_1",
            records=[endpoint(three_regions, region)],
            health_check_id=check(three_regions, region),
        )


def test_the_shared_name_falls_back_to_the_standby_name_while_any_standby_is_healthy(
    three_regions: Template,
) -> None:
    """A CALCULATED check counts healthy children against a threshold (F11)."""
    (either,) = (
        block
        for block in three_regions.resources("aws_route53_health_check")
        if block["type"] == "CALCULATED"
    )

    either.expect(
        provider="us_east_1",
        child_health_threshold=1,
        child_healthchecks=[check(three_regions, "us-west-2"), check(three_regions, "eu-west-1")],
    )
    records(three_regions)[NAME, "SECONDARY"].expect(
        provider="us_east_1", records=[STANDBY], health_check_id=either.ref("id")
    )


def test_calculated_checks_have_no_calculated_children() -> None:
    """They cannot (F11): with four regions every calculated check counts endpoint checks."""
    names = [
        ("us-east-1", "primary"),
        ("us-west-2", "standby"),
        ("eu-west-1", "standby"),
        ("eu-north-1", "standby"),
    ]
    template = synthesized(
        regions=[
            {"name": name, "role": role, "cidr": f"10.{index}.0.0/16"}
            for index, (name, role) in enumerate(names)
        ]
    )
    calculated = {
        block.ref("id"): block["child_healthchecks"]
        for block in template.resources("aws_route53_health_check")
        if block["type"] == "CALCULATED"
    }

    assert sorted(len(children) for children in calculated.values()) == [2, 3]
    assert [child for children in calculated.values() for child in children if child in calculated] == []
    assert {name for name, _ in records(template)} == {NAME, STANDBY, f"standby-2.{NAME}"}


def test_the_primary_is_the_region_with_that_role_wherever_it_stands_in_the_list() -> None:
    template = synthesized(
        regions=[
            {"name": "us-east-1", "role": "standby", "cidr": "10.0.0.0/16"},
            {"name": "us-west-2", "role": "primary", "cidr": "10.1.0.0/16"},
        ]
    )

    assert records(template)[NAME, "PRIMARY"]["records"] == [endpoint(template, "us-west-2")]
    assert records(template)[NAME, "SECONDARY"]["records"] == [endpoint(template, "us-east-1")]

"""Records of a policy tree: names, health and the order in which they come to be."""

import pytest

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import TerraformStack
from cdktf import Testing as CdktfTesting

from config.regions import Region
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.dns.location import DEFAULT, continent
from constructs_lib.dns.policy import Area, Failover, Geolocation, Nested, Policy, Simple, failover_chain
from constructs_lib.dns.refusal import RoutingRefusedError
from constructs_lib.dns.routed_name import RoutedName
from constructs_lib.dns.target import Addresses
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers
from constructs_lib.testing import Block, Template
from tests.constructs_lib.dns.routing_answers import (
    ADDRESS,
    BALANCER,
    CNAME,
    EAST,
    NAME,
    WEST,
    answer,
    weighted,
)

ELSEWHERE = answer("far", Addresses(ipv4=["192.0.2.9"]))
CNAMES = [answer(region, CNAME) for region in ("us-east-1", "us-west-2", "eu-west-1")]


def written(policy: Policy, *, ttl: int | None = 60, times: int = 1) -> Template:
    """The template of a stack that holds this name only."""
    stack = TerraformStack(CdktfTesting.app(), "routing")
    providers = Providers(stack, naming=Naming(deployment="orders", environment="test"), tags={})
    edge = providers.region(Region(name="us-east-1", role="active"))
    zone = HostedZone(id="Z1", name="example.com", private=False)
    for number in range(times):
        RoutedName(stack, f"name-{number}", edge=edge, zone=zone, name=NAME, policy=policy, ttl=ttl)
    return Template.of(stack)


def record(template: Template, name: str, identifier: str, type_: str = "A") -> Block:
    """The one record with this name, set identifier and type."""
    (found,) = (
        block
        for block in template.resources("aws_route53_record")
        if (block["name"], block["set_identifier"], block["type"]) == (name, identifier, type_)
    )
    return found


def test_an_answer_with_both_families_gets_a_record_for_each() -> None:
    template = written(Simple(target=Addresses(ipv4=["192.0.2.1"], ipv6=["2001:db8::1"])))

    assert {block["type"]: block["records"] for block in template.resources("aws_route53_record")} == {
        "A": ["192.0.2.1"],
        "AAAA": ["2001:db8::1"],
    }


def test_a_simple_record_has_neither_set_identifier_nor_health_check() -> None:
    written(Simple(target=ADDRESS)).only("aws_route53_record").expect(
        provider="us_east_1", set_identifier=None, health_check_id=None
    )


def test_a_load_balancer_is_an_alias_that_evaluates_its_health() -> None:
    written(Simple(target=BALANCER), ttl=None).only("aws_route53_record").expect(
        provider="us_east_1",
        type="A",
        ttl=None,
        alias={
            "name": "web-1.us-east-1.elb.amazonaws.com",
            "zone_id": "Z35SXDOTRQ7X7K",
            "evaluate_target_health": True,
        },
    )


def test_a_chain_of_cnames_leads_to_the_standbys_under_a_check_that_counts_theirs() -> None:
    template = written(failover_chain(CNAMES))

    check = template.only("aws_route53_health_check")
    check.expect(
        provider="us_east_1",
        type="CALCULATED",
        child_healthchecks=["check-us-west-2", "check-eu-west-1"],
        child_health_threshold=1,
    )
    record(template, NAME, "secondary", "CNAME").expect(
        provider="us_east_1",
        records=[f"standby.{NAME}"],
        ttl=60,
        health_check_id=check.ref("id"),
        failover_routing_policy={"type": "SECONDARY"},
    )
    record(template, f"standby.{NAME}", "primary", "CNAME").expect(
        provider="us_east_1",
        records=["web.example.net"],
        health_check_id="check-us-west-2",
        failover_routing_policy={"type": "PRIMARY"},
    )


def test_the_names_of_a_longer_chain_stand_side_by_side() -> None:
    names = {
        block["name"]
        for block in written(failover_chain([*CNAMES, answer("eu-central-1", CNAME)])).resources(
            "aws_route53_record"
        )
    }
    assert names == {NAME, f"standby.{NAME}", f"standby-2.{NAME}"}


def test_a_chain_of_addresses_leads_on_by_an_alias_that_evaluates_health_and_needs_no_check() -> None:
    template = written(failover_chain([EAST, WEST, answer("far")]))

    assert template.resources("aws_route53_health_check") == []
    record(template, NAME, "secondary").expect(
        provider="us_east_1",
        alias={"name": f"standby.{NAME}", "zone_id": "Z1", "evaluate_target_health": True},
        ttl=None,
        health_check_id=None,
    )


def test_what_an_alias_leads_to_is_written_before_it() -> None:
    """Route 53 refuses an alias to a record that is not there."""
    template = written(failover_chain([EAST, WEST, answer("far")]))

    nested = {
        block.address
        for block in template.resources("aws_route53_record")
        if block["name"] == f"standby.{NAME}"
    }
    assert nested < set(record(template, NAME, "secondary")["depends_on"])


def test_a_nested_name_for_which_several_places_answer_is_written_once() -> None:
    nested = Nested(identifier="us", policy=Failover(primary=EAST, secondary=WEST))
    areas = [Area(locations=[DEFAULT, continent("NA")], branch=nested)]
    template = written(Geolocation(areas=areas))

    assert sorted(block["name"] for block in template.resources("aws_route53_record")) == [
        f"us.{NAME}",
        f"us.{NAME}",
        NAME,
        NAME,
    ]


def test_a_cname_to_a_last_resort_carries_no_check() -> None:
    """A check that counted the others only would call the branch unhealthy while the last resort is there."""
    answers = [*CNAMES[:2], answer("page", CNAME, check=None)]
    template = written(failover_chain(answers))

    assert template.resources("aws_route53_health_check") == []
    record(template, NAME, "secondary", "CNAME").expect(provider="us_east_1", health_check_id=None)


def test_a_refused_name_writes_nothing() -> None:
    with pytest.raises(RoutingRefusedError, match="0 as every weight"):
        written(weighted((0, EAST), (0, WEST)))


def test_a_name_that_is_written_twice_is_refused() -> None:
    with pytest.raises(RoutingRefusedError, match="simple records of type A for the second time"):
        written(Simple(target=ADDRESS), times=2)


def test_all_records_of_a_name_go_together_when_its_policy_changes() -> None:
    """One by one Route 53 would refuse each: a name and type has one policy."""
    template = written(weighted((90, EAST), (10, WEST)))

    group = template.only("terraform_data")
    assert group["triggers_replace"] == {"policy": "weighted", "types": "A"}
    for block in template.resources("aws_route53_record"):
        assert block["lifecycle"] == {"replace_triggered_by": [group.address]}
        assert block["depends_on"] == [group.address]


def test_regions_that_change_places_change_targets_not_records() -> None:
    """A second PRIMARY beside the first, for however short, would be refused."""
    before, after = (
        {
            block.address: block["records"]
            for block in written(failover_chain(answers)).resources("aws_route53_record")
        }
        for answers in ([EAST, ELSEWHERE], [ELSEWHERE, EAST])
    )
    assert before.keys() == after.keys()
    assert before != after


def test_a_place_that_changes_its_region_changes_a_target_not_a_record() -> None:
    """Two records for one place would be refused."""
    before, after = (
        {
            block.address: block["records"]
            for block in written(
                Geolocation(
                    areas=[
                        Area(locations=[DEFAULT], branch=EAST),
                        Area(locations=[continent("EU")], branch=branch),
                    ]
                )
            ).resources("aws_route53_record")
        }
        for branch in (EAST, ELSEWHERE)
    )
    assert before.keys() == after.keys()
    assert before != after

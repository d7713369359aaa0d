"""The tiers of a VPC and their ways out: what fits, and what is refused with which words."""

from collections.abc import Iterator
from ipaddress import IPv4Network

import pytest

from config.model import ConfigModel, Violation
from config.network_tiers import NetworkTiers, Tier, WaysOut, tier_cidrs, too_large
from config.pilot_light import PilotLight
from config.regions import Region


def violations(model: ConfigModel) -> list[Violation]:
    """What is wrong with values that are valid each by itself."""

    def found() -> Iterator[Violation]:
        for check in model.checks():
            yield from check

    return list(found())


def east(cidr: str, zones: int = 2) -> tuple[Region, ...]:
    """A deployment's regions: one."""
    return (Region(name="us-east-1", role="primary", cidr=IPv4Network(cidr), zones=zones),)


def parts(regions: tuple[Region, ...], network: NetworkTiers) -> PilotLight:
    """So much of a deployment."""
    return PilotLight.model_construct(regions=regions, network=network)


def test_the_defaults_fit_into_the_default_range() -> None:
    assert list(too_large(parts(east("10.0.0.0/16", 3), NetworkTiers()))) == []


@pytest.mark.parametrize(
    ("tier", "cidrs"),
    [
        ("public", ["10.0.0.0/27", "10.0.0.32/27"]),
        ("private", ["10.0.0.64/27", "10.0.0.96/27"]),
        ("data", ["10.0.0.128/28", "10.0.0.144/28"]),
    ],
)
def test_the_smallest_range_holds_three_tiers_in_two_zones(tier: Tier, cidrs: list[str]) -> None:
    tiers = NetworkTiers(public_prefix=27, private_prefix=27, data_prefix=28)

    assert list(too_large(parts(east("10.0.0.0/24"), tiers))) == []
    assert list(map(str, tier_cidrs(IPv4Network("10.0.0.0/24"), tiers, tier, 2))) == cidrs


def test_subnets_that_do_not_fit_into_a_quarter_are_told_what_would() -> None:
    assert list(too_large(parts(east("10.0.0.0/20", 3), NetworkTiers()))) == [
        Violation(
            ("network", "private_prefix"),
            found="20: a quarter of 10.0.0.0/20 of us-east-1, a /22, does not hold 3 of these, "
            "one for each zone",
            allowed="24 to 28 for this range",
            mend="set `private_prefix: 24`, or give us-east-1 a larger cidr",
            because=(("regions", 0, "cidr"), ("regions", 0, "zones")),
        )
    ]


def test_a_range_too_small_for_three_public_subnets_is_told_so() -> None:
    tiers = NetworkTiers(public_prefix=27, private_prefix=28, data_prefix=28)

    assert list(too_large(parts(east("10.0.0.0/24", 3), tiers))) == [
        Violation(
            ("network", "public_prefix"),
            found="27: a quarter of 10.0.0.0/24 of us-east-1, a /26, does not hold 3 of these, "
            "one for each zone",
            allowed="no prefix, for so small a range",
            mend="give us-east-1 a larger cidr",
            because=(("regions", 0, "cidr"), ("regions", 0, "zones")),
        )
    ]


def test_instances_that_could_not_learn_where_their_database_is_are_refused() -> None:
    assert violations(WaysOut.model_construct(nat="none", endpoints=("secretsmanager",))) == [
        Violation(
            ("endpoints",),
            found="no ssm and no ssmmessages beside `nat: none`",
            allowed="ssm and ssmmessages at least: without NAT an instance has no other way to the "
            "parameter that tells it where its database is, and an operator none to the instance",
            mend="add ssm and ssmmessages to `endpoints`, or set `nat: one`",
            because=(("nat",),),
        )
    ]


@pytest.mark.parametrize("service", ["s3", "dynamodb"])
def test_an_interface_endpoint_for_what_has_a_gateway_endpoint_is_refused(service: str) -> None:
    """DynamoDB's takes no private name, and S3's asks for the gateway endpoint first: AWS refuses both."""
    assert violations(WaysOut.model_construct(nat="one", endpoints=("ssm", service))) == [
        Violation(
            ("endpoints", 1),
            allowed="services beside s3 and dynamodb: these have gateway endpoints anyway, at no price, and "
            "AWS refuses a second endpoint under the name of dynamodb, and of s3 before the first",
            mend="remove it from the list",
        )
    ]


def test_a_nat_gateway_leads_everywhere_and_needs_no_endpoint() -> None:
    assert violations(WaysOut(nat="one")) == []


def test_ways_out_are_those_of_the_regions_role() -> None:
    tiers = NetworkTiers()

    assert tiers.ways_out("primary") == WaysOut(nat="per_zone")
    assert tiers.ways_out("standby") == WaysOut(
        nat="none", endpoints=("ssm", "ssmmessages", "secretsmanager")
    )

"""The routing section: five policies, each with what it needs and nothing else."""

import pytest

from config.routing import (
    FailoverRouting,
    GeolocationRouting,
    LatencyRouting,
    MultivalueRouting,
    WeightedRouting,
)
from config.yaml_source import parse
from tests.config.routed import ACTIVE_PAIR, FAILOVER_PAIR, Routed, problems, routing_of

TTL = "a whole number from 1 to 300 (seconds)"
EUROPE = {"us-west-2": {"continents": ["EU"]}}


def test_without_a_policy_it_is_failover() -> None:
    assert routing_of(FAILOVER_PAIR, ttl=30) == FailoverRouting(ttl=30)


def test_without_a_section_it_is_failover_within_a_minute() -> None:
    assert Routed.model_validate({"regions": FAILOVER_PAIR}).routing == FailoverRouting(
        policy="failover", ttl=60
    )


def test_weighted_takes_a_share_for_each_region() -> None:
    found = routing_of(ACTIVE_PAIR, policy="weighted", weights={"us-east-1": 90, "us-west-2": 10})

    assert isinstance(found, WeightedRouting)
    assert dict(found.weights) == {"us-east-1": 90, "us-west-2": 10}
    assert found.ttl == 60


def test_latency_needs_nothing_more() -> None:
    assert routing_of(ACTIVE_PAIR, policy="latency") == LatencyRouting(policy="latency")


def test_multivalue_needs_nothing_more() -> None:
    assert routing_of(ACTIVE_PAIR, policy="multivalue") == MultivalueRouting(policy="multivalue")


def test_geolocation_takes_continents_countries_and_us_states_by_code() -> None:
    locations = {
        "us-east-1": {"continents": ["NA", "sa"], "us_states": ["ca"]},
        "us-west-2": {"countries": ["NA", "de", "XK"]},
    }
    found = routing_of(ACTIVE_PAIR, policy="geolocation", locations=locations, default="us-east-1")

    assert isinstance(found, GeolocationRouting)
    assert [*found.locations["us-east-1"].places()] == [
        ("continents", "NA"),
        ("continents", "SA"),
        ("us_states", "CA"),
    ]
    assert found.locations["us-west-2"].countries == ("NA", "DE", "XK")


def test_norway_is_a_country_and_not_false() -> None:
    assert parse("countries: [NO, SE]\n").data == {"countries": ["NO", "SE"]}


@pytest.mark.parametrize("policy", ["failover", "latency", "multivalue"])
def test_a_ttl_above_five_minutes_is_refused_in_every_policy(policy: str) -> None:
    regions = FAILOVER_PAIR if policy == "failover" else ACTIVE_PAIR
    assert problems(regions, policy=policy, ttl=301) == [
        f"routing.ttl: None; {TTL}; set `ttl: 60`; clients keep the failed region's address for as long as "
        f"this"
    ]


def test_a_policy_that_does_not_exist_is_refused() -> None:
    assert problems(ACTIVE_PAIR, policy="geoproximity") == [
        "routing.policy: None; failover, weighted, latency, geolocation or multivalue; "
        "set `policy: failover`, or leave it out: failover is the default"
    ]


def test_weights_under_another_policy_are_refused() -> None:
    assert problems(ACTIVE_PAIR, policy="latency", weights={"us-east-1": 1}) == [
        "routing.weights: an unknown key; policy, fallback, ttl; remove it, or choose another `policy`"
    ]


@pytest.mark.parametrize("weight", [-1, 256, 1.5, True, "10"])
def test_a_weight_that_route_53_does_not_take_is_refused(weight: object) -> None:
    assert problems(ACTIVE_PAIR, policy="weighted", weights={"us-east-1": weight, "us-west-2": 1}) == [
        "routing.weights.us-east-1: None; a whole number from 0 to 255; write shares such as 90 and 10"
    ]


def test_weight_0_everywhere_is_refused() -> None:
    assert problems(ACTIVE_PAIR, policy="weighted", weights={"us-east-1": 0, "us-west-2": 0}) == [
        "routing.weights: 0 for every region; at least one weight above 0: with only zeros Route 53 ignores "
        "the "
        "weights; give the region that should answer a weight, such as 100"
    ]


def test_missing_weights_are_asked_for() -> None:
    assert problems(ACTIVE_PAIR, policy="weighted") == [
        "routing.weights: nothing; the key is missing; a mapping from every region to a whole number from 0 "
        "to "
        "255; add `weights:`; write one line `us-east-1: 90` per region"
    ]


def test_geolocation_without_a_default_is_refused() -> None:
    assert problems(ACTIVE_PAIR, policy="geolocation", locations=EUROPE) == [
        "routing.default: nothing; the key is missing; the name of a public AWS region, such as us-east-1; "
        "add `default:`; write the region's code, such as us-east-1"
    ]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (
            {"continents": ["Europe"]},
            "routing.locations.us-west-2.continents[0]: None; a continent's code: AF (Africa), AN "
            "(Antarctica), "
            "AS (Asia), EU (Europe), NA (North America), OC (Oceania), SA (South America); write a code "
            "such as EU",
        ),
        (
            {"countries": ["UK"]},
            "routing.locations.us-west-2.countries[0]: None; a country's two-letter code (ISO 3166), such "
            "as DE; "
            "write GB, the United Kingdom's code",
        ),
        (
            {"countries": ["BV"]},
            "routing.locations.us-west-2.countries[0]: None; a country's two-letter code (ISO 3166), such "
            "as DE; "
            "write it in two letters, such as DE",
        ),
        (
            {"us_states": ["PR"]},
            "routing.locations.us-west-2.us_states[0]: None; a US state's two-letter postal code, such as "
            "CA; "
            "write it in two letters, such as CA",
        ),
        (
            {"continents": ["EU", "eu"]},
            "routing.locations.us-west-2.continents: EU, more than once; every entry once; remove the "
            "second one",
        ),
        (
            {},
            "routing.locations.us-west-2: no places; at least one of continents, countries and us_states; "
            "name a place, such as `continents: [EU]`, or remove the region",
        ),
    ],
)
def test_a_place_that_route_53_does_not_know_is_refused(places: dict[str, list[str]], expected: str) -> None:
    locations = {"us-west-2": places}
    assert problems(ACTIVE_PAIR, policy="geolocation", locations=locations, default="us-east-1") == [expected]


def test_one_place_in_two_regions_is_refused() -> None:
    locations = {"us-east-1": {"countries": ["DE"]}, "us-west-2": {"countries": ["FR", "DE"]}}
    assert problems(ACTIVE_PAIR, policy="geolocation", locations=locations, default="us-east-1") == [
        "routing.locations.us-west-2.countries: DE, which us-east-1 has too; every place once: Route 53 "
        "takes no "
        "two records for one place; keep DE in one of the two regions"
    ]


def test_geolocation_without_places_is_refused() -> None:
    assert problems(ACTIVE_PAIR[:1], policy="geolocation", locations={}, default="us-east-1") == [
        "routing.locations: None; at least one region with places: without any, only the default would "
        "answer; "
        "write a region with `continents:`, `countries:` or `us_states:` below it, or choose another policy"
    ]


def test_a_region_as_its_own_fallback_is_refused() -> None:
    assert problems(ACTIVE_PAIR, policy="latency", fallback={"us-east-1": "us-east-1"}) == [
        "routing.fallback.us-east-1: us-east-1 as its own fallback; another region: when one is unhealthy, "
        "something else has to answer; name the region that should stand in, or remove the line"
    ]

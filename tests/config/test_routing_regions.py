"""The routing policy and the regions fit each other."""

import pytest

from tests.config.routed import ACTIVE_PAIR, FAILOVER_PAIR, active, problems

HALVES = {"us-east-1": 50, "us-west-2": 50}
EUROPE = {"us-west-2": {"continents": ["EU"]}}
WITH_STANDBY = [*active("us-east-1"), {"name": "us-west-2", "role": "standby"}]


def test_a_failover_pair_fits_failover() -> None:
    assert problems(FAILOVER_PAIR, policy="failover") == []


def test_two_primaries_are_refused_with_failover() -> None:
    primaries = [{"name": name, "role": "primary"} for name in ("us-east-1", "us-west-2")]
    assert problems(primaries, policy="failover") == [
        "regions: 2 primaries: us-east-1, us-west-2; exactly one region with `role: primary`; "
        "keep one primary and give the others `role: standby`"
    ]


def test_an_active_region_is_refused_with_failover() -> None:
    regions = [FAILOVER_PAIR[0], *active("us-west-2")]
    assert problems(regions, policy="failover") == [
        "regions[1].role: None; primary or standby, with `routing.policy: failover`; set `role: standby`"
    ]


@pytest.mark.parametrize(
    ("routing", "also"),
    [
        ({"policy": "weighted", "weights": HALVES}, ""),
        ({"policy": "latency"}, ", or standby where it is the `fallback` of another"),
        ({"policy": "multivalue"}, ""),
    ],
)
def test_a_failover_pair_is_refused_where_all_regions_answer_together(
    routing: dict[str, object], also: str
) -> None:
    allowed = f"active, with `routing.policy: {routing['policy']}`: all regions answer together{also}"
    assert problems(FAILOVER_PAIR, **routing) == [
        f"regions[{index}].role: {role}; {allowed}; set `role: active`"
        for index, role in enumerate(("primary", "standby"))
    ]


def test_a_standby_may_be_another_regions_fallback() -> None:
    assert problems(WITH_STANDBY, policy="latency", fallback={"us-east-1": "us-west-2"}) == []


def test_a_fallback_of_a_standby_is_refused() -> None:
    fallback = {"us-east-1": "us-west-2", "us-west-2": "us-east-1"}
    assert problems(WITH_STANDBY, policy="latency", fallback=fallback) == [
        "routing.fallback.us-west-2: a fallback for us-west-2, which stands by; fallbacks of regions that "
        "answer; "
        "remove the line"
    ]


def test_a_region_without_a_weight_is_named() -> None:
    assert problems(ACTIVE_PAIR, policy="weighted", weights={"us-east-1": 1}) == [
        "routing.weights: no weight for us-west-2; a weight for every region; "
        "add `us-west-2: 0`, or the share that it should get"
    ]


UNKNOWN = (
    "eu-west-1, which is not among the regions; the deployment's regions: us-east-1, us-west-2; "
    "remove the line, or correct the region"
)


@pytest.mark.parametrize(
    ("routing", "key"),
    [
        ({"policy": "weighted", "weights": {**HALVES, "eu-west-1": 1}}, "routing.weights.eu-west-1"),
        ({"policy": "latency", "fallback": {"eu-west-1": "us-east-1"}}, "routing.fallback.eu-west-1"),
        ({"policy": "latency", "fallback": {"us-east-1": "eu-west-1"}}, "routing.fallback.us-east-1"),
        (
            {
                "policy": "geolocation",
                "default": "us-east-1",
                "locations": {**EUROPE, "eu-west-1": {"countries": ["IE"]}},
            },
            "routing.locations.eu-west-1",
        ),
        (
            {
                "policy": "geolocation",
                "default": "eu-west-1",
                "locations": {**EUROPE, "us-east-1": {"countries": ["US"]}},
            },
            "routing.default",
        ),
    ],
)
def test_a_region_that_is_not_there_is_refused(routing: dict[str, object], key: str) -> None:
    assert problems(ACTIVE_PAIR, **routing) == [f"{key}: {UNKNOWN}"]


def test_a_region_that_would_never_answer_is_refused() -> None:
    assert problems(ACTIVE_PAIR, policy="geolocation", default="us-west-2", locations=EUROPE) == [
        "routing.locations: nothing for us-east-1; for every region places, or a part as `default` or as "
        "`fallback` of another: without any it would never answer; "
        "add `us-east-1:` with `countries:` below it, or make it a fallback"
    ]


def test_a_fallback_is_part_enough() -> None:
    fallback = {"us-west-2": "us-east-1"}
    assert (
        problems(ACTIVE_PAIR, policy="geolocation", default="us-west-2", locations=EUROPE, fallback=fallback)
        == []
    )


def test_a_ninth_region_is_refused_with_multivalue() -> None:
    names = "us-east-1 us-east-2 us-west-1 us-west-2 eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1"
    assert problems(active(*names.split()), policy="multivalue") == [
        "routing.policy: multivalue over 9 regions; at most 8 regions: Route 53 puts no more addresses into "
        "one "
        "answer, so each answer would lack some region; keep 8 regions, or set `policy: latency`"
    ]

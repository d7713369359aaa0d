"""From the configured routing to the policy tree."""

from constructs_lib.dns.location import DEFAULT, continent, country, us_state
from constructs_lib.dns.policy import (
    Area,
    Geolocation,
    Latency,
    Multivalue,
    Nested,
    Place,
    Share,
    Weighted,
    failover_chain,
)
from constructs_lib.dns.regional_policy import regional_policy

# isort: split
from config.routing import (
    FailoverRouting,
    GeolocationRouting,
    LatencyRouting,
    MultivalueRouting,
    WeightedRouting,
)
from config.routing_locations import Locations
from tests.constructs_lib.dns.routing_answers import answer

EAST, WEST = answer("us-east-1"), answer("us-west-2")
ANSWERS = {"us-east-1": EAST, "us-west-2": WEST}
EAST_THEN_WEST = Nested(identifier="us-east-1", label="us-east-1", policy=failover_chain([EAST, WEST]))


def test_failover_takes_the_regions_in_their_order() -> None:
    assert regional_policy(FailoverRouting(), ANSWERS) == failover_chain([EAST, WEST])


def test_weighted_gives_every_region_its_weight() -> None:
    routing = WeightedRouting(policy="weighted", weights={"us-west-2": 10, "us-east-1": 90})

    assert regional_policy(routing, ANSWERS) == Weighted(
        shares=[Share(weight=90, branch=EAST), Share(weight=10, branch=WEST)]
    )


def test_latency_measures_to_each_region() -> None:
    assert regional_policy(LatencyRouting(policy="latency"), ANSWERS) == Latency(
        places=[Place(region="us-east-1", branch=EAST), Place(region="us-west-2", branch=WEST)]
    )


def test_a_fallback_is_a_failover_inside_the_regions_branch() -> None:
    routing = LatencyRouting(policy="latency", fallback={"us-east-1": "us-west-2"})

    assert regional_policy(routing, ANSWERS) == Latency(
        places=[Place(region="us-east-1", branch=EAST_THEN_WEST), Place(region="us-west-2", branch=WEST)]
    )


def test_a_standby_answers_only_as_a_fallback() -> None:
    routing = LatencyRouting(policy="latency", fallback={"us-east-1": "us-west-2"})

    assert regional_policy(routing, ANSWERS, standbys=["us-west-2"]) == Latency(
        places=[Place(region="us-east-1", branch=EAST_THEN_WEST)]
    )


def test_geolocation_gives_each_region_its_places_and_one_the_default() -> None:
    routing = GeolocationRouting(
        policy="geolocation",
        default="us-east-1",
        locations={
            "us-east-1": Locations(continents=("NA",)),
            "us-west-2": Locations(countries=("JP",), us_states=("CA",)),
        },
    )

    assert regional_policy(routing, ANSWERS) == Geolocation(
        areas=[
            Area(locations=[continent("NA"), DEFAULT], branch=EAST),
            Area(locations=[country("JP"), us_state("CA")], branch=WEST),
        ]
    )


def test_multivalue_gives_every_regions_answer() -> None:
    assert regional_policy(MultivalueRouting(policy="multivalue"), ANSWERS) == Multivalue(
        answers=[EAST, WEST]
    )

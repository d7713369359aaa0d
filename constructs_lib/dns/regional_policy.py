"""From the configured routing and each region's answer to the policy tree of the shared name."""

from collections.abc import Collection, Iterator, Mapping

from config.routing import (
    FailoverRouting,
    GeolocationRouting,
    LatencyRouting,
    MultivalueRouting,
    WeightedRouting,
)
from config.routing_locations import Locations
from constructs_lib.dns.location import DEFAULT, Location, continent, country, us_state
from constructs_lib.dns.policy import (
    Answer,
    Area,
    Branch,
    Geolocation,
    Latency,
    Multivalue,
    Nested,
    Place,
    Policy,
    Share,
    Weighted,
    failover_chain,
)

Routing = FailoverRouting | WeightedRouting | LatencyRouting | GeolocationRouting | MultivalueRouting


def regional_policy(
    routing: Routing, answers: Mapping[str, Answer], *, standbys: Collection[str] = ()
) -> Policy:
    """The tree. `answers` are by region, in the order in which regions take over, the primary first.

    `standbys` are the regions of an active-active policy that answer only as somebody's fallback.
    """
    match routing:
        case FailoverRouting():
            return failover_chain(list(answers.values()))
        case WeightedRouting():
            return Weighted(
                shares=[
                    Share(weight=routing.weights[region], branch=answer) for region, answer in answers.items()
                ]
            )
        case LatencyRouting():
            return Latency(
                places=[
                    Place(region=region, branch=_with_fallback(region, routing.fallback, answers))
                    for region in answers
                    if region not in standbys
                ]
            )
        case GeolocationRouting():
            return Geolocation(
                areas=[
                    Area(locations=locations, branch=_with_fallback(region, routing.fallback, answers))
                    for region in answers
                    if (locations := [*_locations(region, routing)])
                ]
            )
        case MultivalueRouting():
            return Multivalue(answers=list(answers.values()))


def _with_fallback(region: str, fallback: Mapping[str, str], answers: Mapping[str, Answer]) -> Branch:
    answer = answers[region]
    if region not in fallback:
        return answer
    return Nested(
        identifier=answer.identifier,
        label=region,
        policy=failover_chain([answer, answers[fallback[region]]]),
    )


def _locations(region: str, routing: GeolocationRouting) -> Iterator[Location]:
    places = routing.locations.get(region)
    if places:
        yield from _places(places)
    if region == routing.default:
        yield DEFAULT


def _places(places: Locations) -> Iterator[Location]:
    yield from map(continent, places.continents)
    yield from map(country, places.countries)
    yield from map(us_state, places.us_states)

"""How DNS chooses among the regions: one policy per name, told apart by `policy`."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from config.aws_regions import RegionName
from config.model import FREEZE, THAW, Allowed, Checks, ConfigModel, Violation, no_entries
from config.routing_locations import Locations

Ttl = Annotated[
    int,
    Field(strict=True, ge=1, le=300),
    Allowed(
        "a whole number from 1 to 300 (seconds)",
        "set `ttl: 60`; clients keep the failed region's address for as long as this",
    ),
]
Weight = Annotated[
    int,
    Field(strict=True, ge=0, le=255),
    Allowed("a whole number from 0 to 255", "write shares such as 90 and 10"),
]
Fallback = Annotated[
    Mapping[RegionName, RegionName],
    FREEZE,
    THAW,
    Allowed("a mapping from a region to the region that stands in for it", "write `us-east-1: us-west-2`"),
]


class FailoverRouting(ConfigModel):
    """One region answers, the others stand by."""

    policy: Annotated[Literal["failover"], Allowed("failover", "set `policy: failover`")] = "failover"
    """The primary answers while it is healthy, then the standby. When every region is unhealthy, Route 53
    answers with the primary (F6)."""
    ttl: Ttl = 60
    """Seconds for which clients may keep an answer, and so a part of every failover's time. 60 keeps that
    part at a minute; above 300 DNS would be slower than a person."""


class WeightedRouting(ConfigModel):
    """Active-active by shares: each region gets its weight's part of the answers."""

    policy: Annotated[Literal["weighted"], Allowed("weighted", "set `policy: weighted`")]
    """Healthy regions answer in proportion to their weights. When every region is unhealthy, all count as
    healthy (F6)."""
    weights: Annotated[
        Mapping[RegionName, Weight],
        FREEZE,
        THAW,
        Allowed(
            "a mapping from every region to a whole number from 0 to 255",
            "write one line `us-east-1: 90` per region",
        ),
    ]
    """Each region's weight; no unit, only the proportion counts. A region with 0 answers only when every
    region with more is unhealthy, so 100 and 0 drain a region without taking it away."""
    ttl: Ttl = 60
    """Seconds for which clients may keep an answer. 60 is also the TTL of AWS load balancers: where some
    regions answer with another, the shares are not the weights'."""

    def checks(self) -> Checks:
        """Only zeros."""
        return (self._only_zeros(),)

    def _only_zeros(self) -> Iterator[Violation]:
        if not any(self.weights.values()):
            yield Violation(
                ("weights",),
                found="0 for every region" if self.weights else "no weights",
                allowed="at least one weight above 0: with only zeros Route 53 ignores the weights",
                mend="give the region that should answer a weight, such as 100",
            )


class LatencyRouting(ConfigModel):
    """Active-active by nearness: the region with the shortest way to the client answers."""

    policy: Annotated[Literal["latency"], Allowed("latency", "set `policy: latency`")]
    """Of the healthy regions the one with the lowest latency to the client's network answers; in a private
    zone, to the region of the VPC that asks. When every region is unhealthy, all count as healthy (F6)."""
    fallback: Fallback = Field(default_factory=no_entries)
    """Which region stands in for an unhealthy one, where that is not to be the next nearest: latency over
    the regions, failover inside each. A region that is only somebody's fallback has `role: standby`."""
    ttl: Ttl = 60
    """Seconds for which clients may keep an answer, and so a part of the way out of a failed region."""

    def checks(self) -> Checks:
        """A region that stands in for itself."""
        return (_own_fallback(self.fallback),)


class GeolocationRouting(ConfigModel):
    """Active-active by place: a client's continent, country or US state decides which region answers."""

    policy: Annotated[Literal["geolocation"], Allowed("geolocation", "set `policy: geolocation`")]
    """The smallest place that contains the client decides: a US state before its country, a country before
    its continent. When its region is unhealthy, the next larger place's answers, at last the default."""
    locations: Annotated[
        Mapping[RegionName, Locations],
        FREEZE,
        THAW,
        Allowed(
            "a mapping from region to its places",
            "write a region with `continents:`, `countries:` or `us_states:` below it",
        ),
    ]
    """The places that each region answers for. In a private zone, the place is the asking VPC's region."""
    default: RegionName
    """The region for everybody else. Mandatory: addresses that belong to no listed place, or to none that is
    known, would get no answer at all."""
    fallback: Fallback = Field(default_factory=no_entries)
    """Which region stands in for an unhealthy one, where that is not to be the next larger place's:
    geolocation over the regions, failover inside each. The default region needs one to be replaced itself."""
    ttl: Ttl = 60
    """Seconds for which clients may keep an answer, and so a part of the way out of a failed region."""

    def checks(self) -> Checks:
        """No places at all or for one region, one in two regions, a region that stands in for itself."""
        return (self._no_locations(), self._nowhere(), self._place_twice(), _own_fallback(self.fallback))

    def _no_locations(self) -> Iterator[Violation]:
        if not self.locations:
            yield Violation(
                ("locations",),
                allowed="at least one region with places: without any, only the default would answer",
                mend="write a region with `continents:`, `countries:` or `us_states:` below it, "
                "or choose another policy",
            )

    def _nowhere(self) -> Iterator[Violation]:
        for region, locations in self.locations.items():
            if not any(locations.places()):
                yield Violation(
                    ("locations", region),
                    found="no places",
                    allowed="at least one of continents, countries and us_states",
                    mend="name a place, such as `continents: [EU]`, or remove the region",
                )

    def _place_twice(self) -> Iterator[Violation]:
        taken: dict[tuple[str, str], str] = {}
        for region, locations in self.locations.items():
            for field, place in locations.places():
                other = taken.setdefault((field, place), region)
                if other != region:
                    yield Violation(
                        ("locations", region, field),
                        found=f"{place}, which {other} has too",
                        allowed="every place once: Route 53 takes no two records for one place",
                        mend=f"keep {place} in one of the two regions",
                        because=(("locations", other, field), ("locations", region, field)),
                    )


class MultivalueRouting(ConfigModel):
    """All healthy regions' addresses in one answer; the client chooses."""

    policy: Annotated[Literal["multivalue"], Allowed("multivalue", "set `policy: multivalue`")]
    """Up to eight healthy addresses answer together, so that clients which try the next one need no DNS to
    leave a failed region. For plain addresses: neither alias records nor CNAMEs can answer together."""
    ttl: Ttl = 60
    """Seconds for which clients may keep an answer, and so a part of the way out of a failed region."""


def _own_fallback(fallback: Mapping[str, str]) -> Iterator[Violation]:
    for region, other in fallback.items():
        if region == other:
            yield Violation(
                ("fallback", region),
                found=f"{other} as its own fallback",
                allowed="another region: when one is unhealthy, something else has to answer",
                mend="name the region that should stand in, or remove the line",
            )


_DEFAULT_MEND = "set `policy: failover`, or leave it out: failover is the default"

AnyRouting = Annotated[
    FailoverRouting | WeightedRouting | LatencyRouting | GeolocationRouting | MultivalueRouting,
    Field(discriminator="policy"),
    Allowed("failover, weighted, latency, geolocation or multivalue", _DEFAULT_MEND),
]
"""Every policy, told apart by `policy`; for names whose regions may answer in any way."""

CnameRouting = Annotated[
    FailoverRouting | WeightedRouting | LatencyRouting,
    Field(discriminator="policy"),
    Allowed("failover, weighted or latency", _DEFAULT_MEND),
]
"""The policies of a name that answers with each region's own DNS name, inside VPCs: multivalue takes no
CNAME, and in a private zone geolocation knows no more than latency, the region of the VPC that asks."""


def with_policy(routing: object) -> object:
    """The raw section with `policy: failover` where it names none. Systems apply it in `completed`: a union
    is told apart before the defaults of its members are filled in."""
    if isinstance(routing, Mapping) and routing.get("policy") is None:
        return {**routing, "policy": "failover"}
    return routing

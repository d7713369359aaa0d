"""Every routing policy with every kind of target that AWS allows it, and the records that must come of it.

What is expected is written out in the words of Route 53's own API, apart from the code that makes it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from constructs_lib.dns.location import DEFAULT, continent, country, us_state
from constructs_lib.dns.policy import (
    Answer,
    Area,
    Branch,
    Failover,
    Geolocation,
    Latency,
    Multivalue,
    Nested,
    Place,
    Policy,
    Share,
    Simple,
    Weighted,
    failover_chain,
)
from constructs_lib.dns.target import (
    DUAL_STACK,
    Addresses,
    CloudFrontAlias,
    Cname,
    LoadBalancerAlias,
    Target,
)

Json = dict[str, Any]

REGIONS = ("us-east-1", "us-west-2", "eu-west-1")
EAST, WEST, IRELAND = REGIONS
TTL = 30

_BALANCER_ZONES = {EAST: "Z35SXDOTRQ7X7K", WEST: "Z1H1FL5HABSF5", IRELAND: "Z32O12XQLNTSW2"}
_IPV4 = {EAST: "192.0.2.1", WEST: "192.0.2.2", IRELAND: "192.0.2.3"}
_IPV6 = {EAST: "2001:db8::1", WEST: "2001:db8::2", IRELAND: "2001:db8::3"}
_DISTRIBUTION = "d111111abcdef8.cloudfront.net"

ANY = "(any)"
"""Stands for the calculated check over a nested CNAME's answers."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of target: how a region has it, and what the API shows of it."""

    name: str
    types: tuple[str, ...]
    target: Callable[[str], Target]
    shown: Callable[[str, str], Json]
    """By region and record type."""

    @property
    def alias(self) -> bool:
        """Whether its records carry no TTL."""
        return self.name in ("balancer", "cloudfront")


def _balancer(region: str) -> str:
    return f"web-123.{region}.elb.amazonaws.com"


def _alias(name: str, zone_id: str, *, evaluated: bool) -> Json:
    return {"AliasTarget": {"DNSName": name, "HostedZoneId": zone_id, "EvaluateTargetHealth": evaluated}}


def _plain(value: str) -> Json:
    return {"TTL": TTL, "ResourceRecords": [{"Value": value}]}


BALANCER = Kind(
    name="balancer",
    types=("A", "AAAA"),
    target=lambda region: LoadBalancerAlias(
        dns_name=_balancer(region), zone_id=_BALANCER_ZONES[region], record_types=DUAL_STACK
    ),
    shown=lambda region, _: _alias(_balancer(region), _BALANCER_ZONES[region], evaluated=True),
)
CNAME = Kind(
    name="cname",
    types=("CNAME",),
    target=lambda region: Cname(dns_name=f"web.{region}.example.net"),
    shown=lambda region, _: _plain(f"web.{region}.example.net"),
)
ADDRESSES = Kind(
    name="addresses",
    types=("A", "AAAA"),
    target=lambda region: Addresses(ipv4=[_IPV4[region]], ipv6=[_IPV6[region]]),
    shown=lambda region, type_: _plain((_IPV4 if type_ == "A" else _IPV6)[region]),
)
CLOUDFRONT = Kind(
    name="cloudfront",
    types=("A", "AAAA"),
    # One distribution, first; the others are load balancers.
    target=lambda region: (
        CloudFrontAlias(dns_name=_DISTRIBUTION) if region == EAST else BALANCER.target(region)
    ),
    shown=lambda region, type_: (
        _alias(_DISTRIBUTION, "Z2FDTNDATAQYW2", evaluated=False)
        if region == EAST
        else BALANCER.shown(region, type_)
    ),
)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One record, for each type of its kind."""

    identifier: str | None
    policy: Json
    region: str
    """Whose answer it holds; for a record that leads to a nested name, empty."""
    below: str = ""
    """The labels in front of the case's name."""
    leads_to: str = ""
    """The nested label, `<label>.` in front of the case's name."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A tree over a kind of target, and its records."""

    name: str
    kind: Kind
    policy: Policy
    expected: tuple[Expected, ...]


def cases(checks: dict[str, str], *, private: bool) -> Iterator[Case]:
    """All that AWS allows in such a zone; `checks` are health-check ids by region."""
    for kind in (BALANCER, CNAME, ADDRESSES, *(() if private else (CLOUDFRONT,))):
        answers = {
            region: Answer(identifier=region, target=kind.target(region), health_check_id=checks[region])
            for region in REGIONS
        }
        yield Case(
            name=f"simple-{kind.name}",
            kind=kind,
            policy=Simple(target=kind.target(EAST)),
            expected=(Expected(identifier=None, policy={}, region=EAST),),
        )
        for name, (policy, expected) in _trees(answers).items():
            if name != "multivalue" or kind is ADDRESSES:
                yield Case(name=f"{name}-{kind.name}", kind=kind, policy=policy, expected=expected)


def _flat(*entries: tuple[str, Json, str]) -> tuple[Expected, ...]:
    return tuple(Expected(identifier=i, policy=p, region=region) for i, p, region in entries)


def _pair(first: str, second: str, below: str) -> tuple[Expected, ...]:
    return (
        Expected(identifier="primary", policy={"Failover": "PRIMARY"}, region=first, below=below),
        Expected(identifier="secondary", policy={"Failover": "SECONDARY"}, region=second, below=below),
    )


def _trees(answers: dict[str, Answer]) -> dict[str, tuple[Policy, tuple[Expected, ...]]]:
    east, west, ireland = (answers[region] for region in REGIONS)

    def paired(first: Answer, second: Answer) -> Branch:
        return Nested(identifier=first.identifier, policy=Failover(primary=first, secondary=second))

    return {
        "failover": (
            Failover(primary=east, secondary=west),
            _flat(("primary", {"Failover": "PRIMARY"}, EAST), ("secondary", {"Failover": "SECONDARY"}, WEST)),
        ),
        "chain": (
            failover_chain([east, west, ireland]),
            (
                Expected(identifier="primary", policy={"Failover": "PRIMARY"}, region=EAST),
                Expected(
                    identifier="secondary", policy={"Failover": "SECONDARY"}, region="", leads_to="standby"
                ),
                *_pair(WEST, IRELAND, "standby"),
            ),
        ),
        "weighted": (
            Weighted(
                shares=[
                    Share(weight=90, branch=east),
                    Share(weight=10, branch=west),
                    Share(weight=0, branch=ireland),
                ]
            ),
            _flat(
                (EAST, {"Weight": 90}, EAST), (WEST, {"Weight": 10}, WEST), (IRELAND, {"Weight": 0}, IRELAND)
            ),
        ),
        "latency": (
            Latency(places=[Place(region=region, branch=answers[region]) for region in REGIONS]),
            _flat(*((region, {"Region": region}, region) for region in REGIONS)),
        ),
        "geolocation": (
            Geolocation(
                areas=[
                    Area(locations=[continent("NA"), DEFAULT], branch=east),
                    Area(locations=[us_state("CA")], branch=west),
                    Area(locations=[continent("EU"), country("MA")], branch=ireland),
                ]
            ),
            _flat(
                ("continent-NA", {"GeoLocation": {"ContinentCode": "NA"}}, EAST),
                ("default", {"GeoLocation": {"CountryCode": "*"}}, EAST),
                ("state-CA", {"GeoLocation": {"CountryCode": "US", "SubdivisionCode": "CA"}}, WEST),
                ("continent-EU", {"GeoLocation": {"ContinentCode": "EU"}}, IRELAND),
                ("country-MA", {"GeoLocation": {"CountryCode": "MA"}}, IRELAND),
            ),
        ),
        "multivalue": (
            Multivalue(answers=[east, west, ireland]),
            _flat(*((region, {"MultiValueAnswer": True}, region) for region in REGIONS)),
        ),
        "latency-failover": (
            Latency(
                places=[
                    Place(region=EAST, branch=paired(east, west)),
                    Place(region=IRELAND, branch=ireland),
                ]
            ),
            (
                Expected(identifier=EAST, policy={"Region": EAST}, region="", leads_to=EAST),
                Expected(identifier=IRELAND, policy={"Region": IRELAND}, region=IRELAND),
                *_pair(EAST, WEST, EAST),
            ),
        ),
        "geolocation-failover": (
            Geolocation(
                areas=[
                    Area(locations=[DEFAULT, continent("SA")], branch=paired(east, west)),
                    Area(locations=[continent("EU")], branch=ireland),
                ]
            ),
            (
                Expected(
                    identifier="default",
                    policy={"GeoLocation": {"CountryCode": "*"}},
                    region="",
                    leads_to=EAST,
                ),
                Expected(
                    identifier="continent-SA",
                    policy={"GeoLocation": {"ContinentCode": "SA"}},
                    region="",
                    leads_to=EAST,
                ),
                *_flat(("continent-EU", {"GeoLocation": {"ContinentCode": "EU"}}, IRELAND)),
                *_pair(EAST, WEST, EAST),
            ),
        ),
    }


def shown(case: Case, zone_name: str, zone_id: str, checks: dict[str, str]) -> list[Json]:
    """The case's records as `ListResourceRecordSets` has to show them; `ANY` for a calculated check."""
    found = []
    for record in case.expected:
        for type_ in case.kind.types:
            name = ".".join(filter(None, (record.below, case.name, zone_name)))
            entry: Json = {"Name": f"{name}.", "Type": type_, **record.policy}
            if record.identifier:
                entry["SetIdentifier"] = record.identifier
            nested = f"{record.leads_to}.{name}"
            if not record.leads_to:
                entry |= case.kind.shown(record.region, type_)
                if record.identifier:
                    entry["HealthCheckId"] = checks[record.region]
            elif type_ == "CNAME":
                entry |= _plain(nested) | {"HealthCheckId": ANY}
            else:
                entry |= _alias(nested, zone_id, evaluated=True)
            found.append(entry)
    return found

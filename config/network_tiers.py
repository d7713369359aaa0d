"""A VPC of three tiers: public subnets, private ones for the application, and ones for data."""

from collections.abc import Iterator
from ipaddress import IPv4Network
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field

from config.model import Allowed, Checks, ConfigModel, Violation, all_different
from config.regions import RegionRole

if TYPE_CHECKING:
    from config.region_pair import Pair

Tier = Literal["public", "private", "data"]
TIERS: tuple[Tier, ...] = ("public", "private", "data")
QUARTER_BITS = 2
"""Each tier has a quarter of the region's range, and the fourth stays free."""
LONGEST_PREFIX = 28
"""AWS's smallest subnet."""
WITHOUT_NAT = ("ssm", "ssmmessages")
"""What an instance needs in any case: its connection parameter, and a way in for an operator."""
WITH_GATEWAY = ("s3", "dynamodb")
"""What is reached over gateway endpoints, whatever the ways out."""


def _prefix(default: int, longest: int) -> Allowed:
    return Allowed(f"a whole number from 18 to {longest} (prefix length)", f"write one like {default}")


EndpointService = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=64),
    Allowed(
        "an AWS service's name as it stands at the end of its endpoint service's name",
        "write it like ssm, for com.amazonaws.<region>.ssm",
    ),
]


class WaysOut(ConfigModel):
    """How instances in private subnets reach what is outside their VPC.

    S3 and DynamoDB are reached over gateway endpoints in any case: these cost nothing, and Amazon Linux's
    package repositories are in S3. Everything else takes a NAT gateway, or an interface endpoint for each
    service.
    """

    nat: Annotated[
        Literal["none", "one", "per_zone"],
        Allowed("none, one or per_zone", "set `nat: one`, or `per_zone` to survive the loss of a zone"),
    ]
    """NAT gateways, about 33 US dollars a month each and the data on top. `one` stands in the first zone and
    is lost with it; `per_zone` survives that; `none` leaves what `endpoints` name."""
    endpoints: Annotated[
        tuple[EndpointService, ...],
        AfterValidator(all_different),
        Allowed("a list of AWS services", "write it like [ssm, ssmmessages, secretsmanager]"),
    ] = ()
    """AWS services with an interface endpoint in every zone, about 7 US dollars a month for each and zone. A
    service with one is reached over it, whether there is a NAT gateway or not. `s3` and `dynamodb` are not
    for this list: they have gateway endpoints."""

    def checks(self) -> Checks:
        """Instances that could not even read where their database is, and a second way to what has one."""
        return (self._cut_off(), self._reached_anyway())

    def _cut_off(self) -> Iterator[Violation]:
        missing = [service for service in WITHOUT_NAT if service not in self.endpoints]
        if self.nat == "none" and missing:
            yield Violation(
                ("endpoints",),
                found=f"no {' and no '.join(missing)} beside `nat: none`",
                allowed="ssm and ssmmessages at least: without NAT an instance has no other way to the "
                "parameter that tells it where its database is, and an operator none to the instance",
                mend=f"add {' and '.join(missing)} to `endpoints`, or set `nat: one`",
                because=(("nat",),),
            )

    def _reached_anyway(self) -> Iterator[Violation]:
        for index, service in enumerate(self.endpoints):
            if service in WITH_GATEWAY:
                yield Violation(
                    ("endpoints", index),
                    allowed="services beside s3 and dynamodb: these have gateway endpoints anyway, at no "
                    "price, and AWS refuses a second endpoint under the name of dynamodb, and of s3 before "
                    "the first",
                    mend="remove it from the list",
                )


class NetworkTiers(ConfigModel):
    """Each tier takes a quarter of the region's range and cuts one subnet per zone from it. A zone that is
    added later, or another tier's size, moves no subnet; the last quarter stays free for what you add."""

    public_prefix: Annotated[int, Field(strict=True, ge=18, le=27), _prefix(24, 27)] = 24
    """Prefix length of each public subnet: load balancer and NAT. Not above 27: a load balancer wants room to
    grow in each of its subnets."""
    private_prefix: Annotated[int, Field(strict=True, ge=18, le=28), _prefix(20, 28)] = 20
    """Prefix length of each private subnet: instances and interface endpoints. 20 leaves 4,091 addresses."""
    data_prefix: Annotated[int, Field(strict=True, ge=18, le=28), _prefix(24, 28)] = 24
    """Prefix length of each data subnet: databases. They have no way out of the VPC."""
    primary: WaysOut = WaysOut(nat="per_zone")
    """Ways out in a primary region."""
    standby: WaysOut = WaysOut(nat="none", endpoints=("ssm", "ssmmessages", "secretsmanager"))
    """Ways out in a standby region. They stand ready before it wakes: nothing is made while it takes over, so
    nothing can fail to be made. Without NAT its instances reach S3, DynamoDB and the named services, which is
    enough for a machine image that holds all it runs. `nat: one` costs about as much as these three endpoints
    in two zones; choose it where the application talks to others on the internet."""
    flow_logs: Annotated[
        Literal["all", "rejected"], Allowed("all or rejected", "set `flow_logs: all`, or rejected")
    ] = "all"
    """Which connections are logged to CloudWatch. `rejected` costs a fraction of `all`, and does not tell who
    did get in. `monitoring.log_retention_days` says how long they are kept."""

    def ways_out(self, role: RegionRole) -> WaysOut:
        """Those of a region in this role. Regions that answer are all alike."""
        return self.standby if role == "standby" else self.primary

    def prefix(self, tier: Tier) -> int:
        """Prefix length of a tier's subnets."""
        return {"public": self.public_prefix, "private": self.private_prefix, "data": self.data_prefix}[tier]


def tier_cidrs(cidr: IPv4Network, tiers: NetworkTiers, tier: Tier, zones: int) -> list[IPv4Network]:
    """The ranges of a tier's subnets, one for each zone; validation has seen that they fit."""
    quarter = list(cidr.subnets(prefixlen_diff=QUARTER_BITS))[TIERS.index(tier)]
    return list(islice(quarter.subnets(new_prefix=tiers.prefix(tier)), zones))


def too_large(deployment: "Pair") -> Iterator[Violation]:
    """Subnets, one per zone, that do not fit into a quarter of a region's range."""
    tiers = deployment.network
    for index, region in enumerate(deployment.regions):
        if not region.knows("name", "cidr", "zones") or region.brings_network:
            continue
        quarter = region.cidr.prefixlen + QUARTER_BITS
        needed = quarter + (region.zone_count - 1).bit_length()
        for tier in TIERS:
            key = f"{tier}_prefix"
            if not tiers.knows(key) or tiers.prefix(tier) >= needed:
                continue
            longest = 27 if tier == "public" else LONGEST_PREFIX
            fits = needed <= longest
            yield Violation(
                ("network", key),
                found=f"{tiers.prefix(tier)}: a quarter of {region.cidr} of {region.name}, a /{quarter}, "
                f"does not hold {region.zone_count} of these, one for each zone",
                allowed=f"{needed} to {longest} for this range"
                if fits
                else "no prefix, for so small a range",
                mend=f"set `{key}: {needed}`, or give {region.name} a larger cidr"
                if fits
                else f"give {region.name} a larger cidr",
                because=(("regions", index, "cidr"), ("regions", index, "zones")),
            )

"""Checks of what several regions, or a region and another part, must have in common."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from config.any_deployment import AnyDeployment, AnyRegion, WithNetworks
from config.aws_regions import AWS_REGIONS
from config.cidr import PRIVATE_RANGES
from config.model import KeyPath, Violation
from config.state import S3State

if TYPE_CHECKING:
    from config.lattice_service import LatticeService

Found = Iterator[Violation]
SomeRegion = TypeVar("SomeRegion", bound=AnyRegion)


def _knowing(regions: Sequence[SomeRegion], *fields: str) -> list[tuple[int, SomeRegion]]:
    """The regions of which these fields are valid, with their places in the list."""
    return [(index, region) for index, region in enumerate(regions) if region.knows(*fields)]


def _names(deployment: AnyDeployment) -> tuple[KeyPath, ...]:
    return tuple(("regions", index, "name") for index in range(len(deployment.regions)))


def too_few(deployment: AnyDeployment) -> Found:
    """A failover needs somewhere to go."""
    count = len(deployment.regions)
    if count < 2:
        yield Violation(
            ("regions",),
            found=f"{count or 'no'} region{'' if count == 1 else 's'}",
            allowed="2 or more regions: a failover needs somewhere to go",
            mend="add a region with `role: standby`",
        )


def named_twice(deployment: AnyDeployment) -> Found:
    """The second of two equal names."""
    first_with: dict[str, int] = {}
    for index, region in _knowing(deployment.regions, "name"):
        first = first_with.setdefault(region.name, index)
        if first != index:
            yield Violation(
                ("regions", index, "name"),
                found=f"{region.name}, a second time",
                allowed="every region once",
                mend="remove this region, or name another one",
                because=(("regions", first, "name"), ("regions", index, "name")),
            )


def overlapping_ranges(deployment: WithNetworks, *, because: str = "the VPCs are peered") -> Found:
    """Peered VPCs need ranges of their own."""
    for (first, one), (second, other) in combinations(_knowing(deployment.regions, "name", "cidr"), 2):
        if one.cidr.overlaps(other.cidr):
            yield Violation(
                ("regions", second, "cidr"),
                found=f"{other.cidr}, which overlaps {one.cidr} of {one.name}",
                allowed=f"a range that no other region uses: {because}",
                mend=f"choose another range, such as {_free_range(deployment)}",
                because=(("regions", first, "cidr"), ("regions", second, "cidr")),
            )


def _free_range(deployment: WithNetworks) -> str:
    taken = [region.cidr for _, region in _knowing(deployment.regions, "cidr")]
    for private in PRIVATE_RANGES:
        for free in private.subnets(new_prefix=16):
            if not any(free.overlaps(cidr) for cidr in taken):
                return str(free)
    return "one that is not used elsewhere"


def subnets_without_room(deployment: "LatticeService") -> Found:
    """One subnet per zone has to fit into the region's range."""
    prefix = deployment.network.subnet_prefix
    for index, region in _knowing(deployment.regions, "name", "cidr", "zones", "existing"):
        bits = prefix - region.cidr.prefixlen
        room = 2**bits if bits >= 0 else 0
        if not region.brings_network and room < region.zone_count:
            needed = region.cidr.prefixlen + (1 if region.zone_count == 2 else 2)
            yield Violation(
                ("network", "subnet_prefix"),
                found=f"{prefix}: {region.cidr} of {region.name} holds {room} of these, "
                f"but {region.zone_count} zones need one each",
                allowed=f"{needed} to 28 for this range",
                mend=f"set `subnet_prefix: {max(needed, 24)}`, or give {region.name} a larger cidr",
                because=(("regions", index, "cidr"), ("regions", index, "zones")),
            )


def missing_route_tables(deployment: "LatticeService") -> Found:
    """The ways to the other regions' VPCs have to be entered somewhere."""
    for index, region in _knowing(deployment.regions, "name", "existing"):
        own = region.existing
        if own and own.knows("route_table_ids") and not own.route_table_ids and len(deployment.regions) > 1:
            yield Violation(
                ("regions", index, "existing", "route_table_ids"),
                found="no route tables",
                allowed="the route tables of the subnets: they get the routes to the other regions",
                mend="add `route_table_ids:` with at least one id, such as rtb-0a1b2c3d4e5f60718",
            )


def wrong_associations(deployment: "LatticeService") -> Found:
    """Only an existing VPC of the deployment can be associated already."""
    if deployment.domain.creates_zone:  # then nothing can be associated, as the domain says itself
        return
    existing = {region.name for region in deployment.regions if region.existing}
    for index, name in enumerate(deployment.domain.associated_regions):
        if name not in existing:
            yield Violation(
                ("domain", "associated_regions", index),
                allowed="a region of this deployment with an `existing` network: a new VPC has no zone yet",
                mend="remove it from the list",
                because=_names(deployment),
            )


def wrong_certificates(deployment: "LatticeService") -> Found:
    """Certificates given by ARN: one for every region (F3), none for a region that is not there."""
    arns = deployment.domain.certificate.arns
    names = [region.name for region in deployment.regions]
    if not arns:
        return
    missing = [name for name in names if name not in arns]
    if missing:
        yield Violation(
            ("domain", "certificate", "arns"),
            found=f"no certificate for {' and '.join(missing)}",
            allowed="one certificate for each region: HTTPS needs it in the same region",
            mend=f"add `{missing[0]}: arn:aws:acm:{missing[0]}:...`",
            because=_names(deployment),
        )
    for name in arns:
        if name not in names:
            yield Violation(
                ("domain", "certificate", "arns", name),
                found=f"a certificate for {name}",
                allowed=f"the deployment's regions: {', '.join(names)}",
                mend="remove the line, or correct the region",
                because=_names(deployment),
            )


def state_inside(deployment: AnyDeployment) -> Found:
    """A state that is stored in the region that is down cannot be opened (F29)."""
    state = deployment.state
    if isinstance(state, S3State) and not state.accept_inside:
        for index, region in _knowing(deployment.regions, "name"):
            if region.name == state.region:
                yield Violation(
                    ("state", "region"),
                    allowed="a region outside this deployment: when it is down, so is its state",
                    mend=f"keep the state in another region, such as {_elsewhere(deployment)}, or give a "
                    "reason in `accept_inside:`",
                    because=(("regions", index, "name"), ("state", "region")),
                )


def _elsewhere(deployment: AnyDeployment) -> str:
    taken = {region.name for _, region in _knowing(deployment.regions, "name")}
    return next(name for name in ("us-east-2", "eu-west-1", "eu-central-1", "us-west-1") if name not in taken)


def without_lattice(deployment: "LatticeService") -> Found:
    """Regions in which the system's main service is not offered."""
    for index, region in _knowing(deployment.regions, "name"):
        if not AWS_REGIONS[region.name].lattice:
            yield Violation(
                ("regions", index, "name"),
                allowed=f"a region with VPC Lattice, which {region.name} does not have",
                mend="name another region",
            )

"""Checks of a primary region and the one standby that takes its place."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from config.model import KeyPath, Violation
from config.regions import Region

if TYPE_CHECKING:
    from config.application_domain import ApplicationDomain
    from config.compute import Compute
    from config.network_tiers import NetworkTiers

NEVER_JOINED = "networks with the same addresses could never be joined, to each other or to a third"
"""Why two regions have two ranges, though nothing here connects them."""


class Pair(Protocol):
    """A deployment in two regions, as far as these checks read it.

    They take all of it: they read a part only when they run, and end where that part is not valid.
    """

    @property
    def name(self) -> str:
        """The deployment's."""

    @property
    def regions(self) -> Sequence[Region]:
        """In the file's order."""

    @property
    def domain(self) -> "ApplicationDomain":
        """Names and certificates."""

    @property
    def network(self) -> "NetworkTiers":
        """Each region's VPC."""

    @property
    def compute(self) -> "Compute":
        """The application."""


def in_order(regions: Sequence[Region]) -> tuple[Region, Region]:
    """The primary, then the standby, wherever they stand in the list."""
    by_role = {region.role: region for region in regions}
    return by_role["primary"], by_role["standby"]


def no_pair(deployment: Pair, *, because: str) -> Iterator[Violation]:
    """Anything but one `primary` and one `standby`; `because` says what allows no more."""
    roles = sorted(region.role for region in deployment.regions if region.knows("role"))
    if len(roles) == len(deployment.regions) and roles != ["primary", "standby"]:
        yield Violation(
            ("regions",),
            found=f"{len(roles)} region{'' if len(roles) == 1 else 's'}: {', '.join(roles) or 'none'}",
            allowed=f"exactly one `primary` and one `standby`: {because}",
            mend="list two regions, one with `role: primary` and one with `role: standby`",
        )


def reserved_for_groups(deployment: Pair) -> Iterator[Violation]:
    """A deployment whose security groups' names would begin with what AWS keeps for itself."""
    if f"{deployment.name}-".startswith("sg-"):
        yield Violation(
            ("name",),
            allowed="a name that does not begin with sg-: it begins every security group's name, and AWS "
            "keeps this beginning for its own ids",
            mend="choose another name, such as shop",
        )


def missing_certificates(deployment: Pair) -> Iterator[Violation]:
    """Certificates for some of the regions, or for one that is not there."""
    regions, arns = deployment.regions, deployment.domain.certificate_arns
    names = [region.name for region in regions if region.knows("name")]
    because: tuple[KeyPath, ...] = tuple(("regions", index, "name") for index in range(len(regions)))
    missing = [name for name in names if name not in arns]
    if arns and missing:
        yield Violation(
            ("domain", "certificate_arns"),
            found=f"no certificate for {' and '.join(missing)}",
            allowed="one certificate for each region, or none at all: then they are requested",
            mend=f"add `{missing[0]}: arn:aws:acm:{missing[0]}:...`",
            because=because,
        )
    for name in arns:
        if name not in names:
            yield Violation(
                ("domain", "certificate_arns", name),
                found=f"a certificate for {name}",
                allowed=f"the deployment's regions: {', '.join(names)}",
                mend="remove the line, or correct the region",
                because=because,
            )

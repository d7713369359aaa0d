"""A public name at the edge: its zone, its certificate, and the names that lead to it."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from config.arn import OWN_PARTITION, arn_pattern, region_of
from config.certificate_name import too_long_to_request
from config.dns_name import DnsName, within
from config.model import Allowed, Checks, ConfigModel, KeyPath, Violation, all_different
from config.routing_zone import PublicZone

CERTIFICATE_REGION = "us-east-1"
"""The only region whose certificates CloudFront takes (F17)."""
MOST_REDIRECTS = 9
"""ACM takes 10 names in a certificate unless its quota is raised, and the name itself is one."""


LONGEST_NAMES = 1000
"""Characters of all names together: the function at the edge holds them, and has 10 KB."""


class PublicDomain(ConfigModel):
    """The name that visitors use, and the public hosted zone in which its records stand.

    All of it is one distribution's: a name belongs to one distribution, so DNS cannot choose between two
    (F15). The records are aliases, so the name may be the zone's apex (F5).
    """

    name: DnsName
    """The site's name, such as www.example.com or example.com."""
    redirect_from: Annotated[
        tuple[DnsName, ...],
        Field(max_length=MOST_REDIRECTS),
        AfterValidator(all_different),
        Allowed(f"a list of at most {MOST_REDIRECTS} names in the same zone", "write it like [example.com]"),
    ] = ()
    """Other names of the site, such as its apex or its www: who asks for one of them is sent to `name`."""
    zone: PublicZone
    """The public hosted zone of all these names."""
    certificate_arn: Annotated[
        str | None,
        Field(pattern=arn_pattern("acm", "certificate/[A-Za-z0-9-]+")),
        OWN_PARTITION,
        Allowed(
            "the ARN of an ACM certificate in us-east-1",
            "copy it, such as arn:aws:acm:us-east-1:123456789012:certificate/..., or remove it",
        ),
    ] = None
    """A certificate that exists already, for `name` and all of `redirect_from`, in us-east-1 whatever the
    regions are (F17). Default: one is requested and validated in the zone."""

    @property
    def names(self) -> tuple[str, ...]:
        """All names that the distribution answers to, the site's own first."""
        return (self.name, *self.redirect_from)

    @property
    def public_names(self) -> dict[str, KeyPath]:
        """Every name that gets public records, with the key that it comes from."""
        redirects: dict[str, KeyPath] = {
            name: ("redirect_from", index) for index, name in enumerate(self.redirect_from)
        }
        return {self.name: ("name",), **redirects}

    def checks(self) -> Checks:
        """Names outside the zone, a redirect to itself, a certificate of another region."""
        return (
            self._outside_zone(),
            self._redirects_outside(),
            self._to_itself(),
            self._too_long(),
            self._too_long_to_request(),
            self._elsewhere(),
        )

    def _too_long_to_request(self) -> Iterator[Violation]:
        yield from too_long_to_request(self.name, given=bool(self.certificate_arn), instead="certificate_arn")

    def _too_long(self) -> Iterator[Violation]:
        length = sum(len(name) for name in self.names)
        if length > LONGEST_NAMES:
            yield Violation(
                ("redirect_from",),
                found=f"names of {length} characters together, with `name`",
                allowed=f"at most {LONGEST_NAMES}: the function at the edge holds them, and has 10 KB",
                mend="remove some of them",
                because=(("name",),),
            )

    def _outside_zone(self) -> Iterator[Violation]:
        if not within(self.name, self.zone.name):
            yield Violation(
                ("name",),
                found=f"{self.name} outside {self.zone.name}",
                allowed=f"a name inside the zone {self.zone.name}",
                mend=f"write a name that ends in .{self.zone.name}, or correct `zone.name`",
                because=(("zone", "name"),),
            )

    def _redirects_outside(self) -> Iterator[Violation]:
        for index, name in enumerate(self.redirect_from):
            if not within(name, self.zone.name):
                yield Violation(
                    ("redirect_from", index),
                    found=f"{name} outside {self.zone.name}",
                    allowed=f"a name inside the zone {self.zone.name}: its records and the certificate's "
                    "proof stand there",
                    mend=f"write a name that ends in .{self.zone.name}, or remove it",
                    because=(("zone", "name"),),
                )

    def _to_itself(self) -> Iterator[Violation]:
        if self.name in self.redirect_from:
            yield Violation(
                ("redirect_from", self.redirect_from.index(self.name)),
                found=f"{self.name}, the site's own name",
                allowed="other names than the site's own: it would be sent to itself for ever",
                mend="remove it from the list",
                because=(("name",),),
            )

    def _elsewhere(self) -> Iterator[Violation]:
        if self.certificate_arn:
            home = region_of(self.certificate_arn)
            if home != CERTIFICATE_REGION:
                yield Violation(
                    ("certificate_arn",),
                    found=f"a certificate of {home}",
                    allowed="a certificate of us-east-1: CloudFront takes no other region's, wherever the "
                    "site's regions are",
                    mend="request or import the certificate in us-east-1, or remove the line",
                )

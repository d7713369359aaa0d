"""A public name for load balancers in two regions: its zone and its certificates."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from config.arn import region_of
from config.aws_regions import RegionName
from config.certificate_name import too_long_to_request
from config.dns_name import DnsName, within
from config.domain import CertificateArn
from config.model import FREEZE, THAW, Allowed, Checks, ConfigModel, KeyPath, Violation, no_entries
from config.routing_zone import PublicZone

WITNESS_LABEL = "witness"


class ApplicationDomain(ConfigModel):
    """The name that clients use, and the public hosted zone in which its records stand.

    The records are aliases, so the name may be the zone's apex (F5). Each region has a certificate for it.
    """

    name: DnsName
    """The application's name, such as shop.example.com."""
    zone: PublicZone
    """The public hosted zone of the name. While it is not delegated to, the witness record answers nobody,
    and the controller does nothing."""
    certificate_arns: Annotated[
        Mapping[RegionName, CertificateArn],
        FREEZE,
        THAW,
        Allowed(
            "a mapping from region to certificate ARN",
            "write one line `us-east-1: arn:aws:acm:...` per region, or remove it",
        ),
    ] = Field(default_factory=no_entries)
    """Certificates that exist already, each of the region under which it stands. Default: one is requested in
    each region; one record in the zone proves the name for both."""

    @property
    def witness(self) -> str:
        """The name of the record from which the controller reads Route 53's verdict on the primary."""
        return f"{WITNESS_LABEL}.{self.name}"

    @property
    def public_names(self) -> dict[str, KeyPath]:
        """Every name that gets public records, with the key that it comes from."""
        return {self.name: ("name",), self.witness: ("name",)}

    def checks(self) -> Checks:
        """A name outside the zone, too long a name, a certificate of another region."""
        return (self._outside_zone(), self._too_long(), self._too_long_to_request(), self._foreign_arns())

    def _outside_zone(self) -> Iterator[Violation]:
        if not within(self.name, self.zone.name):
            yield Violation(
                ("name",),
                found=f"{self.name} outside {self.zone.name}",
                allowed=f"a name inside the zone {self.zone.name}",
                mend=f"write a name that ends in .{self.zone.name}, or correct `zone.name`",
                because=(("zone", "name"),),
            )

    def _too_long_to_request(self) -> Iterator[Violation]:
        yield from too_long_to_request(
            self.name, given=bool(self.certificate_arns), instead="certificate_arns"
        )

    def _too_long(self) -> Iterator[Violation]:
        if len(self.witness) > 253:
            yield Violation(
                ("name",),
                found=f"{len(self.name)} characters",
                allowed=f"at most {253 - len(WITNESS_LABEL) - 1} characters: a record {WITNESS_LABEL}.<name> "
                "stands beside it",
                mend="choose a shorter name",
            )

    def _foreign_arns(self) -> Iterator[Violation]:
        for region, arn in self.certificate_arns.items():
            home = region_of(arn)
            if home != region:
                yield Violation(
                    ("certificate_arns", region),
                    found=f"a certificate of {home}",
                    allowed=f"a certificate of {region}: a load balancer takes only its own region's",
                    mend=f"request or import the certificate in {region} and write that ARN",
                )

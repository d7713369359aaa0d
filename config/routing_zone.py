"""The public hosted zone of a routed name: made, found or named, and what protects it."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from config.dns_name import DnsName
from config.domain import ZoneId
from config.model import Allowed, Checks, ConfigModel, Violation, all_different

AMAZON_AUTHORITIES = ("amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com")
"""The names under which a CAA record allows ACM; one of them is enough."""

_SWITCH = Allowed("true or false", "write true or false")


class PublicZone(ConfigModel):
    """The public hosted zone in which a deployment's records stand."""

    name: DnsName
    """The zone's name, such as example.com or app.example.com."""
    zone_id: ZoneId | None = None
    """Use the zone with this id instead of creating one; it must be the one that `name` names."""
    lookup_zone: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Use the existing public zone that is named `name` instead of creating one."""
    certificate_authorities: Annotated[
        tuple[DnsName, ...],
        AfterValidator(all_different),
        Allowed("a list of certificate authorities' domain names", "write it like [amazon.com]"),
    ] = ()
    """Who may issue certificates for the zone (CAA record at its apex); nobody else may then. One of Amazon's
    own has to be among them, or ACM stops issuing and renewing. Empty: no CAA record, everybody may."""
    caa_report_to: Annotated[
        str | None,
        Field(pattern=r"^[^@\s\"]+@[^@\s\"]+\.[^@\s\"]+$", max_length=254),
        Allowed("an e-mail address", "write it like security@example.com"),
    ] = None
    """Where authorities report refused requests for certificates (`iodef` in the CAA record)."""
    dnssec: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Sign the zone's answers. Costs a KMS key in us-east-1. Resolvers trust the signatures once the parent
    zone has the DS record that is an output; take that record away, and wait out its TTL, before you switch
    this off or destroy the deployment, or the whole zone stops resolving."""

    @property
    def creates_zone(self) -> bool:
        """Whether the zone is created with the deployment."""
        return self.zone_id is None and not self.lookup_zone

    def checks(self) -> Checks:
        """Two ways to an existing zone, a CAA record that locks ACM out, or one that says nothing."""
        return (self._two_zones(), self._without_amazon(), self._reports_of_nothing(), self._top_level())

    def _two_zones(self) -> Iterator[Violation]:
        if self.zone_id and self.lookup_zone:
            yield Violation(
                ("lookup_zone",),
                found="lookup_zone beside zone_id",
                allowed="one of the two: both name an existing zone",
                mend="remove `lookup_zone`",
            )

    def _without_amazon(self) -> Iterator[Violation]:
        authorities = self.certificate_authorities
        if authorities and not set(authorities) & set(AMAZON_AUTHORITIES):
            yield Violation(
                ("certificate_authorities",),
                found=f"{', '.join(authorities)}, none of them Amazon's",
                allowed="a list with one of Amazon's own: without it ACM can neither issue nor renew",
                mend="add amazon.com",
            )

    def _reports_of_nothing(self) -> Iterator[Violation]:
        if self.caa_report_to and not self.certificate_authorities:
            yield Violation(
                ("caa_report_to",),
                found="caa_report_to without certificate_authorities",
                allowed="both or neither: without authorities nothing is ever refused",
                mend="add `certificate_authorities: [amazon.com]`, or remove `caa_report_to`",
            )

    def _top_level(self) -> Iterator[Violation]:
        if "." not in self.name:
            yield Violation(
                ("name",),
                found=f"{self.name}, a top-level domain",
                allowed="a zone of two labels or more",
                mend="write it like example.com",
            )

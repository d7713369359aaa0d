"""The name that clients use, the private zone it stands in, and its certificates."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from config.arn import OWN_PARTITION, arn_pattern, region_of
from config.aws_regions import RegionName
from config.certificate_name import too_long_to_request
from config.dns_name import DnsName, parent, within
from config.model import FREEZE, THAW, Allowed, Checks, ConfigModel, KeyPath, Violation, no_entries

ZoneId = Annotated[
    str,
    Field(pattern=r"^Z[A-Z0-9]{1,31}$"),
    Allowed("a hosted zone's id: Z and capital letters or digits", "copy it, such as Z0123456789ABCDEFGHIJ"),
]
CertificateArn = Annotated[
    str,
    Field(pattern=arn_pattern("acm", "certificate/[A-Za-z0-9-]+")),
    OWN_PARTITION,
    Allowed(
        "an ACM certificate's ARN",
        "copy it, such as arn:aws:acm:us-east-1:123456789012:certificate/...",
    ),
]


class Certificate(ConfigModel):
    """How the regional certificates come about: exactly one of the three ways.

    HTTPS on a custom name needs an ACM certificate in the same region (F3). ACM validates by a record in a
    *public* zone; the private zone of the service cannot serve for that.
    """

    validation_zone: DnsName | None = None
    """Name of the public hosted zone that gets the validation records, such as example.com; looked up."""
    validation_zone_id: ZoneId | None = None
    """Id of that public hosted zone, where a name would be ambiguous."""
    arns: Annotated[
        Mapping[RegionName, CertificateArn],
        FREEZE,
        THAW,
        Allowed(
            "a mapping from region to certificate ARN",
            "write one line `us-east-1: arn:aws:acm:...` per region",
        ),
    ] = Field(default_factory=no_entries)
    """Certificates that exist already: one ARN per region, each of the region under which it stands (F3)."""

    def checks(self) -> Checks:
        """An ARN under another region's name; not exactly one way."""
        return (self._foreign_arns(), self._not_one_way())

    def _not_one_way(self) -> Iterator[Violation]:
        ways = [name for name in ("validation_zone", "validation_zone_id", "arns") if getattr(self, name)]
        if len(ways) != 1:
            yield Violation(
                (),
                found=" and ".join(ways) or "none of the three ways to get a certificate",
                allowed="exactly one of validation_zone, validation_zone_id and arns",
                mend=f"keep one of {' and '.join(ways)}"
                if ways
                else "set `validation_zone:` to the public hosted zone above the name, such as example.com",
            )

    def _foreign_arns(self) -> Iterator[Violation]:
        for region, arn in self.arns.items():
            home = region_of(arn)
            if home != region:
                yield Violation(
                    ("arns", region),
                    found=f"a certificate of {home}",
                    allowed=f"a certificate of {region}: a Lattice service takes only its own region's",
                    mend=f"request or import the certificate in {region} and write that ARN",
                )


def _zone_above(fields: Mapping[str, Any]) -> str:
    return parent(fields["name"])


class PrivateDomain(ConfigModel):
    """The service's name and the private hosted zone in which its failover records stand."""

    name: DnsName
    """The name that clients call, the same in every region. It must stand below `zone`, not at its apex:
    the failover records are CNAMEs (F5)."""
    zone: DnsName = Field(default_factory=_zone_above)
    """The private hosted zone. Default: `name` without its first label. Inside the VPCs this zone hides
    every public record of the same domain, so name one that is yours alone, such as svc.example.com."""
    zone_id: ZoneId | None = None
    """Use the private zone with this id instead of creating one."""
    lookup_zone: Annotated[bool, Field(strict=True), Allowed("true or false", "set `lookup_zone: true`")] = (
        False
    )
    """Use the existing private zone that is named `zone` instead of creating one."""
    associated_regions: Annotated[
        tuple[RegionName, ...],
        Allowed("a list of region names", "list the regions, such as [us-east-1]"),
    ] = ()
    """Regions whose existing VPC the existing zone already serves; the others are associated with it."""
    certificate: Certificate
    """How the regional certificates come about."""

    @property
    def public_names(self) -> dict[str, KeyPath]:
        """None: a private zone answers its own VPCs alone, so another deployment may have the same names."""
        return {}

    @property
    def creates_zone(self) -> bool:
        """Whether the private zone is created with the deployment."""
        return self.zone_id is None and not self.lookup_zone

    def checks(self) -> Checks:
        """Two ways to an existing zone, a name at or outside the zone, a validation zone elsewhere."""
        return (
            self._two_zones(),
            self._wrong_zone(),
            self._wrong_validation_zone(),
            self._new_zone_with_associations(),
            self._too_long_to_request(),
        )

    def _too_long_to_request(self) -> Iterator[Violation]:
        yield from too_long_to_request(
            self.name, given=bool(self.certificate.arns), instead="certificate.arns"
        )

    def _two_zones(self) -> Iterator[Violation]:
        if self.zone_id and self.lookup_zone:
            yield Violation(
                ("lookup_zone",),
                found="lookup_zone beside zone_id",
                allowed="one of the two: both name an existing zone",
                mend="remove `lookup_zone`",
            )

    def _new_zone_with_associations(self) -> Iterator[Violation]:
        if self.associated_regions and self.creates_zone:
            yield Violation(
                ("associated_regions",),
                allowed="nothing: a zone that is created here serves no VPC yet",
                mend="remove it, or name the existing zone with `zone_id` or `lookup_zone: true`",
                because=(("zone_id",), ("lookup_zone",)),
            )

    def _wrong_zone(self) -> Iterator[Violation]:
        if "zone" not in self.model_fields_set and self.name.count(".") < 2:
            yield Violation(
                ("name",),
                allowed="a name of three labels or more, or an explicit `zone`: "
                "a private zone for a whole top-level domain would hide all of it",
                mend="write it like orders.svc.example.com",
            )
        elif self.name == self.zone:
            yield Violation(
                ("name",),
                found=f"{self.name}, the apex of its zone",
                allowed="a name below the zone: the records are CNAMEs, which cannot stand at the apex",
                mend=f"set `zone: {parent(self.name)}`, or a name below {self.zone}",
                because=(("zone",),),
            )
        elif not within(self.name, self.zone):
            yield Violation(
                ("name",),
                found=f"{self.name} outside {self.zone}",
                allowed=f"a name inside the zone {self.zone}",
                mend=f"set `zone: {parent(self.name)}`, or a name that ends in .{self.zone}",
                because=(("zone",),),
            )

    def _wrong_validation_zone(self) -> Iterator[Violation]:
        zone = self.certificate.validation_zone
        if zone and not within(self.name, zone):
            yield Violation(
                ("certificate", "validation_zone"),
                found=f"{zone}, which does not contain {self.name}",
                allowed="the public zone at or above the name, where ACM looks for the validation record",
                mend=f"name the public zone, such as {'.'.join(self.name.split('.')[-2:])}",
                because=(("name",),),
            )

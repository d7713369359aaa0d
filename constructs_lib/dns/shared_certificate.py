"""The certificate of one name in each of several regions."""

from collections.abc import Sequence

from constructs import Construct

from config.domain import PrivateDomain
from constructs_lib.dns.certificate import CertificateRequest, ValidatedCertificate, ValidationRecord
from constructs_lib.providers import RegionScope


class SharedCertificate(Construct):
    """A request and its validation in each region, and one validation record; or the ARNs that were given.

    Where each region has a state of its own, each writes the record for itself: the same one, since ACM asks
    the same of every region. Whoever destroys a region's stack applies the others' again.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        regions: Sequence[RegionScope],
        domain: PrivateDomain,
    ) -> None:
        """`edge` is us-east-1 in the account of the public zone (`Providers.dns`)."""
        super().__init__(scope, id_)
        self.arns: dict[str, str] = dict(domain.certificate.arns)
        """By region: the certificate, once it can be used."""
        if self.arns:
            return
        requests = {
            region.name: CertificateRequest(self, f"request-{region.name}", region=region, name=domain.name)
            for region in regions
        }

        def proof(id_: str, region: RegionScope) -> ValidationRecord:
            return ValidationRecord(
                self, id_, edge=edge, certificate=domain.certificate, request=requests[region.name]
            )

        shared = None if edge.stands_alone else proof("proof", regions[0])
        for region in regions:
            record = shared or proof(f"proof-{region.name}", region)
            validated = ValidatedCertificate(
                self,
                f"validated-{region.name}",
                region=region,
                request=requests[region.name],
                after=[record.dependable],
            )
            self.arns[region.name] = validated.arn

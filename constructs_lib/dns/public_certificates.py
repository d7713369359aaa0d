"""A public name's certificate in each of several regions, proved in the name's own zone."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.route53_record import Route53Record
from constructs import Construct

from constructs_lib.dns.certificate import CertificateRequest, ValidatedCertificate
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.providers import RegionScope

PROOF_TTL_SECONDS = 300


class PublicCertificates(Construct):
    """A request and its validation in each region, and one record for each name that proves it for all of
    them.

    ACM asks the same record of every region of an account: one each would be one record with several owners.
    It has them where each region has a state of its own: whoever destroys a region's stack then applies the
    others' again. The wait needs the zone to be delegated: ACM looks from outside.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        regions: Sequence[RegionScope],
        zone: HostedZone,
        name: str,
        also: Sequence[str] = (),
    ) -> None:
        """`also` are further names of each certificate, in the same zone. With `edge` among the `regions`
        a distribution has its certificate here, too (F17), and no second one asks for the same record.
        """
        super().__init__(scope, id_)
        requests = {
            region.name: CertificateRequest(
                self, f"request-{region.name}", region=region, name=name, also=also
            )
            for region in regions
        }

        def proof(id_: str, record: tuple[str, str, str]) -> Route53Record:
            return Route53Record(
                self,
                id_,
                provider=zone.written_by(edge),
                zone_id=zone.id,
                name=record[0],
                type=record[1],
                records=[record[2]],
                ttl=PROOF_TTL_SECONDS,
                # The name may have been proved before, for another deployment of this account.
                allow_overwrite=True,
            )

        def proofs(id_: str, region: RegionScope) -> list[Route53Record]:
            request = requests[region.name]
            only = (request.record_name, request.record_type, request.record_value)
            return [
                proof(id_, request.proof(name) if also else only),
                *(proof(f"{id_}-{other}", request.proof(other)) for other in also),
            ]

        shared = [] if edge.stands_alone else proofs("proof", regions[0])
        self.arns: dict[str, str] = {
            region.name: ValidatedCertificate(
                self,
                f"validated-{region.name}",
                region=region,
                request=requests[region.name],
                after=shared or proofs(f"proof-{region.name}", region),
            ).arn
            for region in regions
        }
        """By region: the certificate, once it can be used."""

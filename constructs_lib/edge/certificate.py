"""The certificate of a distribution: one for all of its names, in us-east-1 (F17)."""

from collections.abc import Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.acm_certificate_validation import AcmCertificateValidation
from cdktf_cdktf_provider_aws.route53_record import Route53Record
from constructs import Construct

from constructs_lib.dns.certificate import REPLACED_WHILE_IN_USE
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.providers import RegionScope

PROOF_TTL_SECONDS = 300
MADE_ONCE = TerraformResourceLifecycle(ignore_changes=["name", "records", "type"])
"""A name's proof is the same for every certificate of the account. Behind a certificate that is replaced
Terraform cannot know that: it would write the record again, and then delete it as the old one."""


class EdgeCertificate(Construct):
    """`aws_acm_certificate` with all names, a record that proves each, and the wait until it is issued.

    The wait needs the zone to be delegated: ACM looks from outside.
    """

    def __init__(
        self, scope: Construct, id_: str, *, edge: RegionScope, zone: HostedZone, names: Sequence[str]
    ) -> None:
        """`names` are different, the most important one first, and all in the zone."""
        super().__init__(scope, id_)
        certificate = AcmCertificate(
            self,
            "certificate",
            provider=edge.provider,
            domain_name=names[0],
            # All of them, as ACM lists them itself: without the argument, names that were there would stay.
            subject_alternative_names=list(names),
            validation_method="DNS",
            tags=edge.tags(Name=names[0]),
            lifecycle=REPLACED_WHILE_IN_USE,
        )
        options = f"{certificate.fqn}.domain_validation_options"
        proofs = [self._proof(edge, zone, name, options) for name in names]
        validation = AcmCertificateValidation(
            self,
            "validation",
            provider=edge.provider,
            certificate_arn=certificate.arn,
            validation_record_fqdns=[proof.fqdn for proof in proofs],
        )
        self.arn: str = validation.certificate_arn
        """The certificate, once it can be used."""

    def _proof(self, edge: RegionScope, zone: HostedZone, name: str, options: str) -> Route53Record:
        """The record for one name. The options are a set without an order, so they are asked by name."""

        def of(attribute: str) -> str:
            return f'${{one([for o in {options} : o.{attribute} if o.domain_name == "{name}"])}}'

        return Route53Record(
            self,
            f"proof-{name}",
            provider=zone.written_by(edge),
            zone_id=zone.id,
            name=of("resource_record_name"),
            type=of("resource_record_type"),
            records=[of("resource_record_value")],
            ttl=PROOF_TTL_SECONDS,
            # The name may have been proved before, for another certificate of this account.
            allow_overwrite=True,
            lifecycle=MADE_ONCE,
        )

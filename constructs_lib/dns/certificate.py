"""Certificates for one name in several regions, validated by one record."""

from collections.abc import Sequence

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.acm_certificate_validation import AcmCertificateValidation
from cdktf_cdktf_provider_aws.data_aws_route53_zone import DataAwsRoute53Zone
from cdktf_cdktf_provider_aws.route53_record import Route53Record
from constructs import Construct

from config.domain import Certificate
from constructs_lib.providers import RegionScope

REPLACED_WHILE_IN_USE = TerraformResourceLifecycle(create_before_destroy=True)
"""Other names mean another certificate, and ACM deletes none that a load balancer or an edge still shows."""


class CertificateRequest(Construct):
    """`aws_acm_certificate` in one region (F3: the region of the service that shows it)."""

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, name: str, also: Sequence[str] = ()
    ) -> None:
        """`also` are further names; with any, ask `proof` for each name's record."""
        super().__init__(scope, id_)
        certificate = AcmCertificate(
            self,
            "certificate",
            provider=region.provider,
            domain_name=name,
            subject_alternative_names=list(also) or None,
            validation_method="DNS",
            tags=region.tags(Name=name),
            lifecycle=REPLACED_WHILE_IN_USE,
        )
        self.arn: str = certificate.arn
        option = certificate.domain_validation_options.get(0)
        self.record_name: str = option.resource_record_name
        self.record_type: str = option.resource_record_type
        self.record_value: str = option.resource_record_value
        self._certificate = certificate

    def proof(self, name: str) -> tuple[str, str, str]:
        """Name, type and value of the record that proves one of several names: they have no order."""
        options = f"{self._certificate.fqn}.domain_validation_options"
        found = f'[for o in {options} : o if o.domain_name == "{name}"]'
        record, type_, value = (
            f"${{one({found}).resource_record_{part}}}" for part in ("name", "type", "value")
        )
        return record, type_, value


class ValidationRecord(Construct):
    """`aws_route53_record` in a public zone, which proves the name to ACM.

    ACM asks the same record of every region of an account, so there is one for all. One per region
    would be one record with several owners: the first to go would take it from the others, whose
    certificates would then fail to renew. A private zone cannot hold it: ACM looks from outside.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        certificate: Certificate,
        request: CertificateRequest,
    ) -> None:
        """`request` is any one region's; `certificate` names the public zone."""
        super().__init__(scope, id_)
        self.dependable: ITerraformDependable = Route53Record(
            self,
            "record",
            provider=edge.provider,
            zone_id=self._public_zone(edge, certificate),
            name=request.record_name,
            type=request.record_type,
            records=[request.record_value],
            ttl=300,
            # The name may have been proved before, for another deployment of this account.
            allow_overwrite=True,
        )

    def _public_zone(self, edge: RegionScope, certificate: Certificate) -> str:
        if certificate.validation_zone_id:
            return certificate.validation_zone_id
        zone = DataAwsRoute53Zone(
            self, "zone", provider=edge.provider, name=certificate.validation_zone, private_zone=False
        )
        return zone.zone_id


class ValidatedCertificate(Construct):
    """`aws_acm_certificate_validation`: waits until ACM has issued the certificate, in its region."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        request: CertificateRequest,
        after: Sequence[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        validation = AcmCertificateValidation(
            self,
            "validation",
            provider=region.provider,
            certificate_arn=request.arn,
            depends_on=list(after),
        )
        self.arn: str = validation.certificate_arn
        """The certificate, once it can be used."""

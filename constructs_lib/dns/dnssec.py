"""Signed answers of a public zone."""

from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.route53_hosted_zone_dnssec import Route53HostedZoneDnssec
from cdktf_cdktf_provider_aws.route53_key_signing_key import Route53KeySigningKey
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.providers import GLOBAL_EDGE_REGION, PARTITION, RegionScope

ROUTE53 = "dnssec-route53.amazonaws.com"

ADMINISTER = [
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:CreateGrant",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:EnableKey",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:GetPublicKey",
    "kms:ListAliases",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:Sign",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
]
"""What the account may grant its own people. Who makes the key-signing key has to be allowed to sign too."""

DELETION_WINDOW_DAYS = 30
KEY_NAME_LIMIT = 128


class ZoneSigning(Construct):
    """`aws_route53_key_signing_key`, `aws_route53_hosted_zone_dnssec` and the `aws_kms_key` behind them.

    Until the parent zone holds `ds_record`, nobody looks at the signatures. Once it does, the zone resolves
    only while it is signed: take the record away, and wait out its TTL, before the signing goes.
    """

    def __init__(
        self, scope: Construct, id_: str, *, edge: RegionScope, zone_id: str, zone_name: str
    ) -> None:
        """`edge` is us-east-1, where Route 53 looks for the key whatever the deployment's regions are."""
        super().__init__(scope, id_)
        if edge.name != GLOBAL_EDGE_REGION:
            raise ValueError(f"the key that signs a zone lives in {GLOBAL_EDGE_REGION}, not in {edge.name}")
        provider = edge.provider
        key = KmsKey(
            self,
            "key",
            provider=provider,
            description=f"Signs {zone_name}",
            customer_master_key_spec="ECC_NIST_P256",
            key_usage="SIGN_VERIFY",
            deletion_window_in_days=DELETION_WINDOW_DAYS,
            policy=_key_policy(edge.account_id, zone_id),
            tags=edge.tags(Name=edge.naming.name("dnssec")),
        )
        KmsAlias(
            self,
            "alias",
            provider=provider,
            name=f"alias/{edge.naming.name('dnssec', zone_name.replace('.', '-'), limit=200)}",
            target_key_id=key.key_id,
        )
        signer = Route53KeySigningKey(
            self,
            "signer",
            provider=provider,
            hosted_zone_id=zone_id,
            key_management_service_arn=key.arn,
            name=edge.naming.name("dnssec", limit=KEY_NAME_LIMIT).replace("-", "_"),
        )
        Route53HostedZoneDnssec(
            self,
            "dnssec",
            provider=provider,
            hosted_zone_id=zone_id,
            # Signing starts when the key is there and, on the way back, ends before the key goes.
            depends_on=[signer],
        )
        self.ds_record: str = signer.ds_record
        """What the parent zone has to hold."""


def _key_policy(account_id: str, zone_id: str) -> str:
    this_key = ["*"]  # in a key policy this is the key itself; there is no other resource to name
    principals = {"Service": [ROUTE53]}
    this_zone = {
        "StringEquals": {"aws:SourceAccount": account_id},
        "ArnEquals": {"aws:SourceArn": f"arn:{PARTITION}:route53:::hostedzone/{zone_id}"},
    }
    return policy_document(
        Statement(
            sid="AccountGrants",
            actions=ADMINISTER,
            resources=this_key,
            principals={"AWS": [f"arn:{PARTITION}:iam::{account_id}:root"]},
        ),
        Statement(
            sid="Route53Signs",
            actions=["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
            resources=this_key,
            principals=principals,
            conditions=this_zone,
        ),
        Statement(
            sid="Route53Grants",
            actions=["kms:CreateGrant"],
            resources=this_key,
            principals=principals,
            conditions={"Bool": {"kms:GrantIsForAWSResource": "true"}},
        ),
    )

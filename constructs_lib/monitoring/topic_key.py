"""A KMS key with which services of this account may encrypt what they send to a topic."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.providers import PARTITION, RegionScope

ADMINISTER = [
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListAliases",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:RetireGrant",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
]
"""What the account may grant its own people, written out: a key policy is the root of every other right."""

DELETION_WINDOW_DAYS = 30


class TopicKey(Construct):
    """`aws_kms_key` with rotation, and its `aws_kms_alias`.

    The AWS managed key for SNS would not do: its policy cannot be changed, and CloudWatch may not use
    it, so that an alarm on such a topic fires and nobody hears.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        what: str,
        senders: Sequence[str],
        senders_without_account: Sequence[str] = (),
        cost_senders: Sequence[str] = (),
    ) -> None:
        """`senders` are service principals, such as `cloudwatch.amazonaws.com`, held to this account.

        EventBridge cannot be held to it: it does not tell KMS for whom it encrypts, and a condition that
        asks would silence it. What it may do here is encrypt for a topic, nothing else. The same goes for
        `cost_senders`, whose key policy AWS documents without one; the topic's own policy asks them.
        """
        super().__init__(scope, id_)
        provider = region.provider
        name = region.naming.name(what)
        this_key = ["*"]  # in a key policy this is the key itself; there is no other resource to name
        key = KmsKey(
            self,
            "key",
            provider=provider,
            description=f"Messages of {name}",
            enable_key_rotation=True,
            deletion_window_in_days=DELETION_WINDOW_DAYS,
            policy=policy_document(
                Statement(
                    sid="AccountGrants",
                    actions=ADMINISTER,
                    resources=this_key,
                    principals={"AWS": [f"arn:{PARTITION}:iam::{region.account_id}:root"]},
                ),
                Statement(
                    sid="SendersEncrypt",
                    actions=["kms:Decrypt", "kms:GenerateDataKey"],
                    resources=this_key,
                    principals={"Service": senders},
                    conditions={"StringEquals": {"aws:SourceAccount": region.account_id}},
                ),
                *_without_account("EventsEncrypt", senders_without_account),
                *_without_account("CostsEncrypt", cost_senders),
            ),
            tags=region.tags(Name=name),
        )
        KmsAlias(self, "alias", provider=provider, name=f"alias/{name}", target_key_id=key.key_id)
        self.arn: str = key.arn


def _without_account(sid: str, senders: Sequence[str]) -> list[Statement]:
    if not senders:
        return []
    return [
        Statement(
            sid=sid,
            actions=["kms:Decrypt", "kms:GenerateDataKey"],
            resources=["*"],  # the key itself, as above
            principals={"Service": senders},
        )
    ]

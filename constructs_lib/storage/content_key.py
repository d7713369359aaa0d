"""A KMS key of one region for what its bucket holds."""

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.kms_key_policy import KmsKeyPolicy
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.monitoring.topic_key import ADMINISTER, DELETION_WINDOW_DAYS
from constructs_lib.providers import PARTITION, RegionScope


class ContentKey(Construct):
    """`aws_kms_key` with rotation, and its `aws_kms_alias`: one per region, since a bucket takes only its own
    region's keys (F19).

    The AWS managed key for S3 would not do: CloudFront may not use it.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, what: str, given: str | None = None
    ) -> None:
        """`given` is the ARN of a key that is there already: then nothing is made, its policy neither."""
        super().__init__(scope, id_)
        self._region = region
        self._id: str | None = None
        if given:
            self.arn: str = given
            return
        name = region.naming.name(what)
        key = KmsKey(
            self,
            "key",
            provider=region.provider,
            description=f"Objects of {region.naming.name()} in {region.name}",
            enable_key_rotation=True,
            deletion_window_in_days=DELETION_WINDOW_DAYS,
            tags=region.tags(Name=name),
        )
        self._id = key.key_id
        self.arn = key.arn
        KmsAlias(self, "alias", provider=region.provider, name=f"alias/{name}", target_key_id=key.key_id)

    def allow(self, *statements: Statement) -> None:
        """Writes the key's policy, once: what the account may grant, and these statements.

        Apart from the key, which is there before those who may use it: buckets wait for the key, the
        distribution for the buckets, and this for the distribution.
        """
        if self._id is None:
            return
        account = Statement(
            sid="AccountGrants",
            actions=ADMINISTER,
            resources=["*"],  # in a key policy this is the key itself; there is no other resource to name
            principals={"AWS": [f"arn:{PARTITION}:iam::{self._region.account_id}:root"]},
        )
        KmsKeyPolicy(
            self,
            "policy",
            provider=self._region.provider,
            key_id=self._id,
            policy=policy_document(account, *statements),
        )


def readable_by(service: str, *, conditions: Mapping[str, Mapping[str, str]]) -> Statement:
    """Lets an AWS service decrypt under these conditions, which name on whose behalf."""
    return Statement(
        sid="ServiceReads",
        actions=["kms:Decrypt"],
        resources=["*"],  # the key itself, as above
        principals={"Service": [service]},
        conditions={
            test: {key: [value] for key, value in values.items()} for test, values in conditions.items()
        },
    )

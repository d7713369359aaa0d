"""A KMS key of one region for its vault."""

from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

from constructs_lib.database.key import USE
from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.monitoring.topic_key import ADMINISTER, DELETION_WINDOW_DAYS
from constructs_lib.providers import PARTITION, RegionScope


class VaultKey(Construct):
    """`aws_kms_key` with rotation, and its `aws_kms_alias`.

    It encrypts the copies that come from the other region (F19); a backup that Aurora makes in its own region
    keeps the cluster's key. AWS Backup uses it by grants of the plan's role. Deleting it would delete the
    copies: it waits 30 days.
    """

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope) -> None:
        super().__init__(scope, id_)
        name = region.naming.name("backup")
        key = KmsKey(
            self,
            "key",
            provider=region.provider,
            description=f"Backups of {region.naming.name()} in {region.name}",
            enable_key_rotation=True,
            deletion_window_in_days=DELETION_WINDOW_DAYS,
            policy=policy_document(
                Statement(
                    sid="AccountGrants",
                    actions=[*ADMINISTER, *USE],
                    resources=["*"],  # in a key policy this is the key itself; there is no other to name
                    principals={"AWS": [f"arn:{PARTITION}:iam::{region.account_id}:root"]},
                )
            ),
            tags=region.tags(Name=name),
        )
        KmsAlias(self, "alias", provider=region.provider, name=f"alias/{name}", target_key_id=key.key_id)
        self.arn: str = key.arn

"""A KMS key of one region for its database, its backups, its secret and its performance data."""

from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.monitoring.topic_key import ADMINISTER, DELETION_WINDOW_DAYS
from constructs_lib.providers import PARTITION, RegionScope

USE = ["kms:GenerateDataKeyWithoutPlaintext"]
"""Beside what every key's account may grant: RDS makes its volumes' keys so."""


class DatabaseKey(Construct):
    """`aws_kms_key` with rotation, and its `aws_kms_alias`.

    An encrypted replica needs a key of its own region (F19); with the AWS managed key no snapshot could
    ever be given to another account. RDS uses it by grants of whoever creates the database. Deleting it
    would delete the data: it waits 30 days. A key that is there already in the region is used instead.
    """

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope) -> None:
        super().__init__(scope, id_)
        if region.existing.database_key_arn:
            self.arn: str = region.existing.database_key_arn
            return
        name = region.naming.name("database")
        key = KmsKey(
            self,
            "key",
            provider=region.provider,
            description=f"Database of {region.naming.name()} in {region.name}",
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
        self.arn = key.arn

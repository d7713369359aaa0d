"""A bucket for Terraform's states, and its copy in another region."""

from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
)
from cdktf_cdktf_provider_aws.s3_bucket_replication_configuration import (
    S3BucketReplicationConfigurationA,
    S3BucketReplicationConfigurationRule,
    S3BucketReplicationConfigurationRuleDeleteMarkerReplication,
    S3BucketReplicationConfigurationRuleDestination,
    S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration,
    S3BucketReplicationConfigurationRuleFilter,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteria,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects,
)
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.iam.role import service_role
from constructs_lib.providers import RegionScope
from constructs_lib.storage.content_bucket import BucketRecord
from constructs_lib.storage.private_bucket import PrivateBucket

KEEP_OLD_DAYS = 90
"""How long a state can be brought back after the next one was written."""


class StateBucket(Construct):
    """A `PrivateBucket` that keeps versions, takes TLS alone, and that Terraform refuses to destroy."""

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, name: str, key_arn: str | None
    ) -> None:
        """`key_arn` is a KMS key of the region; None has S3 hold the key."""
        super().__init__(scope, id_)
        bucket = PrivateBucket(
            self, "bucket", region=region, name=name, versioned=True, key_arn=key_arn, kept=True
        )
        bucket.allow()
        self.record = BucketRecord(region=region.name, name=bucket.versioned_name, key_arn=key_arn)
        everything = [S3BucketLifecycleConfigurationRuleFilter(prefix="")]
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            provider=region.provider,
            bucket=bucket.versioned_name,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="forget-old-states",
                    status="Enabled",
                    filter=everything,
                    noncurrent_version_expiration=[
                        S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(
                            noncurrent_days=KEEP_OLD_DAYS
                        )
                    ],
                    # Every lock that was given back leaves one.
                    expiration=[
                        S3BucketLifecycleConfigurationRuleExpiration(expired_object_delete_marker=True)
                    ],
                ),
                S3BucketLifecycleConfigurationRule(
                    id="abandoned-uploads",
                    status="Enabled",
                    filter=everything,
                    abort_incomplete_multipart_upload=[
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(
                            days_after_initiation=1
                        )
                    ],
                ),
            ],
        )


class StateCopy(Construct):
    """`aws_s3_bucket_replication_configuration` of everything to another region's bucket, and its role.

    Deletions are copied as marks, which can be taken away again: a copy that kept every lock would be locked
    for ever.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, source: BucketRecord, copy: BucketRecord
    ) -> None:
        super().__init__(scope, id_)
        role = service_role(
            self,
            region=region,
            name=region.naming.name(region.name, "state-copy"),
            description=f"S3 copies Terraform states out of {source.region}",
            trust=Statement(
                sid="S3Assumes",
                actions=["sts:AssumeRole"],
                principals={"Service": ["s3.amazonaws.com"]},
                conditions={"StringEquals": {"aws:SourceAccount": region.account_id}},
            ),
        )
        rights = IamRolePolicy(
            self,
            "rights",
            provider=region.provider,
            name="copy",
            role=role.name,
            policy=policy_document(*_rights(source, copy)),
        )
        encrypted = copy.key_arn is not None
        S3BucketReplicationConfigurationA(
            self,
            "rules",
            provider=region.provider,
            bucket=source.name,
            role=role.arn,
            rule=[
                S3BucketReplicationConfigurationRule(
                    id=f"to-{copy.region}",
                    priority=0,
                    status="Enabled",
                    filter=S3BucketReplicationConfigurationRuleFilter(prefix=""),
                    delete_marker_replication=S3BucketReplicationConfigurationRuleDeleteMarkerReplication(
                        status="Enabled"
                    ),
                    source_selection_criteria=_encrypted_too() if encrypted else None,
                    destination=S3BucketReplicationConfigurationRuleDestination(
                        bucket=copy.arn,
                        encryption_configuration=(
                            S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration(
                                replica_kms_key_id=copy.key_arn
                            )
                            if copy.key_arn
                            else None
                        ),
                    ),
                )
            ],
            depends_on=[rights],
        )


def _encrypted_too() -> S3BucketReplicationConfigurationRuleSourceSelectionCriteria:
    return S3BucketReplicationConfigurationRuleSourceSelectionCriteria(
        sse_kms_encrypted_objects=(
            S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects(
                status="Enabled"
            )
        )
    )


def _rights(source: BucketRecord, copy: BucketRecord) -> list[Statement]:
    statements = [
        Statement(
            sid="ReadTheRules",
            actions=["s3:GetReplicationConfiguration", "s3:ListBucket"],
            resources=[source.arn],
        ),
        Statement(
            sid="ReadObjects",
            actions=[
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionTagging",
            ],
            resources=[f"{source.arn}/*"],
        ),
        Statement(
            sid="WriteCopies",
            actions=["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
            resources=[f"{copy.arn}/*"],
        ),
    ]
    for sid, bucket, actions in (
        ("Decrypt", source, ["kms:Decrypt"]),
        ("Encrypt", copy, ["kms:Encrypt", "kms:GenerateDataKey"]),
    ):
        if bucket.key_arn:
            statements.append(
                Statement(
                    sid=sid,
                    actions=actions,
                    resources=[bucket.key_arn],
                    conditions={"StringEquals": {"kms:ViaService": f"s3.{bucket.region}.amazonaws.com"}},
                )
            )
    return statements

"""Who did what, in every active region, in a bucket that keeps it."""

from cdktf_cdktf_provider_aws.cloudtrail import Cloudtrail
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
)
from cdktf_cdktf_provider_aws.s3_bucket_object_lock_configuration import (
    S3BucketObjectLockConfigurationA,
    S3BucketObjectLockConfigurationRuleA,
    S3BucketObjectLockConfigurationRuleDefaultRetentionA,
)
from constructs import Construct

from config.audit_trail import AuditTrail as AuditTrailConfig
from constructs_lib.iam.policy import Statement
from constructs_lib.providers import PARTITION, RegionScope
from constructs_lib.storage.content_key import ContentKey
from constructs_lib.storage.private_bucket import PrivateBucket

CLOUDTRAIL = "cloudtrail.amazonaws.com"


class AuditTrail(Construct):
    """`aws_cloudtrail` over all regions of the account, with digests, its KMS key and its locked bucket.

    It belongs into a standby region: what is done during a failover is written where there is no failure. And
    it stays there whatever becomes of the roles, since what it has locked can neither move nor go.
    """

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, trail: AuditTrailConfig) -> None:
        super().__init__(scope, id_)
        name = region.naming.name("audit", limit=128)
        arn = region.arn("cloudtrail", f"trail/{name}")
        key = ContentKey(self, "key", region=region, what="audit")
        key.allow(*_key_rights(region, arn))
        bucket = PrivateBucket(
            self,
            "bucket",
            region=region,
            what=("audit",),
            versioned=True,
            locked=True,
            key_arn=key.arn,
        )
        self._lock(region, bucket, trail)
        policy = bucket.allow(*_bucket_rights(region, bucket.arn, arn))
        Cloudtrail(
            self,
            "trail",
            provider=region.provider,
            name=name,
            s3_bucket_name=bucket.name,
            kms_key_id=key.arn,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            enable_logging=True,
            tags=region.tags(),
            depends_on=[policy],
        )

    def _lock(self, region: RegionScope, bucket: PrivateBucket, trail: AuditTrailConfig) -> None:
        S3BucketObjectLockConfigurationA(
            self,
            "lock",
            provider=region.provider,
            bucket=bucket.versioned_name,
            rule=S3BucketObjectLockConfigurationRuleA(
                default_retention=S3BucketObjectLockConfigurationRuleDefaultRetentionA(
                    mode="GOVERNANCE", days=trail.keep_days
                )
            ),
        )
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            provider=region.provider,
            bucket=bucket.versioned_name,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="forget",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=trail.keep_days)],
                    noncurrent_version_expiration=[
                        S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(noncurrent_days=1)
                    ],
                )
            ],
        )


def _bucket_rights(region: RegionScope, bucket_arn: str, trail_arn: str) -> tuple[Statement, ...]:
    mine = {"aws:SourceArn": trail_arn}
    return (
        Statement(
            sid="TrailChecks",
            actions=["s3:GetBucketAcl"],
            resources=[bucket_arn],
            principals={"Service": [CLOUDTRAIL]},
            conditions={"StringEquals": mine},
        ),
        Statement(
            sid="TrailWrites",
            actions=["s3:PutObject"],
            resources=[f"{bucket_arn}/AWSLogs/{region.account_id}/*"],
            principals={"Service": [CLOUDTRAIL]},
            conditions={"StringEquals": {**mine, "s3:x-amz-acl": "bucket-owner-full-control"}},
        ),
    )


def _key_rights(region: RegionScope, trail_arn: str) -> tuple[Statement, ...]:
    context = f"arn:{PARTITION}:cloudtrail:*:{region.account_id}:trail/*"
    return (
        Statement(
            sid="TrailEncrypts",
            actions=["kms:GenerateDataKey"],
            resources=["*"],  # the key itself
            principals={"Service": [CLOUDTRAIL]},
            conditions={
                "StringEquals": {"aws:SourceArn": trail_arn},
                "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": context},
            },
        ),
        Statement(
            sid="TrailDescribes",
            actions=["kms:DescribeKey"],
            resources=["*"],  # the key itself
            principals={"Service": [CLOUDTRAIL]},
            conditions={"StringEquals": {"aws:SourceArn": trail_arn}},
        ),
    )

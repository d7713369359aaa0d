"""Where canaries leave what they saw."""

from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
)
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.providers import RegionScope

ACCOUNT_ID_LENGTH = 12
LONGEST_NAME = 63


class CanaryBucket(Construct):
    """`aws_s3_bucket`: private, encrypted by S3, TLS only, emptied by itself, and by a destroy.

    It holds logs of requests to public addresses: reports, no records.
    """

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, keep_days: int) -> None:
        super().__init__(scope, id_)
        provider = region.provider
        # Bucket names are the whole world's: the account keeps two users' deployments of one name apart.
        own = region.naming.name(region.name, "canaries", limit=LONGEST_NAME - ACCOUNT_ID_LENGTH - 1)
        bucket = S3Bucket(
            self,
            "bucket",
            provider=provider,
            bucket=f"{own}-{region.account_id}",
            force_destroy=True,
            tags=region.tags(),
        )
        self.name: str = bucket.bucket
        self.arn: str = bucket.arn
        access = S3BucketPublicAccessBlock(
            self,
            "private",
            provider=provider,
            bucket=self.name,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketServerSideEncryptionConfigurationA(
            self,
            "encryption",
            provider=provider,
            bucket=self.name,
            rule=[
                S3BucketServerSideEncryptionConfigurationRuleA(
                    apply_server_side_encryption_by_default=(
                        S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
                            sse_algorithm="AES256"
                        )
                    )
                )
            ],
        )
        S3BucketLifecycleConfiguration(
            self, "lifecycle", provider=provider, bucket=self.name, rule=[_forget(keep_days)]
        )
        # S3 refuses two changes of a bucket's access at once.
        S3BucketPolicy(
            self,
            "policy",
            provider=provider,
            bucket=self.name,
            policy=policy_document(_tls_only(self.arn)),
            depends_on=[access],
        )


def _forget(days: int) -> S3BucketLifecycleConfigurationRule:
    return S3BucketLifecycleConfigurationRule(
        id="forget",
        status="Enabled",
        filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
        expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=days)],
        abort_incomplete_multipart_upload=[
            S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(days_after_initiation=1)
        ],
    )


def _tls_only(bucket_arn: str) -> Statement:
    return Statement(
        sid="TlsOnly",
        effect="Deny",
        actions=["s3:*"],
        resources=[bucket_arn, f"{bucket_arn}/*"],
        principals="*",
        conditions={"Bool": {"aws:SecureTransport": "false"}},
    )

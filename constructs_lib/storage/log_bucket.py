"""Where access logs are kept, and for how long."""

from collections.abc import Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
)
from constructs import Construct

from constructs_lib.iam.policy import Statement
from constructs_lib.providers import RegionScope
from constructs_lib.storage.private_bucket import PrivateBucket


class LogBucket(Construct):
    """A private bucket that forgets by itself, and goes with the deployment.

    Encrypted by S3: its log service takes no KMS key.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        what: tuple[str, ...],
        keep_days: int,
    ) -> None:
        super().__init__(scope, id_)
        self._region = region
        self._bucket = PrivateBucket(
            # Logs are never few enough for a destroy to find none.
            self,
            "bucket",
            region=region,
            what=what,
            destroy_with_contents=True,
        )
        self.name: str = self._bucket.name
        self.arn: str = self._bucket.arn
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            provider=region.provider,
            bucket=self.name,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="forget",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=keep_days)],
                    abort_incomplete_multipart_upload=[
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(
                            days_after_initiation=1
                        )
                    ],
                )
            ],
        )

    def take_from_s3(self, bucket_arns: Sequence[str]) -> ITerraformDependable:
        """Lets S3 write the access logs of these buckets of its region and account."""
        return self._bucket.allow(
            Statement(
                sid="S3WritesLogs",
                actions=["s3:PutObject"],
                resources=[f"{self.arn}/*"],
                principals={"Service": ["logging.s3.amazonaws.com"]},
                conditions={
                    "StringEquals": {"aws:SourceAccount": self._region.account_id},
                    "ArnLike": {"aws:SourceArn": list(bucket_arns)},
                },
            )
        )

    def take_from_delivery(self, source_arn: str) -> ITerraformDependable:
        """Lets CloudWatch's log delivery write what one delivery source sends."""
        return self._bucket.allow(
            Statement(
                sid="AWSLogDeliveryWrite",  # the name that AWS looks for before it adds one of its own
                actions=["s3:PutObject"],
                resources=[f"{self.arn}/AWSLogs/{self._region.account_id}/*"],
                principals={"Service": ["delivery.logs.amazonaws.com"]},
                conditions={
                    "StringEquals": {
                        "aws:SourceAccount": self._region.account_id,
                        "s3:x-amz-acl": "bucket-owner-full-control",
                    },
                    "ArnLike": {"aws:SourceArn": source_arn},
                },
            )
        )

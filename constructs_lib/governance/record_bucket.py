"""Where AWS Config puts what it recorded."""

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
)
from constructs import Construct

from config.recording import Recording
from constructs_lib.iam.policy import Statement
from constructs_lib.providers import RegionScope
from constructs_lib.storage.content_key import ContentKey
from constructs_lib.storage.private_bucket import PrivateBucket

CONFIG = "config.amazonaws.com"


class RecordBucket(Construct):
    """A private bucket with a KMS key of its own, which AWS Config alone writes to, and which forgets."""

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, recording: Recording) -> None:
        super().__init__(scope, id_)
        mine = {"StringEquals": {"aws:SourceAccount": region.account_id}}
        key = ContentKey(self, "key", region=region, what="recording")
        key.allow(
            Statement(
                sid="ConfigEncrypts",
                actions=["kms:Decrypt", "kms:GenerateDataKey"],
                resources=["*"],  # in a key policy this is the key itself; there is no other to name
                principals={"Service": [CONFIG]},
                conditions=mine,
            )
        )
        bucket = PrivateBucket(
            self,
            "bucket",
            region=region,
            what=("recording",),
            key_arn=key.arn,
            destroy_with_contents=recording.destroy_records,
        )
        self.name: str = bucket.name
        self.arn: str = bucket.arn
        self.key_arn: str = key.arn
        self.records = f"{bucket.arn}/AWSLogs/{region.account_id}/Config/*"
        """The ARN of what is written."""
        self.policy: ITerraformDependable = bucket.allow(
            Statement(
                sid="ConfigLooks",
                actions=["s3:GetBucketAcl", "s3:ListBucket"],
                resources=[bucket.arn],
                principals={"Service": [CONFIG]},
                conditions=mine,
            ),
            Statement(
                sid="ConfigWrites",
                actions=["s3:PutObject"],
                resources=[self.records],
                principals={"Service": [CONFIG]},
                conditions={
                    "StringEquals": {
                        **mine["StringEquals"],
                        "s3:x-amz-acl": "bucket-owner-full-control",
                    }
                },
            ),
        )
        """What has to be there before AWS Config tries the bucket."""
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
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=recording.keep_days)],
                    abort_incomplete_multipart_upload=[
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(
                            days_after_initiation=1
                        )
                    ],
                )
            ],
        )

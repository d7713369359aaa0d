"""One region's copy of a site."""

from collections.abc import Sequence
from dataclasses import dataclass

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
)
from cdktf_cdktf_provider_aws.s3_bucket_logging import S3BucketLoggingA
from constructs import Construct

from config.storage import Storage
from constructs_lib.iam.policy import Statement
from constructs_lib.providers import PARTITION, RegionScope
from constructs_lib.storage.content_key import ContentKey, readable_by
from constructs_lib.storage.log_bucket import LogBucket
from constructs_lib.storage.private_bucket import PrivateBucket

CLOUDFRONT = "cloudfront.amazonaws.com"


@dataclass(frozen=True, kw_only=True)
class BucketRecord:
    """A region's bucket, for constructs of other regions and of the edge. Values may be tokens."""

    region: str
    name: str
    """Known only once the bucket keeps versions: replication needs that on both sides (F18)."""
    key_arn: str | None
    """The KMS key of its objects; None where S3 holds the key."""

    @property
    def arn(self) -> str:
        """Known when the name is."""
        return f"arn:{PARTITION}:s3:::{self.name}"

    @property
    def domain_name(self) -> str:
        """The bucket's address in its region: the one without would be redirected at first."""
        return f"{self.name}.s3.{self.region}.amazonaws.com"


class ContentBucket(Construct):
    """A private, versioned, encrypted bucket that forgets old versions, and its access logs."""

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, storage: Storage) -> None:
        super().__init__(scope, id_)
        self._region, self._storage = region, storage
        self._key = (
            ContentKey(self, "key", region=region, what="content", given=region.existing.content_key_arn)
            if storage.encryption == "kms"
            else None
        )
        self._bucket = PrivateBucket(
            self,
            "bucket",
            region=region,
            versioned=True,
            key_arn=self._key.arn if self._key else None,
            destroy_with_contents=storage.destroy_with_contents,
        )
        self.record = BucketRecord(
            region=region.name,
            name=self._bucket.versioned_name,
            key_arn=self._key.arn if self._key else None,
        )
        self._forget_old_versions()
        if storage.access_logs:
            existing = region.existing.s3_log_bucket
            self._log(existing, f"{region.naming.name()}/s3/") if existing else self._log_apart()

    def _forget_old_versions(self) -> None:
        storage = self._storage
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            provider=self._region.provider,
            bucket=self._bucket.versioned_name,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="forget-old-versions",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
                    noncurrent_version_expiration=[
                        S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(
                            noncurrent_days=storage.keep_old_versions_days
                        )
                    ],
                    # Of what was deleted for good, the mark of the deletion goes too.
                    expiration=[
                        S3BucketLifecycleConfigurationRuleExpiration(expired_object_delete_marker=True)
                    ],
                ),
                S3BucketLifecycleConfigurationRule(
                    id="abandoned-uploads",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
                    abort_incomplete_multipart_upload=[
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(
                            days_after_initiation=storage.abandoned_uploads_days
                        )
                    ],
                ),
            ],
        )

    def _log_apart(self) -> None:
        logs = LogBucket(
            self,
            "logs",
            region=self._region,
            what=("logs",),
            keep_days=self._storage.keep_logs_days,
        )
        self._log(logs.name, "s3/", after=[logs.take_from_s3([self._bucket.arn])])

    def _log(self, bucket: str, prefix: str, *, after: Sequence[ITerraformDependable] = ()) -> None:
        S3BucketLoggingA(
            self,
            "access-log",
            provider=self._region.provider,
            bucket=self._bucket.name,
            target_bucket=bucket,
            target_prefix=prefix,
            depends_on=list(after) or None,
        )

    def serve(self, distribution_arn: str | None) -> None:
        """Lets one distribution, and nobody else, read objects: not list them.

        None: any distribution of this account, where the one is in another state and not known here.
        """
        if distribution_arn is None:
            account = self._region.account_id
            conditions = {
                "StringEquals": {"aws:SourceAccount": account},
                "ArnLike": {"aws:SourceArn": f"arn:{PARTITION}:cloudfront::{account}:distribution/*"},
            }
        else:
            conditions = {"StringEquals": {"aws:SourceArn": distribution_arn}}
        self._bucket.allow(
            Statement(
                sid="DistributionReads",
                actions=["s3:GetObject"],
                resources=[f"{self._bucket.arn}/*"],
                principals={"Service": [CLOUDFRONT]},
                conditions=conditions,
            )
        )
        if self._key:
            self._key.allow(readable_by(CLOUDFRONT, conditions=conditions))

"""Where a load balancer's access logs are kept, and for how long."""

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
)
from constructs import Construct

from constructs_lib.iam.policy import Statement
from constructs_lib.providers import RegionScope
from constructs_lib.storage.private_bucket import PrivateBucket

DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com"
"""Who writes the logs of Application Load Balancers. One principal for every region; the older way, an
account of AWS's in each region, is not needed beside it, and newer regions have none."""


class LoadBalancerLog(Construct):
    """A private bucket in the load balancer's region that forgets by itself. Encrypted by S3: with a KMS key
    no logs would come.

    Only this account's load balancers get in: the delivery writes below the account whose logs they are, and
    the policy names that folder. A bucket that is there already in the region is used as it is.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, keep_days: int, destroy_with_contents: bool
    ) -> None:
        super().__init__(scope, id_)
        self.writable: list[ITerraformDependable] = []
        """What a load balancer waits for: AWS tries the bucket when logging is switched on."""
        if region.existing.load_balancer_log_bucket:
            self.bucket: str = region.existing.load_balancer_log_bucket
            return
        bucket = PrivateBucket(
            self,
            "bucket",
            region=region,
            what=("requests",),
            destroy_with_contents=destroy_with_contents,
        )
        self.bucket = bucket.name
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            provider=region.provider,
            bucket=self.bucket,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="forget",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=keep_days)],
                )
            ],
        )
        policy = bucket.allow(
            Statement(
                sid="LoadBalancersWriteLogs",
                actions=["s3:PutObject"],
                resources=[f"{bucket.arn}/AWSLogs/{region.account_id}/*"],
                principals={"Service": [DELIVERY]},
            )
        )
        self.writable.append(policy)

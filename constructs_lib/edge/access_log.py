"""CloudFront's access logs, by way of CloudWatch's log delivery."""

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.cloudwatch_log_delivery import CloudwatchLogDelivery
from cdktf_cdktf_provider_aws.cloudwatch_log_delivery_destination import (
    CloudwatchLogDeliveryDestination,
    CloudwatchLogDeliveryDestinationDeliveryDestinationConfiguration,
)
from cdktf_cdktf_provider_aws.cloudwatch_log_delivery_source import CloudwatchLogDeliverySource
from constructs import Construct

from constructs_lib.providers import PARTITION, RegionScope
from constructs_lib.storage.log_bucket import LogBucket

NAME_LIMIT = 60


class EdgeAccessLog(Construct):
    """`aws_cloudwatch_log_delivery` from a distribution to a bucket, all of it in us-east-1 (F17).

    The older way, `logging_config` on the distribution, writes by access lists, which private buckets have
    switched off.
    """

    def __init__(
        self, scope: Construct, id_: str, *, edge: RegionScope, distribution_arn: str, keep_days: int
    ) -> None:
        super().__init__(scope, id_)
        name = edge.naming.name("edge", limit=NAME_LIMIT)
        bucket_arn, after = self._bucket(edge, name, keep_days)
        source = CloudwatchLogDeliverySource(
            self,
            "source",
            provider=edge.provider,
            name=name,
            log_type="ACCESS_LOGS",
            resource_arn=distribution_arn,
            tags=edge.tags(),
        )
        destination = CloudwatchLogDeliveryDestination(
            self,
            "destination",
            provider=edge.provider,
            name=name,
            output_format="json",
            delivery_destination_configuration=[
                CloudwatchLogDeliveryDestinationDeliveryDestinationConfiguration(
                    destination_resource_arn=bucket_arn
                )
            ],
            tags=edge.tags(),
            depends_on=after or None,
        )
        CloudwatchLogDelivery(
            self,
            "delivery",
            provider=edge.provider,
            delivery_source_name=source.name,
            delivery_destination_arn=destination.arn,
            # No path of our own: AWS puts AWSLogs/<account>/CloudFront/ before it, and providers up to 6.32
            # take that for a change, at the first apply or at a later one.
            tags=edge.tags(),
        )

    def _bucket(self, edge: RegionScope, name: str, keep_days: int) -> tuple[str, list[ITerraformDependable]]:
        """The bucket's ARN, and what lets the delivery in: its owner's, where it is there already."""
        if existing := edge.existing.edge_log_bucket:
            return f"arn:{PARTITION}:s3:::{existing}", []
        bucket = LogBucket(self, "bucket", region=edge, what=("edge-logs",), keep_days=keep_days)
        return bucket.arn, [bucket.take_from_delivery(edge.arn("logs", f"delivery-source:{name}"))]

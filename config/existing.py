"""What is there already in a region and is used instead of something new: keys, topics and buckets."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import Field

from config.arn import OWN_PARTITION, arn_pattern
from config.aws_regions import RegionName
from config.model import FREEZE, THAW, Allowed, ConfigModel
from config.state import BucketName

KeyArn = Annotated[
    str,
    Field(pattern=arn_pattern("kms", "key/[A-Za-z0-9-]{1,128}")),
    OWN_PARTITION,
    Allowed("a KMS key's ARN, not an alias", "copy it, such as arn:aws:kms:us-east-1:123456789012:key/..."),
]
"""The key itself: services store it, and an alias would show as a change in every plan."""
TopicArn = Annotated[
    str,
    Field(pattern=arn_pattern("sns", "[A-Za-z0-9_-]{1,256}")),
    OWN_PARTITION,
    Allowed("a standard SNS topic's ARN", "copy it, such as arn:aws:sns:us-east-1:123456789012:operations"),
]


class Existing(ConfigModel):
    """What every system can use of a region."""

    topic_key_arn: KeyArn | None = None
    """KMS key of the topics that are created. Its policy must let cloudwatch.amazonaws.com and
    events.amazonaws.com do kms:Decrypt and kms:GenerateDataKey; in us-east-1, budgets.amazonaws.com and
    costalerts.amazonaws.com too where costs are watched. Who may not is silent. Default: a key is created."""
    alert_topic_arn: TopicArn | None = None
    """Topic that the region's alarms speak to; in us-east-1, those on health checks too. Its policy, and that
    of its key, must let cloudwatch.amazonaws.com publish, and events.amazonaws.com what AWS Health and AWS
    Backup report. Subscribe people to it yourself: `monitoring` tells the created topics alone. Default: a
    topic is created."""


class ExistingForService(Existing):
    """What `lattice-service` can use of a region."""

    log_key_arn: KeyArn | None = None
    """KMS key of the log groups. Its policy must let logs.<region>.amazonaws.com encrypt and decrypt for this
    account's log groups: kms:Encrypt, Decrypt, ReEncrypt*, GenerateDataKey* and Describe*. Default:
    CloudWatch's own encryption."""


class ExistingForSite(Existing):
    """What `website` can use of a region."""

    content_key_arn: KeyArn | None = None
    """KMS key of the content, with `storage.encryption: kms`. Its policy must let cloudfront.amazonaws.com
    do kms:Decrypt for the distribution (aws:SourceArn), and the account's roles what their own policies say:
    the copies are made by a role. Default: a key is created."""
    s3_log_bucket: BucketName | None = None
    """Bucket of this region and account for S3's access logs. Its policy must let logging.s3.amazonaws.com
    put objects under <name>-<environment>/s3/. How long it keeps them is yours. Default: one is created."""
    edge_log_bucket: BucketName | None = None
    """In us-east-1: bucket for CloudFront's access logs. Its policy must let delivery.logs.amazonaws.com put
    objects under AWSLogs/<account>/. Default: one is created."""


class ExistingForApplication(ExistingForService):
    """What `pilot-light` can use of a region."""

    database_key_arn: KeyArn | None = None
    """KMS key of the region's database, its backups, its performance data and its secret. Whoever runs
    Terraform must be allowed kms:CreateGrant on it, and the account's roles what their own policies say. A
    later change rebuilds the database. Default: a key is created."""
    load_balancer_log_bucket: BucketName | None = None
    """Bucket of this region for the load balancer's access logs, encrypted by S3 itself: with a KMS key none
    would come. Its policy must let logdelivery.elasticloadbalancing.amazonaws.com put objects under
    AWSLogs/<account>/. How long it keeps them is yours. Default: one is created."""


class ExistingForPlatform(ExistingForApplication):
    """What `warm-standby` can use of a region."""

    edge_log_bucket: BucketName | None = None
    """In us-east-1: bucket for CloudFront's access logs. Its policy must let delivery.logs.amazonaws.com put
    objects under AWSLogs/<account>/. Default: one is created."""


SomeExisting = TypeVar("SomeExisting", bound=Existing)
ByRegion = Annotated[
    Mapping[RegionName, SomeExisting],
    FREEZE,
    THAW,
    Allowed("a mapping from region to what exists in it", "write one region per line, such as `us-east-1:`"),
]
"""A system's own kind by region. us-east-1 may stand there as what is global, whatever the regions are."""

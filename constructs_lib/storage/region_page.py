"""What a region answers about itself before anything is published."""

from html import escape

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.s3_object import (
    S3Object,
    S3ObjectOverrideProvider,
    S3ObjectOverrideProviderDefaultTags,
)
from constructs import Construct

from constructs_lib.providers import RegionScope
from constructs_lib.storage.content_bucket import BucketRecord

PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta name="holdfast-region" content="{region}">
<title>{region} is healthy</title>
<p>{region} is healthy. Nothing is published yet.</p>
</html>
"""
WRITTEN_BY_RELEASES = ["cache_control", "content", "content_type", "kms_key_id", "server_side_encryption"]


class RegionPage(Construct):
    """`aws_s3_object`: a region's health page, so that its checks are green from the first apply on.

    Made once. Every release writes its own page over it, as a newer version, which no apply takes back. One
    that somebody deletes is made again, and `destroy` removes all its versions. It is not copied to other
    regions: its key is outside what replication concerns.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, bucket: BucketRecord, key: str
    ) -> None:
        super().__init__(scope, id_)
        S3Object(
            self,
            "object",
            provider=region.provider,
            bucket=bucket.name,
            key=key,
            content=PAGE.format(region=escape(region.name)),
            content_type="text/html; charset=utf-8",
            cache_control="no-store",
            server_side_encryption="aws:kms" if bucket.key_arn else None,
            kms_key_id=bucket.key_arn,
            # An object takes ten tags, and loses them with the next release.
            override_provider=S3ObjectOverrideProvider(
                default_tags=S3ObjectOverrideProviderDefaultTags(tags={})
            ),
            lifecycle=TerraformResourceLifecycle(ignore_changes=WRITTEN_BY_RELEASES),
        )

"""Where a site's content lies: a bucket per region, each a copy of the others."""

from typing import Annotated, Literal

from pydantic import Field

from config.model import Allowed, ConfigModel

_SWITCH = Allowed("true or false", "write true or false")


def _days(default: int) -> Allowed:
    return Allowed("a whole number from 1 to 3650 (days)", f"write a number of days, such as {default}")


class Storage(ConfigModel):
    """A private bucket per region. What is written into one is copied to all the others (F18)."""

    encryption: Annotated[
        Literal["s3", "kms"],
        Allowed("s3 or kms", "set `encryption: s3`, or kms for keys of your own"),
    ] = "s3"
    """Who holds the keys. `s3`: S3 does, at no price. `kms`: a key of yours per region (F19), about 1 US
    dollar a month each, with a policy that says who may read. Objects that are there already keep what they
    have: change it before the first release."""
    replication_time_control: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Let S3 promise that copies are made within 15 minutes; costs extra per GB. Without it most copies are
    made within seconds, and a release is switched only once every region has it, however long that takes."""
    keep_old_versions_days: Annotated[int, Field(strict=True, ge=1, le=3650), _days(30)] = 30
    """Days for which overwritten and deleted objects can be brought back. 30 is longer than most mistakes
    take to be noticed."""
    abandoned_uploads_days: Annotated[int, Field(strict=True, ge=1, le=3650), _days(7)] = 7
    """Days after which the parts of an upload that was never finished are thrown away. They cost, and nobody
    sees them."""
    access_logs: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Keep S3's access logs, in a bucket of each region. Only their storage costs."""
    keep_logs_days: Annotated[int, Field(strict=True, ge=1, le=3650), _days(90)] = 90
    """Days for which access logs are kept, those of the edge too."""
    destroy_with_contents: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Let `terraform destroy` throw away the site's content, with all versions. Set it, and apply, before you
    destroy a deployment for good; until then a destroy fails at the first bucket with a release in it. Access
    logs always go with the deployment."""

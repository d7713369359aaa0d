"""Where Terraform keeps the state."""

from typing import Annotated, Literal

from pydantic import Field

from config.aws_regions import RegionName
from config.model import Allowed, ConfigModel


class LocalState(ConfigModel):
    """A file on this machine: to try things out, and for one person alone."""

    backend: Literal["local"] = "local"
    """A local file."""
    path: Annotated[
        str | None,
        Field(min_length=1, max_length=1024),
        Allowed("a file path", "write it like orders.tfstate"),
    ] = None
    """Path of the file, relative to the project's folder. Default: terraform.<name>-<environment>.tfstate."""


class S3State(ConfigModel):
    """An S3 bucket with Terraform's own lock (F30)."""

    backend: Literal["s3"]
    """An S3 bucket."""
    bucket: Annotated[
        str,
        Field(
            min_length=3,
            max_length=63,
            pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
        ),
        Allowed(
            "a bucket's name: 3 to 63 lower-case letters, digits, hyphens and single dots",
            "write the name of a bucket that exists",
        ),
    ]
    """Bucket that exists, with versioning on."""
    region: RegionName
    """Region of the bucket. Outside the deployment's regions: a state that is stored in the region that is
    down cannot even be opened (F29)."""
    key: Annotated[
        str | None,
        Field(pattern=r"^[^/\s][^\s]*$", max_length=1024),
        Allowed(
            "the object's key, without a slash in front or spaces", "write it like holdfast/orders.tfstate"
        ),
    ] = None
    """Key of the state object. Default: derived from the deployment's name."""
    kms_key_id: Annotated[
        str | None,
        Field(
            pattern=r"^(arn:aws:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/|alias/)?[A-Za-z0-9/_-]+$",
            max_length=2048,
        ),
        Allowed("a KMS key's id, alias or ARN", "copy the key's ARN"),
    ] = None
    """KMS key that encrypts the state. Default: the bucket's own encryption."""


State = Annotated[
    LocalState | S3State,
    Field(discriminator="backend"),
    Allowed("`backend: local` or `backend: s3`", "add `backend: s3` with `bucket:` and `region:`"),
]
"""Told apart by `backend`."""

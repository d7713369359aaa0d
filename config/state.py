"""Where Terraform keeps the state, and whether there is one for all regions or one for each."""

from collections.abc import Iterator, Mapping
from posixpath import normpath
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from config.arn import OWN_PARTITION, arn_text, region_of
from config.aws_regions import RegionName
from config.model import Allowed, Checks, Violation, refused
from config.other_state import OtherState
from config.rights import Rights
from config.state_layout import Laid

LONGEST_BUCKET = 63

Key = Annotated[
    str,
    Field(pattern=r"^[^/\s]([^\s]*[^/\s])?$", max_length=1024),
    Allowed(
        "the object's key, without spaces, or a slash in front or at the end",
        "write it like holdfast/orders.tfstate",
    ),
]
BucketName = Annotated[
    str,
    Field(
        min_length=3,
        max_length=LONGEST_BUCKET,
        pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
    ),
    Allowed(
        "a bucket's name: 3 to 63 lower-case letters, digits, hyphens and single dots",
        "write the name of a bucket that exists, or that `bootstrap` is to make",
    ),
]
KeyArn = Annotated[
    str,
    OWN_PARTITION,
    Field(
        pattern=f"^({arn_text('kms', '(key|alias)/')}|alias/)?[A-Za-z0-9/_-]+$",
        max_length=2048,
    ),
    Allowed("a KMS key's id, alias or ARN", "copy the key's ARN"),
]


def _file(value: str) -> str:
    if value.rpartition("/")[2] in ("", ".", ".."):
        raise refused("a file's path, and no folder's", "add the file's name, such as orders.tfstate")
    return value


_SWITCH = Allowed("true or false", "set it to true or false")


class LocalState(Laid):
    """A file on this machine: to try things out, and for one person alone."""

    backend: Literal["local"] = "local"
    """A local file."""
    path: Annotated[
        Annotated[str, AfterValidator(_file)] | None,
        Field(min_length=1, max_length=1024),
        Allowed("a file path", "write it like orders.tfstate"),
    ] = None
    """Path of the file, relative to the project's folder; with `layout: per-region` the place stands before
    its ending: orders.us-east-1.tfstate. Default: terraform.<stack>.tfstate."""

    @property
    def named_place(self) -> tuple[str, str] | None:
        """A file that the YAML names."""
        return ("path", normpath(self.path)) if self.path else None


class S3State(Laid, Rights):
    """An S3 bucket with Terraform's own lock (F30). `python main.py bootstrap` makes the bucket."""

    backend: Literal["s3"]
    """An S3 bucket."""
    bucket: BucketName
    """Bucket with versioning on."""
    region: RegionName
    """Region of the bucket. Outside the deployment's regions: a state that is stored in the region that is
    down cannot even be opened (F29)."""
    accept_inside: Annotated[
        str | None,
        Field(min_length=10, max_length=300),
        Allowed("the reason, in 10 to 300 characters", "write why the state may be there"),
    ] = None
    """Why the bucket may be in one of the deployment's regions all the same. Default: it may not."""
    key: Key | None = None
    """Key of the state object; with `layout: per-region` the place stands before its ending:
    orders.us-east-1.tfstate. Default: <key_prefix><stack>.tfstate."""
    key_prefix: Annotated[
        str,
        Field(pattern=r"^([^/\s][^\s]*)?$", max_length=900),
        Allowed(
            "the beginning of the key, without a slash in front or spaces", "write it like teams/orders/"
        ),
    ] = "holdfast/"
    """Beginning of the key, with its slash."""
    kms_key_id: KeyArn | None = None
    """KMS key that encrypts the state. Default: the bucket's own encryption."""
    use_lockfile: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Whether S3 itself locks the state, which needs Terraform 1.10 (F30). `false` only with a
    `dynamodb_table`, for older Terraform."""
    dynamodb_table: Annotated[
        str | None,
        Field(pattern=r"^[A-Za-z0-9_.-]{3,255}$"),
        Allowed("a table's name: 3 to 255 letters, digits, _ . -", "write it like terraform-locks"),
    ] = None
    """DynamoDB table that locks the state: for older Terraform, which knows no other lock, and beside S3's
    lock while some still use it. Deprecated by Terraform (F30). Default: none."""
    replica_region: RegionName | None = None
    """Where `bootstrap` keeps a copy of the bucket. It is needed by `bootstrap`, and by nothing else."""
    replica_bucket: BucketName | None = None
    """Name of the copy. Default: <bucket>-replica."""
    replica_kms_key_id: KeyArn | None = None
    """KMS key of the copy, in its region (F19). Mandatory with `kms_key_id` and a `replica_region`."""

    def checks(self) -> Checks:
        """Two keys, no lock, a copy that is none."""
        return (
            self._two_keys(),
            self._no_lock(),
            self._no_copy(),
            self._copy_unlike_original(),
            self._keys_of_other_regions(),
        )

    @property
    def named_place(self) -> tuple[str, str] | None:
        """An object that the YAML names."""
        return ("key", f"{self.bucket}/{self.key}") if self.key else None

    @property
    def copy_bucket(self) -> str:
        """Name of the bucket's copy."""
        return self.replica_bucket or f"{self.bucket}-replica"

    def _two_keys(self) -> Iterator[Violation]:
        if self.key is not None and "key_prefix" in self.model_fields_set:
            yield Violation(
                ("key_prefix",),
                found="key_prefix beside key",
                allowed="one of the two: the key has its own beginning",
                mend="remove `key_prefix`",
                because=(("key",),),
            )

    def _no_lock(self) -> Iterator[Violation]:
        if not self.use_lockfile and self.dynamodb_table is None:
            yield Violation(
                ("use_lockfile",),
                found="no lock at all",
                allowed="a lock: two applies at once would spoil the state",
                mend="remove the line, or name a `dynamodb_table:` where Terraform is older than 1.10",
                because=(("dynamodb_table",),),
            )

    def _no_copy(self) -> Iterator[Violation]:
        if self.replica_region == self.region:
            yield Violation(
                ("replica_region",),
                allowed="another region than the bucket's: a copy beside the original is lost with it",
                mend="name another region, such as eu-west-1",
                because=(("region",),),
            )
        for name in ("replica_bucket", "replica_kms_key_id"):
            if getattr(self, name) and self.replica_region is None:
                yield Violation(
                    (name,),
                    found=f"{name} without replica_region",
                    allowed="a `replica_region` beside it",
                    mend="add `replica_region:`, or remove the line",
                )
        if self.replica_region and (
            self.copy_bucket == self.bucket or len(self.copy_bucket) > LONGEST_BUCKET
        ):
            yield Violation(
                ("replica_bucket",),
                found=self.copy_bucket,
                allowed=f"a name of its own, of at most {LONGEST_BUCKET} characters",
                mend="set `replica_bucket:` to another name",
                because=(("bucket",),),
            )

    def _copy_unlike_original(self) -> Iterator[Violation]:
        for name in ("kms_key_id", "replica_kms_key_id"):
            key = getattr(self, name)
            if self.replica_region and key and not key.startswith("arn:"):
                yield Violation(
                    (name,),
                    allowed="the key's ARN, where the bucket is copied: the right to use it names no alias",
                    mend="copy the ARN, such as arn:aws:kms:eu-west-1:123456789012:key/...",
                    because=(("replica_region",),),
                )
        if self.replica_region and bool(self.kms_key_id) != bool(self.replica_kms_key_id):
            missing = "replica_kms_key_id" if self.kms_key_id else "kms_key_id"
            yield Violation(
                (missing,),
                found="one KMS key for two buckets",
                allowed="a key in each of the two regions, or in none: each bucket takes its own region's",
                mend=f"add `{missing}:`, or remove the other",
                because=(("kms_key_id",), ("replica_kms_key_id",)),
            )

    def _keys_of_other_regions(self) -> Iterator[Violation]:
        """S3 encrypts with keys of the bucket's own region (F19)."""
        for name, of in (("kms_key_id", "region"), ("replica_kms_key_id", "replica_region")):
            key, region = getattr(self, name), getattr(self, of)
            if key and region and key.startswith("arn:") and region_of(key) != region:
                yield Violation(
                    (name,),
                    found=f"a key of {region_of(key)}",
                    allowed=f"a key of {region}: a bucket takes only its own region's",
                    mend=f"copy the ARN of one in {region}",
                    because=((of,),),
                )


def _local_unless_named(value: object) -> object:
    """The raw section with `backend: local` where it says only what a local state has. Where a key of another
    backend stands, that backend is missing: a state that was to be in a bucket must not become a file."""
    if (
        isinstance(value, Mapping)
        and value.get("backend") is None
        and not value.keys() - LocalState.model_fields
    ):
        return {**value, "backend": "local"}
    return value


State = Annotated[
    LocalState | S3State | OtherState,
    Field(discriminator="backend"),
    BeforeValidator(_local_unless_named),
    Allowed(
        "`backend: local`, `backend: s3` or `backend: other`",
        "add `backend: s3` with `bucket:` and `region:`",
    ),
]
"""Told apart by `backend`; without one, a local file."""

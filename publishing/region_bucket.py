"""One region's bucket."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from publishing.aws import Clients, explained
from publishing.errors import ContentRefusedError, RegionRefusedError
from publishing.website import Website

_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class RegionBucket:
    """Reads and writes objects; every failure says what was being done, and where."""

    region: str
    name: str
    client: Any

    def check(self) -> None:
        """Raises where the bucket does not exist, does not answer or may not be read."""
        with explained(f"{self.region}: the website's bucket cannot be used", self.region, self.name):
            self.client.head_bucket(Bucket=self.name)

    def put(self, key: str, body: BinaryIO | bytes, sha256: str, kind: str, cache: str) -> None:
        """Writes an object; S3 refuses it where the bytes are not those of the checksum."""
        from botocore.exceptions import ClientError

        with explained(f"{key}: not uploaded", self.region, self.name):
            try:
                self.client.put_object(
                    Bucket=self.name,
                    Key=key,
                    Body=body,
                    ContentType=kind,
                    CacheControl=cache,
                    ChecksumAlgorithm="SHA256",
                    ChecksumSHA256=b64encode(bytes.fromhex(sha256)).decode(),
                )
            except ClientError as error:
                if error.response["Error"]["Code"] != "BadDigest":
                    raise
                raise changed(key, "bytes that differ from those read a moment before") from None

    def checksum(self, key: str) -> str | None:
        """The SHA-256 of an object, hexadecimal; None where there is none.

        Of an object that S3 keeps no such checksum of, the bytes are read: an ETag is a hash of them only
        without multipart and KMS.
        """
        from botocore.exceptions import ClientError

        with explained(f"{key}: cannot be compared", self.region, self.name):
            try:
                found = self.client.head_object(Bucket=self.name, Key=key, ChecksumMode="ENABLED")
            except ClientError as error:
                if error.response["Error"]["Code"] in ("404", "NoSuchKey"):
                    return None
                raise
            kept = str(found.get("ChecksumSHA256", ""))
            if kept and "-" not in kept:
                return b64decode(kept).hex()
            body = self.client.get_object(Bucket=self.name, Key=key)["Body"]
            digest = hashlib.sha256()
            while chunk := body.read(_CHUNK):
                digest.update(chunk)
            return digest.hexdigest()

    def replication_status(self, key: str) -> str:
        """What S3 says of the copies of an object, such as PENDING, FAILED or COMPLETED."""
        with explained(f"{key}: cannot be looked at", self.region, self.name):
            found = self.client.head_object(Bucket=self.name, Key=key)
        return str(found.get("ReplicationStatus", "no rule replicates it"))

    def read(self, key: str) -> bytes | None:
        """An object's bytes; None where there is none."""
        with explained(f"{key}: cannot be read", self.region, self.name):
            try:
                return bytes(self.client.get_object(Bucket=self.name, Key=key)["Body"].read())
            except self.client.exceptions.NoSuchKey:
                return None

    def names(self, prefix: str, delimiter: str = "") -> Iterator[str]:
        """Keys below a prefix; with a delimiter also the common beginnings, which end in it."""
        with explained(f"{prefix}: cannot be listed", self.region, self.name):
            pages = self.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.name, Prefix=prefix, Delimiter=delimiter):
                yield from (found["Key"] for found in page.get("Contents", ()))
                yield from (found["Prefix"] for found in page.get("CommonPrefixes", ()))


def opened(website: Website, clients: Clients, without: Iterable[str] = ()) -> list[RegionBucket]:
    """The buckets of the regions that are asked, the primary first, each checked."""
    left_out = set(without)
    asked = [region for region in website.regions if region not in left_out]
    unknown = sorted(left_out - set(website.regions))
    if unknown or not asked:
        raise RegionRefusedError(
            "Regions cannot be left out like this",
            found=f"without {', '.join(sorted(left_out))}",
            allowed=f"some of {', '.join(website.regions)}, but not all",
            mend="name only regions that are down",
        )
    buckets = [RegionBucket(region, website.buckets[region], clients("s3", region)) for region in asked]
    for bucket in buckets:
        bucket.check()
    return buckets


def changed(name: str, found: str) -> ContentRefusedError:
    """The error for a file that is not what it was when the publish began."""
    return ContentRefusedError(
        f"{name}: not uploaded",
        found=found,
        allowed="files that nobody changes while they are published",
        mend="publish again when the build is done",
    )

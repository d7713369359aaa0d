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
class Found:
    """An object, as far as it matters here."""

    sha256: str
    """Hexadecimal."""
    copies: str
    """What S3 says of its copies: PENDING, COMPLETED, FAILED, REPLICA; empty where no rule concerns it."""


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

    def find(self, key: str) -> Found | None:
        """What stands at a key; None for nothing.

        Of an object that S3 keeps no SHA-256 of, the bytes are read: an ETag is a hash of them only without
        multipart and KMS.
        """
        from botocore.exceptions import ClientError

        with explained(f"{key}: cannot be compared", self.region, self.name):
            try:
                head = self.client.head_object(Bucket=self.name, Key=key, ChecksumMode="ENABLED")
            except ClientError as error:
                if error.response["Error"]["Code"] in ("404", "NoSuchKey"):
                    return None
                raise
            copies = str(head.get("ReplicationStatus", ""))
            kept = str(head.get("ChecksumSHA256", ""))
            if kept and "-" not in kept:
                return Found(b64decode(kept).hex(), copies)
            body = self.client.get_object(Bucket=self.name, Key=key)["Body"]
            digest = hashlib.sha256()
            while chunk := body.read(_CHUNK):
                digest.update(chunk)
            return Found(digest.hexdigest(), copies)

    def checksum(self, key: str) -> str | None:
        """The SHA-256 of an object, hexadecimal; None where there is none."""
        found = self.find(key)
        return found.sha256 if found else None

    def renew(self, key: str) -> None:
        """Writes an object over itself, so that S3 copies it to the other regions once more."""
        with explained(f"{key}: cannot be copied again", self.region, self.name):
            head = self.client.head_object(Bucket=self.name, Key=key)
            self.client.copy_object(
                Bucket=self.name,
                Key=key,
                CopySource={"Bucket": self.name, "Key": key},
                MetadataDirective="REPLACE",
                ContentType=head["ContentType"],
                CacheControl=head.get("CacheControl", ""),
                ChecksumAlgorithm="SHA256",
            )

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

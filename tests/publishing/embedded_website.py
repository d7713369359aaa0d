"""A website on the embedded AWS, and what its viewers would see."""

import itertools
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from drill.isolated_session import isolated_session
from drill.local_aws import LocalAws
from drill.loopback_client import loopback_config
from publishing import Patience, Website
from publishing.release_id import PREFIX

PRIMARY, STANDBY, THIRD = "eu-central-1", "us-west-2", "ap-northeast-1"
_numbers = itertools.count(1)

_SESSION = isolated_session()
"""Keeps the services' models, which take long to read."""

_clients: dict[tuple[str, str, str], Any] = {}

Intervene = Callable[[str, str], None]
"""Gets region and operation before each call, and may raise."""


def own_client(aws: LocalAws, service: str, region: str) -> Any:  # noqa: ANN401  # made at run time
    """A client of the tests' own, made once."""
    key = (aws.endpoint, service, region)
    if key not in _clients:
        make: Callable[..., Any] = _SESSION.client
        config = loopback_config(service, aws.endpoint)
        _clients[key] = make(service, region_name=region, endpoint_url=aws.endpoint, config=config)
    return _clients[key]


class EmbeddedWebsite:
    """Buckets in some regions and a key-value store, with replication that runs when the publisher waits.

    Each has names of its own, so that nothing has to be reset between tests.
    """

    def __init__(self, aws: LocalAws, regions: Iterable[str] = (PRIMARY, STANDBY)) -> None:
        self._aws, self._session, self._lock = aws, _SESSION, threading.Lock()
        name = f"shop{next(_numbers)}-test"
        self.intervene: Intervene = lambda _region, _operation: None
        self.calls: list[tuple[str, str]] = []
        """Region and operation of every call of the publisher, in order."""
        self.replicating = True
        self.statuses: dict[str, str] = {}
        """What S3 says of an object's copies, PENDING if nothing else; such an object is not on its way."""
        self.pauses: list[float] = []
        self._clock = 0.0
        store = own_client(aws, "cloudfront", "us-east-1").create_key_value_store(Name=name)["KeyValueStore"]
        self.website = Website(
            buckets=MappingProxyType({region: f"{name}-{region}" for region in regions}),
            key_value_store_arn=store["ARN"],
        )
        self._s3 = {region: own_client(aws, "s3", region) for region in self.website.buckets}
        for region, bucket in self.website.buckets.items():
            place = {"LocationConstraint": region}
            self._s3[region].create_bucket(Bucket=bucket, CreateBucketConfiguration=place)
            self._s3[region].put_bucket_versioning(
                Bucket=bucket, VersioningConfiguration={"Status": "Enabled"}
            )

    def client(self, service: str, region: str) -> Any:  # noqa: ANN401  # boto3 makes clients at run time
        """A client for the publisher, whose calls are counted and may be made to fail."""
        with self._lock:
            make: Callable[..., Any] = self._session.client
            client = make(
                service,
                region_name=region,
                endpoint_url=self._aws.endpoint,
                config=loopback_config(service, self._aws.endpoint),
            )

        def before(model: Any, context: Any, **_rest: object) -> None:  # noqa: ANN401  # botocore's
            self.calls.append((region, model.name))
            self.intervene(region, model.name)
            if model.name == "CopyObject":
                self.statuses.pop(context["key"], None)

        def remember(params: Any, context: Any, **_rest: object) -> None:  # noqa: ANN401  # botocore's
            context["key"] = params.get("Key")

        def status(parsed: Any, context: Any, **_rest: object) -> None:  # noqa: ANN401  # botocore's
            parsed["ReplicationStatus"] = self.statuses.get(context["key"], "PENDING")

        client.meta.events.register("before-parameter-build", remember)
        client.meta.events.register("after-call.s3.HeadObject", status)
        client.meta.events.register("before-call", before)
        return client

    @property
    def patience(self) -> Patience:
        """Time passes only when the publisher pauses, and then the objects are copied."""
        return Patience(seconds=60, pause=self._pause, clock=lambda: self._clock)

    def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self._clock += seconds
        if self.replicating:
            self.replicate()

    def replicate(self) -> None:
        """Two-way replication of `releases/`: what a bucket lacks comes from whichever has it."""
        there = {region: self._keys(region, PREFIX) for region in self.website.buckets}
        for source, keys in there.items():
            for target, has in there.items():
                for key in keys - has - set(self.statuses):
                    found = self._s3[source].get_object(Bucket=self.website.buckets[source], Key=key)
                    self._s3[target].put_object(
                        Bucket=self.website.buckets[target],
                        Key=key,
                        Body=found["Body"].read(),
                        ContentType=found["ContentType"],
                        CacheControl=found.get("CacheControl", ""),
                    )
                    has.add(key)

    def objects(self, region: str, prefix: str = "") -> dict[str, bytes]:
        """Every object of a region's bucket, byte for byte."""
        return {key: self._body(region, key) for key in self._keys(region, prefix)}

    def _keys(self, region: str, prefix: str) -> set[str]:
        pages = self._s3[region].get_paginator("list_objects_v2")
        found = pages.paginate(Bucket=self.website.buckets[region], Prefix=prefix)
        return {each["Key"] for page in found for each in page.get("Contents", ())}

    def _body(self, region: str, key: str) -> bytes:
        body = self._s3[region].get_object(Bucket=self.website.buckets[region], Key=key)["Body"]
        return bytes(body.read())

    def head(self, region: str, key: str) -> dict[str, Any]:
        """An object's headers."""
        head: dict[str, Any] = self._s3[region].head_object(Bucket=self.website.buckets[region], Key=key)
        return head

    def put(self, region: str, key: str, body: bytes) -> None:
        """Writes an object past the publisher, without a checksum that S3 would keep."""
        self._s3[region].put_object(Bucket=self.website.buckets[region], Key=key, Body=body)

    def delete(self, region: str, key: str) -> None:
        """Removes an object past the publisher."""
        self._s3[region].delete_object(Bucket=self.website.buckets[region], Key=key)

    @property
    def keys(self) -> dict[str, str]:
        """What the edge function would read from the store."""
        store = own_client(self._aws, "cloudfront-keyvaluestore", "us-east-1")
        items = store.list_keys(KvsARN=self.website.key_value_store_arn, MaxResults=50).get("Items", [])
        return {item["Key"]: item["Value"] for item in items}

    def served(self, region: str) -> dict[str, bytes] | None:
        """The whole site as a viewer gets it from this region; None before the first release."""
        release = self.keys.get("release")
        if release is None:
            return None
        beginning = f"{PREFIX}{release}/"
        found = self.objects(region, beginning)
        return {key.removeprefix(beginning): body for key, body in found.items()}


def write_site(folder: Path, **pages: str) -> dict[str, bytes]:
    """Writes a small site, `a__b` standing for `a/b.html`, and returns what should be served of it."""
    files = {
        "index.html": b"<!doctype html><title>shop</title>",
        "assets/app.3f2a9c1d.js": b"console.log(1)",
        "assets/pixel.png": bytes(range(256)),
        "docs/index.html": b"<!doctype html><title>docs</title>",
    } | {f"{name.replace('__', '/')}.html": text.encode() for name, text in pages.items()}
    for path, body in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    return files

"""The keys of CloudFront key-value stores: moto has the stores, and nothing to put into them.

The API has an address of its own (an account before the host's name) and signatures of its own (SigV4A), so
requests are known by the service in their signature. State is kept on moto's stores.
"""

import json
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from moto.cloudfront.models import KeyValueStore, cloudfront_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from werkzeug.wrappers import Request, Response

from drill.extensions.registry import extends

SERVICE = "cloudfront-keyvaluestore"
KEY_BYTES, VALUE_BYTES, STORE_BYTES, CHANGES, PAGE = 512, 1024, 5 * 1024 * 1024, 50, 10

Json = dict[str, Any]
_PATH = re.compile(r"^/key-value-stores/(arn:aws:cloudfront::(\d+):key-value-store/[^/]+)(/keys(?:/(.+))?)?$")


class RefusalError(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind = status, kind


@dataclass
class Pairs:
    """What a store holds, and the version of it that a change has to name."""

    values: dict[str, str] = field(default_factory=dict)
    etag: str = field(default_factory=lambda: "KV" + secrets.token_hex(6).upper())

    @property
    def size(self) -> int:
        """Bytes of all keys and values."""
        return sum(len(key.encode()) + len(value.encode()) for key, value in self.values.items())

    def change(self, put: dict[str, str], delete: Iterable[str], version: str | None) -> None:
        """All of it or nothing."""
        if not version:
            raise RefusalError(400, "ValidationException", "the If-Match header is missing")
        if version != self.etag:
            raise RefusalError(409, "ConflictException", "the store has changed; its ETag is another")
        gone = set(delete)
        for key in gone - set(self.values):
            raise RefusalError(404, "ResourceNotFoundException", f"key {key} does not exist")
        if len(put) + len(gone) > CHANGES:
            raise RefusalError(400, "ValidationException", f"more than {CHANGES} changes")
        for key, value in put.items():
            if not 1 <= len(key.encode()) <= KEY_BYTES or len(value.encode()) > VALUE_BYTES:
                raise RefusalError(400, "ValidationException", f"key {key}, or its value, is too long")
        after = Pairs({key: value for key, value in (self.values | put).items() if key not in gone})
        if after.size > STORE_BYTES:
            raise RefusalError(402, "ServiceQuotaExceededException", "the store is full")
        self.values, self.etag = after.values, after.etag


def pairs_of(store: KeyValueStore) -> Pairs:
    """The keys of moto's store, as empty after moto's reset as the rest."""
    pairs: Pairs = store.__dict__.setdefault("pairs", Pairs())
    return pairs


def _store(arn: str, account: str) -> KeyValueStore:
    for store in cloudfront_backends[account]["aws"].key_value_stores.values():
        if store.arn == arn:
            return store
    raise RefusalError(404, "ResourceNotFoundException", f"{arn} does not exist")


def _page(pairs: Pairs, query: str) -> Json:
    asked = parse_qs(query)
    size = int(asked.get("MaxResults", [str(PAGE)])[0])
    start = int(asked.get("NextToken", ["0"])[0])
    keys = sorted(pairs.values)
    items = [{"Key": key, "Value": pairs.values[key]} for key in keys[start : start + size]]
    more = {"NextToken": str(start + size)} if start + size < len(keys) else {}
    return {"Items": items, **more}


def _answer(request: Request) -> tuple[Json, Pairs]:
    path = _PATH.match(request.path)
    if not path:
        raise NotImplementedError(f"{SERVICE}: {request.method} {request.path}")
    arn, account, keys, key = path.groups()
    store = _store(arn, account)
    pairs, version = pairs_of(store), request.headers.get("If-Match")
    call = (request.method, "key" if key else "keys" if keys else "store")
    if call == ("GET", "keys"):
        return _page(pairs, request.query_string.decode()), pairs
    answer: Json = {}
    if call == ("GET", "store"):
        answer = {"KvsARN": arn, "Status": "READY", "Created": store.last_modified_time.timestamp()}
    elif call == ("GET", "key"):
        if key not in pairs.values:
            raise RefusalError(404, "ResourceNotFoundException", f"key {key} does not exist")
        answer = {"Key": key, "Value": pairs.values[key]}
    elif call == ("PUT", "key"):
        pairs.change({key: request.get_json()["Value"]}, (), version)
    elif call == ("DELETE", "key"):
        pairs.change({}, [key], version)
    elif call == ("POST", "keys"):
        body = request.get_json()
        put = {each["Key"]: each["Value"] for each in body.get("Puts") or []}
        pairs.change(put, [each["Key"] for each in body.get("Deletes") or []], version)
    else:
        raise NotImplementedError(f"{SERVICE}: {request.method} {request.path}")
    return answer | {"ItemCount": len(pairs.values), "TotalSizeInBytes": pairs.size}, pairs


def _serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    try:
        answer, pairs = _answer(Request(environ))
        headers, status, body = {"ETag": pairs.etag}, 200, answer
    except RefusalError as refusal:
        headers, status = {"x-amzn-errortype": refusal.kind}, refusal.status
        body = {"Message": str(refusal)}
    response = Response(json.dumps(body), status, headers, content_type="application/json")
    return response(environ, start_response)


_moto_application = DomainDispatcherApplication.get_application


@extends(
    DomainDispatcherApplication,
    "get_application",
    service=SERVICE,
    action="(all)",
    reason="moto has key-value stores without keys: reading, writing and listing keys, one version at a time",
)
def _get_application(self: DomainDispatcherApplication, environ: dict[str, Any]) -> Any:  # noqa: ANN401 - WSGI
    signed = f"/{SERVICE}/aws4_request" in environ.get("HTTP_AUTHORIZATION", "")
    return _serve if signed else _moto_application(self, environ)

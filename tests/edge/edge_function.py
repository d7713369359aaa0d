"""Runs the functions of edge/ in Node, and reads what they decided."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self, cast

EDGE = Path(__file__).parents[2] / "edge"
RUNNER = Path(__file__).with_name("run_function.mjs")

RELEASE = "20260102T030405Z-0123456789ab"
CANDIDATE = "20260203T040506Z-ba9876543210"
REGIONS = [
    {"name": "eu-central-1", "origin": "s3-eu-central-1", "weight": 90, "countries": ["DE", "AT"]},
    {"name": "us-east-1", "origin": "s3-us-east-1", "weight": 10, "countries": ["US", "CA"]},
    {"name": "ap-northeast-1", "origin": "s3-ap-northeast-1", "weight": 0, "countries": ["JP"]},
]
ERROR_CODES = [403, 404, 500, 502, 503, 504]


def settings(
    mode: str = "failover",
    *,
    regions: int = 2,
    region_list: list[dict[str, Any]] | None = None,
    **changes: object,
) -> dict[str, Any]:
    """What the synthesis writes into the router."""
    return {
        "mode": mode,
        "regions": region_list or REGIONS[:regions],
        "aliases": {"host": "www.example.com", "redirectFrom": ["example.com"]},
        "spa": False,
        "errorCodes": ERROR_CODES,
        **changes,
    }


def router(given: dict[str, Any]) -> str:
    """The router's source with its settings."""
    source = (EDGE / "router.js").read_text(encoding="utf-8")
    return source.replace("__SETTINGS__", json.dumps(given))


def request(
    uri: str = "/",
    *,
    host: str = "www.example.com",
    cookies: dict[str, str] | None = None,
    query: dict[str, list[str]] | None = None,
    ip: str = "192.0.2.1",
    **headers: str,
) -> dict[str, Any]:
    """An event as CloudFront passes it; a header's underscores stand for hyphens."""
    given = {"host": host, "user-agent": "Mozilla/5.0"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return {
        "version": "1.0",
        "context": {"eventType": "viewer-request"},
        "viewer": {"ip": ip},
        "request": {
            "method": "GET",
            "uri": uri,
            "querystring": {name: _values(values) for name, values in (query or {}).items()},
            "headers": {name: {"value": value} for name, value in given.items()},
            "cookies": {name: {"value": value} for name, value in (cookies or {}).items()},
        },
    }


def _values(values: list[str]) -> dict[str, Any]:
    several = {"multiValue": [{"value": value} for value in values]} if len(values) > 1 else {}
    return {"value": values[0], **several}


@dataclass(frozen=True)
class Decision:
    """What a function returned, and the origins that it chose: none means the distribution's own group."""

    returned: dict[str, Any]
    origins: list[str]
    codes: list[int] | None

    @property
    def uri(self) -> str:
        """The path that goes to the cache and the origin."""
        return str(self.returned["uri"])

    @property
    def status(self) -> int:
        """The status of an answer of the function's own."""
        return int(self.returned["statusCode"])

    @property
    def headers(self) -> dict[str, str]:
        """Of the request or of the answer."""
        return {name: header["value"] for name, header in self.returned["headers"].items()}


class EdgeRuntime:
    """A Node process that runs one function after another."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # a fixed command
            ["node", str(RUNNER)],  # noqa: S607  # Node as the PATH has it
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        cast("IO[str]", self._process.stdin).close()
        self._process.wait(timeout=10)
        cast("IO[str]", self._process.stdout).close()

    def run(self, source: str, event: dict[str, Any], store: dict[str, str] | None) -> Decision:
        """One invocation. A store of None fails on every key."""
        origins = [region["origin"] for region in REGIONS]
        run = {"source": source, "event": event, "store": store, "origins": origins}
        stdin, stdout = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        stdin.write(json.dumps(run) + "\n")
        stdin.flush()
        result = json.loads(stdout.readline())
        if "error" in result:
            raise AssertionError(result["error"])
        assert len(result["chosen"]) <= 1, "the function chose twice"
        return Decision(result["returned"], [*result["chosen"], []][0], result["codes"])

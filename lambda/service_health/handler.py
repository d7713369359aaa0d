"""The sample service behind VPC Lattice: tells its own health and that of what it depends on.

`GET /health` (and `/`) answers 200 `healthy`, 503 `unhealthy` or 500 `error` (misconfigured). Everything
comes from the environment, read at each invocation:

- `SIMULATE_FAILURE`: `true` (any case) answers 503, for exercises.
- `HEALTH_CHECKS`: JSON list of checks, default none:
  `{"name", "type": "http", "url", "max_latency_ms", "expect_status": [200, …]}` and
  `{"name", "type": "tcp", "host", "port", "timeout_ms"}`; limits default to the deadline, statuses to 2xx.
- `HEALTH_DEADLINE_MS`: all checks together, default 1000: the probe in front of the service and Route 53,
  which waits 2 s for the status (F9), need the rest.
- `SERVICE_VERSION`: what `version` says, default the function's version.
"""

from __future__ import annotations

import json
import os
import socket
import ssl
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import SplitResult, urlsplit

PATHS = ("/", "/health")
METHODS = ("GET", "HEAD")
STATUSES = {200: "healthy", 503: "unhealthy"}  # any other: "error"
DEADLINE_MS = 1000
LONGEST_DEADLINE_MS = 1500  # F9: 2 s for the status, less the way through probe and network

# Made once, at load, where Lambda gives a starting function more processor than an invocation gets.
TLS = ssl.create_default_context()

# The first kind that fits names the reason. Never the exception's own text: it may carry what it was given.
REASONS: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "name not resolved"),
    (ssl.SSLCertVerificationError, "certificate not trusted"),
    (ssl.SSLError, "TLS failed"),
    (ConnectionRefusedError, "connection refused"),
    (ConnectionError, "connection closed"),
    (HTTPException, "not an HTTP answer"),
    (OSError, "connection failed"),
)


class ConfigurationError(Exception):
    """The environment asks for what cannot be checked; the text is part of the answer."""


class HttpCheck:
    """Passes when the URL answers in time with an expected status.

    A redirect is its own status and is not followed. Only status line and headers are read, within the
    bounds of `http.client`; never the body.
    """

    keys = frozenset({"name", "type", "url", "max_latency_ms", "expect_status"})

    def __init__(self, spec: dict[str, Any], where: str, deadline_ms: int) -> None:
        url = _url(spec.get("url"), f"{where} url")
        expected = spec.get("expect_status", list(range(200, 300)))
        if not isinstance(expected, list) or not expected:
            raise ConfigurationError(f"{where} expect_status must be a list of statuses such as [200, 204]")
        self.name: str = spec["name"]
        self.expected = {_whole(status, 100, 599, f"{where} expect_status") for status in expected}
        self.limit_ms = _limit_ms(spec, "max_latency_ms", where, deadline_ms)
        self.target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        host, wait = url.hostname or "", self.limit_ms / 1000
        self.connection = HTTPConnection(host, url.port or 80, timeout=wait)
        if url.scheme == "https":
            self.connection = HTTPSConnection(host, url.port or 443, timeout=wait, context=TLS)

    def attempt(self) -> str | None:
        """Ask once; the reason if the status is not an expected one."""
        try:
            self.connection.request("GET", self.target, headers={"User-Agent": "health-check"})
            status = self.connection.getresponse().status
        finally:
            self.connection.close()
        return None if status in self.expected else f"answered with status {status}"

    def abandon(self) -> None:
        """Cut the line: socket timeouts count from the last byte, a server that trickles would hold us."""
        with suppress(OSError, AttributeError):
            self.connection.sock.shutdown(socket.SHUT_RDWR)


class TcpCheck:
    """Passes when a TCP connection opens in time."""

    keys = frozenset({"name", "type", "host", "port", "timeout_ms"})

    def __init__(self, spec: dict[str, Any], where: str, deadline_ms: int) -> None:
        self.name: str = spec["name"]
        self.host = spec.get("host")
        if not isinstance(self.host, str) or not self.host.strip():
            raise ConfigurationError(f"{where} host must be a host name or an address")
        self.port = _whole(spec.get("port"), 1, 65535, f"{where} port")
        self.limit_ms = _limit_ms(spec, "timeout_ms", where, deadline_ms)

    def attempt(self) -> str | None:
        """Connect once; an error is raised, an open connection is all that was asked."""
        socket.create_connection((self.host, self.port), timeout=self.limit_ms / 1000).close()
        return None

    def abandon(self) -> None:
        """Nothing to cut: connecting ends by its own timeout."""


Check = HttpCheck | TcpCheck
KINDS: dict[str, type[Check]] = {"http": HttpCheck, "tcp": TcpCheck}


def handler(event: object, _context: object = None) -> dict[str, Any]:
    """Answer a Lattice request (event structure V2); an event that is none is answered as `GET /health`."""
    request = event if isinstance(event, dict) else {}
    method, path = request.get("method"), request.get("path")
    method = method.upper() if isinstance(method, str) and method else "GET"
    path = path.partition("?")[0] if isinstance(path, str) and path else "/health"
    if path not in PATHS:
        return _answer(method, 404, message="unknown path, known are / and /health")
    if method not in METHODS:
        return _answer(method, 405, message="method not allowed, allowed are GET and HEAD")
    try:
        failed = _failed_checks()
    except ConfigurationError as error:
        return _answer(method, 500, message=str(error))
    except Exception as error:  # noqa: BLE001 - an unhandled error would be a bare 502 to the caller
        return _answer(method, 500, message=f"the health check itself failed ({type(error).__name__})")
    return _answer(method, 503, failed=failed) if failed else _answer(method, 200)


def _answer(method: str, code: int, **details: object) -> dict[str, Any]:
    """Response for Lattice; what concerns the health (not the caller) is logged unless all is well."""
    version = os.environ.get("SERVICE_VERSION") or os.environ.get("AWS_LAMBDA_FUNCTION_VERSION", "unknown")
    body = {
        "status": STATUSES.get(code, "error"),
        "region": os.environ.get("AWS_REGION", "unknown"),
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "version": version,
        **details,
    }
    if code >= 500:
        print(json.dumps({"level": "ERROR", **body}))
    headers = {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "X-Health-Check": "pass" if code == 200 else "fail",
    }
    if code == 405:
        headers["Allow"] = ", ".join(METHODS)
    text = "" if method == "HEAD" else json.dumps(body)
    return {"isBase64Encoded": False, "statusCode": code, "headers": headers, "body": text}


def _failed_checks() -> list[dict[str, str]]:
    """Name and reason of each check that did not pass, in the order of the configuration."""
    if os.environ.get("SIMULATE_FAILURE", "").strip().lower() == "true":
        return [{"name": "simulated", "reason": "SIMULATE_FAILURE is true"}]
    checks = _configured_checks()
    reasons: dict[str, str | None] = {check.name: _no_answer(check) for check in checks}
    # Threads of our own, not an executor: one that hangs (in DNS, say) must hold neither the answer nor the
    # end of the process. The queue belongs to this invocation: what comes late is heard by nobody.
    answers: SimpleQueue[tuple[Check, str | None]] = SimpleQueue()
    end = time.monotonic() + max((check.limit_ms for check in checks), default=0) / 1000
    for check in checks:
        threading.Thread(target=lambda c=check: answers.put((c, _failure(c))), daemon=True).start()
    waiting = set(checks)
    with suppress(Empty):
        while waiting:
            check, reason = answers.get(timeout=max(0, end - time.monotonic()))
            reasons[check.name] = reason
            waiting.discard(check)
    for check in waiting:
        check.abandon()
    return [{"name": name, "reason": reason} for name, reason in reasons.items() if reason]


def _failure(check: Check) -> str | None:
    """Why the check did not pass; nothing if it did."""
    started = time.monotonic()
    try:
        reason = check.attempt()
    except TimeoutError:
        return _no_answer(check)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the check has not passed
        fitting = (reason for kind, reason in REASONS if isinstance(error, kind))
        return next(fitting, f"check failed ({type(error).__name__})")
    took_ms = (time.monotonic() - started) * 1000
    if reason is None and took_ms > check.limit_ms:
        return f"answered in {took_ms:.0f} ms, allowed are {check.limit_ms} ms"
    return reason


def _no_answer(check: Check) -> str:
    return f"no answer within {check.limit_ms} ms"


def _configured_checks() -> list[Check]:
    """Checks of the environment. What is not understood is an error: no check passes by omission."""
    deadline = os.environ.get("HEALTH_DEADLINE_MS", str(DEADLINE_MS))
    deadline_ms = int(deadline) if deadline.isdecimal() else deadline
    deadline_ms = _whole(deadline_ms, 1, LONGEST_DEADLINE_MS, "HEALTH_DEADLINE_MS")
    try:
        specs = json.loads(os.environ.get("HEALTH_CHECKS", "").strip() or "[]")
    except ValueError as error:
        raise ConfigurationError("HEALTH_CHECKS is not valid JSON") from error
    if not isinstance(specs, list):
        raise ConfigurationError("HEALTH_CHECKS must be a JSON list of checks")
    checks = [_check(spec, f"HEALTH_CHECKS[{position}]", deadline_ms) for position, spec in enumerate(specs)]
    if len({check.name for check in checks}) < len(checks):
        raise ConfigurationError("HEALTH_CHECKS has two checks of one name, a failed one could not be told")
    return checks


def _check(spec: object, where: str, deadline_ms: int) -> Check:
    if not isinstance(spec, dict):
        raise ConfigurationError(f"{where} must be an object")
    if not isinstance(spec.get("name"), str) or not spec["name"].strip():
        raise ConfigurationError(f"{where} needs a name")
    kind = spec.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        allowed = " and ".join(KINDS)
        raise ConfigurationError(f"{where} has type {_shown(kind)}, allowed are {allowed}")
    if unknown := sorted(spec.keys() - KINDS[kind].keys):
        raise ConfigurationError(f"{where} has an unknown key {_shown(unknown[0])}")
    return KINDS[kind](spec, where, deadline_ms)


def _limit_ms(spec: dict[str, Any], key: str, where: str, deadline_ms: int) -> int:
    return min(deadline_ms, _whole(spec.get(key, deadline_ms), 1, 60_000, f"{where} {key}"))


def _whole(value: object, low: int, high: int, what: str) -> int:
    if type(value) is not int or not low <= value <= high:
        raise ConfigurationError(f"{what} is {_shown(value)}, must be a whole number from {low} to {high}")
    return value


def _url(value: object, what: str) -> SplitResult:
    """Parsed URL; the value is never shown, its query may be a secret."""
    with suppress(ValueError):
        if isinstance(value, str) and value.isascii() and value.isprintable() and " " not in value:
            url = urlsplit(value)
            if url.scheme in ("http", "https") and url.hostname and "@" not in url.netloc and url.port != 0:
                return url
    raise ConfigurationError(f"{what} must be an http:// or https:// URL with a host and without credentials")


def _shown(value: object) -> str:
    return json.dumps(value)[:40]

"""The public health probe of one region: what Route 53 checks is the real path to the service.

Route 53's checkers cannot reach a Lattice service (F1). This function sits in the region's VPC behind an
API Gateway HTTP API (F32; payload format 2.0, one route) and on each request calls the service as a client
would: through the region's service-network VPC endpoint (F2), by the name that all regions share (F3),
signed for the service's auth policy. Only a 200 of the service is 200 here; anything else, including any
fault of the probe, is 503. The caller learns nothing more; the log has the reason.

Environment, read at each invocation: `ENDPOINT_NAME` (where to connect), `SERVICE_NAME` (whom to ask and
verify), `DEPLOYMENT` (metric dimension), `SERVICE_PATH` (default `/health`), `PROBE_DEADLINE_MS` (default
1500: name, connection, TLS and answer together, as Route 53 waits 2 s for the status, F9).
"""

from __future__ import annotations

import json
import os
import socket
import ssl
import threading
import time
from contextlib import suppress
from http.client import HTTPSConnection
from queue import Empty, SimpleQueue
from typing import Any

# Only what signs: a client or session would triple the load time of a cold start.
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials

REQUIRED = (
    "ENDPOINT_NAME",
    "SERVICE_NAME",
    "DEPLOYMENT",
    "AWS_REGION",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
)
PORT = 443
DEADLINE_MS = 1500
LONGEST_DEADLINE_MS = 1900  # F9: the status must arrive within 2 s

# Made once, at load, where Lambda gives a starting function more processor than an invocation gets.
TLS = ssl.create_default_context()


class ConfigurationError(Exception):
    """The environment lacks or misstates something; the text goes to the log."""


class EndpointConnection(HTTPSConnection):
    """HTTPS to one host that connects to another: opens the endpoint, speaks to and verifies the service."""

    def __init__(self, endpoint: str, service: str, timeout: float) -> None:
        super().__init__(service, PORT, timeout=timeout, context=TLS)
        self.endpoint = endpoint

    def connect(self) -> None:
        """Open TCP to the endpoint, then TLS with the service's name (SNI and certificate)."""
        self.sock = socket.create_connection((self.endpoint, self.port), self.timeout)
        self.sock = TLS.wrap_socket(self.sock, server_hostname=self.host)

    def hang_up(self) -> None:
        """Cut the line: socket timeouts count from the last byte, a server that trickles would hold us."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def handler(_event: object, _context: object = None) -> dict[str, Any]:
    """Probe once and answer 200 or 503, whatever the event and whatever happens."""
    started = time.monotonic()
    try:
        reason = _probe(started)
    except ConfigurationError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - a probe that breaks must say unhealthy, not 500 and a trace
        reason = f"the probe itself failed: {_told(error)}"
    region = os.environ.get("AWS_REGION", "unknown")
    _log(region, reason, (time.monotonic() - started) * 1000)
    return {
        "statusCode": 503 if reason else 200,
        "headers": {"Content-Type": "application/json", "Cache-Control": "no-store"},
        "body": json.dumps({"status": "unhealthy" if reason else "healthy", "region": region}),
        "isBase64Encoded": False,
    }


def _probe(started: float) -> str | None:
    """Why the region is unhealthy; nothing if it is healthy."""
    if missing := [name for name in REQUIRED if not os.environ.get(name)]:
        raise ConfigurationError(f"not set in the environment: {', '.join(missing)}")
    service, path = os.environ["SERVICE_NAME"], os.environ.get("SERVICE_PATH", "/health")
    if not path.startswith("/"):
        raise ConfigurationError("SERVICE_PATH must begin with /")
    deadline_ms = _deadline_ms()
    connection = EndpointConnection(os.environ["ENDPOINT_NAME"], service, deadline_ms / 1000)
    headers = _signed_headers(service, path)
    # A thread, because nothing else bounds a name lookup that hangs. It is a daemon and its queue belongs to
    # this invocation: one that is left behind holds nothing up and is heard by nobody.
    answers: SimpleQueue[int | Exception] = SimpleQueue()
    threading.Thread(target=lambda: answers.put(_ask(connection, path, headers)), daemon=True).start()
    try:
        answer = answers.get(timeout=max(0, started + deadline_ms / 1000 - time.monotonic()))
    except Empty:
        connection.hang_up()
        answer = TimeoutError()
    if isinstance(answer, TimeoutError):
        return f"no answer within {deadline_ms} ms"
    if isinstance(answer, Exception):
        return _told(answer)
    return None if answer == 200 else f"the service answered {answer}"


def _deadline_ms() -> int:
    text = os.environ.get("PROBE_DEADLINE_MS", str(DEADLINE_MS))
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST_DEADLINE_MS:
        raise ConfigurationError(f"PROBE_DEADLINE_MS must be a whole number from 1 to {LONGEST_DEADLINE_MS}")
    return int(text)


def _signed_headers(service: str, path: str) -> dict[str, str]:
    """Headers of the request, signed (SigV4) with the function's role. Lattice takes no signed payload."""
    credentials = ReadOnlyCredentials(
        os.environ["AWS_ACCESS_KEY_ID"],
        os.environ["AWS_SECRET_ACCESS_KEY"],
        os.environ.get("AWS_SESSION_TOKEN"),
    )
    request = AWSRequest(
        method="GET",
        url=f"https://{service}{path}",
        headers={"Host": service, "X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"},
    )
    SigV4Auth(credentials, "vpc-lattice-svcs", os.environ["AWS_REGION"]).add_auth(request)
    return dict(request.headers.items())


def _ask(connection: EndpointConnection, path: str, headers: dict[str, str]) -> int | Exception:
    """Send the one request; its status, and nothing more, is read."""
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    except Exception as error:  # noqa: BLE001 - it is the answer, and would be lost with the thread
        return error
    finally:
        connection.close()


def _told(error: Exception) -> str:
    """Kind of the error, with its text where that comes from the network and not from what was sent."""
    return f"{type(error).__name__}: {error}" if isinstance(error, OSError) else type(error).__name__


def _log(region: str, reason: str | None, latency_ms: float) -> None:
    """Reason of an unhealthy answer, and the metric, which needs no way out of the VPC (F27)."""
    deployment = os.environ.get("DEPLOYMENT") or "unknown"
    if reason:
        print(json.dumps({"level": "ERROR", "status": "unhealthy", "region": region, "reason": reason}))
    metric = {
        "Namespace": "Holdfast",
        "Dimensions": [["Deployment", "Region"]],
        "Metrics": [
            {"Name": "ProbeHealthy", "Unit": "None"},
            {"Name": "ProbeLatency", "Unit": "Milliseconds"},
        ],
    }
    values = {"ProbeHealthy": 0 if reason else 1, "ProbeLatency": round(latency_ms, 1)}
    header = {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": [metric]}
    print(json.dumps({"_aws": header, "Deployment": deployment, "Region": region, **values}))

"""The probe: the real path to the service, in time, and nothing of the inside to the public."""

import json
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Serve = Callable[..., ThreadingHTTPServer]
TlsFor = Callable[[str], ssl.SSLContext]
Capture = pytest.CaptureFixture[str]

SERVICE = "api.example.internal"
ENVIRONMENT = {
    "AWS_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AWS_SESSION_TOKEN": "a-session-token",
    "ENDPOINT_NAME": "127.0.0.1",
    "SERVICE_NAME": SERVICE,
    "DEPLOYMENT": "shop",
}
API_EVENT = {"version": "2.0", "routeKey": "GET /health", "rawPath": "/health", "rawQueryString": ""}
UNHEALTHY = {"status": "unhealthy", "region": "eu-central-1"}


@pytest.fixture(autouse=True)
def _environment(authority_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SERVICE_PATH", "PROBE_DEADLINE_MS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority_file))


@pytest.fixture
def probe(load: Callable[[str], ModuleType]) -> ModuleType:
    """The loaded function, which trusts the tests' authority."""
    return load("region_probe")


@pytest.fixture
def service(
    probe: ModuleType, serve: Serve, tls_for: TlsFor, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., ThreadingHTTPServer]:
    """Starts the service behind the endpoint and points the probe at its port."""

    def service(
        handler: type[BaseHTTPRequestHandler] | None = None, name: str = SERVICE
    ) -> ThreadingHTTPServer:
        tls = tls_for(name)
        server = serve(handler, tls=tls) if handler else serve(tls=tls)
        monkeypatch.setattr(probe, "PORT", server.server_port)
        return server

    return service


class Recorder(BaseHTTPRequestHandler):
    """Healthy service that keeps the last request."""

    path_asked: str
    headers_sent: dict[str, str]

    def do_GET(self) -> None:
        """Keep what was asked, answer 200."""
        Recorder.path_asked = self.path
        Recorder.headers_sent = {name.lower(): value for name, value in self.headers.items()}
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


def body(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer's JSON."""
    parsed: dict[str, Any] = json.loads(answer["body"])
    return parsed


def reason(capsys: Capture) -> str:
    """The logged reason of the one unhealthy answer."""
    line, _ = capsys.readouterr().out.splitlines()
    logged: str = json.loads(line)["reason"]
    return logged


def timed(call: Callable[[], dict[str, Any]]) -> tuple[dict[str, Any], float]:
    """The answer and the seconds it took."""
    started = time.monotonic()
    answer = call()
    return answer, time.monotonic() - started


class TestTheAnswer:
    """What the public sees."""

    def test_a_healthy_service_is_200(self, probe: ModuleType, service: Serve) -> None:
        service()
        assert probe.handler(API_EVENT, None) == {
            "statusCode": 200,
            "headers": {"Content-Type": "application/json", "Cache-Control": "no-store"},
            "body": '{"status": "healthy", "region": "eu-central-1"}',
            "isBase64Encoded": False,
        }

    @pytest.mark.parametrize("status", [201, 204, 301, 400, 403, 404, 500, 503])
    def test_any_other_status_of_the_service_is_503(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch, capsys: Capture, status: int
    ) -> None:
        service()
        monkeypatch.setenv("SERVICE_PATH", f"/status/{status}")
        answer = probe.handler(API_EVENT, None)
        assert (answer["statusCode"], body(answer)) == (503, UNHEALTHY)
        assert reason(capsys) == f"the service answered {status}"

    def test_a_redirect_is_not_followed(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        service()
        monkeypatch.setenv("SERVICE_PATH", "/redirect")
        assert probe.handler(API_EVENT, None)["statusCode"] == 503
        assert reason(capsys) == "the service answered 302"

    @given(
        event=st.none()
        | st.text()
        | st.lists(st.integers())
        | st.dictionaries(st.text(max_size=9), st.none() | st.text())
    )
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_event_gets_the_same_answer(self, probe: ModuleType, event: object) -> None:
        with pytest.MonkeyPatch.context() as environment:
            environment.delenv("ENDPOINT_NAME")  # answers at once
            answer = probe.handler(event, None)
        assert (answer["statusCode"], body(answer)) == (503, UNHEALTHY)


class TestTheWay:
    """Through the endpoint, to the service, by its own name."""

    def test_the_endpoint_is_where_it_connects(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        service()
        monkeypatch.setenv("ENDPOINT_NAME", "localhost")
        assert probe.handler(API_EVENT, None)["statusCode"] == 200

    def test_the_name_in_tls_is_the_services(
        self, probe: ModuleType, serve: Serve, tls_for: TlsFor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str | None] = []
        tls = tls_for(SERVICE)
        tls.sni_callback = lambda _socket, name, _context: asked.append(name)
        monkeypatch.setattr(probe, "PORT", serve(tls=tls).server_port)
        probe.handler(API_EVENT, None)
        assert asked == [SERVICE]

    def test_the_host_header_is_the_services_name(self, probe: ModuleType, service: Serve) -> None:
        service(Recorder)
        probe.handler(API_EVENT, None)
        assert Recorder.headers_sent["host"] == SERVICE

    def test_the_path_is_health_unless_told_otherwise(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        service(Recorder)
        probe.handler(API_EVENT, None)
        assert Recorder.path_asked == "/health"
        monkeypatch.setenv("SERVICE_PATH", "/ready")
        probe.handler(API_EVENT, None)
        assert Recorder.path_asked == "/ready"

    def test_a_certificate_for_another_name_is_503(
        self, probe: ModuleType, service: Serve, capsys: Capture
    ) -> None:
        service(name="other.example.internal")
        assert probe.handler(API_EVENT, None)["statusCode"] == 503
        assert "Hostname mismatch" in reason(capsys)

    def test_a_certificate_of_an_unknown_authority_is_503(
        self,
        load: Callable[[str], ModuleType],
        service: Serve,
        monkeypatch: pytest.MonkeyPatch,
        capsys: Capture,
    ) -> None:
        server = service()
        monkeypatch.delenv("SSL_CERT_FILE")
        distrustful = load("region_probe")
        monkeypatch.setattr(distrustful, "PORT", server.server_port)
        assert distrustful.handler(API_EVENT, None)["statusCode"] == 503
        assert "certificate verify failed" in reason(capsys)


class TestTheSignature:
    """SigV4, as the service's auth policy asks."""

    @pytest.fixture
    def sent(self, probe: ModuleType, service: Serve) -> dict[str, str]:
        """Headers of one probe as the service got them."""
        service(Recorder)
        assert probe.handler(API_EVENT, None)["statusCode"] == 200
        return Recorder.headers_sent

    def test_the_credential_is_for_lattice_in_this_region(self, sent: dict[str, str]) -> None:
        credential = sent["authorization"].partition("Credential=")[2].partition(",")[0]
        day = sent["x-amz-date"][:8]
        assert credential == f"AKIAIOSFODNN7EXAMPLE/{day}/eu-central-1/vpc-lattice-svcs/aws4_request"

    def test_host_date_payload_and_session_token_are_signed(self, sent: dict[str, str]) -> None:
        signed = sent["authorization"].partition("SignedHeaders=")[2].partition(",")[0]
        assert signed == "host;x-amz-content-sha256;x-amz-date;x-amz-security-token"

    def test_the_payload_is_declared_unsigned(self, sent: dict[str, str]) -> None:
        assert sent["x-amz-content-sha256"] == "UNSIGNED-PAYLOAD"

    def test_the_session_token_is_sent(self, sent: dict[str, str]) -> None:
        assert sent["x-amz-security-token"] == "a-session-token"

    def test_the_signature_is_the_one_the_service_computes(self, sent: dict[str, str]) -> None:
        signed = sent["authorization"].partition("SignedHeaders=")[2].partition(",")[0].split(";")
        request = AWSRequest(
            "GET", f"https://{SERVICE}/health", headers={name: sent[name] for name in signed}
        )
        request.context["timestamp"] = sent["x-amz-date"]
        credentials = ReadOnlyCredentials(
            ENVIRONMENT["AWS_ACCESS_KEY_ID"], ENVIRONMENT["AWS_SECRET_ACCESS_KEY"], None
        )
        auth = SigV4Auth(credentials, "vpc-lattice-svcs", "eu-central-1")
        expected = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
        assert sent["authorization"].partition("Signature=")[2] == expected

    def test_credentials_without_a_session_token_sign_too(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("AWS_SESSION_TOKEN")
        service(Recorder)
        assert probe.handler(API_EVENT, None)["statusCode"] == 200
        assert "x-amz-security-token" not in Recorder.headers_sent

    def test_renewed_credentials_are_used_at_the_next_invocation(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        service(Recorder)
        probe.handler(API_EVENT, None)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAI44QH8DHBEXAMPLE")
        probe.handler(API_EVENT, None)
        assert "Credential=AKIAI44QH8DHBEXAMPLE/" in Recorder.headers_sent["authorization"]


class TestTheDeadline:
    """An answer within the deadline, under the 2 s that Route 53 waits (F9)."""

    @pytest.fixture(autouse=True)
    def _deadline(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PROBE_DEADLINE_MS", "300")

    def test_a_slow_service_is_503_at_the_deadline(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        service()
        monkeypatch.setenv("SERVICE_PATH", "/slow/1500")
        answer, seconds = timed(lambda: probe.handler(API_EVENT, None))
        assert (answer["statusCode"], body(answer)) == (503, UNHEALTHY)
        assert seconds < 0.8
        assert reason(capsys) == "no answer within 300 ms"

    def test_a_service_that_trickles_is_503_at_the_deadline(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        service()
        monkeypatch.setenv("SERVICE_PATH", "/trickle")
        answer, seconds = timed(lambda: probe.handler(API_EVENT, None))
        assert (answer["statusCode"], reason(capsys)) == (503, "no answer within 300 ms")
        assert seconds < 0.8

    def test_a_service_that_trickles_is_hung_up_on(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        server = service()
        monkeypatch.setenv("SERVICE_PATH", "/trickle")
        probe.handler(API_EVENT, None)
        assert server.caller_gone.wait(2)  # type: ignore[attr-defined]  # set by the fixture's server

    def test_an_endpoint_that_never_speaks_is_503_at_the_deadline(
        self, probe: ModuleType, mute_port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(probe, "PORT", mute_port)
        answer, seconds = timed(lambda: probe.handler(API_EVENT, None))
        assert answer["statusCode"] == 503
        assert seconds < 0.8

    def test_an_endpoint_that_does_not_accept_is_503_at_the_deadline(
        self, probe: ModuleType, full_port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(probe, "PORT", full_port)
        answer, seconds = timed(lambda: probe.handler(API_EVENT, None))
        assert answer["statusCode"] == 503
        assert seconds < 0.8

    @pytest.mark.usefixtures("hanging_dns")
    def test_a_name_lookup_that_hangs_is_503_at_the_deadline(
        self, probe: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        monkeypatch.setenv("ENDPOINT_NAME", "vpce-0.example")
        answer, seconds = timed(lambda: probe.handler(API_EVENT, None))
        assert (answer["statusCode"], reason(capsys)) == (503, "no answer within 300 ms")
        assert seconds < 0.8

    def test_a_refused_connection_is_503_at_once(
        self, probe: ModuleType, closed_port: int, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        monkeypatch.setenv("PROBE_DEADLINE_MS", "1900")
        monkeypatch.setattr(probe, "PORT", closed_port)
        answer, seconds = timed(lambda: probe.handler(API_EVENT, None))
        assert (answer["statusCode"], body(answer)) == (503, UNHEALTHY)
        assert seconds < 0.8
        assert reason(capsys) == "ConnectionRefusedError: [Errno 111] Connection refused"

    def test_the_default_deadline_is_a_second_and_a_half(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        service()
        monkeypatch.delenv("PROBE_DEADLINE_MS")
        monkeypatch.setenv("SERVICE_PATH", "/trickle")
        answer, seconds = timed(lambda: probe.handler(API_EVENT, None))
        assert (answer["statusCode"], reason(capsys)) == (503, "no answer within 1500 ms")
        assert seconds < 1.95

    def test_what_answers_late_does_not_touch_the_next_invocation(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        service()
        monkeypatch.setenv("PROBE_DEADLINE_MS", "1000")
        monkeypatch.setenv("SERVICE_PATH", "/slow/1100")
        assert probe.handler(API_EVENT, None)["statusCode"] == 503
        monkeypatch.setenv("SERVICE_PATH", "/status/200")
        assert probe.handler(API_EVENT, None)["statusCode"] == 200


class TestMisconfiguration:
    """503 and a logged reason, never an unhandled error."""

    @pytest.mark.parametrize(
        "name",
        [
            "ENDPOINT_NAME",
            "SERVICE_NAME",
            "DEPLOYMENT",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
        ],
    )
    def test_a_missing_variable_is_503_and_is_named_in_the_log(
        self, probe: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Capture, name: str
    ) -> None:
        monkeypatch.delenv(name)
        assert probe.handler(API_EVENT, None)["statusCode"] == 503
        assert reason(capsys) == f"not set in the environment: {name}"

    @pytest.mark.parametrize("value", ["", "soon", "0", "-1", "1901"])
    def test_a_deadline_that_route_53_would_not_wait_for_is_503(
        self, probe: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Capture, value: str
    ) -> None:
        monkeypatch.setenv("PROBE_DEADLINE_MS", value)
        assert probe.handler(API_EVENT, None)["statusCode"] == 503
        assert reason(capsys) == "PROBE_DEADLINE_MS must be a whole number from 1 to 1900"

    def test_a_path_that_is_none_is_503(
        self, probe: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        monkeypatch.setenv("SERVICE_PATH", "health")
        assert probe.handler(API_EVENT, None)["statusCode"] == 503
        assert reason(capsys) == "SERVICE_PATH must begin with /"

    def test_an_error_of_our_own_is_503(
        self, probe: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        def no_more_threads(**_: object) -> None:
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr(probe.threading, "Thread", no_more_threads)
        assert probe.handler(API_EVENT, None)["statusCode"] == 503
        assert reason(capsys) == "the probe itself failed: RuntimeError"


class TestTheLog:
    """What the operator sees: a reason when unhealthy, the metric always, no secret ever."""

    def test_a_healthy_probe_logs_the_metric_alone(
        self, probe: ModuleType, service: Serve, capsys: Capture
    ) -> None:
        service()
        probe.handler(API_EVENT, None)
        (line,) = capsys.readouterr().out.splitlines()
        record = json.loads(line)
        latency, timestamp = record.pop("ProbeLatency"), record["_aws"].pop("Timestamp")
        assert record == {
            "_aws": {
                "CloudWatchMetrics": [
                    {
                        "Namespace": "Holdfast",
                        "Dimensions": [["Deployment", "Region"]],
                        "Metrics": [
                            {"Name": "ProbeHealthy", "Unit": "None"},
                            {"Name": "ProbeLatency", "Unit": "Milliseconds"},
                        ],
                    }
                ]
            },
            "Deployment": "shop",
            "Region": "eu-central-1",
            "ProbeHealthy": 1,
        }
        assert 0 < latency < 1500
        assert abs(timestamp / 1000 - time.time()) < 5

    def test_an_unhealthy_probe_logs_the_reason_and_the_metric(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        service()
        monkeypatch.setenv("SERVICE_PATH", "/status/503")
        probe.handler(API_EVENT, None)
        told, metric = map(json.loads, capsys.readouterr().out.splitlines())
        assert told == {
            "level": "ERROR",
            "status": "unhealthy",
            "region": "eu-central-1",
            "reason": "the service answered 503",
        }
        assert metric["ProbeHealthy"] == 0

    def test_latency_is_that_of_the_whole_probe(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        service()
        monkeypatch.setenv("SERVICE_PATH", "/slow/200")
        probe.handler(API_EVENT, None)
        assert 200 <= json.loads(capsys.readouterr().out)["ProbeLatency"] < 1000

    def test_a_token_that_cannot_be_sent_is_not_logged(
        self, probe: ModuleType, service: Serve, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        service()
        monkeypatch.setenv("AWS_SESSION_TOKEN", "hunter2\nhunter2")
        assert probe.handler(API_EVENT, None)["statusCode"] == 503
        assert "hunter2" not in capsys.readouterr().out


class TestLoading:
    """What a cold start costs."""

    def test_only_the_signing_parts_of_botocore_are_loaded(self, probe: ModuleType) -> None:
        program = (
            "import importlib.util, sys\n"
            f"spec = importlib.util.spec_from_file_location('handler', {probe.__file__!r})\n"
            "spec.loader.exec_module(importlib.util.module_from_spec(spec))\n"
            "heavy = {'boto3', 'botocore.session', 'botocore.client', 'botocore.loaders'}\n"
            "print(sorted(heavy & sys.modules.keys()))\n"
        )
        done = subprocess.run(  # noqa: S603 - this interpreter, this program
            [sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=True
        )
        assert done.stdout.strip() == "[]"

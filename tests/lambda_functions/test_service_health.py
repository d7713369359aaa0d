"""The service function: what it answers, to whom, how fast, and what it never does."""

import json
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Serve = Callable[..., ThreadingHTTPServer]
Configure = Callable[..., None]

LATTICE_EVENT = {
    "version": "2.0",
    "path": "/health",
    "method": "GET",
    "headers": {"host": ["api.example.internal"], "x-forwarded-for": ["10.0.1.7"]},
    "queryStringParameters": {},
    "requestContext": {
        "serviceNetworkArn": "arn:aws:vpc-lattice:eu-central-1:123456789012:servicenetwork/sn-0123456789abc",
        "serviceArn": "arn:aws:vpc-lattice:eu-central-1:123456789012:service/svc-0123456789abcdef0",
        "targetGroupArn": "arn:aws:vpc-lattice:eu-central-1:123456789012:targetgroup/tg-0123456789abcdef0",
        "identity": {"sourceVpcArn": "arn:aws:ec2:eu-central-1:123456789012:vpc/vpc-0123456789abcdef0"},
        "region": "eu-central-1",
        "timeEpoch": "1690497599177430",
    },
}
SHARED_FIXTURES = [HealthCheck.function_scoped_fixture]  # the fixtures hold nothing that an example changes
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SIMULATE_FAILURE", "HEALTH_CHECKS", "HEALTH_DEADLINE_MS", "SERVICE_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")


@pytest.fixture
def health(load: Callable[[str], ModuleType]) -> ModuleType:
    """The loaded function."""
    return load("service_health")


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Puts checks and a deadline into the environment."""

    def configure(*checks: dict[str, Any], deadline_ms: int = 1000) -> None:
        monkeypatch.setenv("HEALTH_CHECKS", json.dumps(checks))
        monkeypatch.setenv("HEALTH_DEADLINE_MS", str(deadline_ms))

    return configure


def http(
    server: ThreadingHTTPServer, path: str = "/", name: str = "orders", **more: object
) -> dict[str, Any]:
    """An http check of a local server."""
    return {"name": name, "type": "http", "url": f"http://127.0.0.1:{server.server_port}{path}", **more}


def tcp(port: int, name: str = "database", **more: object) -> dict[str, Any]:
    """A tcp check of a local port."""
    return {"name": name, "type": "tcp", "host": "127.0.0.1", "port": port, **more}


def body(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer's JSON."""
    parsed: dict[str, Any] = json.loads(answer["body"])
    return parsed


def failed(answer: dict[str, Any]) -> list[dict[str, str]]:
    """The failed checks of an unhealthy answer."""
    assert answer["statusCode"] == 503
    checks: list[dict[str, str]] = body(answer)["failed"]
    return checks


def timed(call: Callable[[], dict[str, Any]]) -> tuple[dict[str, Any], float]:
    """The answer and the seconds it took."""
    started = time.monotonic()
    answer = call()
    return answer, time.monotonic() - started


class TestTheAnswer:
    """Shape and content of the answers."""

    def test_without_checks_the_service_is_healthy(self, health: ModuleType) -> None:
        answer = health.handler(LATTICE_EVENT, None)
        assert answer["statusCode"] == 200
        assert answer["isBase64Encoded"] is False
        assert answer["headers"] == {
            "Content-Type": "application/json",
            "Cache-Control": "no-store",
            "X-Health-Check": "pass",
        }
        assert body(answer).keys() == {"status", "region", "timestamp", "version"}
        assert body(answer)["status"] == "healthy"
        assert body(answer)["region"] == "eu-central-1"
        assert body(answer)["version"] == "$LATEST"

    def test_the_timestamp_is_the_time_in_utc(self, health: ModuleType) -> None:
        text = body(health.handler(LATTICE_EVENT, None))["timestamp"]
        moment = datetime.fromisoformat(text)
        assert text.endswith("Z")
        assert abs(datetime.now(moment.tzinfo) - moment) < timedelta(seconds=5)

    def test_the_version_can_be_the_services_own(
        self, health: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SERVICE_VERSION", "2.4.1")
        assert body(health.handler(LATTICE_EVENT, None))["version"] == "2.4.1"

    def test_the_root_path_tells_the_health_too(self, health: ModuleType) -> None:
        assert body(health.handler({"method": "GET", "path": "/"}, None))["status"] == "healthy"

    def test_head_has_the_status_and_headers_but_no_body(self, health: ModuleType) -> None:
        answer = health.handler({"method": "HEAD", "path": "/health"}, None)
        assert (answer["statusCode"], answer["body"]) == (200, "")
        assert answer["headers"]["X-Health-Check"] == "pass"

    def test_an_unknown_path_is_404(self, health: ModuleType) -> None:
        answer = health.handler({"method": "GET", "path": "/admin"}, None)
        assert (answer["statusCode"], body(answer)["status"]) == (404, "error")
        assert body(answer)["message"] == "unknown path, known are / and /health"

    def test_another_method_is_405_and_is_told_which_are_allowed(self, health: ModuleType) -> None:
        answer = health.handler({"method": "POST", "path": "/health"}, None)
        assert (answer["statusCode"], answer["headers"]["Allow"]) == (405, "GET, HEAD")
        assert body(answer)["message"] == "method not allowed, allowed are GET and HEAD"

    def test_an_answer_that_is_not_about_the_health_never_says_pass(self, health: ModuleType) -> None:
        assert health.handler({"path": "/admin"}, None)["headers"]["X-Health-Check"] == "fail"

    @pytest.mark.parametrize(
        "event", [None, [], "GET /health", 7, {}, {"path": None, "method": 3}, {"headers": "none"}]
    )
    def test_an_event_that_is_none_is_answered_as_get_health(self, health: ModuleType, event: object) -> None:
        assert health.handler(event, None)["statusCode"] == 200

    @given(event=JSON_VALUES | st.fixed_dictionaries({"path": JSON_VALUES, "method": JSON_VALUES}))
    @settings(max_examples=100, deadline=None, suppress_health_check=SHARED_FIXTURES)
    def test_any_event_gets_a_clean_answer(self, health: ModuleType, event: object) -> None:
        answer = health.handler(event, None)
        assert answer["statusCode"] in (200, 404, 405)
        assert body(answer)["status"] == ("healthy" if answer["statusCode"] == 200 else "error")


class TestSimulatedFailure:
    """`SIMULATE_FAILURE`, for exercises."""

    @pytest.mark.parametrize("value", ["true", "TRUE", "True"])
    def test_a_simulated_failure_is_503(
        self, health: ModuleType, monkeypatch: pytest.MonkeyPatch, value: str
    ) -> None:
        monkeypatch.setenv("SIMULATE_FAILURE", value)
        answer = health.handler(LATTICE_EVENT, None)
        assert failed(answer) == [{"name": "simulated", "reason": "SIMULATE_FAILURE is true"}]
        assert body(answer)["status"] == "unhealthy"
        assert answer["headers"]["X-Health-Check"] == "fail"

    def test_any_other_value_simulates_nothing(
        self, health: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SIMULATE_FAILURE", "false")
        assert health.handler(LATTICE_EVENT, None)["statusCode"] == 200

    def test_a_change_takes_effect_at_the_next_invocation(
        self, health: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        statuses = []
        for value in ("false", "true", "false"):
            monkeypatch.setenv("SIMULATE_FAILURE", value)
            statuses.append(health.handler(LATTICE_EVENT, None)["statusCode"])
        assert statuses == [200, 503, 200]


class TestHttpChecks:
    """Dependencies that speak HTTP."""

    def test_a_dependency_that_answers_passes(
        self, health: ModuleType, configure: Configure, serve: Serve
    ) -> None:
        configure(http(serve(), "/status/204"))
        assert health.handler(LATTICE_EVENT, None)["statusCode"] == 200

    def test_a_failed_dependency_is_named_in_the_body(
        self, health: ModuleType, configure: Configure, serve: Serve
    ) -> None:
        server = serve()
        configure(http(server, "/status/200", "stock"), http(server, "/status/500", "orders"))
        assert failed(health.handler(LATTICE_EVENT, None)) == [
            {"name": "orders", "reason": "answered with status 500"}
        ]

    def test_an_expected_status_passes_where_it_is_not_2xx(
        self, health: ModuleType, configure: Configure, serve: Serve
    ) -> None:
        configure(http(serve(), "/status/401", expect_status=[401, 403]))
        assert health.handler(LATTICE_EVENT, None)["statusCode"] == 200

    def test_a_2xx_that_is_not_expected_fails(
        self, health: ModuleType, configure: Configure, serve: Serve
    ) -> None:
        configure(http(serve(), "/status/202", expect_status=[200]))
        assert failed(health.handler(LATTICE_EVENT, None))[0]["reason"] == "answered with status 202"

    def test_a_redirect_is_its_own_status_and_is_not_followed(
        self, health: ModuleType, configure: Configure, serve: Serve
    ) -> None:
        configure(http(serve(), "/redirect"))
        assert failed(health.handler(LATTICE_EVENT, None))[0]["reason"] == "answered with status 302"

    def test_a_slow_dependency_fails_at_its_own_limit(
        self, health: ModuleType, configure: Configure, serve: Serve
    ) -> None:
        configure(http(serve(), "/slow/900", max_latency_ms=150))
        answer, seconds = timed(lambda: health.handler(LATTICE_EVENT, None))
        assert failed(answer) == [{"name": "orders", "reason": "no answer within 150 ms"}]
        assert seconds < 0.6

    def test_an_answer_that_came_but_too_late_fails(
        self, health: ModuleType, configure: Configure, serve: Serve, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lookup: Callable[..., object] = socket.getaddrinfo

        def slow_lookup(*where: object, **how: object) -> object:
            time.sleep(0.2)
            return lookup(*where, **how)

        monkeypatch.setattr(socket, "getaddrinfo", slow_lookup)
        server = serve()
        configure(http(server, "/", "orders", max_latency_ms=100), http(server, "/slow/300", "stock"))
        (orders,) = failed(health.handler(LATTICE_EVENT, None))
        assert orders["name"] == "orders"
        assert re.fullmatch(r"answered in [2-9]\d\d ms, allowed are 100 ms", orders["reason"])

    def test_a_certificate_of_an_unknown_authority_fails(
        self, health: ModuleType, configure: Configure, serve: Serve, tls_for: Callable[[str], ssl.SSLContext]
    ) -> None:
        server = serve(tls=tls_for("localhost"))
        configure({"name": "orders", "type": "http", "url": f"https://localhost:{server.server_port}/"})
        assert failed(health.handler(LATTICE_EVENT, None))[0]["reason"] == "certificate not trusted"

    def test_a_certificate_of_a_known_authority_passes(
        self,
        load: Callable[[str], ModuleType],
        configure: Configure,
        serve: Serve,
        tls_for: Callable[[str], ssl.SSLContext],
        authority_file: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(authority_file))
        server = serve(tls=tls_for("localhost"))
        configure({"name": "orders", "type": "http", "url": f"https://localhost:{server.server_port}/"})
        assert load("service_health").handler(LATTICE_EVENT, None)["statusCode"] == 200

    def test_a_server_that_speaks_no_http_fails(self, health: ModuleType, configure: Configure) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:

            def greet() -> None:
                caller, _ = listener.accept()
                caller.recv(1024)
                caller.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")
                caller.close()

            threading.Thread(target=greet, daemon=True).start()
            url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
            configure({"name": "orders", "type": "http", "url": url})
            assert failed(health.handler(LATTICE_EVENT, None))[0]["reason"] == "not an HTTP answer"

    def test_a_name_that_does_not_resolve_fails(
        self, health: ModuleType, configure: Configure, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def unknown(*_: object, **__: object) -> None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        configure({"name": "orders", "type": "http", "url": "http://orders.example/"})
        assert failed(health.handler(LATTICE_EVENT, None)) == [
            {"name": "orders", "reason": "name not resolved"}
        ]


class TestTcpChecks:
    """Dependencies that need only accept a connection."""

    def test_an_open_port_passes(self, health: ModuleType, configure: Configure, mute_port: int) -> None:
        configure(tcp(mute_port))
        assert health.handler(LATTICE_EVENT, None)["statusCode"] == 200

    def test_a_closed_port_fails(self, health: ModuleType, configure: Configure, closed_port: int) -> None:
        configure(tcp(closed_port))
        assert failed(health.handler(LATTICE_EVENT, None)) == [
            {"name": "database", "reason": "connection refused"}
        ]

    def test_a_port_that_does_not_accept_fails_at_its_own_limit(
        self, health: ModuleType, configure: Configure, full_port: int
    ) -> None:
        configure(tcp(full_port, timeout_ms=200))
        answer, seconds = timed(lambda: health.handler(LATTICE_EVENT, None))
        assert failed(answer) == [{"name": "database", "reason": "no answer within 200 ms"}]
        assert seconds < 0.7


class TestTheDeadline:
    """The whole answer stays within the deadline (F9), whatever a dependency does."""

    def test_checks_run_side_by_side(self, health: ModuleType, configure: Configure, serve: Serve) -> None:
        server = serve()
        configure(*(http(server, "/slow/300", f"dependency {number}") for number in range(8)))
        answer, seconds = timed(lambda: health.handler(LATTICE_EVENT, None))
        assert answer["statusCode"] == 200
        assert 0.3 <= seconds < 0.9

    def test_a_mute_dependency_fails_at_the_deadline(
        self, health: ModuleType, configure: Configure, mute_port: int
    ) -> None:
        configure(
            {"name": "orders", "type": "http", "url": f"http://127.0.0.1:{mute_port}/"}, deadline_ms=300
        )
        answer, seconds = timed(lambda: health.handler(LATTICE_EVENT, None))
        assert failed(answer) == [{"name": "orders", "reason": "no answer within 300 ms"}]
        assert seconds < 0.8

    def test_the_default_deadline_is_one_second(
        self, health: ModuleType, monkeypatch: pytest.MonkeyPatch, mute_port: int
    ) -> None:
        check = {"name": "orders", "type": "http", "url": f"http://127.0.0.1:{mute_port}/"}
        monkeypatch.setenv("HEALTH_CHECKS", json.dumps([check]))
        answer, seconds = timed(lambda: health.handler(LATTICE_EVENT, None))
        assert failed(answer) == [{"name": "orders", "reason": "no answer within 1000 ms"}]
        assert seconds < 1.5

    @pytest.mark.usefixtures("hanging_dns")
    def test_a_name_lookup_that_hangs_fails_at_the_deadline(
        self, health: ModuleType, configure: Configure
    ) -> None:
        configure({"name": "orders", "type": "http", "url": "http://orders.example/"}, deadline_ms=300)
        answer, seconds = timed(lambda: health.handler(LATTICE_EVENT, None))
        assert failed(answer) == [{"name": "orders", "reason": "no answer within 300 ms"}]
        assert seconds < 0.8

    def test_a_server_that_trickles_fails_at_the_deadline(
        self, health: ModuleType, configure: Configure, serve: Serve
    ) -> None:
        configure(http(serve(), "/trickle"), deadline_ms=300)
        answer, seconds = timed(lambda: health.handler(LATTICE_EVENT, None))
        assert failed(answer) == [{"name": "orders", "reason": "no answer within 300 ms"}]
        assert seconds < 0.8

    def test_a_server_that_trickles_is_hung_up_on(
        self, health: ModuleType, configure: Configure, serve: Serve
    ) -> None:
        server = serve()
        configure(http(server, "/trickle"), deadline_ms=300)
        health.handler(LATTICE_EVENT, None)
        assert server.caller_gone.wait(2)  # type: ignore[attr-defined]  # set by the fixture's server

    def test_a_hanging_dependency_does_not_hide_that_others_pass(
        self, health: ModuleType, configure: Configure, serve: Serve, mute_port: int
    ) -> None:
        hanging = {"name": "stock", "type": "http", "url": f"http://127.0.0.1:{mute_port}/"}
        configure(hanging, http(serve()), tcp(mute_port), deadline_ms=600)
        assert failed(health.handler(LATTICE_EVENT, None)) == [
            {"name": "stock", "reason": "no answer within 600 ms"}
        ]

    def test_what_answers_late_does_not_touch_the_next_invocation(
        self, health: ModuleType, configure: Configure, serve: Serve
    ) -> None:
        server = serve()
        configure(http(server, "/slow/200"), deadline_ms=50)
        assert failed(health.handler(LATTICE_EVENT, None))[0]["reason"] == "no answer within 50 ms"
        configure(http(server, "/slow/400"))
        answer, seconds = timed(lambda: health.handler(LATTICE_EVENT, None))
        assert answer["statusCode"] == 200
        assert seconds >= 0.4

    def test_a_thread_left_behind_does_not_hold_the_process(self, health: ModuleType) -> None:
        program = (
            "import importlib.util, os, socket, time\n"
            "socket.getaddrinfo = lambda *_, **__: time.sleep(60)\n"
            'os.environ["HEALTH_CHECKS"] = \'[{"name": "a", "type": "tcp", "host": "db", "port": 1}]\'\n'
            'os.environ["HEALTH_DEADLINE_MS"] = "100"\n'
            f"spec = importlib.util.spec_from_file_location('handler', {health.__file__!r})\n"
            "module = importlib.util.module_from_spec(spec)\n"
            "spec.loader.exec_module(module)\n"
            "print(module.handler({}, None)['statusCode'])\n"
        )
        done = subprocess.run(  # noqa: S603 - this interpreter, this program
            [sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=True
        )
        assert done.stdout.splitlines()[-1] == "503"


class TestMisconfiguration:
    """What the environment may not say: 500 with the reason, never a pass by omission."""

    @pytest.mark.parametrize(
        ("checks", "message"),
        [
            ("[{", "HEALTH_CHECKS is not valid JSON"),
            ("{}", "HEALTH_CHECKS must be a JSON list of checks"),
            ("null", "HEALTH_CHECKS must be a JSON list of checks"),
            ("[3]", "HEALTH_CHECKS[0] must be an object"),
            ('[{"type": "tcp"}]', "HEALTH_CHECKS[0] needs a name"),
            (
                '[{"name": "a", "type": "grpc"}]',
                'HEALTH_CHECKS[0] has type "grpc", allowed are http and tcp',
            ),
            ('[{"name": "a"}]', "HEALTH_CHECKS[0] has type null, allowed are http and tcp"),
            (
                '[{"name": "a", "type": "tcp", "host": "h", "port": 1, "max_latency_ms": 9}]',
                'HEALTH_CHECKS[0] has an unknown key "max_latency_ms"',
            ),
            (
                '[{"name": "a", "type": "tcp", "host": "h", "port": "5432"}]',
                'HEALTH_CHECKS[0] port is "5432", must be a whole number from 1 to 65535',
            ),
            (
                '[{"name": "a", "type": "tcp", "host": "h", "port": 1, "timeout_ms": 0}]',
                "HEALTH_CHECKS[0] timeout_ms is 0, must be a whole number from 1 to 60000",
            ),
            (
                '[{"name": "a", "type": "tcp", "port": 1}]',
                "HEALTH_CHECKS[0] host must be a host name or an address",
            ),
            (
                '[{"name": "a", "type": "http", "url": "http://h/", "expect_status": []}]',
                "HEALTH_CHECKS[0] expect_status must be a list of statuses such as [200, 204]",
            ),
            (
                '[{"name": "a", "type": "http", "url": "http://h/", "expect_status": ["2xx"]}]',
                'HEALTH_CHECKS[0] expect_status is "2xx", must be a whole number from 100 to 599',
            ),
            (
                '[{"name": "a", "type": "tcp", "host": "h", "port": 1}, {"name": "a", "type": "tcp", '
                '"host": "h", "port": 2}]',
                "HEALTH_CHECKS has two checks of one name, a failed one could not be told",
            ),
        ],
    )
    def test_a_check_that_is_not_understood_is_an_error(
        self, health: ModuleType, monkeypatch: pytest.MonkeyPatch, checks: str, message: str
    ) -> None:
        monkeypatch.setenv("HEALTH_CHECKS", checks)
        answer = health.handler(LATTICE_EVENT, None)
        assert (answer["statusCode"], body(answer)["status"]) == (500, "error")
        assert body(answer)["message"] == message
        assert answer["headers"]["X-Health-Check"] == "fail"

    @pytest.mark.parametrize(
        "url",
        [
            None,
            "",
            "orders",
            "ftp://orders/",
            "http://",
            "http://[::1",
            "http://h:99999/",
            "http://h:0/",
            "http://h/a b",
            "http://h/\r\nX: 1",
            "https://user:secret@orders/",
        ],
    )
    def test_a_url_that_cannot_be_asked_is_an_error_and_is_not_shown(
        self, health: ModuleType, configure: Configure, url: object
    ) -> None:
        configure({"name": "orders", "type": "http", "url": url})
        assert body(health.handler(LATTICE_EVENT, None))["message"] == (
            "HEALTH_CHECKS[0] url must be an http:// or https:// URL with a host and without credentials"
        )

    @pytest.mark.parametrize("value", ["", "soon", "0", "-5", "1501", "1.5"])
    def test_a_deadline_that_route_53_would_not_wait_for_is_an_error(
        self, health: ModuleType, monkeypatch: pytest.MonkeyPatch, value: str
    ) -> None:
        monkeypatch.setenv("HEALTH_DEADLINE_MS", value)
        answer = health.handler(LATTICE_EVENT, None)
        assert answer["statusCode"] == 500
        assert body(answer)["message"].startswith("HEALTH_DEADLINE_MS is ")
        assert body(answer)["message"].endswith(", must be a whole number from 1 to 1500")

    def test_an_error_of_our_own_is_an_answer_too(
        self, health: ModuleType, configure: Configure, mute_port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_more_threads(_: threading.Thread) -> None:
            raise RuntimeError("can't start new thread")

        configure(tcp(mute_port))
        monkeypatch.setattr(threading.Thread, "start", no_more_threads)
        answer = health.handler(LATTICE_EVENT, None)
        assert answer["statusCode"] == 500
        assert body(answer)["message"] == "the health check itself failed (RuntimeError)"

    @given(
        checks=st.lists(
            st.fixed_dictionaries(
                {"name": JSON_VALUES, "type": st.sampled_from(["http", "tcp"]) | JSON_VALUES},
                optional={
                    "url": JSON_VALUES,
                    "host": st.none(),
                    "port": JSON_VALUES,
                    "expect_status": JSON_VALUES,
                },
            )
            | JSON_VALUES,
            min_size=1,
            max_size=3,
        )
    )
    @settings(max_examples=100, deadline=None, suppress_health_check=SHARED_FIXTURES)
    def test_any_json_as_checks_gets_an_error_and_no_pass(
        self, health: ModuleType, checks: list[object]
    ) -> None:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("HEALTH_CHECKS", json.dumps(checks))
            assert health.handler(LATTICE_EVENT, None)["statusCode"] == 500


class TestTheLog:
    """One line for what an operator must know, none for what is well, no secret ever."""

    def test_a_healthy_answer_is_quiet(
        self, health: ModuleType, configure: Configure, serve: Serve, capsys: pytest.CaptureFixture[str]
    ) -> None:
        configure(http(serve()))
        health.handler(LATTICE_EVENT, None)
        assert capsys.readouterr() == ("", "")

    def test_an_unhealthy_answer_is_one_json_line(
        self, health: ModuleType, configure: Configure, closed_port: int, capsys: pytest.CaptureFixture[str]
    ) -> None:
        configure(tcp(closed_port))
        answer = health.handler(LATTICE_EVENT, None)
        (line,) = capsys.readouterr().out.splitlines()
        assert json.loads(line) == {"level": "ERROR", **body(answer)}

    def test_a_misconfiguration_is_one_json_line(
        self, health: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("HEALTH_CHECKS", "[{")
        health.handler({"method": "HEAD", "path": "/health"}, None)
        (line,) = capsys.readouterr().out.splitlines()
        assert json.loads(line)["message"] == "HEALTH_CHECKS is not valid JSON"

    def test_a_secret_in_a_query_is_in_neither_answer_nor_log(
        self, health: ModuleType, configure: Configure, serve: Serve, capsys: pytest.CaptureFixture[str]
    ) -> None:
        configure(http(serve(), "/status/500?key=hunter2"))
        answer = health.handler(LATTICE_EVENT, None)
        assert failed(answer)[0]["reason"] == "answered with status 500"
        assert "hunter2" not in answer["body"] + capsys.readouterr().out

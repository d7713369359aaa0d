"""The canary: passes on a good answer over trusted TLS, fails on everything else, and says why."""

import importlib.util
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "lambda/canary/python/region_canary.py"


class Region(BaseHTTPRequestHandler):
    """Answers `/<status>` with that status."""

    agents: list[str | None] = []  # noqa: RUF012  # one list for all requests is the point

    def do_GET(self) -> None:
        """One answer."""
        self.agents.append(self.headers["User-Agent"])
        self.send_response(int(self.path.strip("/")))
        self.end_headers()
        self.wfile.write(b'{"status": "told"}')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Nothing."""


@pytest.fixture
def region() -> Iterator[str]:
    """The address of a region."""
    server = HTTPServer(("127.0.0.1", 0), Region)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def canary(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, with nothing between it and the region."""
    monkeypatch.setenv("NO_PROXY", "*")
    spec = importlib.util.spec_from_file_location("region_canary", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_good_answer_passes(canary: ModuleType, region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("URL", f"{region}/200")

    assert canary.handler({}, None).startswith(f"{region}/200 answered 200 in 0.")


def test_an_unhealthy_answer_fails_with_what_it_says(
    canary: ModuleType, region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("URL", f"{region}/503")

    with pytest.raises(canary.Unhealthy) as failed:
        canary.handler({}, None)

    assert str(failed.value) == f'{region}/503 answered 503: {{"status": "told"}}'


def test_no_answer_fails(canary: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("URL", "http://127.0.0.1:9/health")

    with pytest.raises(canary.Unhealthy) as failed:
        canary.handler({}, None)

    assert str(failed.value) == "http://127.0.0.1:9/health gave no answer: [Errno 111] Connection refused"


def test_a_region_that_does_not_answer_in_time_fails(
    canary: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canary, "DEADLINE_SECONDS", 0.05)
    with HTTPServer(("127.0.0.1", 0), Region) as silent:
        monkeypatch.setenv("URL", f"http://127.0.0.1:{silent.server_port}/200")

        with pytest.raises(canary.Unhealthy, match="gave no answer: timed out"):
            canary.handler({}, None)


def test_it_says_who_it_is(canary: ModuleType, region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("URL", f"{region}/200")
    canary.handler({}, None)

    assert Region.agents[-1] == "holdfast-canary"

"""The sample application, run as its service would run it, with an AWS command line that knows one answer."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from constructs_lib.compute.user_data import SAMPLE

HEREDOC = re.compile(r"<<'PYTHON'\n(.*?)^PYTHON$", re.DOTALL | re.MULTILINE)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def get(port: int, path: str) -> tuple[int, str]:
    """Status and body of an answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture
def database() -> Iterator[int]:
    """The port of something that takes connections."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


@pytest.fixture
def application(tmp_path: Path, database: int) -> Iterator[int]:
    """The port of the running application."""
    (program,) = HEREDOC.findall(SAMPLE.read_text())
    (tmp_path / "application.py").write_text(program)
    command = tmp_path / "aws"
    command.write_text(f"#!/bin/sh\necho '{json.dumps({'endpoint': '127.0.0.1', 'port': database})}'\n")
    command.chmod(0o755)
    port = free_port()
    environment = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "HOLDFAST_REGION": "us-west-2",
        "HOLDFAST_PORT": str(port),
        "HOLDFAST_CONNECTION_PARAMETER": "/holdfast/shop-test/connection",
    }
    program_file = tmp_path / "application.py"
    with subprocess.Popen([sys.executable, program_file], env=environment) as process:  # noqa: S603  # ours
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
        process.terminate()


def test_it_is_healthy_as_soon_as_it_runs(application: int) -> None:
    status, body = get(application, "/health")

    assert (status, json.loads(body)) == (200, {"status": "healthy", "region": "us-west-2"})


def test_a_query_changes_nothing(application: int) -> None:
    """`compute.health.path` may have one."""
    assert get(application, "/health?deep=1") == get(application, "/health")


def test_it_shows_its_region_and_whether_its_database_answers(application: int) -> None:
    assert get(application, "/") == (200, "<h1>us-west-2</h1><p>Database 127.0.0.1: reachable</p>")


def test_it_has_no_other_page(application: int) -> None:
    assert get(application, "/admin")[0] == 404


def test_the_script_around_it_is_valid_shell() -> None:
    subprocess.run(["/bin/bash", "-n", SAMPLE], check=True)  # noqa: S603  # ours


def test_it_installs_nothing_since_a_standby_may_have_no_way_to_a_mirror() -> None:
    assert re.search(r"\b(dnf|yum|pip|curl|wget|git)\b", SAMPLE.read_text()) is None

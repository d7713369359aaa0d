"""Runs deployed Lambda functions without Docker: the real zip, its handler, in a process of its own."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import uuid
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drill.isolated_session import ACCESS_KEY_ID, SECRET_ACCESS_KEY

_BOOTSTRAP = Path(__file__).with_name("lambda_bootstrap.py")

#: What a function's process inherits from this one: where programs are, and how text is written.
_INHERITED = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")


@dataclass(frozen=True)
class Function:
    """A function as deployed; `timeout` in seconds, `memory_size` in MB (not enforced)."""

    name: str
    arn: str
    version: str
    region: str
    runtime: str
    handler: str
    code: bytes
    environment: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 3.0
    memory_size: int = 128
    log_group: str = ""


@dataclass(frozen=True)
class Invocation:
    """What came of a call: the payload (JSON), whether it is an error, and what the function printed."""

    payload: str
    failed: bool
    log: str


#: Seconds that a function may take to start: Lambda's own phase before the timeout begins is as long.
INIT_SECONDS = 10.0

#: What a busy machine is granted of every time limit: Lambda gives each function a core of its own.
PATIENCE = 4.0

_endpoint = ""
_running: set[int] = set()
_lock = threading.Lock()


def use_endpoint(endpoint: str) -> str:
    """The embedded AWS that functions talk to, as `AWS_ENDPOINT_URL`; returns the one before."""
    global _endpoint
    former, _endpoint = _endpoint, endpoint
    return former


def stop_running_functions() -> None:
    """End every function that still runs, with all its children."""
    with _lock:
        for group in _running:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)


def invoke(function: Function, event: object) -> Invocation:
    """Call the function once with `event`.

    As with Lambda, an exception of the handler, a timeout and a process that dies give a payload with
    `errorMessage` and `errorType`, and `failed` (F25).
    """
    request_id = str(uuid.uuid4())
    if not function.runtime.startswith("python"):
        kind = "Runtime.Unsupported"
        return _failed(
            kind, f"the embedded AWS runs Python functions only, not {function.runtime}", "", request_id
        )
    with tempfile.TemporaryDirectory(prefix="holdfast-function-") as area:
        code, answer = Path(area) / "task", Path(area) / "answer.json"
        with zipfile.ZipFile(io.BytesIO(function.code)) as archive:
            archive.extractall(code)
        timed_out, exit_code, log = _run(function, _request(function, event, request_id), code, answer)
        if timed_out:
            message = f"{request_id} Task timed out after {function.timeout:.2f} seconds"
            return _failed("Sandbox.Timedout", message, log, request_id)
        try:
            document = json.loads(answer.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            message = f"RequestId: {request_id} Error: Runtime exited with error: exit status {exit_code}"
            return _failed("Runtime.ExitError", message, log, request_id)
        return Invocation(json.dumps(document["payload"]), document["failed"], log)


def _run(
    function: Function, request: Mapping[str, Any], code: Path, answer: Path
) -> tuple[bool, int | None, str]:
    """Whether the time ran out, the exit code, and the combined output."""
    process = subprocess.Popen(  # noqa: S603 - our own bootstrap, no shell
        [sys.executable, "-s", str(_BOOTSTRAP), str(answer)],
        cwd=code,
        env=_environment(function, code),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    with _lock:
        _running.add(process.pid)
    timed_out, log = False, ""
    try:
        # The process keeps its own time, so this matters only where something of it outlives it.
        limit = (INIT_SECONDS + function.timeout) * PATIENCE + 1
        log, _ = process.communicate(json.dumps(request), timeout=limit)
        timed_out = process.returncode == -signal.SIGALRM
    except subprocess.TimeoutExpired:
        timed_out = True
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        if process.returncode is None:
            log, _ = process.communicate()
        process.wait()
        with _lock:
            _running.discard(process.pid)
    return timed_out, process.returncode, log


def _request(function: Function, event: object, request_id: str) -> dict[str, Any]:
    return {
        "event": event,
        "handler": function.handler,
        "function_name": function.name,
        "function_version": function.version,
        "function_arn": function.arn,
        "memory_size": function.memory_size,
        "timeout": function.timeout,
        "init_seconds": INIT_SECONDS,
        "patience": PATIENCE,
        "request_id": request_id,
        "log_group": function.log_group,
        "log_stream": f"[{function.version}]{request_id.replace('-', '')}",
    }


def _environment(function: Function, code: Path) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return (
        inherited
        | dict(function.environment)
        | {
            "AWS_ENDPOINT_URL": _endpoint,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY_ID,
            "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REGION": function.region,
            "AWS_DEFAULT_REGION": function.region,
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": function.version,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
            "AWS_LAMBDA_LOG_GROUP_NAME": function.log_group,
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.runtime}",
            "LAMBDA_TASK_ROOT": str(code),
            "NO_PROXY": "127.0.0.1,localhost",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TZ": ":UTC",
            "_HANDLER": function.handler,
        }
    )


def _failed(kind: str, message: str, log: str, request_id: str) -> Invocation:
    payload = {"errorType": kind, "errorMessage": message, "requestId": request_id}
    return Invocation(json.dumps(payload), failed=True, log=log)

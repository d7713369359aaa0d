"""Runs inside a function's own process: imports the handler, calls it once, writes what Lambda would answer.

Started as a script with the function's code as working directory and nothing of this project on the path.
Standard input carries the request, the first argument names the file for the answer.
"""

import importlib
import json
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any


class Context:
    """What Lambda tells a handler about its invocation."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.function_name: str = request["function_name"]
        self.function_version: str = request["function_version"]
        self.invoked_function_arn: str = request["function_arn"]
        self.memory_limit_in_mb: str = str(request["memory_size"])
        self.aws_request_id: str = request["request_id"]
        self.log_group_name: str = request["log_group"]
        self.log_stream_name: str = request["log_stream"]
        self.identity = None
        self.client_context = None
        self._patience = float(request["patience"])
        self._deadline = time.monotonic() + request["timeout"] * self._patience

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is stopped, as if it had a core of its own."""
        return max(0, int((self._deadline - time.monotonic()) / self._patience * 1000))


def _stop_after(seconds: float, request: dict[str, Any]) -> None:
    """By default this alarm ends the process, whatever it is doing; its parent knows it by that."""
    signal.setitimer(signal.ITIMER_REAL, seconds * request["patience"])


def _failure(error: BaseException, request: dict[str, Any], kind: str | None = None) -> dict[str, Any]:
    return {
        "errorMessage": str(error),
        "errorType": kind or type(error).__name__,
        "requestId": request["request_id"],
        "stackTrace": traceback.format_tb(error.__traceback__),
    }


def answer(request: dict[str, Any]) -> tuple[bool, Any]:
    """Whether the function failed, and its payload."""
    module_name, _, function_name = request["handler"].rpartition(".")
    _stop_after(request["init_seconds"], request)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
        handler = getattr(module, function_name)
    except ImportError as error:
        return True, _failure(error, request, "Runtime.ImportModuleError")
    except AttributeError as error:
        return True, _failure(error, request, "Runtime.HandlerNotFound")
    except Exception as error:  # noqa: BLE001 - whatever the function's module raises is the function's failure
        return True, _failure(error, request)
    _stop_after(request["timeout"], request)
    try:
        result = handler(request["event"], Context(request))
    except Exception as error:  # noqa: BLE001 - as above
        traceback.print_exc()
        return True, _failure(error, request)
    try:
        json.dumps(result)
    except (TypeError, ValueError) as error:
        return True, _failure(error, request, "Runtime.MarshalError")
    return False, result


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())
    request = json.load(sys.stdin)
    failed, payload = answer(request)
    Path(sys.argv[1]).write_text(json.dumps({"failed": failed, "payload": payload}), encoding="utf-8")

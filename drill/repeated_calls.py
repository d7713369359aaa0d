"""A call whose answer was lost is sent again by every SDK; here it gets the answer of the first time.

The SDKs mark all attempts of a call with one id. AWS's services know a repeated call by tokens of their own;
in moto a thing that was made would be made twice, or refused because it is there.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from drill.wsgi import WsgiApplication

KEPT = 1000
"""Answers, the oldest forgotten first: attempts follow each other within seconds."""
LONGEST_BODY = 64 * 1024
"""Bytes; a longer answer is made again."""


@dataclass
class _Call:
    """One call, however often it is sent."""

    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)
    status: str = ""
    """Empty while there is no answer to repeat."""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class RepeatedCalls:
    """In front of an application: does a call that may change something once, however often it is sent."""

    def __init__(self, application: WsgiApplication) -> None:
        self._application = application
        self._calls: OrderedDict[str, _Call] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Serve one request; an attempt that comes while another is at work waits for its answer."""
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if not invocation or environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self._application(environ, start_response)
        call = self._call(str(invocation))
        with call.one_at_a_time:
            if not call.status:
                self._answer(environ, call)
            status, headers, body = call.status, list(call.headers), call.body
            if status.startswith("5") or len(body) > LONGEST_BODY:  # worth another try, or too much to keep
                call.status, call.body = "", b""
        start_response(status, headers)
        return [body]

    def _call(self, invocation: str) -> _Call:
        with self._lock:
            call = self._calls.setdefault(invocation, _Call())
            while len(self._calls) > KEPT:
                self._calls.popitem(last=False)
            return call

    def _answer(self, environ: dict[str, Any], call: _Call) -> None:
        said: list[tuple[str, tuple[tuple[str, str], ...]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_: object) -> None:
            said.append((status, tuple(headers)))

        answer = self._application(environ, start)
        try:
            call.body = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close:
                close()
        call.status, call.headers = said[-1]

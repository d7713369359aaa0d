"""Starts jsii's Node process and does not wait for it: it boots and loads while Python goes on.

jsii starts Node when the first package is imported, waits for it to boot, and then for each package to be
loaded, one after another: half of the time that a synthesis takes.
"""

import importlib.util
import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jsii import kernel
from jsii._kernel.providers import process
from jsii._kernel.types import LoadRequest

LOADS = re.compile(r'JSIIAssembly\.load\(\s*"([^"]+)",\s*"([^"]+)",[^,]+,\s*"([^"]+)"')
"""What a package's `_jsii` asks for when it is imported: name, version, archive."""


class PatientProcess(process._NodeProcess):
    """Is greeted when it is first spoken to, and answers later what it was asked ahead."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # jsii gives it no types
        self._greeted = False
        self._asked_ahead: deque[LoadRequest] = deque()

    def handshake(self) -> None:
        """Not yet: Node is still booting."""

    def ask_ahead(self, request: LoadRequest) -> None:
        """Sends what somebody is going to ask for."""
        question = json.dumps(self._serializer.unstructure(request), default=process.jdefault)
        assert self._process.stdin  # noqa: S101  # a pipe, as `start` made it
        self._process.stdin.write(f"{question}\n".encode())
        self._process.stdin.flush()
        self._asked_ahead.append(request)

    def send(self, request: Any, response_type: Any) -> Any:  # noqa: ANN401  # jsii's own signature
        """The answer, for which Node may have been asked ahead.

        What was asked ahead and not asked for is heard and forgotten: a package that is loaded already is
        loaded again at once, and one that cannot be loaded fails again.
        """
        if not self._greeted:
            self._greeted = True
            super().handshake()
        while self._asked_ahead:
            ahead = self._asked_ahead.popleft()
            kind: Any = process._ProcessResponse
            answer = self._serializer.structure(self._next_message(), kind)
            if ahead == request and isinstance(answer, process._OkayResponse):
                return self._serializer.structure(answer.ok, response_type)
        return super().send(request, response_type)

    def stop(self) -> None:
        """One that nobody spoke to is not waited for: it may still be booting."""
        if not self._greeted and self._process.stdin:
            self._process.kill()
            self._process.stdin.close()
        super().stop()


def start_node(packages: Sequence[str]) -> None:
    """Starts Node as jsii does, and has these packages loaded, in this order.

    Raises what jsii raises where there is no Node.
    """
    process._NodeProcess = PatientProcess  # type: ignore[misc]  # the name by which jsii finds its class
    node = kernel.provider._process  # type: ignore[attr-defined]  # reading it starts the process
    if isinstance(node, PatientProcess):
        for request in _loads(packages):
            node.ask_ahead(request)


def _loads(packages: Sequence[str]) -> Iterator[LoadRequest]:
    """What their import is going to ask for; the first package that is laid out otherwise ends it."""
    for package in packages:
        source = _folder(package) / "_jsii" / "__init__.py"
        found = LOADS.search(source.read_text(encoding="utf-8")) if source.is_file() else None
        if not found:
            return
        name, version, archive = found.groups()
        yield LoadRequest(name=name, version=version, tarball=str(source.with_name(archive)))


def _folder(package: str) -> Path:
    """Where it lies, without importing it; a place where nothing is, if it lies nowhere."""
    try:
        spec = importlib.util.find_spec(package)
    except ValueError:  # it is imported, and was made by hand
        spec = None
    return Path(next(iter((spec and spec.submodule_search_locations) or ()), "nowhere"))

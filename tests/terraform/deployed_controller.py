"""The failover controller as it was deployed, its zip and settings, under the test's clock and resolver."""

import io
import json
import socket
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from moto.awslambda_simple.models import lambda_simple_backends

from drill.local_aws import ACCOUNT_ID, LocalAws
from tests.support import lambda_handlers

MOST_RUNS = 30


class DeployedController:
    """Runs the handler in this process, because a process of its own could not be told what DNS answers."""

    def __init__(
        self,
        aws: LocalAws,
        *,
        region: str,
        name: str,
        addresses: Callable[[str], list[str]],
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """`addresses` resolves the witness; every other name is resolved as ever."""
        code = lambda_simple_backends[ACCOUNT_ID][region].get_function(name).code_bytes
        with zipfile.ZipFile(io.BytesIO(code)) as archive:
            archive.extractall(folder)
        for variable, value in aws.environment().items():
            if variable.startswith("AWS_"):
                monkeypatch.setenv(variable, value)
        function = aws.client("lambda", region).get_function_configuration(FunctionName=name)
        settings = function["Environment"]["Variables"]["SETTINGS"]
        monkeypatch.setenv("SETTINGS", settings)
        self.settings: dict[str, Any] = json.loads(settings)
        self._witness = self.settings["witness"]["name"]
        self._addresses = addresses
        self._real = socket.getaddrinfo
        self._now = datetime.now(UTC)
        monkeypatch.setattr(socket, "getaddrinfo", self._getaddrinfo)
        self._handler = lambda_handlers.load(folder, monkeypatch).handler
        monkeypatch.setattr(sys.modules["failover.run"], "clock", lambda: self._now)

    def run(self) -> dict[str, Any]:
        """One run, a minute after the last, as the schedule wakes it (F28)."""
        self._now += timedelta(minutes=1)
        outcome: dict[str, Any] = self._handler({"source": "aws.events"}, None)
        return outcome

    def run_until_done(self) -> list[dict[str, Any]]:
        """Runs until it reports that it is done."""
        outcomes: list[dict[str, Any]] = []
        while not (outcomes and outcomes[-1]["done"]):
            assert len(outcomes) < MOST_RUNS, outcomes[-1]
            outcomes.append(self.run())
        return outcomes

    def _getaddrinfo(self, host: Any, *arguments: Any, **named: Any) -> list[Any]:  # noqa: ANN401 - as socket's
        if isinstance(host, str) and host.rstrip(".") == self._witness:
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))
                for address in self._addresses(self._witness)
            ]
        return self._real(host, *arguments, **named)

"""Lambda in the standby region: starts the controller anew for every run, with a clock that may be off."""

import contextlib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from unittest import mock

import botocore.client

from tests.failover_controller.controller import DOWN, PARAMETERS, UP, part, settings_with
from tests.failover_controller.faults import Fault
from tests.failover_controller.standby_region import StandbyRegion


class World(StandbyRegion):
    """The region, the witness, and runs of the controller."""

    def __init__(self, *, strategy: str = "replica", mode: str = "automatic", **settings: object) -> None:
        super().__init__(strategy)
        self.settings = settings_with(**{"mode": mode, "database": self.database.SETTINGS, **settings})
        self.skew = 0.0
        """How far the controller's clock is off, in seconds."""
        self.leapt = False
        """Whether it ever jumped: then only the number of readings can be relied on, not their distance."""
        self.answer: set[str] | None = {UP}
        """Addresses of the witness; None: the name does not resolve."""

    def put(self, name: str, value: str) -> None:
        """Write a parameter as a person does."""
        self.parameters[f"{PARAMETERS}/{name}"] = (value, self.now)

    def delete(self, *names: str) -> None:
        """Delete parameters as a person does."""
        for name in names:
            self.parameters.pop(f"{PARAMETERS}/{name}", None)

    def fail(self, operation: str, *faults: Fault) -> None:
        """Let the next calls of this operation fail; `look` and `promote` are the database's own."""
        operation = {"look": self.database.LOOK, "promote": self.database.PROMOTE}.get(operation, operation)
        self.faults.setdefault(operation, []).extend(faults)

    def run(self, event: object = None) -> dict[str, Any]:
        """One invocation."""
        with self._installed():
            outcome: dict[str, Any] = part("run").run(event)
            return outcome

    def try_run(self, event: object = None) -> dict[str, Any] | None:
        """One invocation that may fail as a FailoverError or an error of AWS; any other is a bug."""
        try:
            return self.run(event)
        except (part("errors").FailoverError, *part("aws").ERRORS):
            return None

    def minutes(self, count: int) -> dict[str, Any]:
        """So many runs of the schedule; the last one's outcome."""
        outcome: dict[str, Any] = {}
        for _ in range(count):
            self.now += 60
            outcome = self.run()
        return outcome

    def failing_minutes(self, count: int) -> None:
        """So many runs of the schedule, of which any may fail."""
        for _ in range(count):
            self.now += 60
            self.try_run()

    @contextlib.contextmanager
    def _installed(self) -> Iterator[None]:
        def call(client: Any, operation: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401 - botocore's own
            return self.call(client, operation, arguments)

        environment = {
            "SETTINGS": self.settings,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
        }
        with (
            mock.patch.dict("os.environ", environment),
            mock.patch.object(botocore.client.BaseClient, "_make_api_call", call),
            mock.patch.object(socket, "getaddrinfo", self._getaddrinfo),
            mock.patch.object(part("run"), "clock", self._clock),
        ):
            yield

    def _getaddrinfo(self, name: str, *_: object) -> list[Any]:
        assert name == "witness.shop.example.com."
        self.reading = "down" if self.answer == {DOWN} else "up" if self.answer == {UP} else "unknown"
        if self.reading == "up":
            self.downs.clear()
        elif self.reading == "down":
            self.downs.append(self.now)
        if self.answer is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in self.answer]

    def _clock(self) -> datetime:
        return datetime.fromtimestamp(self.now + self.skew, UTC)

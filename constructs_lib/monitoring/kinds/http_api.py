"""API Gateway HTTP APIs."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.monitoring.kinds import entrance
from constructs_lib.monitoring.metric import Metric, Unit
from constructs_lib.monitoring.watched import Traffic, Watched
from constructs_lib.monitoring.widgets import Graph


@dataclass(frozen=True, kw_only=True)
class WatchedHttpApi(Watched):
    """An HTTP API: `AWS/ApiGateway`, dimension `ApiId`, metrics `4xx` and `5xx` (a REST API has others)."""

    id: str
    serves_clients: bool = True
    """False for a health probe's: its 503 while the region is unhealthy is the health check's to report."""

    def metric(self, name: str, unit: Unit = "Count") -> Metric:
        """One of the API's metrics, over all stages."""
        return Metric(namespace="AWS/ApiGateway", name=name, dimensions={"ApiId": self.id}, unit=unit)

    @property
    def _measured(self) -> Traffic:
        return Traffic(
            requests=self.metric("Count"),
            errors=self.metric("5xx"),
            latency=self.metric("Latency", "Milliseconds"),
        )

    @property
    def traffic(self) -> Traffic | None:
        """What clients get, if it serves them."""
        return self._measured if self.serves_clients else None

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:
        """5xx answers and latency, if it serves clients."""
        if not self.serves_clients:
            return ()
        says = f"The API {self.what}"
        return (
            entrance.errors(
                f"{self.what}-5xx", self._measured.errors, limits, says=f"{says} answers with server errors"
            ),
            entrance.latency(f"{self.what}-latency", self._measured.latency, limits, says=f"{says} is slow"),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:
        """Requests, errors, latency."""
        return entrance.traffic_graphs(self.what, self._measured, region, limits)

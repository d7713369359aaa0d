"""VPC Lattice services."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.monitoring.kinds import entrance
from constructs_lib.monitoring.metric import Metric, Unit
from constructs_lib.monitoring.watched import Traffic, Watched
from constructs_lib.monitoring.widgets import Graph


@dataclass(frozen=True, kw_only=True)
class WatchedLatticeService(Watched):
    """A Lattice service: `AWS/VpcLattice`, dimension `Service` with the service's id."""

    id: str

    def metric(self, name: str, unit: Unit = "Count") -> Metric:
        """One of the service's metrics."""
        return Metric(namespace="AWS/VpcLattice", name=name, dimensions={"Service": self.id}, unit=unit)

    @property
    def traffic(self) -> Traffic:
        """Requests from all associated VPCs and endpoints, the probe's among them."""
        return Traffic(
            requests=self.metric("TotalRequestCount"),
            errors=self.metric("HTTPCode_5XX_Count"),
            latency=self.metric("RequestTime", "Milliseconds"),
        )

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:
        """5xx answers and latency."""
        says = f"The Lattice service {self.what}"
        return (
            entrance.errors(
                f"{self.what}-5xx", self.traffic.errors, limits, says=f"{says} answers with server errors"
            ),
            entrance.latency(f"{self.what}-latency", self.traffic.latency, limits, says=f"{says} is slow"),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:
        """Requests, errors, latency."""
        return entrance.traffic_graphs(self.what, self.traffic, region, limits)

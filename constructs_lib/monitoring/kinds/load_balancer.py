"""Application Load Balancers and their target groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import MINUTE, Alarm
from constructs_lib.monitoring.kinds import entrance
from constructs_lib.monitoring.metric import Metric, Series, Unit
from constructs_lib.monitoring.watched import Traffic, Watched
from constructs_lib.monitoring.widgets import Graph

NAMESPACE = "AWS/ApplicationELB"


@dataclass(frozen=True, kw_only=True)
class WatchedLoadBalancer(Watched):
    """A load balancer: dimension `LoadBalancer` with the ARN's end (`app/name/id`)."""

    arn_suffix: str

    def metric(self, name: str, unit: Unit = "Count") -> Metric:
        """One of the load balancer's metrics."""
        return Metric(namespace=NAMESPACE, name=name, dimensions={"LoadBalancer": self.arn_suffix}, unit=unit)

    @property
    def traffic(self) -> Traffic:
        """The targets' answers."""
        return Traffic(
            requests=self.metric("RequestCount"),
            errors=self.metric("HTTPCode_Target_5XX_Count"),
            latency=self.metric("TargetResponseTime", "Seconds"),
        )

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:
        """5xx answers of the targets, those of the load balancer itself, and latency."""
        return (
            entrance.errors(
                f"{self.what}-5xx",
                self.traffic.errors,
                limits,
                says=f"The targets of {self.what} answer with server errors",
            ),
            entrance.errors(
                f"{self.what}-refused",
                self.metric("HTTPCode_ELB_5XX_Count"),
                limits,
                says=f"The load balancer {self.what} answers with its own errors: no target takes requests",
            ),
            entrance.latency(
                f"{self.what}-latency",
                self.traffic.latency,
                limits,
                says=f"The targets of {self.what} are slow",
            ),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:
        """Requests, errors, latency."""
        return entrance.traffic_graphs(self.what, self.traffic, region, limits)


@dataclass(frozen=True, kw_only=True)
class WatchedTargetGroup(Watched):
    """A target group behind a load balancer: dimensions `TargetGroup` and `LoadBalancer`."""

    arn_suffix: str
    load_balancer_arn_suffix: str
    expected_targets: int = 0
    """How many must be healthy. 0 for a standby that is empty until it takes over: F7 keeps traffic away."""

    def metric(self, name: str) -> Metric:
        """One of the target group's metrics."""
        dimensions = {"TargetGroup": self.arn_suffix, "LoadBalancer": self.load_balancer_arn_suffix}
        return Metric(namespace=NAMESPACE, name=name, dimensions=dimensions, unit="Count")

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # hosts, not requests
        """Unhealthy targets, and too few healthy ones where some are expected."""
        unhealthy = Alarm(
            what=f"{self.what}-unhealthy-hosts",
            says=f"Targets of {self.what} fail their health check",
            metric=self.metric("UnHealthyHostCount"),
            statistic="Maximum",
            comparison="GreaterThanOrEqualToThreshold",
            threshold=1,
            period=MINUTE,
            periods=3,
            missing="notBreaching",
            because="a group without targets reports none, and a standby's may be empty",
        )
        if not self.expected_targets:
            return (unhealthy,)
        too_few = Alarm(
            what=f"{self.what}-too-few-hosts",
            says=f"Fewer than {self.expected_targets} targets of {self.what} are healthy",
            metric=self.metric("HealthyHostCount"),
            statistic="Minimum",
            comparison="LessThanThreshold",
            threshold=self.expected_targets,
            period=MINUTE,
            periods=3,
            missing="breaching",
            because="targets are expected, and a group without any reports none",
        )
        return (unhealthy, too_few)

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:  # noqa: ARG002  # as above
        """Healthy and unhealthy targets."""
        healthy = Series(
            metric=self.metric("HealthyHostCount"), statistic="Minimum", region=region, label="healthy"
        )
        unhealthy = Series(
            metric=self.metric("UnHealthyHostCount"), statistic="Maximum", region=region, label="unhealthy"
        )
        return (Graph(title=f"{self.what}: targets", series=[healthy, unhealthy]),)

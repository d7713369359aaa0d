"""Reads a region. One that does not answer is told as such, and holds up nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from failback.pair import Pair
from failback.situation import Group

Client = Callable[[str, str], Any]
"""Makes a boto3 client of a service in a region."""

Found = TypeVar("Found")
Names = TypeVar("Names", bound=Pair)

LAG_WINDOW = timedelta(minutes=10)
MADE_BY = "FailbackOf"
"""The tag of what a failback made, until Terraform takes it over; the decision's token."""


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """One value of a metric."""

    time: datetime
    """The beginning of its minute."""
    value: float


def client_of(service: str, region: str) -> Any:  # noqa: ANN401 - made at run time
    """A client that gives up soon: a region that is down must not hold up the other's picture."""
    import boto3
    from botocore.config import Config

    config = Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 2})
    make: Any = boto3.client  # the stubs know service names only as literals
    return make(service, region_name=region, config=config)


class RegionReader(Generic[Names]):
    """One region: what every kind of database has beside it."""

    def __init__(self, pair: Names, region: str, client: Client, now: datetime) -> None:
        self.pair, self.region, self.now = pair, region, now
        self.unseen: dict[str, str] = {}
        self._client_of = client
        self._silent = False
        """Whether the region gave no answer at all: then it is not waited for again."""

    def client(self, service: str) -> Any:  # noqa: ANN401 - a boto3 client
        """Of a service in this region."""
        return self._client_of(service, self.region)

    def attempt(self, service: str, read: Callable[[], Found]) -> Found | None:
        """What `read` finds, or None if the service does not tell."""
        if self._silent:
            self.unseen[service] = "not asked"
            return None
        try:
            return read()
        except ClientError as error:  # this one was refused; others may answer
            self.unseen[service] = str(error)
        except BotoCoreError as error:
            self.unseen[service] = str(error)
            self._silent = True
        return None

    def parameters(self) -> Mapping[str, str] | None:
        """The deployment's, by name."""
        return self.attempt("ssm", self._parameters)

    def group(self) -> Group | None:
        """The region's Auto Scaling group."""
        groups = self.attempt("autoscaling", lambda: list(self._groups()))
        return groups[0] if groups else None

    def last(self, metric: str, dimensions: Mapping[str, str]) -> float | None:
        """The last maximum of a metric of RDS, if there was one lately."""
        found = self.measured(metric, dimensions)
        return found.value if found else None

    def measured(self, metric: str, dimensions: Mapping[str, str]) -> Measurement | None:
        """The same, and when that was."""
        return self.attempt("cloudwatch", lambda: self._last(metric, dimensions))

    def _parameters(self) -> Mapping[str, str]:
        pages = (
            self.client("ssm")
            .get_paginator("get_parameters_by_path")
            .paginate(Path=self.pair.parameters, Recursive=True)
        )
        return {each["Name"]: each["Value"] for page in pages for each in page["Parameters"]}

    def _last(self, metric: str, dimensions: Mapping[str, str]) -> Measurement | None:
        answer = self.client("cloudwatch").get_metric_statistics(
            Namespace="AWS/RDS",
            MetricName=metric,
            Dimensions=[{"Name": name, "Value": value} for name, value in dimensions.items()],
            StartTime=self.now - LAG_WINDOW,
            EndTime=self.now + timedelta(minutes=1),
            Period=60,
            Statistics=["Maximum"],
        )
        points = sorted(answer["Datapoints"], key=lambda point: point["Timestamp"])
        if not points:
            return None
        return Measurement(time=points[-1]["Timestamp"], value=float(points[-1]["Maximum"]))

    def _groups(self) -> Iterator[Group]:
        answer = self.client("autoscaling").describe_auto_scaling_groups(
            AutoScalingGroupNames=[self.pair.group]
        )
        for each in answer["AutoScalingGroups"]:
            serving = [
                instance
                for instance in each["Instances"]
                if instance["LifecycleState"] == "InService" and instance["HealthStatus"] == "Healthy"
            ]
            yield Group(
                min=each["MinSize"],
                max=each["MaxSize"],
                desired=each["DesiredCapacity"],
                serving=len(serving),
                there=len(each["Instances"]),
                emptied=None if each["Instances"] else self._emptied(),
                target_groups=tuple(each.get("TargetGroupARNs", ())),
            )

    def _emptied(self) -> datetime | None:
        """When the group's last activity ended: once it is empty, that is the end of its last instance."""
        try:
            answer = self.client("autoscaling").describe_scaling_activities(
                AutoScalingGroupName=self.pair.group
            )
        except ClientError:  # one right less than the rest needs
            return None
        return max((each["EndTime"] for each in answer["Activities"] if "EndTime" in each), default=None)


def tags_of(answer: Mapping[str, Any]) -> dict[str, str]:
    """The tags that RDS shows with what it describes."""
    return {tag["Key"]: tag["Value"] for tag in answer.get("TagList", ())}

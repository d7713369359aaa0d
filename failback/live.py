"""Reads both regions. One that does not answer is told as such, and holds up nothing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from failback.pair import Pair
from failback.situation import Group, Instance, Situation, View

Client = Callable[[str, str], Any]
"""Makes a boto3 client of a service in a region."""

Found = TypeVar("Found")

LAG_WINDOW = timedelta(minutes=10)
MADE_BY = "FailbackOf"
"""The tag of a replica that a failback made, until Terraform takes it over; the decision's token."""


def client_of(service: str, region: str) -> Any:  # noqa: ANN401 - made at run time
    """A client that gives up soon: a region that is down must not hold up the other's picture."""
    import boto3
    from botocore.config import Config

    config = Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 2})
    make: Any = boto3.client  # the stubs know service names only as literals
    return make(service, region_name=region, config=config)


def look(pair: Pair, *, now: datetime, client: Client = client_of) -> Situation:
    """Both regions as they are now."""
    views = {region: _Reader(pair, region, client, now).view() for region in (pair.primary, pair.standby)}
    return Situation(views=views, now=now)


class _Reader:
    """One region."""

    def __init__(self, pair: Pair, region: str, client: Client, now: datetime) -> None:
        self._pair, self._region, self._client, self._now = pair, region, client, now
        self._unseen: dict[str, str] = {}
        self._silent = False
        """Whether the region gave no answer at all: then it is not waited for again."""

    def view(self) -> View:
        parameters = self._try("ssm", self._parameters)
        instances = self._try("rds", self._instances)
        groups = self._try("autoscaling", lambda: list(self._groups()))
        return View(
            region=self._region,
            parameters=parameters,
            instances=instances,
            group=groups[0] if groups else None,
            has_group=None if groups is None else bool(groups),
            unseen=self._unseen,
        )

    def _try(self, service: str, read: Callable[[], Found]) -> Found | None:
        if self._silent:
            self._unseen[service] = "not asked"
            return None
        try:
            return read()
        except ClientError as error:  # this one was refused; others may answer
            self._unseen[service] = str(error)
        except BotoCoreError as error:
            self._unseen[service] = str(error)
            self._silent = True
        return None

    def _parameters(self) -> Mapping[str, str]:
        pages = (
            self._client("ssm", self._region)
            .get_paginator("get_parameters_by_path")
            .paginate(Path=self._pair.parameters, Recursive=True)
        )
        return {each["Name"]: each["Value"] for page in pages for each in page["Parameters"]}

    def _instances(self) -> Mapping[str, Instance]:
        rds = self._client("rds", self._region)
        names = (self._pair.databases[self._region], self._pair.aside(self._region))
        found: dict[str, Instance] = {}
        for name in names:
            try:
                (answer,) = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
            except ClientError as error:
                if error.response["Error"]["Code"] not in {"DBInstanceNotFound", "DBInstanceNotFoundFault"}:
                    raise
                continue
            found[name] = self._instance(answer)
        return found

    def _instance(self, answer: Mapping[str, Any]) -> Instance:
        tags = {tag["Key"]: tag["Value"] for tag in answer.get("TagList", ())}
        name = answer["DBInstanceIdentifier"]
        source = answer.get("ReadReplicaSourceDBInstanceIdentifier") or None
        return Instance(
            identifier=name,
            arn=answer["DBInstanceArn"],
            status=answer["DBInstanceStatus"],
            source=source,
            created=answer.get("InstanceCreateTime", self._now),
            backup_days=answer.get("BackupRetentionPeriod", 0),
            managed=tags.get("ManagedBy") == "holdfast",
            failback_of=tags.get(MADE_BY),
            settings=answer,
            lag=self._try("cloudwatch", lambda: self._lag(name)) if source else None,
        )

    def _lag(self, identifier: str) -> float | None:
        answer = self._client("cloudwatch", self._region).get_metric_statistics(
            Namespace="AWS/RDS",
            MetricName="ReplicaLag",
            Dimensions=[{"Name": "DBInstanceIdentifier", "Value": identifier}],
            StartTime=self._now - LAG_WINDOW,
            EndTime=self._now + timedelta(minutes=1),
            Period=60,
            Statistics=["Maximum"],
        )
        points = sorted(answer["Datapoints"], key=lambda point: point["Timestamp"])
        return float(points[-1]["Maximum"]) if points else None

    def _groups(self) -> Iterator[Group]:
        answer = self._client("autoscaling", self._region).describe_auto_scaling_groups(
            AutoScalingGroupNames=[self._pair.group]
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
            )

"""What AWS answers in the standby region, at the level of botocore's calls: time passes, things break.

It shows what AWS would show, for as long as AWS would take, and checks every call against AWS's own
description of it.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from botocore.validate import ParamValidator

from tests.failover_controller.cluster_model import ClusterModel
from tests.failover_controller.controller import NAME, PARAMETERS, TARGETS
from tests.failover_controller.faults import NONE, Fault, client_error
from tests.failover_controller.replica_model import ReplicaModel

BEGAN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC).timestamp()
BOOT_SECONDS = 150
MODELS: dict[str, type[ReplicaModel | ClusterModel]] = {
    "replica": ReplicaModel,
    "global-cluster": ClusterModel,
}
"""The database, by the controller's strategy."""
REGIONS = {"SwitchoverGlobalCluster": "us-east-1"}
"""Where calls are sent that AWS does not take in the standby region."""


@dataclass
class Sent:
    """A promotion that reached AWS, and what was known when it did."""

    reading: str
    downs: int
    """Readings of `down` since the last one of `up`, this run's included."""
    apart: int
    """As many of them as are 45 s apart in true time."""
    forced: bool
    accepted: bool
    taken_over: bool


@dataclass
class Switchover:
    """A wish to exchange roles that reached AWS, and what was so when it did."""

    reading: str
    desired: int
    healthy: int
    accepted: bool
    taken_over: bool


@dataclass
class Group:
    """Sizes of the Auto Scaling group, and when its instances began to start."""

    minimum: int = 0
    maximum: int = 0
    desired: int = 0
    since: float = 0.0
    suspended: list[str] = field(default_factory=list)


class StandbyRegion:
    """Parameters, a database, a group, its targets and a topic. Its clock is the true one."""

    def __init__(self, strategy: str) -> None:
        self.now = BEGAN
        self.database: Any = MODELS[strategy](self)
        self.parameters: dict[str, tuple[str, float]] = {
            f"{PARAMETERS}/takeover": ("off", BEGAN),
            f"{PARAMETERS}/failover/armed": ("2026-01-01T00:00:00+00:00", BEGAN),
        }
        if strategy == "global-cluster":  # whose application reads there at all times
            self.parameters[f"{PARAMETERS}/database"] = ("{}", BEGAN)
        self.status = "available"
        self.missing = False
        self.accepted_at: float | None = None
        self.stale_looks = 0
        """Looks at the database, after a promotion, that still show it as it was."""
        self.group = Group()
        self.group_missing = False
        self.unhealthy = 0
        self.published: list[dict[str, str]] = []
        self.calls: list[tuple[str, str, dict[str, Any]]] = []
        """Service, operation and arguments of every call."""
        self.changes: list[str] = []
        """Calls that changed something."""
        self.sent: list[Sent] = []
        self.switchovers: list[Switchover] = []
        self.faults: dict[str, list[Fault]] = {}
        self.downs: list[float] = []
        """When the witness was read as down, since it was read as up."""
        self.reading = "none"

    @property
    def promoted(self) -> bool:
        """Whether the database is the writer, in truth."""
        return bool(self.database.promoted)

    @property
    def promotions(self) -> int:
        """Calls to promote, whether they arrived or not."""
        return sum(operation == self.database.PROMOTE for _, operation, _ in self.calls)

    @property
    def healthy(self) -> int:
        """How many instances get traffic, in truth."""
        booted = self.now - self.group.since >= BOOT_SECONDS
        return max(0, self.group.desired - self.unhealthy) if booted else 0

    def _apart(self) -> int:
        counted: list[float] = []
        for time in self.downs:
            if not counted or time - counted[-1] >= 45:
                counted.append(time)
        return len(counted)

    def get(self, name: str) -> str | None:
        """A parameter's value."""
        value = self.parameters.get(f"{PARAMETERS}/{name}")
        return value[0] if value else None

    def record(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON it holds
        """A parameter's value as JSON."""
        return json.loads(self.get(name) or "null")

    def call(self, client: Any, operation: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
        """One call of the controller, in the region or with the fault that waits for it."""
        assert client.meta.region_name == REGIONS.get(operation, "us-west-2")
        shape = client.meta.service_model.operation_model(operation).input_shape
        assert not ParamValidator().validate(arguments, shape).has_errors()
        self.calls.append((client.meta.service_model.service_name, operation, arguments))
        if operation in {self.database.PROMOTE, "SwitchoverGlobalCluster", "Publish"}:
            assert client.meta.config.retries["total_max_attempts"] == 1, "it would be repeated unseen"
        waiting = self.faults.get(operation)
        fault = waiting.pop(0) if waiting else None
        if fault and not fault.takes_effect:
            raise fault.error(operation)
        here = self if hasattr(self, f"_{operation}") else self.database
        answer = getattr(here, f"_{operation}")(**arguments)
        if fault and fault is not NONE:
            raise fault.error(operation)
        return answer

    def _GetParameters(self, Names: list[str]) -> dict[str, Any]:  # noqa: N802, N803 - AWS's names
        found = [
            {"Name": name, "Value": value, "LastModifiedDate": datetime.fromtimestamp(written, UTC)}
            for name in Names
            if (entry := self.parameters.get(name))
            for value, written in [entry]
        ]
        return {"Parameters": found}

    def _PutParameter(self, Name: str, Value: str, Type: str, Overwrite: bool) -> dict[str, Any]:  # noqa: N802, N803
        assert Type == "String"
        if Name in self.parameters and not Overwrite:
            raise client_error("ParameterAlreadyExists", "PutParameter")
        self.parameters[Name] = (Value, self.now)
        self.changes.append(f"put {Name.removeprefix(PARAMETERS)}")
        return {}

    def _DeleteParameters(self, Names: list[str]) -> dict[str, Any]:  # noqa: N802, N803
        for name in Names:
            self.parameters.pop(name, None)
            self.changes.append(f"delete {name.removeprefix(PARAMETERS)}")
        return {}

    def receive(self, *, accepted: bool, refusal: str = "InvalidDBInstanceState") -> None:
        """A promotion has reached AWS, which takes it or not."""
        decision = self.record("failover/decision") or {}
        forced = self.get("failover/approval") == "force" or bool(decision.get("forced"))
        self.sent.append(
            Sent(self.reading, len(self.downs), self._apart(), forced, accepted, self.get("takeover") == "on")
        )
        if not accepted:
            raise client_error(refusal, self.database.PROMOTE)
        self.accepted_at = self.now
        self.changes.append("promote")

    def receive_switchover(self, *, accepted: bool) -> None:
        """A wish to exchange roles has reached AWS, which takes it or not."""
        self.switchovers.append(
            Switchover(self.reading, self.group.desired, self.healthy, accepted, self.get("takeover") == "on")
        )
        if not accepted:
            raise client_error("InvalidGlobalClusterStateFault", "SwitchoverGlobalCluster")
        self.changes.append("switch over")

    def _DescribeAutoScalingGroups(self, AutoScalingGroupNames: list[str]) -> dict[str, Any]:  # noqa: N802, N803
        assert AutoScalingGroupNames == [NAME]
        if self.group_missing:
            return {"AutoScalingGroups": []}
        sizes = {
            "MinSize": self.group.minimum,
            "MaxSize": self.group.maximum,
            "DesiredCapacity": self.group.desired,
        }
        suspended = [{"ProcessName": name} for name in self.group.suspended]
        return {"AutoScalingGroups": [{**sizes, "SuspendedProcesses": suspended}]}

    def _UpdateAutoScalingGroup(self, AutoScalingGroupName: str, **sizes: int) -> dict[str, Any]:  # noqa: N802, N803
        assert AutoScalingGroupName == NAME
        assert sizes["MinSize"] <= sizes["DesiredCapacity"] <= sizes["MaxSize"]
        if sizes["DesiredCapacity"] > self.group.desired:
            self.group.since = self.now
        self.group.minimum = sizes["MinSize"]
        self.group.maximum = sizes["MaxSize"]
        self.group.desired = sizes["DesiredCapacity"]
        self.changes.append("scale")
        return {}

    def _DescribeTargetHealth(self, TargetGroupArn: str) -> dict[str, Any]:  # noqa: N802, N803
        assert TargetGroupArn == TARGETS
        states = ["healthy"] * self.healthy + ["initial"] * (self.group.desired - self.healthy)
        return {"TargetHealthDescriptions": [{"TargetHealth": {"State": state}} for state in states]}

    def _Publish(self, TopicArn: str, Subject: str, Message: str) -> dict[str, Any]:  # noqa: N802, N803
        self.published.append({"topic": TopicArn, "subject": Subject, "text": Message})
        self.changes.append("publish")
        return {}

"""Cost Explorer: anomaly monitors and their subscriptions, and cost-allocation tags. Nothing is counted."""

import json
import uuid
from typing import Any

from moto.ce.models import CostExplorerBackend
from moto.ce.responses import CostExplorerResponse
from moto.core.exceptions import JsonRESTError

from drill.extensions.registry import extends

SERVICE = "ce"

Json = dict[str, Any]


class UnknownError(JsonRESTError):
    """AWS's exceptions for what is not there."""

    code = 400


class _Kind:
    """Monitors or subscriptions, which AWS calls alike."""

    def __init__(self, name: str, path: str) -> None:
        self.name = name
        """As in the API: `AnomalyMonitor`."""
        self.short = name.removeprefix("Anomaly")
        self.path = path
        """As in ARNs."""

    @property
    def arn(self) -> str:
        """The argument that names one."""
        return f"{self.short}Arn"

    @property
    def snake(self) -> str:
        """As in moto's methods: `anomaly_monitor`."""
        return f"anomaly_{self.short.lower()}"

    def all(self, backend: CostExplorerBackend) -> dict[str, Json]:
        """The account's, by ARN."""
        found: dict[str, Json] = backend.__dict__.setdefault(self.snake, {})
        return found

    def found(self, response: CostExplorerResponse) -> Json:
        """The one that a call names."""
        arn = response._get_param(self.arn)
        if arn not in self.all(response.ce_backend):
            raise UnknownError(f"Unknown{self.short}Exception", f"{arn} is not there")
        return self.all(response.ce_backend)[arn]


MONITOR = _Kind("AnomalyMonitor", "anomalymonitor")
SUBSCRIPTION = _Kind("AnomalySubscription", "anomalysubscription")


def _add(kind: _Kind) -> None:
    reason = f"moto has no anomaly {kind.short.lower()}s"

    @extends(
        CostExplorerResponse,
        f"create_{kind.snake}",
        service=SERVICE,
        action=f"Create{kind.name}",
        reason=reason,
    )
    def _create(self: CostExplorerResponse) -> str:
        backend, made = self.ce_backend, dict(self._get_param(kind.name))
        _check(kind, backend, made)
        arn = f"arn:aws:ce::{backend.account_id}:{kind.path}/{uuid.uuid4()}"
        kind.all(backend)[arn] = made | {kind.arn: arn}
        backend.tag_resource(arn, self._get_param("ResourceTags") or [])
        return json.dumps({kind.arn: arn})

    @extends(
        CostExplorerResponse,
        f"get_{kind.snake}s",
        service=SERVICE,
        action=f"Get{kind.name}s",
        reason=reason,
    )
    def _get(self: CostExplorerResponse) -> str:
        wanted = self._get_param(f"{kind.arn}List")
        existing = kind.all(self.ce_backend)
        found = [existing[arn] for arn in wanted if arn in existing] if wanted else list(existing.values())
        return json.dumps({f"{kind.name}s": found})

    @extends(
        CostExplorerResponse,
        f"update_{kind.snake}",
        service=SERVICE,
        action=f"Update{kind.name}",
        reason=reason,
    )
    def _update(self: CostExplorerResponse) -> str:
        found = kind.found(self)
        changed = {name: value for name, value in json.loads(self.body).items() if name != kind.arn}
        found.update(changed)
        return json.dumps({kind.arn: found[kind.arn]})

    @extends(
        CostExplorerResponse,
        f"delete_{kind.snake}",
        service=SERVICE,
        action=f"Delete{kind.name}",
        reason=reason,
    )
    def _delete(self: CostExplorerResponse) -> str:
        del kind.all(self.ce_backend)[kind.found(self)[kind.arn]]
        return "{}"


def _check(kind: _Kind, backend: CostExplorerBackend, made: Json) -> None:
    """Refused as on AWS: a subscription to nothing, and a topic that is told once a day."""
    if kind is not SUBSCRIPTION:
        return
    for arn in made["MonitorArnList"]:
        if arn not in MONITOR.all(backend):
            raise UnknownError("UnknownMonitorException", f"{arn} is not there")
    types = {subscriber["Type"] for subscriber in made["Subscribers"]}
    if types != ({"SNS"} if made["Frequency"] == "IMMEDIATE" else {"EMAIL"}):
        raise UnknownError("ValidationException", f"{made['Frequency']} does not go with {sorted(types)}")
    made["AccountId"] = backend.account_id


for _kind in (MONITOR, SUBSCRIPTION):
    _add(_kind)


def _allocation(backend: CostExplorerBackend) -> dict[str, Json]:
    """Cost-allocation tags by key."""
    found: dict[str, Json] = backend.__dict__.setdefault("cost_allocation_tags", {})
    return found


@extends(
    CostExplorerResponse,
    "update_cost_allocation_tags_status",
    service=SERVICE,
    action="UpdateCostAllocationTagsStatus",
    reason="moto has no cost-allocation tags; on AWS a tag is known a day after its first use",
)
def _update_tags(self: CostExplorerResponse) -> str:
    for status in self._get_param("CostAllocationTagsStatus"):
        tag = {"TagKey": status["TagKey"], "Type": "UserDefined", "Status": status["Status"]}
        _allocation(self.ce_backend)[status["TagKey"]] = tag
    return json.dumps({"Errors": []})


@extends(
    CostExplorerResponse,
    "list_cost_allocation_tags",
    service=SERVICE,
    action="ListCostAllocationTags",
    reason="moto has no cost-allocation tags",
)
def _list_tags(self: CostExplorerResponse) -> str:
    keys = self._get_param("TagKeys")
    found = [tag for key, tag in _allocation(self.ce_backend).items() if not keys or key in keys]
    return json.dumps({"CostAllocationTags": found})

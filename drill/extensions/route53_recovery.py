"""Routing controls of the Application Recovery Controller (ARC), which moto does not have at all.

Two APIs: the configuration (REST, in us-west-2) makes clusters, panels, controls and safety rules; the
cluster (JSON) turns controls on and off, and refuses what a safety rule forbids. State is kept on moto's
Route 53 backend.
"""

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.route53.models import route53_backends
from werkzeug.wrappers import Request, Response

from drill.extensions.registry import extends

CONFIGURATION, CLUSTER = "route53-recovery-control-config", "route53-recovery-cluster"
ENDPOINT_REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2")

Json = dict[str, Any]


class RefusalError(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind = status, kind


@dataclass
class RecoveryControl:
    """What the account has, by ARN; `kinds` are cluster, controlpanel, routingcontrol and safetyrule."""

    kinds: dict[str, dict[str, Json]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, Json]:
        """All of a kind."""
        return self.kinds.setdefault(kind, {})

    def get(self, kind: str, arn: str) -> Json:
        """One, or AWS's 404."""
        if arn not in self.of(kind):
            raise RefusalError(404, "ResourceNotFoundException", f"{arn} does not exist")
        return self.of(kind)[arn]


def recovery_control() -> RecoveryControl:
    """The state, as empty after moto's reset as the rest."""
    backend: Any = route53_backends[DEFAULT_ACCOUNT_ID]["aws"]
    state: RecoveryControl = backend.__dict__.setdefault("recovery_control", RecoveryControl())
    return state


def _arn(path: str) -> str:
    return f"arn:aws:route53-recovery-control::{DEFAULT_ACCOUNT_ID}:{path}/{secrets.token_hex(16)}"


def _made(kind: str, arn_key: str, arn: str, **values: object) -> Json:
    made = {arn_key: arn, "Status": "DEPLOYED", "Owner": DEFAULT_ACCOUNT_ID, **values}
    recovery_control().of(kind)[arn] = made
    return made


def _panel(cluster: str, name: str, *, default: bool) -> Json:
    recovery_control().get("cluster", cluster)
    return _made(
        "controlpanel",
        "ControlPanelArn",
        _arn("controlpanel"),
        ClusterArn=cluster,
        Name=name,
        DefaultControlPanel=default,
        RoutingControlCount=0,
    )


def _create_cluster(body: Json) -> Json:
    arn = _arn("cluster")
    endpoints = [
        {"Region": region, "Endpoint": f"https://host-{arn[-6:]}.{region}.example.com/v1"}
        for region in ENDPOINT_REGIONS
    ]
    cluster = _made("cluster", "ClusterArn", arn, Name=body["ClusterName"], ClusterEndpoints=endpoints)
    _panel(arn, "DefaultControlPanel", default=True)
    return {"Cluster": cluster}


def _create_panel(body: Json) -> Json:
    return {"ControlPanel": _panel(body["ClusterArn"], body["ControlPanelName"], default=False)}


def _create_control(body: Json) -> Json:
    state = recovery_control()
    default = (
        arn
        for arn, panel in state.of("controlpanel").items()
        if panel["ClusterArn"] == body["ClusterArn"] and panel["DefaultControlPanel"]
    )
    panel = state.get("controlpanel", body.get("ControlPanelArn") or next(default, ""))
    arn = _arn(f"{panel['ControlPanelArn'].rpartition(':')[2]}/routingcontrol")
    panel["RoutingControlCount"] += 1
    state.states[arn] = "Off"
    control = _made(
        "routingcontrol",
        "RoutingControlArn",
        arn,
        Name=body["RoutingControlName"],
        ControlPanelArn=panel["ControlPanelArn"],
    )
    return {"RoutingControl": control}


def _create_rule(body: Json) -> Json:
    name, wanted = next((name, body[name]) for name in ("AssertionRule", "GatingRule") if body.get(name))
    state = recovery_control()
    panel = state.get("controlpanel", wanted["ControlPanelArn"])["ControlPanelArn"]
    for control in wanted.get("AssertedControls", []):
        state.get("routingcontrol", control)
    arn = _arn(f"{panel.rpartition(':')[2]}/safetyrule")
    return {name: _made("safetyrule", "SafetyRuleArn", arn, **wanted)}


def _answer_of(kind: str, found: Json) -> Json:
    rule = "AssertionRule" if "AssertedControls" in found else "GatingRule"
    names = {"cluster": "Cluster", "controlpanel": "ControlPanel", "routingcontrol": "RoutingControl"}
    return {names.get(kind, rule): found}


def _delete(kind: str, arn: str) -> Json:
    state = recovery_control()
    gone = state.get(kind, arn)
    users: Iterable[Json] = ()
    if kind == "cluster":
        users = [p for p in state.of("controlpanel").values() if p["ClusterArn"] == arn]
        users = [panel for panel in users if not panel["DefaultControlPanel"]]
    elif kind == "controlpanel":
        users = [c for c in state.of("routingcontrol").values() if c["ControlPanelArn"] == arn]
    elif kind == "routingcontrol":
        users = [r for r in state.of("safetyrule").values() if arn in r.get("AssertedControls", [])]
    if users:
        raise RefusalError(409, "ConflictException", f"{arn} is in use")
    if kind == "routingcontrol":
        state.of("controlpanel")[gone["ControlPanelArn"]]["RoutingControlCount"] -= 1
        del state.states[arn]
    del state.of(kind)[arn]
    return {}


_CREATE: dict[str, Callable[[Json], Json]] = {
    "cluster": _create_cluster,
    "controlpanel": _create_panel,
    "routingcontrol": _create_control,
    "safetyrule": _create_rule,
}


def _configure(request: Request) -> Json:
    kind, _, arn = unquote(request.path).strip("/").partition("/")
    if request.method == "POST" and kind in _CREATE and not arn:
        return _CREATE[kind](json.loads(request.get_data()))
    if request.method == "GET" and kind in _CREATE and arn:
        return _answer_of(kind, recovery_control().get(kind, arn))
    if request.method == "DELETE" and kind in _CREATE and arn:
        return _delete(kind, arn)
    raise NotImplementedError(f"{CONFIGURATION}: {request.method} {request.path}")


def _switch(request: Request) -> Json:
    action = request.headers.get("X-Amz-Target", "").rpartition(".")[2]
    body, state = json.loads(request.get_data()), recovery_control()
    if action == "GetRoutingControlState":
        control = state.get("routingcontrol", body["RoutingControlArn"])
        return {
            "RoutingControlArn": control["RoutingControlArn"],
            "RoutingControlName": control["Name"],
            "RoutingControlState": state.states[control["RoutingControlArn"]],
        }
    if action != "UpdateRoutingControlState":
        raise NotImplementedError(f"{CLUSTER}: {action}")
    control = state.get("routingcontrol", body["RoutingControlArn"])
    after = {**state.states, control["RoutingControlArn"]: body["RoutingControlState"]}
    for arn, rule in state.of("safetyrule").items():
        asserted = rule.get("AssertedControls", [])
        on = sum(after[each] == "On" for each in asserted)
        concerned = control["RoutingControlArn"] in asserted and arn not in body.get(
            "SafetyRulesToOverride", []
        )
        if concerned and on < rule["RuleConfig"]["Threshold"]:
            raise RefusalError(409, "ConflictException", f"safety rule {rule['Name']} forbids it")
    state.states = after
    return {}


_moto_call = DomainDispatcherApplication.__call__


@extends(
    DomainDispatcherApplication,
    "__call__",
    service=CONFIGURATION,
    action="(all)",
    reason="moto has no ARC: clusters, panels, routing controls, safety rules, and the switching of controls",
)
def _call(
    self: DomainDispatcherApplication, environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    signed = environ.get("HTTP_AUTHORIZATION", "")
    serve = {CONFIGURATION: _configure, CLUSTER: _switch}
    served = next((serve[service] for service in serve if f"/{service}/aws4_request" in signed), None)
    if served is None:
        answer: Iterable[bytes] = _moto_call(self, environ, start_response)
        return answer
    try:
        response = Response(json.dumps(served(Request(environ))), 200, content_type="application/json")
    except RefusalError as refusal:
        response = Response(
            json.dumps({"__type": refusal.kind, "message": str(refusal)}),
            refusal.status,
            {"x-amzn-errortype": refusal.kind},
            content_type="application/json",
        )
    return response(environ, start_response)

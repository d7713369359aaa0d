"""Switches that an operator turns, and how many checks a region needs."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from config.health import HealthCheck
from config.health_set import (
    checks_elsewhere,
    takeover_without_failover,
    too_many_required,
    uncountable_standbys,
)
from config.model import Violation
from config.regions import Region
from config.routing import CnameRouting, FailoverRouting, LatencyRouting, WeightedRouting
from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL

FAILOVER = FailoverRouting()
CLUSTER = "arn:aws:route53-recovery-control::123456789012:cluster/8d47920e-d789-437d-803a-2dcc4b204393"
NAMES = (("regions", 0, "name"), ("regions", 1, "name"))


def deployment(
    health: dict[str, Any],
    routing: CnameRouting = FAILOVER,
    regions: int = 2,
) -> Any:  # noqa: ANN401  # a part of one
    places = ["us-east-1", "us-west-2", "eu-west-1"][:regions]
    return SimpleNamespace(
        regions=[
            Region(name=name, role="standby" if index else "primary") for index, name in enumerate(places)
        ],
        health=HealthCheck.model_validate(health),
        routing=routing,
    )


def tcp(region: str, name: str = "database") -> dict[str, Any]:
    return {"type": "tcp", "name": name, "region": region, "host": "db.example.com", "port": 5432}


def test_the_documents_example_is_valid(load_text: Load) -> None:
    document = (Path(__file__).parents[2] / "docs/health.md").read_text(encoding="utf-8")
    health = load_text(SMALL + document.partition("```yaml\n")[2].partition("```")[0]).health
    assert [check.name for check in health.further_checks] == ["storefront", "heartbeat"]
    assert health.takeover is True


def test_nobody_gets_a_switch_unasked(load_text: Load) -> None:
    health = load_text(SMALL).health
    assert (health.takeover, health.routing_controls, health.further_checks) == (False, None, ())


def test_two_switches_are_refused(refusal: Refusal) -> None:
    text = SMALL + f"health:\n  takeover: true\n  routing_controls:\n    cluster_arn: {CLUSTER}\n"
    message = """\
deployment.yaml:13: health.takeover
  found:   takeover beside routing_controls
  allowed: one of the two: of two switches neither tells where traffic goes
  mend:    remove `takeover`, or remove `routing_controls`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(text) == message


@pytest.mark.parametrize(
    ("name", "switch"), [("takeover", "true"), ("routing_controls", f"{{cluster_arn: '{CLUSTER}'}}")]
)
def test_a_switch_that_can_be_outvoted_is_refused(refusal: Refusal, name: str, switch: str) -> None:
    text = SMALL + f"health:\n  required_checks: 1\n  {name}: {switch}\n"
    message = f"""\
deployment.yaml:13: health.required_checks
  found:   1 beside `{name}`
  allowed: nothing: a switch must not be outvoted by other checks, so all of them are required
  mend:    remove `required_checks`, or remove `{name}`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(text) == message


@pytest.mark.parametrize(("switch", "most"), [("", 255), ("  takeover: true\n", 254)])
def test_more_checks_than_route_53_counts_are_refused(
    refusal: Refusal, load_text: Load, switch: str, most: int
) -> None:
    """A calculated check has 256 children (F11), the region's own check and its switch among them."""

    def text(checks: int) -> str:
        lines = (
            f"    - {{type: tcp, name: c{n}, region: us-east-1, host: a.example.com, port: 1}}\n"
            for n in range(checks)
        )
        return f"{SMALL}health:\n{switch}  further_checks:\n{''.join(lines)}"

    said = refusal(text(most + 1))
    assert f"found:   {most + 1} of us-east-1\n  allowed: at most {most} of a region" in said
    assert len(load_text(text(most)).health.further_checks) == most


def test_no_check_required_is_refused(refusal: Refusal) -> None:
    """With a threshold of 0 Route 53 would always find the region healthy."""
    message = """\
deployment.yaml:13: health.required_checks
  found:   0
  allowed: a whole number from 1 to 256, at most as many as the region's own check and its further
           checks
  mend:    remove it: all of them must then be healthy

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  required_checks: 0\n") == message


def test_routing_controls_without_a_cluster_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.routing_controls
  found:   no cluster
  allowed: exactly one of `cluster_arn` and `create_cluster: true`
  mend:    name a cluster with `cluster_arn:`, or set `create_cluster: true`, which costs about
           1,800 US dollars a month

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  routing_controls:\n    wait_period_ms: 0\n") == message


def test_routing_controls_with_two_clusters_are_refused(refusal: Refusal) -> None:
    text = f"health:\n  routing_controls:\n    cluster_arn: {CLUSTER}\n    create_cluster: true\n"
    message = """\
deployment.yaml:13: health.routing_controls
  found:   cluster_arn and create_cluster
  allowed: exactly one of `cluster_arn` and `create_cluster: true`
  mend:    remove `create_cluster`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + text) == message


def test_an_arn_of_something_else_is_refused(refusal: Refusal) -> None:
    text = "health:\n  routing_controls:\n    cluster_arn: arn:aws:ecs:us-east-1:123456789012:cluster/x\n"
    message = """\
deployment.yaml:14: health.routing_controls.cluster_arn
  found:   arn:aws:ecs:us-east-1:123456789012:cluster/x
  allowed: an ARC cluster's ARN
  mend:    copy it, such as arn:aws:route53-recovery-control::123456789012:cluster/...

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + text) == message


def test_a_check_of_another_region_is_refused() -> None:
    assert list(checks_elsewhere(deployment({"further_checks": [tcp("us-east-1"), tcp("eu-west-1")]}))) == [
        Violation(
            ("health", "further_checks", 1, "region"),
            allowed="one of the deployment's regions: us-east-1, us-west-2",
            mend="name the region that is not ready while this check fails",
            because=NAMES,
        )
    ]


def test_a_region_with_fewer_checks_than_are_required_is_refused() -> None:
    health = {"required_checks": 2, "further_checks": [tcp("us-east-1"), tcp("us-east-1", "cache")]}
    assert list(too_many_required(deployment(health))) == [
        Violation(
            ("health", "required_checks"),
            found="2, but us-west-2 has 1 check",
            allowed="at most as many as every region has, its own check included: "
            "with more the region would never be ready",
            mend="set `required_checks: 1`, or add further checks of us-west-2",
            because=NAMES,
        )
    ]


def test_as_many_as_there_are_can_be_required() -> None:
    health = {"required_checks": 2, "further_checks": [tcp("us-east-1"), tcp("us-west-2")]}
    assert list(too_many_required(deployment(health))) == []


def test_a_takeover_without_failover_records_is_refused() -> None:
    weighted = WeightedRouting(policy="weighted", weights={"us-east-1": 1})
    assert list(takeover_without_failover(deployment({"takeover": True}, routing=weighted))) == [
        Violation(
            ("health", "takeover"),
            found="takeover with `routing.policy: weighted`",
            allowed="takeover with `routing.policy: failover` only: no other policy has a standby",
            mend="remove `takeover`, or set `policy: failover`; `routing_controls` go with every policy",
            because=(("routing", "policy"),),
        )
    ]


def test_a_takeover_with_failover_records_is_allowed() -> None:
    assert list(takeover_without_failover(deployment({"takeover": True}))) == []


ALLOWED = (
    "one check alone for each region that stands in for another, or is stood in for: Route 53 counts "
    "their checks, and cannot count a check that counts others"
)


def test_standbys_that_could_not_be_counted_are_refused() -> None:
    """Route 53 counts no calculated checks (F11)."""
    further = {"further_checks": [tcp("us-east-1"), tcp("us-west-2")]}
    assert list(uncountable_standbys(deployment(further, regions=3))) == [
        Violation(
            ("health", "further_checks", 1, "region"),
            found="a further check of us-west-2, with us-west-2 and eu-west-1 counted together",
            allowed=ALLOWED,
            mend="remove this check, or keep to two regions",
            because=(*NAMES, ("regions", 2, "name")),
        )
    ]


def test_switches_of_regions_that_are_counted_together_are_refused() -> None:
    controls = {"routing_controls": {"cluster_arn": CLUSTER}}
    assert list(uncountable_standbys(deployment(controls, regions=3))) == [
        Violation(
            ("health", "routing_controls"),
            found="routing_controls with us-west-2 and eu-west-1 counted together",
            allowed=ALLOWED,
            mend="remove `routing_controls`, or keep to two regions",
            because=(("regions",), ("routing", "policy")),
        )
    ]


def test_a_region_and_its_fallback_are_counted_together() -> None:
    routing = LatencyRouting(policy="latency", fallback={"us-east-1": "us-west-2"})
    further = {"further_checks": [tcp("us-east-1")]}
    assert [
        (violation.found, violation.mend)
        for violation in uncountable_standbys(deployment(further, routing=routing))
    ] == [
        (
            "a further check of us-east-1, with us-east-1 and us-west-2 counted together",
            "remove this check, or remove `routing.fallback`",
        )
    ]


@pytest.mark.parametrize(
    ("routing", "regions"), [(FailoverRouting(), 2), (LatencyRouting(policy="latency"), 3)]
)
def test_where_nothing_counts_the_standbys_they_may_have_several_checks(
    routing: CnameRouting, regions: int
) -> None:
    further = {"further_checks": [tcp("us-west-2")]}
    assert list(uncountable_standbys(deployment(further, routing=routing, regions=regions))) == []

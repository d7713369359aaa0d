"""What the configuration puts into the service function is what the function understands."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized

HANDLER = Path(__file__).parents[2] / "lambda" / "service_health" / "handler.py"

DEPENDENCIES: list[dict[str, Any]] = [
    {"type": "tcp", "name": "database", "host": "db.internal.example.com", "port": 5432},
    {"type": "http", "name": "inventory", "url": "https://inventory.example.com/health"},
    {"type": "http", "name": "plain", "url": "http://plain.example.com:8080/", "expect_status": [200, 204]},
]


@pytest.fixture(scope="module")
def dependent() -> Template:
    return synthesized(
        lattice={"function": {"in_vpc": True, "simulate_failure": True, "dependencies": DEPENDENCIES}}
    )


@pytest.fixture
def handler() -> ModuleType:
    spec = importlib.util.spec_from_file_location("service_health", HANDLER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _environment(template: Template, region: str) -> dict[str, str]:
    function = template.only("aws_lambda_function", f"{region}/service/function")
    variables: dict[str, str] = function["environment"]["variables"]
    return variables


def test_the_function_accepts_every_dependency_of_the_configuration(
    dependent: Template, handler: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in _environment(dependent, "us-west-2").items():
        monkeypatch.setenv(name, value)

    assert [check.name for check in handler._configured_checks()] == ["database", "inventory", "plain"]


def test_a_dependency_key_without_a_value_leaves_the_functions_own_default(dependent: Template) -> None:
    inventory = json.loads(_environment(dependent, "us-west-2")["HEALTH_CHECKS"])[1]

    assert inventory == {
        "type": "http",
        "name": "inventory",
        "url": "https://inventory.example.com/health",
        "max_latency_ms": 300,
    }


def test_an_exercise_makes_only_the_primary_fail(dependent: Template) -> None:
    simulated = {
        region: _environment(dependent, region)["SIMULATE_FAILURE"] for region in ("us-east-1", "us-west-2")
    }

    assert simulated == {"us-east-1": "true", "us-west-2": "false"}


def test_in_the_vpc_the_function_may_call_its_dependencies_ports_and_no_other(dependent: Template) -> None:
    rules = [
        rule
        for rule in dependent.resources("aws_vpc_security_group_egress_rule")
        if rule.path.startswith("us-west-2/service/function-group")
    ]

    assert sorted(rule["from_port"] for rule in rules) == [443, 5432, 8080]
    assert {rule["cidr_ipv4"] for rule in rules} == {"0.0.0.0/0"}


def test_in_the_vpc_the_function_stands_in_the_private_subnets(dependent: Template) -> None:
    function = dependent.only("aws_lambda_function", "us-west-2/service/function")

    subnets = [subnet.ref("id") for subnet in dependent.resources("aws_subnet") if "us-west-2" in subnet.path]
    assert function["vpc_config"]["subnet_ids"] == subnets


def test_outside_the_vpc_it_has_no_network_of_its_own(two_regions: Template) -> None:
    assert "vpc_config" not in two_regions.only("aws_lambda_function", "us-west-2/service/function").body

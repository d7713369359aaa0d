"""The functions: code, environment, and a role that may do what they need."""

import json
from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized

SERVICE = "us-east-1/service/function"
PROBE = "us-east-1/service/probe/function"
DEPENDENCIES: list[dict[str, Any]] = [
    {"type": "http", "name": "inventory", "url": "https://inventory.example.com/health"},
    {"type": "tcp", "name": "database", "host": "db.example.com", "port": 5432, "timeout_ms": 200},
]


@pytest.fixture(scope="module")
def configured() -> Template:
    """A service function with everything but its defaults, in a failover exercise."""
    return synthesized(
        lattice={
            "function": {
                "memory_mb": 1024,
                "timeout_seconds": 12,
                "version": "2.3.1",
                "deadline_ms": 900,
                "simulate_failure": True,
                "dependencies": DEPENDENCIES,
            }
        }
    )


def environment(template: Template, region: str) -> dict[str, str]:
    """The environment of a region's service function."""
    function = template.only("aws_lambda_function", f"{region}/service/function")
    return dict(function["environment"]["variables"])


@pytest.mark.parametrize(
    ("path", "name"), [(SERVICE, "orders-production-service"), (PROBE, "orders-production-probe")]
)
def test_functions_run_the_current_python_from_one_handler(
    two_regions: Template, path: str, name: str
) -> None:
    two_regions.only("aws_lambda_function", path).expect(
        provider="us_east_1", function_name=name, runtime="python3.13", handler="handler.handler"
    )


def test_the_service_function_has_the_recipes_size_and_no_vpc(two_regions: Template) -> None:
    two_regions.only("aws_lambda_function", SERVICE).expect(
        provider="us_east_1", memory_size=256, timeout=30, vpc_config=None
    )


def test_the_service_functions_size_is_the_one_that_is_configured(configured: Template) -> None:
    configured.only("aws_lambda_function", SERVICE).expect(provider="us_east_1", memory_size=1024, timeout=12)


def test_the_service_function_learns_its_checks_from_its_environment(configured: Template) -> None:
    found = environment(configured, "us-east-1")

    assert found == {
        "HEALTH_CHECKS": found["HEALTH_CHECKS"],
        "HEALTH_DEADLINE_MS": "900",
        "SERVICE_VERSION": "2.3.1",
        "SIMULATE_FAILURE": "true",
    }
    assert json.loads(found["HEALTH_CHECKS"]) == [
        {**DEPENDENCIES[0], "max_latency_ms": 300},
        DEPENDENCIES[1],
    ]


def test_an_exercise_makes_the_primary_unhealthy_and_no_other_region(configured: Template) -> None:
    assert environment(configured, "us-west-2")["SIMULATE_FAILURE"] == "false"


def test_nobody_is_made_unhealthy_unless_asked_to(two_regions: Template) -> None:
    found = {region: environment(two_regions, region) for region in ("us-east-1", "us-west-2")}

    assert {region: variables["SIMULATE_FAILURE"] for region, variables in found.items()} == {
        "us-east-1": "false",
        "us-west-2": "false",
    }


@pytest.mark.parametrize(("path", "what"), [(SERVICE, "service"), (PROBE, "probe")])
def test_logs_go_to_a_group_that_is_there_before_the_function_with_a_retention(
    two_regions: Template, path: str, what: str
) -> None:
    log_group = two_regions.only("aws_cloudwatch_log_group", f"{path}/log-group")

    log_group.expect(provider="us_east_1", name=f"/aws/lambda/orders-production-{what}", retention_in_days=30)
    two_regions.only("aws_lambda_function", path).expect(
        provider="us_east_1", logging_config={"log_format": "JSON", "log_group": log_group.ref("name")}
    )


@pytest.mark.parametrize("path", [SERVICE, PROBE])
def test_a_function_waits_for_what_its_role_may_do(two_regions: Template, path: str) -> None:
    two_regions.only("aws_lambda_function", path).expect(
        provider="us_east_1",
        role=two_regions.only("aws_iam_role", path).ref("arn"),
        depends_on=[two_regions.only("aws_iam_role_policy", path).address],
    )


@pytest.mark.parametrize("path", [SERVICE, PROBE])
def test_only_lambda_may_take_the_role(two_regions: Template, path: str) -> None:
    assert two_regions.only("aws_iam_role", path).document("assume_role_policy")["Statement"] == [
        {
            "Sid": "LambdaAssumes",
            "Effect": "Allow",
            "Principal": {"Service": ["lambda.amazonaws.com"]},
            "Action": ["sts:AssumeRole"],
        }
    ]


def test_roles_carry_the_region_because_iam_is_global(two_regions: Template) -> None:
    assert sorted(role["name"] for role in two_regions.resources("aws_iam_role")) == [
        "orders-production-us-east-1-probe",
        "orders-production-us-east-1-service",
        "orders-production-us-west-2-probe",
        "orders-production-us-west-2-service",
    ]

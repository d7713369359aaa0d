"""The public entrance by which Route 53 learns whether a region's real path answers."""

import json

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized

PROBE = "us-east-1/service/probe"


@pytest.fixture(scope="module")
def throttled() -> Template:
    """Another limit on the entrance."""
    return synthesized(lattice={"probe": {"rate_per_second": 20, "burst": 40}})


def test_the_entrance_has_one_route_and_it_reads_health(two_regions: Template) -> None:
    integration = two_regions.only("aws_apigatewayv2_integration", "us-east-1")

    two_regions.only("aws_apigatewayv2_route", "us-east-1").expect(
        provider="us_east_1",
        api_id=two_regions.only("aws_apigatewayv2_api", "us-east-1").ref("id"),
        route_key="GET /health",
        target="integrations/" + integration.ref("id"),
    )


def test_the_entrance_is_an_http_api(two_regions: Template) -> None:
    """It exists in every region and takes a permission bound to its own ARN (F32)."""
    two_regions.only("aws_apigatewayv2_api", "us-west-2").expect(provider="us_west_2", protocol_type="HTTP")


def test_the_route_calls_the_probe_in_payload_format_2(two_regions: Template) -> None:
    two_regions.only("aws_apigatewayv2_integration", "us-east-1").expect(
        provider="us_east_1",
        integration_type="AWS_PROXY",
        integration_uri=two_regions.only("aws_lambda_function", PROBE).ref("invoke_arn"),
        payload_format_version="2.0",
        timeout_milliseconds=5000,
    )


def test_the_entrance_is_throttled(two_regions: Template) -> None:
    two_regions.only("aws_apigatewayv2_stage", "us-east-1").expect(
        provider="us_east_1",
        name="$default",
        auto_deploy=True,
        default_route_settings={"throttling_rate_limit": 50, "throttling_burst_limit": 100},
    )


def test_the_limit_is_the_one_that_is_configured(throttled: Template) -> None:
    throttled.only("aws_apigatewayv2_stage", "us-west-2").expect(
        provider="us_west_2",
        default_route_settings={"throttling_rate_limit": 20, "throttling_burst_limit": 40},
    )


def test_each_request_to_the_entrance_is_logged_as_one_line_of_json(two_regions: Template) -> None:
    log_group = two_regions.only("aws_cloudwatch_log_group", f"{PROBE}/entrance/access-log")
    settings = two_regions.only("aws_apigatewayv2_stage", "us-east-1")["access_log_settings"]

    log_group.expect(
        provider="us_east_1",
        name="/aws/vendedlogs/apigateway/orders-production-probe",
        retention_in_days=30,
    )
    assert settings["destination_arn"] == log_group.ref("arn")
    assert set(json.loads(settings["format"])) == {
        "requestId",
        "time",
        "sourceIp",
        "route",
        "status",
        "latencyMs",
        "error",
    }
    assert "\n" not in settings["format"]


def test_the_entrance_may_call_the_probe_on_its_one_route_only(two_regions: Template) -> None:
    api = two_regions.only("aws_apigatewayv2_api", "us-east-1")

    two_regions.only("aws_lambda_permission", PROBE).expect(
        provider="us_east_1",
        action="lambda:InvokeFunction",
        principal="apigateway.amazonaws.com",
        function_name=two_regions.only("aws_lambda_function", PROBE).ref("function_name"),
        source_arn=api.ref("execution_arn") + "/*/GET/health",
    )


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_the_probe_connects_to_its_own_regions_endpoint_and_asks_for_the_shared_name(
    two_regions: Template, region: str
) -> None:
    """Lattice picks the service by the name that is asked for (F3)."""
    probe = two_regions.only("aws_lambda_function", f"{region}/service/probe")

    assert probe["environment"]["variables"] == {
        "DEPLOYMENT": "orders-production",
        "ENDPOINT_NAME": two_regions.outputs[f"endpoint_name_{region.replace('-', '_')}"],
        "SERVICE_NAME": "orders.svc.example.com",
        "SERVICE_PATH": "/health",
    }


def test_the_probe_stands_in_the_private_subnets_under_its_own_group(two_regions: Template) -> None:
    group = two_regions.only("aws_security_group", "us-east-1/service/probe-group")
    subnets = [
        block.ref("id") for block in two_regions.resources("aws_subnet") if block.provider == "us_east_1"
    ]

    two_regions.only("aws_lambda_function", PROBE).expect(
        provider="us_east_1", vpc_config={"subnet_ids": subnets, "security_group_ids": [group.ref("id")]}
    )


def test_the_probe_outlives_its_own_deadline(two_regions: Template) -> None:
    """It answers within Route 53's 2 s by itself (F9); Lambda must not cut it off before."""
    two_regions.only("aws_lambda_function", PROBE).expect(provider="us_east_1", timeout=5, memory_size=512)

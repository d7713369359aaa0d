"""A switch in the standby region that moves traffic to it, and in doubt does not (F8)."""

from pathlib import Path

import pytest

from tests.constructs_lib.dns.health_stack import every_kind, template

PARAMETER = "/holdfast/orders-production/takeover"
TAKEN_OVER = "orders-production: us-west-2 has taken over from eu-west-1"


def test_all_of_it_stands_in_the_standby_region() -> None:
    parts = [block for block in every_kind().resources() if block.path.startswith("takeover/")]
    elsewhere = [block.address.split(".")[0] for block in parts if block.provider != "us_west_2"]
    assert len(parts) == 12
    assert elsewhere == ["aws_route53_health_check"]


def test_the_parameter_is_off_until_a_person_says_otherwise() -> None:
    every_kind().only("aws_ssm_parameter").expect(
        provider="us_west_2",
        name=PARAMETER,
        type="String",
        insecure_value="off",
        allowed_pattern="^(on|off)$",
    )


def test_no_apply_undoes_what_the_operator_has_set() -> None:
    """Every write of a parameter carries a value."""
    parameter = every_kind().only("aws_ssm_parameter")
    assert parameter["lifecycle"] == {
        "ignore_changes": ["allowed_pattern", "description", "insecure_value", "value"]
    }


def test_the_check_looks_for_the_one_text_and_is_inverted() -> None:
    """Whatever else comes back, or nothing, leaves the primary healthy."""
    api = every_kind().only("aws_apigatewayv2_api")
    every_kind().only("aws_route53_health_check", "primary-keeps").expect(
        provider="us_east_1",
        type="HTTPS_STR_MATCH",
        fqdn=f'${{trimprefix({api.address}.api_endpoint, "https://")}}',
        port=443,
        resource_path="/takeover",
        search_string=TAKEN_OVER,
        invert_healthcheck=True,
        request_interval=10,
        failure_threshold=2,
        measure_latency=False,
        tags={"Name": "orders-production-eu-west-1-keeps", "Region": "eu-west-1", "Role": "primary"},
    )


def test_the_function_answers_with_the_text_that_the_check_looks_for() -> None:
    function = every_kind().only("aws_lambda_function")
    function.expect(provider="us_west_2", function_name="orders-production-takeover", timeout=5)
    assert function["environment"] == {"variables": {"PARAMETER": PARAMETER, "TAKEN_OVER": TAKEN_OVER}}


def test_the_function_may_read_the_parameter_and_write_its_log() -> None:
    policy = every_kind().only("aws_iam_role_policy").document("policy")
    granted = {statement["Sid"]: statement for statement in policy["Statement"]}
    assert set(granted) == {"WriteOwnLog", "ReadSwitch"}
    assert granted["ReadSwitch"]["Action"] == ["ssm:GetParameter"]
    [resource] = granted["ReadSwitch"]["Resource"]
    assert resource.startswith("arn:aws:ssm:us-west-2:")
    assert resource.endswith(f":parameter{PARAMETER}")


def test_the_public_gets_one_throttled_and_logged_route() -> None:
    every_kind().only("aws_apigatewayv2_route").expect(provider="us_west_2", route_key="GET /takeover")
    stage = every_kind().only("aws_apigatewayv2_stage")
    stage.expect(
        provider="us_west_2",
        name="$default",
        default_route_settings={"throttling_burst_limit": 100, "throttling_rate_limit": 50},
    )
    assert '"sourceIp":"$context.identity.sourceIp"' in stage["access_log_settings"]["format"]


def test_only_this_api_may_invoke_the_function() -> None:
    api = every_kind().only("aws_apigatewayv2_api")
    every_kind().only("aws_lambda_permission").expect(
        provider="us_west_2",
        principal="apigateway.amazonaws.com",
        source_arn=f"${{{api.address}.execution_arn}}/*/GET/takeover",
    )


def test_the_primary_is_ready_only_while_it_keeps_its_traffic() -> None:
    keeps = every_kind().only("aws_route53_health_check", "primary-keeps").ref("id")
    ready = {
        region: every_kind().only("aws_route53_health_check", f"readiness-{region}")["child_healthchecks"]
        for region in ("eu-west-1", "us-west-2")
    }
    assert keeps in ready["eu-west-1"]
    assert keeps not in ready["us-west-2"]


@pytest.mark.parametrize("value", ["on", "off"])
def test_the_operators_command_touches_the_standby_region_only(value: str) -> None:
    command = (
        "aws ssm put-parameter --region us-west-2 --name /holdfast/orders-production/takeover "
        f"--value {value} --overwrite"
    )
    assert every_kind().outputs[f"takeover_{value}"] == command
    document = Path(__file__).parents[3] / "docs/health.md"
    assert f"\n{command}\n" in document.read_text(encoding="utf-8")


def test_without_the_option_there_is_no_switch() -> None:
    assert template({}).resources("aws_ssm_parameter") == []

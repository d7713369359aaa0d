"""Where a pilot light's traffic goes, and what decides it."""

import json

import pytest

from constructs_lib.testing import Block, Template
from tests.support.pilot_lights import synthesized_pilot_light

NAME = "shop.example.com"
EDGE = "us_east_1"


@pytest.fixture(scope="module")
def template() -> Template:
    return synthesized_pilot_light()


def records(template: Template, name: str) -> dict[str, Block]:
    """The records of a name by their place in its failover."""
    return {
        block["failover_routing_policy"]["type"]: block
        for block in template.resources("aws_route53_record")
        if block["name"] == name and "failover_routing_policy" in block.body
    }


def check(template: Template, path: str) -> Block:
    return template.only("aws_route53_health_check", path)


def balancer(template: Template, provider: str) -> Block:
    [found] = [block for block in template.resources("aws_lb") if block.provider == provider]
    return found


def test_the_primary_answers_while_it_is_ready_and_has_healthy_targets(template: Template) -> None:
    lb = balancer(template, "us_east_1")

    records(template, NAME)["PRIMARY"].expect(
        provider=EDGE,
        type="A",
        alias={"name": lb.ref("dns_name"), "zone_id": lb.ref("zone_id"), "evaluate_target_health": True},
        health_check_id=check(template, "traffic/readiness").ref("id"),
        set_identifier="primary",
    )


def test_the_standby_answers_whatever_its_targets_say(template: Template) -> None:
    """Empty it counts as unhealthy (F7), and with both unhealthy Route 53 answers with the primary (F6)."""
    lb = balancer(template, "us_west_2")

    records(template, NAME)["SECONDARY"].expect(
        provider=EDGE,
        alias={"name": lb.ref("dns_name"), "zone_id": lb.ref("zone_id"), "evaluate_target_health": False},
        health_check_id=None,
        set_identifier="secondary",
    )


def test_the_primary_is_ready_while_it_is_healthy_and_nobody_has_taken_over(template: Template) -> None:
    """After a promotion its data is stale: traffic must not return by itself."""
    check(template, "traffic/readiness").expect(
        provider=EDGE,
        type="CALCULATED",
        child_healthchecks=[
            check(template, "traffic/primary").ref("id"),
            check(template, "takeover/primary-keeps").ref("id"),
        ],
        child_health_threshold=2,
    )


def test_the_primary_is_asked_by_its_load_balancers_own_name(template: Template) -> None:
    """The shared name leads elsewhere once the primary is unhealthy (F10)."""
    check(template, "traffic/primary").expect(
        provider=EDGE,
        type="HTTPS",
        fqdn=balancer(template, "us_east_1").ref("dns_name"),
        port=443,
        resource_path="/health",
        request_interval=10,
        failure_threshold=3,
    )


def test_no_check_asks_the_standbys_load_balancer(template: Template) -> None:
    standby = balancer(template, "us_west_2").ref("dns_name")

    assert [
        block for block in template.resources("aws_route53_health_check") if block.body.get("fqdn") == standby
    ] == []


def test_the_witness_says_up_while_the_primarys_own_check_is_healthy(template: Template) -> None:
    """Without the switch: whether the primary is well again must stay visible after a failover."""
    found = records(template, f"witness.{NAME}")

    found["PRIMARY"].expect(
        provider=EDGE,
        type="A",
        ttl=10,
        records=["192.0.2.1"],
        health_check_id=check(template, "traffic/primary").ref("id"),
    )
    found["SECONDARY"].expect(provider=EDGE, type="A", ttl=10, records=["198.51.100.1"], health_check_id=None)


def test_the_controller_reads_what_the_witness_says(template: Template) -> None:
    function = template.only("aws_lambda_function", "failover/function")
    settings = json.loads(function["environment"]["variables"]["SETTINGS"])

    assert settings["witness"] == {
        "name": "witness.shop.example.com",
        "up": "192.0.2.1",
        "down": "198.51.100.1",
        "readings": 3,
    }


def test_the_controller_turns_the_very_switch_that_the_primary_asks(template: Template) -> None:
    switch = template.only("aws_ssm_parameter", "us-west-2/takeover")
    policy = template.only("aws_iam_role_policy", "failover/function").document("policy")
    written = [
        resource
        for statement in policy["Statement"]
        if statement["Action"] == ["ssm:PutParameter"]
        for resource in statement["Resource"]
    ]

    assert switch["name"] == "/holdfast/shop-production/takeover"
    assert any(resource.endswith(f":parameter{switch['name']}") for resource in written)


def test_each_region_has_a_certificate_and_one_record_proves_both(template: Template) -> None:
    certificates = template.resources("aws_acm_certificate")
    proofs = [
        block for block in template.resources("aws_route53_record") if block.path.startswith("certificates/")
    ]

    assert sorted(str(block.provider) for block in certificates) == ["us_east_1", "us_west_2"]
    assert {block["domain_name"] for block in certificates} == {NAME}
    assert len(proofs) == 1


def test_certificates_that_exist_are_used() -> None:
    arns = {
        region: f"arn:aws:acm:{region}:123456789012:certificate/{region}"
        for region in ("us-east-1", "us-west-2")
    }
    template = synthesized_pilot_light(
        domain={"name": NAME, "zone": {"name": "example.com"}, "certificate_arns": arns}
    )

    assert template.resources("aws_acm_certificate") == []
    used = {
        block["certificate_arn"]
        for block in template.resources("aws_lb_listener")
        if "certificate_arn" in block.body
    }
    assert used == set(arns.values())

"""A load balancer that answers the edge alone, and Route 53's checkers on one path."""

import pytest

from constructs_lib.testing import Block, Template
from tests.constructs_lib.compute.application_stack import default_application
from tests.constructs_lib.edge.delivery_stack import REGIONS, default_delivery, delivery


def rule(region: str, name: str, template: Template | None = None) -> Block:
    """One of the listener's rules."""
    return (template or default_delivery()).only("aws_lb_listener_rule", f"{region}/entrance/rules/{name}")


@pytest.mark.parametrize("region", REGIONS)
def test_whoever_nobody_knows_is_refused(region: str) -> None:
    template = default_delivery()

    template.only("aws_lb_listener", region).expect(
        provider=region.replace("-", "_"),
        port=443,
        protocol="HTTPS",
        default_action=[
            {
                "type": "fixed-response",
                "fixed_response": {
                    "content_type": "text/plain",
                    "message_body": "Forbidden",
                    "status_code": "403",
                },
            }
        ],
    )


@pytest.mark.parametrize("region", REGIONS)
def test_route_53_s_checkers_get_through_on_one_path_without_the_header(region: str) -> None:
    template = default_delivery()
    forward = {
        "type": "forward",
        "target_group_arn": template.only("aws_lb_target_group", region).ref("arn"),
    }

    rule(region, "checkers").expect(
        provider=region.replace("-", "_"),
        priority=1,
        action=[forward],
        condition=[{"path_pattern": {"values": ["/health"]}}, {"http_request_method": {"values": ["GET"]}}],
    )


def test_the_checkers_path_is_without_its_query_string() -> None:
    template = delivery(compute={"health": {"path": "/health?deep=1"}})
    assert rule(REGIONS[0], "checkers", template)["condition"][0] == {"path_pattern": {"values": ["/health"]}}


@pytest.mark.parametrize("region", REGIONS)
def test_the_edge_s_rule_is_made_closed_and_its_condition_left_to_the_rotation(region: str) -> None:
    """No plan of a region reads the secret (F29), and none sets an old value."""
    rule(region, "edge").expect(
        provider=region.replace("-", "_"),
        priority=2,
        condition=[{"source_ip": {"values": ["192.0.2.1/32"]}}],
        lifecycle={"ignore_changes": ["condition"]},
    )


@pytest.mark.parametrize("region", REGIONS)
def test_only_cloudfront_and_route_53_can_open_a_connection(region: str) -> None:
    """In two groups: the lists count as 55 and 25 rules, and a group has 60."""
    template, provider = default_delivery(), region.replace("-", "_")
    lists = {
        block["name"]: block.ref("id")
        for block in template.data()
        if block.provider == provider
        if "name" in block.body
    }
    groups = template.only("aws_lb", region)["security_groups"]
    opened = [
        (groups.index(block["security_group_id"]), block["from_port"], block["prefix_list_id"])
        for block in template.resources("aws_vpc_security_group_ingress_rule")
        if block["security_group_id"] in groups
    ]

    assert sorted(opened) == [
        (0, 443, lists["com.amazonaws.global.cloudfront.origin-facing"]),
        (1, 443, lists[f"com.amazonaws.{region}.route53-healthchecks"]),
    ]


def test_there_is_no_port_80_at_all() -> None:
    assert [block["port"] for block in default_delivery().resources("aws_lb_listener")] == [443, 443]


def test_without_a_lock_the_load_balancer_is_open_as_before() -> None:
    template = default_application()

    assert template.resources("aws_lb_listener_rule") == []
    assert template.data("aws_ec2_managed_prefix_list") == []
    assert sorted(block["port"] for block in template.resources("aws_lb_listener")) == [80, 80, 443, 443]

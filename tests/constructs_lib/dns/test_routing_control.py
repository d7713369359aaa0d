"""Routing controls of ARC, one per region, and the rule that one stays on."""

from tests.constructs_lib.dns.health_stack import template, with_controls

ARC = "aws_route53recoverycontrolconfig_"
CLUSTER = "arn:aws:route53-recovery-control::123456789012:cluster/8d47920e-d789-437d-803a-2dcc4b204393"


def control(region: str) -> str:
    """How others refer to a region's control."""
    return with_controls().only(f"{ARC}routing_control", f"controls/control-{region}").ref("arn")


def test_each_region_has_a_control_on_the_deployments_panel() -> None:
    panel = with_controls().only(f"{ARC}control_panel")
    panel.expect(
        provider="us_east_1",
        name="orders-production",
        cluster_arn=with_controls().only(f"{ARC}cluster").ref("arn"),
    )
    found = {
        block["name"]: block["control_panel_arn"]
        for block in with_controls().resources(f"{ARC}routing_control")
    }
    assert found == {
        "orders-production-eu-west-1": panel.ref("arn"),
        "orders-production-us-west-2": panel.ref("arn"),
    }


def test_a_rule_keeps_at_least_one_control_on() -> None:
    with_controls().only(f"{ARC}safety_rule").expect(
        provider="us_east_1",
        name="orders-production-one-is-on",
        asserted_controls=[control("eu-west-1"), control("us-west-2")],
        rule_config={"type": "ATLEAST", "threshold": 1, "inverted": False},
        wait_period_ms=5000,
    )


def test_a_regions_check_is_healthy_while_its_control_is_on() -> None:
    with_controls().only("aws_route53_health_check", "controls/check-us-west-2").expect(
        provider="us_east_1",
        type="RECOVERY_CONTROL",
        routing_control_arn=control("us-west-2"),
        tags={
            "Name": "orders-production-us-west-2-control",
            "Region": "us-west-2",
            "Role": "standby",
        },
    )


def test_a_region_is_ready_while_it_answers_and_its_control_is_on() -> None:
    made = with_controls()
    made.only("aws_route53_health_check", "readiness-us-west-2").expect(
        provider="us_east_1",
        child_healthchecks=[
            made.only("aws_route53_health_check", "health-us-west-2").ref("id"),
            made.only("aws_route53_health_check", "controls/check-us-west-2").ref("id"),
        ],
        child_health_threshold=2,
    )


def test_the_clusters_endpoints_are_told() -> None:
    cluster = with_controls().only(f"{ARC}cluster")
    assert with_controls().outputs["cluster_endpoints"] == (
        f"${{jsonencode({cluster.address}.cluster_endpoints)}}"
    )


def test_a_cluster_that_exists_is_shared() -> None:
    made = template({"routing_controls": {"cluster_arn": CLUSTER, "wait_period_ms": 0}})
    assert made.resources(f"{ARC}cluster") == []
    made.only(f"{ARC}control_panel").expect(provider="us_east_1", cluster_arn=CLUSTER)
    made.only(f"{ARC}safety_rule").expect(provider="us_east_1", wait_period_ms=0)

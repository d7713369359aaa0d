"""What makes a `lattice-service`'s region ready: its own check, further checks, and operators' switches."""

import pytest

from constructs_lib.testing import Block, Template
from tests.conftest import synthesized
from tests.constructs_lib.monitoring.dimension_check import bodies, unresolved
from tests.support.deployments import LATTICE_SERVICE, THIRD_REGION
from tests.systems.active_regions import ACTIVE_REGIONS

NAME = "orders.svc.example.com"

DATABASE = {
    "type": "tcp",
    "name": "database",
    "region": "us-east-1",
    "host": "db.example.com",
    "port": 5432,
}
HEARTBEAT = {
    "type": "alarm",
    "name": "heartbeat",
    "region": "us-west-2",
    "namespace": "Orders",
    "metric": "Heartbeat",
    "statistic": "Sum",
    "comparison": "LessThanThreshold",
    "threshold": 1,
    "insufficient_data": "unhealthy",
}


@pytest.fixture(scope="module")
def takeover() -> Template:
    return synthesized(health={"takeover": True})


@pytest.fixture(scope="module")
def further() -> Template:
    """A further check in each region."""
    return synthesized(health={"further_checks": [DATABASE, HEARTBEAT]})


@pytest.fixture(scope="module")
def controls() -> Template:
    """Two active regions and a cluster of their own."""
    return synthesized(
        regions=ACTIVE_REGIONS[:2],
        routing={"policy": "latency"},
        health={"routing_controls": {"create_cluster": True}},
    )


def check(template: Template, path: str) -> Block:
    """The health check at a path of the construct tree."""
    return template.only("aws_route53_health_check", path)


def readiness(template: Template, region: str) -> str:
    """What the region's records ask."""
    return str(template.outputs[f"health_check_id_{region.replace('-', '_')}"])


def asked_by_records(template: Template) -> dict[str, str]:
    """The health check of each record of the shared name, by set identifier."""
    return {
        block["set_identifier"]: block["health_check_id"]
        for block in template.resources("aws_route53_record")
        if block.path.startswith("records/") and block["name"] == NAME
    }


def new_outputs(template: Template, plain: Template) -> set[str]:
    """The outputs that an option brings."""
    return set(template.outputs) - set(plain.outputs)


def test_a_regions_own_check_is_its_readiness_as_long_as_nothing_is_added(two_regions: Template) -> None:
    for region in ("us-east-1", "us-west-2"):
        assert readiness(two_regions, region) == check(two_regions, f"health/{region}").ref("id")


def test_a_region_with_further_checks_is_ready_while_all_are_healthy(further: Template) -> None:
    """A CALCULATED check counts healthy children against a threshold (F11)."""
    for region, added in (("us-east-1", "database"), ("us-west-2", "heartbeat")):
        ready = check(further, f"health/readiness-{region}")
        ready.expect(
            provider="us_east_1",
            type="CALCULATED",
            child_healthchecks=[
                check(further, f"health/{region}").ref("id"),
                check(further, f"health/further-{region}/{added}").ref("id"),
            ],
            child_health_threshold=2,
        )
        assert readiness(further, region) == ready.ref("id")


def test_records_ask_the_whole_readiness(further: Template) -> None:
    assert asked_by_records(further) == {
        "primary": readiness(further, "us-east-1"),
        "secondary": readiness(further, "us-west-2"),
    }


def test_a_further_check_on_an_alarm_has_the_alarm_in_the_regions_own_place(further: Template) -> None:
    further.only("aws_cloudwatch_metric_alarm", "health/further-us-west-2").expect(
        provider="us_west_2", namespace="Orders", metric_name="Heartbeat", treat_missing_data="breaching"
    )
    check(further, "health/further-us-west-2/heartbeat").expect(
        provider="us_east_1",
        type="CLOUDWATCH_METRIC",
        cloudwatch_alarm_region="us-west-2",
        insufficient_data_health_status="Unhealthy",
    )


def test_required_checks_are_counted_in_every_region() -> None:
    template = synthesized(
        health={"further_checks": [DATABASE, {**DATABASE, "region": "us-west-2"}], "required_checks": 1}
    )

    assert [
        check(template, f"health/readiness-{region}")["child_health_threshold"]
        for region in ("us-east-1", "us-west-2")
    ] == [1, 1]


def test_a_region_whose_readiness_is_counted_has_an_alarm_on_the_whole_of_it(further: Template) -> None:
    """The share of checkers is a metric of endpoint checks only."""
    watched = {
        block["alarm_name"]: block["dimensions"]
        for block in further.resources("aws_cloudwatch_metric_alarm")
        if block.path.startswith("monitoring/global/")
    }

    assert watched == {
        f"orders-production-{region}-unhealthy": {"HealthCheckId": readiness(further, region)}
        for region in ("us-east-1", "us-west-2")
    }
    assert "HealthCheckPercentageHealthy" not in str(bodies(further))


def test_further_checks_add_no_output(further: Template, two_regions: Template) -> None:
    assert new_outputs(further, two_regions) == set()


def test_takeover_joins_the_primarys_readiness_and_not_the_standbys(takeover: Template) -> None:
    ready = check(takeover, "health/readiness-us-east-1")

    ready.expect(
        provider="us_east_1",
        type="CALCULATED",
        child_healthchecks=[
            check(takeover, "health/us-east-1").ref("id"),
            check(takeover, "health/takeover-us-west-2/primary-keeps").ref("id"),
        ],
        child_health_threshold=2,
    )
    assert asked_by_records(takeover) == {
        "primary": ready.ref("id"),
        "secondary": check(takeover, "health/us-west-2").ref("id"),
    }


def test_the_switch_is_in_the_standby_region(takeover: Template) -> None:
    """Turning it touches nothing in the primary's region (F8)."""
    elsewhere = {
        block.address.partition(".")[0]
        for block in takeover.resources()
        if block.path.startswith("health/takeover-us-west-2/") and block.provider != "us_west_2"
    }

    assert elsewhere == {"aws_route53_health_check"}
    takeover.only("aws_ssm_parameter").expect(
        provider="us_west_2", name="/holdfast/orders-production/takeover", insecure_value="off"
    )


def test_operators_are_told_how_to_take_over_and_how_to_give_back(
    takeover: Template, two_regions: Template
) -> None:
    command = "aws ssm put-parameter --region us-west-2 --name /holdfast/orders-production/takeover"

    assert new_outputs(takeover, two_regions) == {"takeover_on", "takeover_off"}
    assert takeover.outputs["takeover_on"] == f"{command} --value on --overwrite"
    assert takeover.outputs["takeover_off"] == f"{command} --value off --overwrite"


def test_of_several_standbys_the_first_takes_over() -> None:
    """And the standbys' own checks are still counted: theirs are not calculated (F11)."""
    template = synthesized(regions=[*LATTICE_SERVICE["regions"], THIRD_REGION], health={"takeover": True})

    assert template.only("aws_ssm_parameter").provider == "us_west_2"
    assert check(template, "records/standby")["child_healthchecks"] == [
        check(template, f"health/{region}").ref("id") for region in ("us-west-2", "eu-west-1")
    ]
    assert asked_by_records(template)["primary"] == check(template, "health/readiness-us-east-1").ref("id")


def test_takeover_and_further_checks_make_one_readiness() -> None:
    template = synthesized(health={"takeover": True, "further_checks": [DATABASE]})

    check(template, "health/readiness-us-east-1").expect(
        provider="us_east_1",
        child_healthchecks=[
            check(template, path).ref("id")
            for path in (
                "health/us-east-1",
                "health/further-us-east-1/database",
                "health/takeover-us-west-2/primary-keeps",
            )
        ],
        child_health_threshold=3,
    )


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_a_routing_control_joins_its_own_regions_readiness(controls: Template, region: str) -> None:
    ready = check(controls, f"health/readiness-{region}")

    ready.expect(
        provider="us_east_1",
        type="CALCULATED",
        child_healthchecks=[
            check(controls, f"health/{region}").ref("id"),
            check(controls, f"health/routing-controls/check-{region}").ref("id"),
        ],
        child_health_threshold=2,
    )
    assert asked_by_records(controls)[region] == ready.ref("id")
    control = controls.only("aws_route53recoverycontrolconfig_routing_control", f"control-{region}")
    assert (
        check(controls, f"health/routing-controls/check-{region}")["routing_control_arn"]
        == control.ref("arn")
        == controls.outputs[f"routing_control_arn_{region.replace('-', '_')}"]
    )


def test_operators_are_told_the_controls_and_where_they_are_turned(
    controls: Template, two_regions: Template
) -> None:
    cluster = controls.only("aws_route53recoverycontrolconfig_cluster")

    assert new_outputs(controls, two_regions) == {
        "routing_control_arn_us_east_1",
        "routing_control_arn_us_west_2",
        "routing_control_endpoints",
    }
    assert (
        controls.outputs["routing_control_endpoints"]
        == f"${{jsonencode({cluster.address}.cluster_endpoints)}}"
    )


def test_the_endpoints_of_a_cluster_that_exists_are_its_owners_to_tell(two_regions: Template) -> None:
    arn = "arn:aws:route53-recovery-control::123456789012:cluster/0a1b2c3d"
    template = synthesized(health={"routing_controls": {"cluster_arn": arn}})

    assert template.resources("aws_route53recoverycontrolconfig_cluster") == []
    assert new_outputs(template, two_regions) == {
        "routing_control_arn_us_east_1",
        "routing_control_arn_us_west_2",
    }


@pytest.mark.parametrize("fixture", ["takeover", "controls"])
def test_alarms_and_dashboards_watch_what_the_plan_makes(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    assert unresolved(request.getfixturevalue(fixture)) == []

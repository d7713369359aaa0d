"""What Route 53 checks of each region."""

import pytest

from constructs_lib.testing import Block, Template
from tests.conftest import synthesized
from tests.constructs_lib.dns.health_stack import every_kind, with_controls


@pytest.fixture(scope="module")
def tuned() -> Template:
    """Every key of the health check, other than its default."""
    return synthesized(
        health={
            "interval": 10,
            "threshold": 5,
            "checker_regions": ["us-west-1", "eu-west-1", "sa-east-1"],
            "measure_latency": True,
        }
    )


def check(template: Template, region: str) -> Block:
    """The health check of one region."""
    return template.only("aws_route53_health_check", f"health/{region}")


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_route53_asks_each_regions_probe_over_https_with_its_name(two_regions: Template, region: str) -> None:
    """Lattice itself is out of the checkers' reach (F1)."""
    api = two_regions.only("aws_apigatewayv2_api", region)

    check(two_regions, region).expect(
        provider="us_east_1",
        type="HTTPS",
        fqdn=f'${{trimprefix({api.address}.api_endpoint, "https://")}}',
        port=443,
        resource_path="/health",
        enable_sni=True,
    )


def test_a_region_is_unhealthy_after_three_checks_half_a_minute_apart(two_regions: Template) -> None:
    """The interval is 10 or 30 s and the threshold 1 to 10 (F9)."""
    check(two_regions, "us-east-1").expect(provider="us_east_1", request_interval=30, failure_threshold=3)


def test_interval_threshold_and_checkers_are_those_that_are_configured(tuned: Template) -> None:
    check(tuned, "us-west-2").expect(
        provider="us_east_1",
        request_interval=10,
        failure_threshold=5,
        regions=["us-west-1", "eu-west-1", "sa-east-1"],
        measure_latency=True,
    )


def test_all_checker_regions_look_unless_some_are_named(two_regions: Template) -> None:
    """By name: the provider cannot take a list back that was once given."""
    check(two_regions, "us-east-1").expect(
        provider="us_east_1",
        regions=[
            "us-east-1",
            "us-west-1",
            "us-west-2",
            "eu-west-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-northeast-1",
            "sa-east-1",
        ],
        measure_latency=False,
    )


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_a_new_check_is_there_before_the_record_leaves_the_old_one(
    two_regions: Template, region: str
) -> None:
    check(two_regions, region).expect(provider="us_east_1", lifecycle={"create_before_destroy": True})


def test_no_check_goes_before_whatever_asks_it_has_moved(three_regions: Template) -> None:
    """A check that is taken out of the file, too: Terraform would delete it first, and then tell the record
    or the check that counts it.
    """
    for template in (three_regions, every_kind(), with_controls()):
        for block in template.resources("aws_route53_health_check"):
            assert block["lifecycle"] == {"create_before_destroy": True}, block.path


@pytest.mark.parametrize(("region", "role"), [("us-east-1", "primary"), ("us-west-2", "standby")])
def test_the_check_tells_whom_it_checks(two_regions: Template, region: str, role: str) -> None:
    check(two_regions, region).expect(
        provider="us_east_1",
        tags={"Name": f"orders-production-{region}", "Region": region, "Role": role},
    )


def test_no_check_is_disabled_or_inverted(three_regions: Template) -> None:
    """A disabled check counts as healthy (F6)."""
    odd = [
        block.path
        for block in three_regions.resources("aws_route53_health_check")
        if block.body.get("disabled") or block.body.get("invert_healthcheck")
    ]

    assert odd == []

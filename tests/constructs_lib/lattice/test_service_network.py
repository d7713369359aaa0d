"""A service network per region, closed to unsigned callers, with an access log."""

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized

REGIONS = ["us-east-1", "us-west-2"]


@pytest.fixture(scope="module")
def named() -> Template:
    """The user's own network name, and another retention."""
    return synthesized(lattice={"network_name": "shared-net"}, monitoring={"log_retention_days": 7})


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_has_a_network_of_its_own_that_authenticates_callers(
    two_regions: Template, region: str
) -> None:
    """Networks are regional (F4)."""
    two_regions.only("aws_vpclattice_service_network", region).expect(
        provider=region.replace("-", "_"), name="orders-production", auth_type="AWS_IAM"
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_users_network_name_is_the_same_in_every_region(named: Template, region: str) -> None:
    named.only("aws_vpclattice_service_network", region).expect(
        provider=region.replace("-", "_"), name="shared-net"
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_regions_vpc_is_associated_under_the_entrances_group(two_regions: Template, region: str) -> None:
    two_regions.only("aws_vpclattice_service_network_vpc_association", region).expect(
        provider=region.replace("-", "_"),
        vpc_identifier=two_regions.only("aws_vpc", region).ref("id"),
        service_network_identifier=two_regions.only("aws_vpclattice_service_network", region).ref("id"),
        security_group_ids=[two_regions.only("aws_security_group", f"{region}/service/entrance").ref("id")],
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_access_log_has_a_vended_logs_name_and_a_retention(two_regions: Template, region: str) -> None:
    two_regions.only("aws_cloudwatch_log_group", f"{region}/service/service-network").expect(
        provider=region.replace("-", "_"),
        name="/aws/vendedlogs/lattice/orders-production",
        retention_in_days=30,
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_networks_access_log_is_switched_on(two_regions: Template, region: str) -> None:
    log_group = two_regions.only("aws_cloudwatch_log_group", f"{region}/service/service-network")

    two_regions.only("aws_vpclattice_access_log_subscription", region).expect(
        provider=region.replace("-", "_"),
        resource_identifier=two_regions.only("aws_vpclattice_service_network", region).ref("id"),
        destination_arn=log_group.ref("arn"),
    )


def test_every_log_group_has_the_retention_that_is_configured(named: Template) -> None:
    found = [group["retention_in_days"] for group in named.resources("aws_cloudwatch_log_group")]

    assert found == [7] * 8

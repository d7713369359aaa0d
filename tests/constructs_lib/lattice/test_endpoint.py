"""The routable entrance to a region's service."""

import re

import pytest

from constructs_lib.testing import Block, Template

REGIONS = ["us-east-1", "us-west-2"]


def associations(template: Template, region: str) -> Block:
    """The data source that tells by which names an endpoint offers services."""
    return next(
        block
        for block in template.data("aws_vpc_endpoint_associations")
        if block.path.startswith(f"{region}/")
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_endpoint_opens_the_service_network_in_the_regions_private_subnets(
    two_regions: Template, region: str
) -> None:
    """Its interfaces have ordinary addresses, which peered regions can route to (F2)."""
    alias = region.replace("-", "_")
    subnets = [block.ref("id") for block in two_regions.resources("aws_subnet") if block.provider == alias]

    two_regions.only("aws_vpc_endpoint", region).expect(
        provider=alias,
        vpc_endpoint_type="ServiceNetwork",
        service_network_arn=two_regions.only("aws_vpclattice_service_network", region).ref("arn"),
        vpc_id=two_regions.only("aws_vpc", region).ref("id"),
        subnet_ids=subnets,
    )


@pytest.mark.parametrize("region", REGIONS)
def test_private_dns_is_off_so_that_the_shared_name_is_not_pinned_to_one_region(
    two_regions: Template, region: str
) -> None:
    two_regions.only("aws_vpc_endpoint", region).expect(
        provider=region.replace("-", "_"), private_dns_enabled=False
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_endpoint_is_guarded_by_the_entrances_group_alone(two_regions: Template, region: str) -> None:
    entrance = two_regions.only("aws_security_group", f"{region}/service/entrance")

    two_regions.only("aws_vpc_endpoint", region).expect(
        provider=region.replace("-", "_"), security_group_ids=[entrance.ref("id")]
    )


def test_the_endpoint_waits_until_the_service_is_in_the_network(two_regions: Template) -> None:
    """Before that it lists no name for the service."""
    association = two_regions.only("aws_vpclattice_service_network_service_association", "us-east-1")

    two_regions.only("aws_vpc_endpoint", "us-east-1").expect(
        provider="us_east_1", depends_on=[association.address]
    )


@pytest.mark.parametrize("region", REGIONS)
def test_names_are_asked_of_the_regions_own_endpoint(two_regions: Template, region: str) -> None:
    associations(two_regions, region).expect(
        provider=region.replace("-", "_"),
        vpc_endpoint_id=two_regions.only("aws_vpc_endpoint", region).ref("id"),
    )


@pytest.mark.parametrize("region", REGIONS)
def test_names_are_asked_again_when_the_service_is_in_the_network_anew(
    two_regions: Template, region: str
) -> None:
    """The endpoint outlives a service that is replaced."""
    association = two_regions.only("aws_vpclattice_service_network_service_association", region)

    associations(two_regions, region).expect(
        provider=region.replace("-", "_"), depends_on=[association.address]
    )


@pytest.mark.parametrize("region", REGIONS)
def test_an_endpoint_that_lists_no_name_yet_says_what_to_do(two_regions: Template, region: str) -> None:
    """Its own name: that of another service in the same network would not do."""
    service = two_regions.only("aws_vpclattice_service", region)
    associations(two_regions, region).expect(
        provider=region.replace("-", "_"),
        lifecycle={
            "postcondition": [
                {
                    "condition": "${length([for a in self.associations : a if "
                    "length(self.associations) == 1 || "
                    f"a.associated_resource_arn == {service.address}.arn]) > 0}}",
                    "error_message": f"The endpoint in {region} does not list the service yet; "
                    "AWS needs a few seconds. Run the same command again.",
                }
            ]
        },
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_endpoints_name_is_that_of_this_service_among_all_in_the_network(
    two_regions: Template, region: str
) -> None:
    """The only one that it offers, or the one that has the service's ARN."""
    service = two_regions.only("aws_vpclattice_service", region)
    every = f"{associations(two_regions, region).address}.associations"

    assert two_regions.resolved(two_regions.outputs[f"endpoint_name_{region.replace('-', '_')}"]) == (
        f"${{[for a in {every} : a if length({every}) == 1 || "
        f"a.associated_resource_arn == {service.address}.arn][0].dns_entry[0].dns_name}}"
    )


@pytest.mark.parametrize("fixture", ["two_regions", "three_regions", "adopted"])
def test_nothing_uses_the_name_that_lattice_generates(fixture: str, request: pytest.FixtureRequest) -> None:
    """It resolves to link-local addresses (F1)."""
    template: Template = request.getfixturevalue(fixture)

    assert re.findall(r"aws_vpclattice_\w+\.[\w-]+\.dns_entry", str(template.document)) == []

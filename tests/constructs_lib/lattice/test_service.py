"""The Lattice service of a region: the shared name, HTTPS, and one function behind it."""

import pytest

from constructs_lib.testing import Template

REGIONS = ["us-east-1", "us-west-2"]


@pytest.mark.parametrize("region", REGIONS)
def test_the_service_answers_to_the_shared_name_with_its_own_regions_certificate(
    two_regions: Template, region: str
) -> None:
    """HTTPS on a custom name needs a certificate of the same region (F3)."""
    validated = two_regions.only("aws_acm_certificate_validation", f"validated-{region}")

    two_regions.only("aws_vpclattice_service", region).expect(
        provider=region.replace("-", "_"),
        custom_domain_name="orders.svc.example.com",
        certificate_arn=validated.ref("certificate_arn"),
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_service_itself_authenticates_callers(two_regions: Template, region: str) -> None:
    two_regions.only("aws_vpclattice_service", region).expect(
        provider=region.replace("-", "_"), auth_type="AWS_IAM"
    )


def test_the_target_is_a_function_and_has_neither_port_nor_vpc(two_regions: Template) -> None:
    """AWS refuses a LAMBDA target group with a port, a protocol, a VPC or a health check."""
    two_regions.only("aws_vpclattice_target_group", "us-east-1").expect(
        provider="us_east_1", type="LAMBDA", config={"lambda_event_structure_version": "V2"}
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_service_function_is_the_one_target(two_regions: Template, region: str) -> None:
    attachment = two_regions.only("aws_vpclattice_target_group_attachment", region)
    function = two_regions.only("aws_lambda_function", f"{region}/service/function")

    attachment.expect(
        provider=region.replace("-", "_"),
        target_group_identifier=two_regions.only("aws_vpclattice_target_group", region).ref("id"),
        target={"id": function.ref("arn")},
    )


def test_lattice_may_call_the_function_for_this_target_group_only(two_regions: Template) -> None:
    function = two_regions.only("aws_lambda_function", "us-east-1/service/function")

    two_regions.only("aws_lambda_permission", "us-east-1/service/permission").expect(
        provider="us_east_1",
        action="lambda:InvokeFunction",
        principal="vpc-lattice.amazonaws.com",
        function_name=function.ref("function_name"),
        source_arn=two_regions.only("aws_vpclattice_target_group", "us-east-1").ref("arn"),
    )


def test_the_function_is_attached_once_lattice_may_call_it(two_regions: Template) -> None:
    permission = two_regions.only("aws_lambda_permission", "us-east-1/service/permission")

    two_regions.only("aws_vpclattice_target_group_attachment", "us-east-1").expect(
        provider="us_east_1", depends_on=[permission.address]
    )


@pytest.mark.parametrize("region", REGIONS)
def test_the_listener_speaks_https_on_443_and_forwards_everything(two_regions: Template, region: str) -> None:
    listener = two_regions.only("aws_vpclattice_listener", region)

    listener.expect(
        provider=region.replace("-", "_"),
        protocol="HTTPS",
        port=443,
        service_identifier=two_regions.only("aws_vpclattice_service", region).ref("id"),
    )
    (forward,) = listener["default_action"]["forward"]
    assert [target["weight"] for target in forward["target_groups"]] == [100]
    assert list(listener["default_action"]) == ["forward"]


@pytest.mark.parametrize("region", REGIONS)
def test_the_service_is_in_its_regions_network(two_regions: Template, region: str) -> None:
    two_regions.only("aws_vpclattice_service_network_service_association", region).expect(
        provider=region.replace("-", "_"),
        service_identifier=two_regions.only("aws_vpclattice_service", region).ref("id"),
        service_network_identifier=two_regions.only("aws_vpclattice_service_network", region).ref("id"),
    )

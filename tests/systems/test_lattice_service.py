"""What a `lattice-service` consists of, region by region."""

from collections import Counter

import pytest

from constructs_lib.testing import Template

PER_REGION = {
    "aws_acm_certificate": 1,
    "aws_acm_certificate_validation": 1,
    "aws_apigatewayv2_api": 1,
    "aws_apigatewayv2_integration": 1,
    "aws_apigatewayv2_route": 1,
    "aws_apigatewayv2_stage": 1,
    "aws_cloudwatch_log_group": 4,
    "aws_default_security_group": 1,
    "aws_iam_role": 2,
    "aws_iam_role_policy": 2,
    "aws_lambda_function": 2,
    "aws_lambda_permission": 2,
    "aws_route_table": 1,
    "aws_route_table_association": 2,
    "aws_security_group": 2,
    "aws_subnet": 2,
    "aws_vpc": 1,
    "aws_vpc_endpoint": 1,
    "aws_vpc_security_group_egress_rule": 1,
    "aws_vpclattice_access_log_subscription": 1,
    "aws_vpclattice_auth_policy": 2,
    "aws_vpclattice_listener": 1,
    "aws_vpclattice_service": 1,
    "aws_vpclattice_service_network": 1,
    "aws_vpclattice_service_network_service_association": 1,
    "aws_vpclattice_service_network_vpc_association": 1,
    "aws_vpclattice_target_group": 1,
    "aws_vpclattice_target_group_attachment": 1,
}


@pytest.mark.parametrize(("fixture", "count"), [("two_regions", 2), ("three_regions", 3), ("far_regions", 2)])
def test_each_region_has_the_same_resources(fixture: str, count: int, request: pytest.FixtureRequest) -> None:
    template: Template = request.getfixturevalue(fixture)
    found = Counter(block.address.split(".")[0] for block in template.resources())

    assert {type_: found[type_] for type_ in PER_REGION} == {
        type_: number * count for type_, number in PER_REGION.items()
    }


@pytest.mark.parametrize(("fixture", "regions", "pairs"), [("two_regions", 2, 1), ("three_regions", 3, 3)])
def test_what_joins_the_regions_grows_with_them(
    fixture: str, regions: int, pairs: int, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)
    found = Counter(block.address.split(".")[0] for block in template.resources())

    assert found["aws_vpc_peering_connection"] == pairs
    assert found["aws_vpc_peering_connection_accepter"] == pairs
    assert found["aws_route"] == 2 * pairs
    assert found["aws_vpc_security_group_ingress_rule"] == regions * regions
    assert found["aws_route53_zone"] == 1
    assert found["aws_route53_zone_association"] == 0


@pytest.mark.parametrize("fixture", ["two_regions", "three_regions", "far_regions", "adopted"])
def test_every_aws_block_names_one_of_the_aliased_providers(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)

    aliases = {
        block.provider
        for block in (*template.resources(), *template.data())
        if block.address.removeprefix("data.").startswith("aws_")
    }

    assert aliases == set(template.providers)


@pytest.mark.parametrize("fixture", ["two_regions", "three_regions", "far_regions", "adopted"])
def test_what_is_not_awss_is_terraforms_own_and_needs_no_provider(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)

    others = {
        (block.address.partition(".")[0], block.provider)
        for block in (*template.resources(), *template.data())
        if not block.address.removeprefix("data.").startswith("aws_")
    }

    assert others == {("terraform_data", None)}
    assert set(template.document["provider"]) == {"aws"}


def test_providers_are_one_per_region(three_regions: Template) -> None:
    regions = {alias: provider["region"] for alias, provider in three_regions.providers.items()}

    assert regions == {"us_east_1": "us-east-1", "us_west_2": "us-west-2", "eu_west_1": "eu-west-1"}


def test_the_global_edge_has_a_provider_where_no_region_is_us_east_1(far_regions: Template) -> None:
    assert set(far_regions.providers) == {"eu_central_1", "eu_south_2", "us_east_1"}


def test_every_resource_of_a_region_is_made_by_its_provider(three_regions: Template) -> None:
    wrong = [
        block.path
        for block in three_regions.resources()
        for region in ("us-east-1", "us-west-2", "eu-west-1")
        if block.path.startswith(f"{region}/") and block.provider != region.replace("-", "_")
    ]

    assert wrong == []


def test_default_tags_tell_deployment_environment_region_and_role(two_regions: Template) -> None:
    tags = {alias: provider["default_tags"][0]["tags"] for alias, provider in two_regions.providers.items()}

    common = {"Deployment": "orders", "Environment": "production", "ManagedBy": "holdfast"}
    assert tags == {
        "us_east_1": {**common, "Region": "us-east-1", "Role": "primary"},
        "us_west_2": {**common, "Region": "us-west-2", "Role": "standby"},
    }


def test_outputs_name_what_users_and_scripts_ask_for(two_regions: Template) -> None:
    assert set(two_regions.outputs) == {
        "service_name",
        "zone_id",
        *(
            f"{what}_{region}"
            for what in ("service_arn", "endpoint_name", "probe_url", "health_check_id", "function_name")
            for region in ("us_east_1", "us_west_2")
        ),
    }


def test_nothing_in_the_json_points_at_an_embedded_aws_or_this_machine(two_regions: Template) -> None:
    text = str(two_regions.document)

    assert [word for word in ("localhost", "127.0.0.1", "endpoints", "moto") if word in text] == []


def test_terraform_is_new_enough_for_the_lock_in_s3(two_regions: Template) -> None:
    """1.10 brought it (F30)."""
    assert two_regions.document["terraform"]["required_version"] == ">= 1.10.0"


def test_the_provider_range_admits_both_majors(two_regions: Template) -> None:
    assert two_regions.document["terraform"]["required_providers"]["aws"] == {
        "source": "hashicorp/aws",
        "version": ">= 5.100.0, < 7.0.0",
    }

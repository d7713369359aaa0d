"""The published template reader: what it finds, and what it says where it does not."""

import json
from pathlib import Path

import pytest

from constructs_lib.testing import Json, Template

DOCUMENT: dict[str, Json] = {
    "provider": {"aws": [{"alias": "us_east_1", "region": "us-east-1"}, {"region": "eu-west-1"}]},
    "resource": {
        "aws_vpc": {
            "us-east-1_network_vpc_0A1B2C3D": {"provider": "aws.us_east_1", "cidr_block": "10.0.0.0/16"},
            "us-west-2_network_vpc_0A1B2C3E": {"provider": "aws.us_west_2", "cidr_block": "10.1.0.0/16"},
        },
        "aws_s3_bucket": {"invoices": {"bucket": "invoices", "tags": {"Team": "billing", "Tier": "1"}}},
    },
    "data": {"aws_region": {"here": {"provider": "aws.us_east_1"}}},
}


@pytest.fixture
def template() -> Template:
    return Template(DOCUMENT)


def said(failed: pytest.ExceptionInfo[AssertionError]) -> str:
    return str(failed.value)


def test_a_resource_is_found_by_type_and_place(template: Template) -> None:
    assert template.only("aws_vpc", "us-west-2/network")["cidr_block"] == "10.1.0.0/16"


def test_a_resource_is_found_by_its_address(template: Template) -> None:
    assert template.at("aws_s3_bucket.invoices")["bucket"] == "invoices"
    assert template.at("data.aws_region.here").provider == "us_east_1"


def test_an_address_that_nothing_has_is_answered_with_the_closest(template: Template) -> None:
    with pytest.raises(AssertionError) as failed:
        template.at("aws_s3_bucket.invoice")

    assert said(failed).startswith("nothing is at aws_s3_bucket.invoice; closest: aws_s3_bucket.invoices")


def test_another_number_than_expected_names_what_there_is(template: Template) -> None:
    template.expect_count("aws_vpc", 2)
    template.expect_count("aws_vpc", 1, "us-east-1")
    template.expect_count("aws_sqs_queue", 0)

    with pytest.raises(AssertionError) as failed:
        template.expect_count("aws_vpc", 3)

    assert said(failed) == (
        "expected 3 aws_vpc at any path, found 2: us-east-1/network/vpc, us-west-2/network/vpc"
    )


def test_a_wrong_place_is_answered_with_where_the_type_is(template: Template) -> None:
    with pytest.raises(AssertionError) as failed:
        template.only("aws_vpc", "eu-west-1")

    assert said(failed) == (
        "expected one aws_vpc at eu-west-1, found 0: none; "
        "in the whole stack: us-east-1/network/vpc, us-west-2/network/vpc"
    )


def test_the_provider_alias_is_part_of_what_is_expected(template: Template) -> None:
    vpc = template.only("aws_vpc", "us-east-1")
    vpc.expect(provider="us_east_1", cidr_block="10.0.0.0/16")

    with pytest.raises(AssertionError) as failed:
        vpc.expect(provider="us_west_2", cidr_block="10.0.0.0/16")

    assert said(failed) == (
        "aws_vpc.us-east-1_network_vpc_0A1B2C3D\n"
        "  provider\n"
        "    found:    'us_east_1'\n"
        "    expected: 'us_west_2'"
    )


def test_a_resource_without_an_explicit_provider_can_be_expected(template: Template) -> None:
    template.at("aws_s3_bucket.invoices").expect(provider=None, bucket="invoices", force_destroy=None)


def test_mappings_that_differ_are_shown_by_the_lines_that_differ(template: Template) -> None:
    with pytest.raises(AssertionError) as failed:
        template.at("aws_s3_bucket.invoices").expect(provider=None, tags={"Team": "billing", "Tier": "2"})

    assert said(failed) == (
        "aws_s3_bucket.invoices\n"
        "  tags\n"
        "    --- found\n"
        "    +++ expected\n"
        "     {\n"
        '       "Team": "billing",\n'
        '    -  "Tier": "1"\n'
        '    +  "Tier": "2"\n'
        "     }"
    )


def test_a_missing_attribute_is_answered_with_those_there_are(template: Template) -> None:
    with pytest.raises(AssertionError) as failed:
        template.at("aws_s3_bucket.invoices")["acl"]

    assert said(failed) == "aws_s3_bucket.invoices has no acl; it has bucket, tags"


def test_a_stack_on_disk_is_read_by_its_folder_or_its_file(tmp_path: Path) -> None:
    file = tmp_path / "cdk.tf.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")

    assert Template.read(tmp_path).document == Template.read(file).document == DOCUMENT


def test_providers_without_an_alias_stand_under_the_empty_name(template: Template) -> None:
    assert {alias: each["region"] for alias, each in template.providers.items()} == {
        "us_east_1": "us-east-1",
        "": "eu-west-1",
    }
    assert template.outputs == {}


def test_an_id_with_an_underscore_is_a_place_as_it_is_written() -> None:
    template = Template({"resource": {"aws_s3_bucket": {"audit_log_1A2B3C4D": {"bucket": "audit"}}}})
    assert template.only("aws_s3_bucket", "audit_log")["bucket"] == "audit"


def test_an_attribute_that_holds_no_json_is_a_failed_expectation(template: Template) -> None:
    with pytest.raises(AssertionError) as failed:
        template.at("aws_s3_bucket.invoices").document("bucket")
    assert said(failed) == "aws_s3_bucket.invoices: bucket is no JSON text: 'invoices'"


def test_locals_of_any_kind_are_put_in() -> None:
    template = Template({"locals": {"name": "orders", "days": 5, "ports": [80, 443]}})
    assert template.resolved("${local.name} ${local.days} ${local.ports}") == "orders 5 [80, 443]"

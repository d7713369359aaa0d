"""A website's names: records, certificate and zone."""

import uuid

import pytest

from constructs_lib.testing import Template
from tests.support.websites import EVERYTHING, synthesized_website

ZONE = "${data.aws_route53_zone.zone_existing_948618DC.zone_id}"


@pytest.mark.parametrize("name", ["www.example.com", "example.com"])
@pytest.mark.parametrize("kind", ["A", "AAAA"])
def test_every_name_is_an_alias_to_the_distribution(site: Template, name: str, kind: str) -> None:
    (record,) = [
        block
        for block in site.resources("aws_route53_record")
        if (block["name"], block["type"]) == (name, kind)
    ]
    record.expect(
        provider="us_east_1",
        zone_id=ZONE,
        alias={
            "name": site.only("aws_cloudfront_distribution").ref("domain_name"),
            "zone_id": "Z2FDTNDATAQYW2",
            "evaluate_target_health": False,
        },
    )


def test_a_long_name_does_not_make_the_distributions_comment_longer_than_cloudfront_takes() -> None:
    name = f"{'a' * 60}.{'b' * 60}.example.com"
    site = synthesized_website(
        domain={
            "name": name,
            "zone": {"name": "example.com", "lookup_zone": True},
            "certificate_arn": f"arn:aws:acm:us-east-1:123456789012:certificate/{uuid.UUID(int=1)}",
        }
    )
    comment = site.only("aws_cloudfront_distribution")["comment"]
    assert len(comment) == 128
    assert comment.startswith("portfolio-production: aaaa")


def test_without_ipv6_there_is_no_aaaa(site_with_everything: Template) -> None:
    kinds = {
        block["type"]
        for block in site_with_everything.resources("aws_route53_record")
        if "alias" in block.body
    }
    assert kinds == {"A"}


@pytest.mark.parametrize("name", ["www.example.com", "example.com"])
def test_every_name_of_the_certificate_is_proved_by_its_own_record(site: Template, name: str) -> None:
    certificate = site.only("aws_acm_certificate").address
    records = [
        block
        for block in site.resources("aws_route53_record")
        if f'o.domain_name == "{name}"' in block["name"]
    ]
    option = f"for o in {certificate}.domain_validation_options : o.resource_record"
    assert [(block["name"], block["records"], block["zone_id"]) for block in records] == [
        (
            f'${{one([{option}_name if o.domain_name == "{name}"])}}',
            [f'${{one([{option}_value if o.domain_name == "{name}"])}}'],
            ZONE,
        )
    ]


def test_the_zone_is_created_unless_it_exists() -> None:
    domain = {"name": "www.example.com", "zone": {"name": "example.com"}}
    template = synthesized_website(domain=domain)
    zone = template.only("aws_route53_zone")

    zone.expect(provider="us_east_1", name="example.com")
    assert template.outputs["delegation"] == f'${{join(" ", {zone.address}.name_servers)}}'


def test_a_zone_by_id_is_neither_created_nor_looked_up() -> None:
    domain = {"name": "www.example.com", "zone": {"name": "example.com", "zone_id": "Z0123"}}
    template = synthesized_website(domain=domain)

    assert template.resources("aws_route53_zone") == template.data("aws_route53_zone") == []
    assert {block["zone_id"] for block in template.resources("aws_route53_record")} == {"Z0123"}
    assert "delegation" not in template.outputs


def test_authorities_are_limited_where_the_file_says_so(site_with_everything: Template) -> None:
    assert EVERYTHING["domain"]["zone"]["certificate_authorities"] == ["amazon.com"]
    (caa,) = [each for each in site_with_everything.resources("aws_route53_record") if each["type"] == "CAA"]
    assert (caa["name"], caa["records"]) == ("example.com", ['0 issue "amazon.com"'])


def test_the_outputs_say_what_publishing_and_people_need(site: Template) -> None:
    buckets = [
        {"region": region, "bucket": site.only("aws_s3_bucket_versioning", f"{region}/content").ref("bucket")}
        for region in ("eu-central-1", "us-east-1")
    ]
    store = site.only("aws_cloudfront_key_value_store").ref("arn")

    assert site.outputs["website"] == {"buckets": buckets, "key_value_store_arn": store}
    assert site.outputs["site_url"] == "https://www.example.com"
    assert site.outputs["health_url_us_east_1"] == "https://www.example.com/_region/us-east-1/health.html"
    assert sorted(site.outputs) == [
        "bucket_eu_central_1",
        "bucket_us_east_1",
        "delegation",
        "distribution_id",
        "distribution_name",
        "health_check_id_eu_central_1",
        "health_check_id_us_east_1",
        "health_url_eu_central_1",
        "health_url_us_east_1",
        "key_value_store_arn",
        "site_url",
        "website",
        "zone_id",
    ]

"""Names of real resources for the longest website that the configuration admits, and its largest function."""

import re

import pytest

from config.aws_regions import AWS_REGIONS
from config.routing_locations import COUNTRIES
from constructs_lib.testing import Template
from tests.support.websites import EVERYTHING, synthesized_website

ACCOUNT = re.compile(r"\$\{data\.aws_caller_identity\.[\w-]+\.account_id\}")

LIMITS = [
    ("aws_cloudfront_cache_policy", "name", 128),
    ("aws_cloudfront_function", "name", 64),
    ("aws_cloudfront_key_value_store", "name", 64),
    ("aws_cloudfront_origin_access_control", "name", 64),
    ("aws_cloudfront_origin_request_policy", "name", 128),
    ("aws_cloudfront_response_headers_policy", "name", 128),
    ("aws_cloudtrail", "name", 128),
    ("aws_cloudwatch_log_delivery_destination", "name", 60),
    ("aws_cloudwatch_log_delivery_source", "name", 60),
    ("aws_iam_role", "name", 64),
    ("aws_s3_bucket", "bucket", 63),
    ("aws_wafv2_web_acl", "name", 128),
]


@pytest.fixture(scope="module")
def longest() -> Template:
    """32 characters of name, 16 of environment, 14 of region, in regions that differ in the last one."""
    regions = [
        {"name": "ap-southeast-1", "role": "primary"},
        {"name": "ap-southeast-2", "role": "standby"},
    ]
    return synthesized_website(
        **{
            **EVERYTHING,
            "name": "customer-orders-and-invoices-api",
            "environment": "pre-production-2",
            "regions": regions,
            "routing": {"policy": "geolocation", "countries": {"ap-southeast-2": ["AU", "NZ"]}},
        }
    )


def named(template: Template, type_: str, attribute: str) -> list[tuple[str | None, str]]:
    return [
        (block.provider, ACCOUNT.sub("123456789012", block[attribute])) for block in template.resources(type_)
    ]


@pytest.mark.parametrize(("type_", "attribute", "limit"), LIMITS)
def test_no_name_is_longer_than_its_service_allows(
    longest: Template, type_: str, attribute: str, limit: int
) -> None:
    names = named(longest, type_, attribute)
    assert names
    assert [name for _, name in names if len(name) > limit] == []


@pytest.mark.parametrize(("type_", "attribute", "limit"), LIMITS)
def test_no_name_is_used_twice(longest: Template, type_: str, attribute: str, limit: int) -> None:
    names = named(longest, type_, attribute)
    assert len(set(names)) == len(names), limit


def test_a_bucket_s_name_is_its_own_in_the_whole_world(longest: Template) -> None:
    names = [name for _, name in named(longest, "aws_s3_bucket", "bucket")]
    assert len(set(names)) == len(names) == 6
    assert {name[-13:] for name in names} == {"-123456789012"}


def test_the_largest_router_fits_into_cloudfront_s_ten_kilobytes() -> None:
    """Ten regions, 1,000 characters of names, and every country with a region."""
    regions = [name for name in sorted(AWS_REGIONS, key=len, reverse=True) if name != "us-east-1"][:9]
    shares: dict[str, list[str]] = {region: [] for region in regions}
    for index, country in enumerate(sorted(COUNTRIES)):
        shares[regions[index % 9]].append(country)
    domain = {
        "name": "www.example.com",
        "redirect_from": [f"{index}{'x' * 52}.{'y' * 40}.example.com" for index in range(9)],
        "zone": {"name": "example.com", "lookup_zone": True},
    }
    template = synthesized_website(
        regions=[
            {"name": "us-east-1", "role": "primary"},
            *({"name": region, "role": "standby"} for region in regions),
        ],
        domain=domain,
        routing={"policy": "geolocation", "countries": shares},
    )
    size = len(template.only("aws_cloudfront_function")["code"])
    assert 8_500 < size <= 10_240

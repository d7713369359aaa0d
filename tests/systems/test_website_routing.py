"""Which region the edge asks first: what the router is given, and what the cache tells apart."""

import json
import re
from typing import Any

import pytest

from constructs_lib.testing import Block, Template
from tests.support.websites import synthesized_website

WEIGHTED = {"policy": "weighted", "weights": {"eu-central-1": 90, "us-east-1": 10}}
GEOLOCATION = {"policy": "geolocation", "countries": {"us-east-1": ["us", "CA"]}}


@pytest.fixture(scope="module")
def weighted() -> Template:
    return synthesized_website(routing=WEIGHTED)


@pytest.fixture(scope="module")
def geolocation() -> Template:
    return synthesized_website(routing=GEOLOCATION)


@pytest.fixture(scope="module")
def blue_green() -> Template:
    return synthesized_website(routing={"policy": "blue-green"})


def function(template: Template, what: str) -> Block:
    name = f"portfolio-production-{what}"
    (found,) = [block for block in template.resources("aws_cloudfront_function") if block["name"] == name]
    return found


def settings(template: Template) -> dict[str, Any]:
    code = function(template, "router")["code"]
    found = re.search(r"^const SETTINGS = (\{.*\});$", code, re.MULTILINE)
    assert found
    table: dict[str, Any] = json.loads(found[1])
    return table


def associations(template: Template) -> dict[str, str]:
    behavior = template.only("aws_cloudfront_distribution")["default_cache_behavior"]
    return {each["event_type"]: each["function_arn"] for each in behavior["function_association"]}


def cache_headers(template: Template) -> dict[str, Any]:
    policy = template.only("aws_cloudfront_cache_policy")
    headers: dict[str, Any] = policy["parameters_in_cache_key_and_forwarded_to_origin"]["headers_config"]
    return headers


def test_the_router_knows_the_regions_in_their_order_and_all_names(site: Template) -> None:
    assert settings(site) == {
        "mode": "failover",
        "regions": [
            {"name": "eu-central-1", "origin": "site-eu-central-1", "weight": 0, "countries": []},
            {"name": "us-east-1", "origin": "site-us-east-1", "weight": 0, "countries": []},
        ],
        "aliases": {"host": "www.example.com", "redirectFrom": ["example.com"]},
        "spa": False,
        "errorCodes": [403, 404, 500, 502, 503, 504],
    }


def test_the_router_is_published_and_reads_the_store(site: Template) -> None:
    store = site.only("aws_cloudfront_key_value_store")
    site.only("aws_cloudfront_function").expect(
        provider="us_east_1",
        name="portfolio-production-router",
        runtime="cloudfront-js-2.0",
        publish=True,
        key_value_store_associations=[store.ref("arn")],
    )


def test_terraform_owns_no_key_of_the_store_so_that_no_apply_undoes_a_release(
    site_with_everything: Template,
) -> None:
    keys = [
        block.address
        for block in site_with_everything.resources()
        if block.address.startswith("aws_cloudfrontkeyvaluestore")
    ]
    assert keys == []


def test_weights_are_told_to_the_router(weighted: Template) -> None:
    assert [(each["name"], each["weight"]) for each in settings(weighted)["regions"]] == [
        ("eu-central-1", 90),
        ("us-east-1", 10),
    ]


def test_countries_are_told_to_the_router_in_capitals(geolocation: Template) -> None:
    assert [each["countries"] for each in settings(geolocation)["regions"]] == [[], ["US", "CA"]]


def test_the_visitor_s_country_is_asked_of_cloudfront_and_kept_out_of_the_cache(
    geolocation: Template,
) -> None:
    policy = geolocation.only("aws_cloudfront_origin_request_policy")
    behavior = geolocation.only("aws_cloudfront_distribution")["default_cache_behavior"]

    assert policy["headers_config"] == {
        "header_behavior": "whitelist",
        "headers": {"items": ["CloudFront-Viewer-Country"]},
    }
    assert behavior["origin_request_policy_id"] == policy.ref("id")


@pytest.mark.parametrize("fixture", ["weighted", "geolocation"])
def test_what_one_region_answered_is_not_given_to_the_visitors_of_another(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)
    assert cache_headers(template) == {
        "header_behavior": "whitelist",
        "headers": {"items": ["x-holdfast-region"]},
    }


@pytest.mark.parametrize("fixture", ["site", "blue_green"])
def test_where_the_visitor_does_not_matter_all_share_one_cache(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)
    assert cache_headers(template) == {"header_behavior": "none"}
    assert template.resources("aws_cloudfront_origin_request_policy") == []


@pytest.mark.parametrize("fixture", ["weighted", "blue_green"])
def test_visitors_stay_where_they_are_by_a_cookie(fixture: str, request: pytest.FixtureRequest) -> None:
    template: Template = request.getfixturevalue(fixture)
    assert associations(template) == {
        "viewer-request": function(template, "router").ref("arn"),
        "viewer-response": function(template, "stickiness").ref("arn"),
    }


@pytest.mark.parametrize("fixture", ["site", "geolocation"])
def test_where_there_is_nothing_to_keep_no_cookie_is_set(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)
    assert list(associations(template)) == ["viewer-request"]


def test_a_single_page_application_is_told_to_the_router(site_with_everything: Template) -> None:
    assert settings(site_with_everything)["spa"] is True

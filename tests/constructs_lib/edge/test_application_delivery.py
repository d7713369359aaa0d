"""The edge in front of an application: one origin, which is a name that fails over."""

from typing import Any

import pytest

from constructs_lib.edge.watched_distribution import WatchedDistribution
from constructs_lib.monitoring.kinds.function import WatchedFunction
from constructs_lib.testing import Block, Template
from tests.constructs_lib.edge.delivery_stack import NAME, ORIGIN, DeliveryStack, default_delivery, delivery

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
HOST_ONLY = "bf0718e1-ba1e-49d1-88b1-f726733018ae"


def distribution(template: Template) -> Block:
    """The one distribution."""
    return template.only("aws_cloudfront_distribution")


def origin(template: Template) -> Any:  # noqa: ANN401  # JSON
    """Its one origin."""
    (found,) = distribution(template)["origin"]
    return found


def test_the_origin_is_the_failover_name_and_there_is_no_group() -> None:
    """An origin group would fail over GET, HEAD and OPTIONS alone (F16)."""
    found = distribution(default_delivery())

    assert origin(default_delivery())["domain_name"] == ORIGIN
    assert "origin_group" not in found.body
    found.expect(provider="us_east_1", aliases=[NAME], wait_for_deployment=True, price_class="PriceClass_100")


def test_a_long_name_does_not_make_the_comment_longer_than_cloudfront_takes() -> None:
    name = f"{'a' * 60}.{'b' * 60}.example.com"

    comment = distribution(delivery(name=name))["comment"]

    assert len(comment) == 128
    assert comment.startswith("shop-test: aaaa")
    assert distribution(default_delivery())["comment"] == f"shop-test: {NAME}"


def test_the_origin_is_asked_over_https_with_short_timeouts() -> None:
    found = origin(default_delivery())

    assert (found["connection_attempts"], found["connection_timeout"]) == (2, 3)
    assert found["custom_origin_config"] == {
        "http_port": 80,
        "https_port": 443,
        "origin_protocol_policy": "https-only",
        "origin_ssl_protocols": ["TLSv1.2"],
        "origin_read_timeout": 30,
        "origin_keepalive_timeout": 5,
    }


def test_timeouts_are_chosen_in_the_file() -> None:
    chosen = {"connection_attempts": 1, "connection_seconds": 2, "read_seconds": 60, "keep_alive_seconds": 1}
    found = origin(delivery(delivery={"timeouts": chosen}))

    assert (found["connection_attempts"], found["connection_timeout"]) == (1, 2)
    assert found["custom_origin_config"]["origin_read_timeout"] == 60
    assert found["custom_origin_config"]["origin_keepalive_timeout"] == 1


def test_every_method_reaches_the_application_and_nothing_is_cached() -> None:
    behavior = distribution(default_delivery())["default_cache_behavior"]

    assert sorted(behavior["allowed_methods"]) == [
        "DELETE",
        "GET",
        "HEAD",
        "OPTIONS",
        "PATCH",
        "POST",
        "PUT",
    ]
    assert behavior["cache_policy_id"] == CACHING_DISABLED
    assert behavior["origin_request_policy_id"] == ALL_VIEWER
    assert behavior["viewer_protocol_policy"] == "redirect-to-https"


def test_a_cached_path_takes_neither_cookies_nor_query_strings_to_the_application() -> None:
    """An answer that sets a cookie would be kept, and given to the next visitor."""
    (behavior,) = distribution(delivery(delivery={"cached_paths": ["/static/*"]}))["ordered_cache_behavior"]

    assert behavior["path_pattern"] == "/static/*"
    assert behavior["allowed_methods"] == ["GET", "HEAD", "OPTIONS"]
    assert behavior["cache_policy_id"] == CACHING_OPTIMIZED
    assert behavior["origin_request_policy_id"] == HOST_ONLY


def test_no_error_outlives_the_failover() -> None:
    responses = distribution(default_delivery())["custom_error_response"]

    assert {each["error_code"] for each in responses} >= {500, 502, 503, 504}
    assert {each["error_caching_min_ttl"] for each in responses} == {0}
    assert [each for each in responses if "response_code" in each] == []


@pytest.mark.parametrize(("policy", "type_"), [("allow", "whitelist"), ("block", "blacklist")])
def test_countries_are_told_apart_by_the_distribution_itself(policy: str, type_: str) -> None:
    template = delivery(delivery={"countries": {"policy": policy, "countries": ["DE", "FR"]}})
    assert distribution(template)["restrictions"] == {
        "geo_restriction": {"restriction_type": type_, "locations": ["DE", "FR"]}
    }


def test_https_only_is_the_edge_s_word_and_the_rest_the_application_s() -> None:
    policy = default_delivery().only("aws_cloudfront_response_headers_policy")
    security = policy["security_headers_config"]

    assert {name: block["override"] for name, block in security.items()} == {
        "content_security_policy": False,
        "content_type_options": True,
        "frame_options": False,
        "referrer_policy": False,
        "strict_transport_security": True,
    }


@pytest.mark.parametrize("kind", ["A", "AAAA"])
def test_the_viewers_name_leads_to_the_distribution(kind: str) -> None:
    template = default_delivery()
    (record,) = [
        block
        for block in template.resources("aws_route53_record")
        if (block["name"], block["type"]) == (NAME, kind)
    ]
    assert record["alias"]["name"] == distribution(template).ref("domain_name")


def test_the_failover_name_s_records_are_made_elsewhere() -> None:
    names = [block["name"] for block in default_delivery().resources("aws_route53_record")]
    assert ORIGIN not in names


def test_every_certificate_has_both_names_and_each_name_one_proof() -> None:
    """The edge passes the visitor's Host on, and finds the load balancers by the origin's name."""
    template = default_delivery()
    certificates = template.resources("aws_acm_certificate")
    proofs = [
        block for block in template.resources("aws_route53_record") if "domain_validation" in str(block.body)
    ]

    assert sorted(str(block.provider) for block in certificates) == ["eu_west_1", "us_east_1", "us_west_2"]
    for block in certificates:
        assert (block["domain_name"], block["subject_alternative_names"]) == (NAME, [ORIGIN])
    assert len(proofs) == 2


def test_everything_at_the_edge_is_in_us_east_1() -> None:
    edge = [block for block in default_delivery().resources() if block.path.startswith("delivery/")]
    assert {block.provider for block in edge if block.provider} == {"us_east_1"}


def test_the_edge_names_nothing_of_a_region_s_resources() -> None:
    """It is planned while a region is down (F29)."""
    template = default_delivery()
    regional = [
        block.address for block in template.resources() if block.provider in ("us_west_2", "eu_west_1")
    ]
    for block in template.resources():
        if block.path.startswith("delivery/"):
            named = [address for address in regional if address in str(block.body)]
            assert [address for address in named if "acm_certificate" not in address] == []


def test_no_region_names_anything_of_the_edge() -> None:
    template = default_delivery()
    edge = [
        block.address
        for block in (*template.resources(), *template.data())
        if block.path.startswith("delivery/")
    ]
    for block in (*template.resources(), *template.data()):
        if block.path.startswith(("us-west-2/", "eu-west-1/")):
            assert [address for address in edge if address in str(block.body)] == []


def test_access_logs_can_be_left_out() -> None:
    assert len(default_delivery().resources("aws_cloudwatch_log_delivery")) == 1
    assert delivery(delivery={"access_logs": False}).resources("aws_cloudwatch_log_delivery") == []


def test_distribution_and_rotation_are_watched() -> None:
    from cdktf import Testing as Synthesis  # not above: it starts Node

    watched = DeliveryStack(Synthesis.app()).delivery.watched
    assert [type(each) for each in watched] == [WatchedDistribution, WatchedFunction]

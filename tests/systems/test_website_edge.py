"""The distribution of a website: one, over all regions (F15, F16, F17)."""

import pytest

from constructs_lib.testing import Template
from publishing.region_pages import pinned_key
from tests.support.websites import synthesized_website

REGIONS = ["eu-central-1", "us-east-1"]


def test_there_is_one_distribution_for_all_names(site: Template) -> None:
    site.only("aws_cloudfront_distribution").expect(
        provider="us_east_1",
        enabled=True,
        aliases=["www.example.com", "example.com"],
        http_version="http2and3",
        is_ipv6_enabled=True,
        price_class="PriceClass_100",
        wait_for_deployment=True,
    )


def test_the_origin_group_asks_the_primary_then_the_standby(site: Template) -> None:
    assert site.only("aws_cloudfront_distribution")["origin_group"] == [
        {
            "origin_id": "site",
            "failover_criteria": {"status_codes": [403, 404, 500, 502, 503, 504]},
            "member": [{"origin_id": "site-eu-central-1"}, {"origin_id": "site-us-east-1"}],
        }
    ]


def test_a_region_that_is_gone_costs_six_seconds(site: Template) -> None:
    origins = site.only("aws_cloudfront_distribution")["origin"]
    assert [(each["connection_attempts"], each["connection_timeout"]) for each in origins] == [(2, 3), (2, 3)]


def test_attempts_timeout_and_codes_are_chosen_in_the_file() -> None:
    chosen = {"connection_attempts": 1, "connection_timeout_seconds": 1, "status_codes": [500, 502, 503, 504]}
    distribution = synthesized_website(edge={"failover": chosen}).only("aws_cloudfront_distribution")
    origins = [(each["connection_attempts"], each["connection_timeout"]) for each in distribution["origin"]]

    assert origins == [(1, 1), (1, 1)]
    assert distribution["origin_group"][0]["failover_criteria"] == {"status_codes": [500, 502, 503, 504]}


def test_each_origin_is_a_private_bucket_s_regional_address(site: Template) -> None:
    access = site.only("aws_cloudfront_origin_access_control")
    access.expect(
        provider="us_east_1",
        origin_access_control_origin_type="s3",
        signing_behavior="always",
        signing_protocol="sigv4",
    )
    origins = site.only("aws_cloudfront_distribution")["origin"]

    assert [each["origin_access_control_id"] for each in origins] == [access.ref("id")] * 2
    buckets = [site.only("aws_s3_bucket_versioning", f"{region}/content") for region in REGIONS]
    buckets = [site.only("aws_s3_bucket_versioning", f"{region}/content") for region in REGIONS]
    assert [each["domain_name"] for each in origins] == [
        f"{bucket.ref('bucket')}.s3.{region}.amazonaws.com"
        for bucket, region in zip(buckets, REGIONS, strict=True)
    ]


def test_an_origin_group_has_two_members_and_further_regions_are_origins(
    site_in_three_regions: Template,
) -> None:
    distribution = site_in_three_regions.only("aws_cloudfront_distribution")
    (group,) = distribution["origin_group"]

    assert [each["origin_id"] for each in group["member"]] == ["site-eu-central-1", "site-us-east-1"]
    assert [each["origin_id"] for each in distribution["origin"]] == [
        "site-eu-central-1",
        "site-us-east-1",
        "site-ap-northeast-1",
    ]


@pytest.mark.parametrize(("index", "region"), list(enumerate(REGIONS)))
def test_each_region_s_page_is_pinned_to_its_bucket_and_not_cached(
    site: Template, index: int, region: str
) -> None:
    assert site.only("aws_cloudfront_distribution")["ordered_cache_behavior"][index] == {
        "path_pattern": f"/_region/{region}/health.html",
        "target_origin_id": f"site-{region}",
        "viewer_protocol_policy": "https-only",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "compress": False,
        "cache_policy_id": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        "response_headers_policy_id": site.only(
            "aws_cloudfront_response_headers_policy", f"headers-{region}"
        ).ref("id"),
    }


def test_the_pinned_path_is_the_key_that_publishing_writes() -> None:
    from constructs_lib.edge.distribution import health_path

    assert health_path("eu-central-1") == f"/{pinned_key('eu-central-1')}"


@pytest.mark.parametrize("region", REGIONS)
def test_a_pinned_page_says_which_region_it_is(site: Template, region: str) -> None:
    policy = site.only("aws_cloudfront_response_headers_policy", f"headers-{region}")
    headers = {each["header"]: each["value"] for each in policy["custom_headers_config"]["items"]}

    assert headers["x-holdfast-region"] == region
    assert headers["cache-control"] == "no-store"


def test_content_is_asked_of_the_group_through_the_router(site: Template) -> None:
    behavior = site.only("aws_cloudfront_distribution")["default_cache_behavior"]
    assert behavior == {
        "target_origin_id": "site",
        "viewer_protocol_policy": "redirect-to-https",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "compress": True,
        "cache_policy_id": site.only("aws_cloudfront_cache_policy").ref("id"),
        "response_headers_policy_id": site.only("aws_cloudfront_response_headers_policy", "headers").ref(
            "id"
        ),
        "function_association": [
            {"event_type": "viewer-request", "function_arn": site.only("aws_cloudfront_function").ref("arn")}
        ],
    }


def test_the_cache_tells_objects_apart_by_their_address_alone(site: Template) -> None:
    policy = site.only("aws_cloudfront_cache_policy")
    policy.expect(provider="us_east_1", min_ttl=0, default_ttl=3600, max_ttl=31_536_000)
    assert policy["parameters_in_cache_key_and_forwarded_to_origin"] == {
        "cookies_config": {"cookie_behavior": "none"},
        "headers_config": {"header_behavior": "none"},
        "query_strings_config": {"query_string_behavior": "none"},
        "enable_accept_encoding_brotli": True,
        "enable_accept_encoding_gzip": True,
    }


def test_every_answer_has_the_security_headers(site: Template) -> None:
    policy = site.only("aws_cloudfront_response_headers_policy", "headers")
    assert policy["security_headers_config"] == {
        "content_security_policy": {
            "content_security_policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'; object-src 'none'",
            "override": True,
        },
        "content_type_options": {"override": True},
        "frame_options": {"frame_option": "DENY", "override": True},
        "referrer_policy": {"referrer_policy": "strict-origin-when-cross-origin", "override": True},
        "strict_transport_security": {
            "access_control_max_age_sec": 31_536_000,
            "include_subdomains": False,
            "preload": False,
            "override": True,
        },
    }
    assert [each["header"] for each in policy["custom_headers_config"]["items"]] == [
        "permissions-policy",
        "cross-origin-opener-policy",
    ]


def test_visitors_need_tls_1_2_and_the_certificate_is_in_us_east_1(site: Template) -> None:
    certificate = site.only("aws_acm_certificate")
    certificate.expect(
        provider="us_east_1",
        domain_name="www.example.com",
        subject_alternative_names=["www.example.com", "example.com"],
        validation_method="DNS",
        lifecycle={"create_before_destroy": True},
    )
    validation = site.only("aws_acm_certificate_validation")
    assert site.only("aws_cloudfront_distribution")["viewer_certificate"] == {
        "acm_certificate_arn": validation.ref("certificate_arn"),
        "minimum_protocol_version": "TLSv1.2_2021",
        "ssl_support_method": "sni-only",
    }


def test_an_existing_certificate_is_used_as_it_is() -> None:
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/a"
    domain = {
        "name": "www.example.com",
        "zone": {"name": "example.com", "zone_id": "Z0123"},
        "certificate_arn": arn,
    }
    template = synthesized_website(domain=domain)

    assert template.resources("aws_acm_certificate") == []
    certificate = template.only("aws_cloudfront_distribution")["viewer_certificate"]
    assert certificate["acm_certificate_arn"] == arn


def test_everything_of_the_edge_is_in_us_east_1_when_no_region_is(site_with_everything: Template) -> None:
    edge = [
        block
        for block in site_with_everything.resources()
        if block.address.startswith(("aws_cloudfront", "aws_acm", "aws_wafv2", "aws_route53"))
    ]
    assert len(edge) > 10
    assert {block.provider for block in edge} == {"us_east_1"}

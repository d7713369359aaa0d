"""What visitors get when something is wrong, who is shut out, and what is logged."""

from constructs_lib.edge.error_responses import NOT_FOUND_PAGE
from constructs_lib.testing import Template
from publishing.region_pages import ERROR_KEY
from tests.support.websites import synthesized_website


def test_what_does_not_exist_is_not_found_with_the_page_that_publishing_writes(site: Template) -> None:
    assert f"/{ERROR_KEY}" == NOT_FOUND_PAGE
    assert site.only("aws_cloudfront_distribution")["custom_error_response"] == [
        {
            "error_code": code,
            "error_caching_min_ttl": 5,
            "response_code": 404,
            "response_page_path": "/_error/404.html",
        }
        for code in (403, 404)
    ] + [{"error_code": code, "error_caching_min_ttl": 5} for code in (500, 502, 503, 504)]


def test_no_error_becomes_a_200_not_even_in_a_single_page_application(
    site_with_everything: Template,
) -> None:
    responses = site_with_everything.only("aws_cloudfront_distribution")["custom_error_response"]
    assert [each.get("response_code") for each in responses] == [None] * 6


def test_without_the_firewall_there_is_none(site: Template) -> None:
    assert site.resources("aws_wafv2_web_acl") == []
    assert "web_acl_id" not in site.only("aws_cloudfront_distribution").body


def test_the_firewall_is_in_us_east_1_and_limits_rates_first(site_with_everything: Template) -> None:
    acl = site_with_everything.only("aws_wafv2_web_acl")
    acl.expect(provider="us_east_1", scope="CLOUDFRONT", default_action={"allow": {}})

    assert acl["rule"][0]["statement"] == {
        "rate_based_statement": {"aggregate_key_type": "IP", "limit": 2000}
    }
    assert acl["rule"][0]["action"] == {"block": {}}
    assert [(rule["name"], rule["priority"]) for rule in acl["rule"]] == [
        ("too-many-requests", 0),
        ("AWSManagedRulesAmazonIpReputationList", 1),
        ("AWSManagedRulesCommonRuleSet", 2),
        ("AWSManagedRulesKnownBadInputsRuleSet", 3),
    ]
    distribution = site_with_everything.only("aws_cloudfront_distribution")
    assert distribution["web_acl_id"] == acl.ref("arn")


def test_access_logs_are_delivered_from_us_east_1_to_a_bucket_there(site: Template) -> None:
    source = site.only("aws_cloudwatch_log_delivery_source")
    destination = site.only("aws_cloudwatch_log_delivery_destination")
    bucket = site.only("aws_s3_bucket", "edge/access-log")
    source.expect(
        provider="us_east_1",
        log_type="ACCESS_LOGS",
        resource_arn=site.only("aws_cloudfront_distribution").ref("arn"),
    )
    destination.expect(
        provider="us_east_1",
        delivery_destination_configuration=[{"destination_resource_arn": bucket.ref("arn")}],
    )
    site.only("aws_cloudwatch_log_delivery").expect(
        provider="us_east_1",
        delivery_source_name=source.ref("name"),
        delivery_destination_arn=destination.ref("arn"),
    )


def test_access_logs_can_be_switched_off() -> None:
    template = synthesized_website(edge={"access_logs": False}, storage={"access_logs": False})
    assert len(template.resources("aws_s3_bucket")) == 2
    assert template.resources("aws_cloudwatch_log_delivery") == []

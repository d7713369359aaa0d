"""What is watched of a website, what is kept of it, and what that costs."""

import json
from typing import Any

import pytest

from constructs_lib.testing import Block, Template
from tests.support.websites import EVERYTHING, synthesized_website

REGIONS = [("eu-central-1", "primary"), ("us-east-1", "standby")]


def alarms(template: Template, metric: str) -> dict[str, Block]:
    return {
        block["alarm_name"]: block
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if block["metric_name"] == metric
    }


def bucket(template: Template, region: str) -> str:
    return template.only("aws_s3_bucket_versioning", f"{region}/content").ref("bucket")


@pytest.mark.parametrize(("region", "role"), REGIONS)
def test_each_region_s_own_page_is_checked_through_the_edge(site: Template, region: str, role: str) -> None:
    site.only("aws_route53_health_check", f"health-{region}").expect(
        provider="us_east_1",
        type="HTTPS",
        fqdn=site.only("aws_cloudfront_distribution").ref("domain_name"),
        port=443,
        resource_path=f"/_region/{region}/health.html",
        enable_sni=True,
        request_interval=30,
        failure_threshold=3,
        measure_latency=False,
        tags={"Name": f"portfolio-production-{region}", "Region": region, "Role": role},
    )


def test_the_checks_are_as_few_and_slow_as_route_53_allows(site: Template) -> None:
    checks = site.resources("aws_route53_health_check")
    assert [check["regions"] for check in checks] == [["us-east-1", "eu-west-1", "ap-northeast-1"]] * 2


def test_people_are_told_of_each_region_s_health_from_us_east_1(site: Template) -> None:
    found = alarms(site, "HealthCheckStatus")
    assert sorted(found) == [
        "portfolio-production-eu-central-1-unhealthy",
        "portfolio-production-us-east-1-unhealthy",
    ]
    assert {block.provider for block in found.values()} == {"us_east_1"}


def test_an_unhealthy_region_s_alarm_says_that_the_edge_decides_and_no_record(site: Template) -> None:
    """Health checks move no traffic of a website."""
    told = alarms(site, "HealthCheckStatus")["portfolio-production-eu-central-1-unhealthy"]
    worst = site.only("aws_cloudwatch_composite_alarm", "monitoring/global/no-healthy-region")

    assert told["alarm_description"].startswith(
        "Route 53 finds eu-central-1 unhealthy through the edge, "
        "which asks another region for what this one does not answer."
    )
    assert worst["alarm_description"] == (
        "No region is healthy through the edge. Visitors get what it still holds in its caches, or errors; "
        "or the edge itself does not answer."
    )


def test_late_copies_are_seen_in_the_region_that_they_go_to(site: Template) -> None:
    found = alarms(site, "ReplicationLatency")
    late = found["portfolio-production-copies-from-us-east-1-late"]

    assert len(found) == 2
    late.expect(
        provider="eu_central_1",
        namespace="AWS/S3",
        dimensions={
            "SourceBucket": bucket(site, "us-east-1"),
            "DestinationBucket": bucket(site, "eu-central-1"),
            "RuleId": "to-eu-central-1",
        },
        threshold=900,
        treat_missing_data="notBreaching",
    )


def test_failed_copies_are_seen_in_the_region_that_they_come_from(site: Template) -> None:
    found = alarms(site, "OperationsFailedReplication")
    failed = found["portfolio-production-copies-to-us-east-1-failed"]

    assert len(found) == 2
    failed.expect(
        provider="eu_central_1",
        dimensions={
            "SourceBucket": bucket(site, "eu-central-1"),
            "DestinationBucket": bucket(site, "us-east-1"),
            "RuleId": "to-us-east-1",
        },
        threshold=1,
    )


def test_the_rule_of_a_metric_is_one_that_exists(site_in_three_regions: Template) -> None:
    rules = {
        (block["bucket"], rule["destination"]["bucket"].removeprefix("arn:aws:s3:::"), rule["id"])
        for block in site_in_three_regions.resources("aws_s3_bucket_replication_configuration")
        for rule in block["rule"]
    }
    watched = {
        (each["SourceBucket"], each["DestinationBucket"], each["RuleId"])
        for metric in ("ReplicationLatency", "OperationsFailedReplication")
        for block in site_in_three_regions.resources("aws_cloudwatch_metric_alarm")
        for each in [block["dimensions"]]
        if block["metric_name"] == metric
    }
    assert len(rules) == 6
    assert watched == rules


def test_people_are_told_of_server_errors_that_visitors_see(site: Template) -> None:
    (alarm,) = alarms(site, "5xxErrorRate").values()
    alarm.expect(
        provider="us_east_1",
        namespace="AWS/CloudFront",
        dimensions={
            "DistributionId": site.only("aws_cloudfront_distribution").ref("id"),
            "Region": "Global",
        },
        statistic="Average",
        threshold=5,
        alarm_actions=[site.only("aws_sns_topic", "monitoring/global").ref("arn")],
    )


def test_without_alarms_there_are_none() -> None:
    template = synthesized_website(monitoring={"alarms": {"enabled": False}})
    assert template.resources("aws_cloudwatch_metric_alarm") == []


def test_every_dashboard_is_one_of_the_three_that_cost_nothing(site: Template) -> None:
    assert sorted(block["dashboard_name"] for block in site.resources("aws_cloudwatch_dashboard")) == [
        "portfolio-production-all-regions",
        "portfolio-production-eu-central-1",
        "portfolio-production-us-east-1",
    ]


def test_a_dashboard_shows_a_region_s_health_and_its_copies(site: Template) -> None:
    board = site.only("aws_cloudwatch_dashboard", "monitoring/us-east-1").document("dashboard_body")
    metrics = {line[1] for widget in board["widgets"] for line in widget["properties"].get("metrics", [])}
    assert metrics == {
        "HealthCheckStatus",
        "HealthCheckPercentageHealthy",
        "ReplicationLatency",
        "OperationsPendingReplication",
        "OperationsFailedReplication",
    }


def test_the_dashboard_over_all_regions_shows_what_visitors_get_from_the_edge(site: Template) -> None:
    board = site.only("aws_cloudwatch_dashboard", "monitoring/global").document("dashboard_body")
    (alarm,) = alarms(site, "5xxErrorRate").values()
    lines = [
        line
        for widget in board["widgets"]
        for line in widget["properties"].get("metrics", [])
        if line[0] == "AWS/CloudFront"
    ]

    assert {line[1] for line in lines} == {"Requests", "5xxErrorRate", "4xxErrorRate", "BytesDownloaded"}
    assert {line[-1]["region"] for line in lines} == {"us-east-1"}
    assert {tuple(line[2:6]) for line in lines} == {
        ("DistributionId", site.only("aws_cloudfront_distribution").ref("id"), "Region", "Global")
    }
    (states,) = [widget["properties"] for widget in board["widgets"] if widget["type"] == "alarm"]
    assert any(shown.endswith(f":alarm:{alarm['alarm_name']}") for shown in states["alarms"])


def test_canaries_look_at_each_region_s_page_by_the_site_s_own_name() -> None:
    template = synthesized_website(monitoring={"canaries": {"enabled": True}})
    looked_at = json.dumps([block.body for block in template.resources("aws_synthetics_canary")])
    for region, _ in REGIONS:
        assert f"https://www.example.com/_region/{region}/health.html" in looked_at


def test_cost_tags_are_on_everything() -> None:
    template = synthesized_website(tags={"CostCenter": "web"})
    tags = [provider["default_tags"][0]["tags"] for provider in template.providers.values()]
    assert [each["CostCenter"] for each in tags] == ["web", "web", "web"]
    assert {each["Deployment"] for each in tags} == {"portfolio"}


def test_there_is_no_audit_trail_unless_it_is_asked_for(site: Template) -> None:
    assert site.resources("aws_cloudtrail") == []


def test_roles_are_exchanged_and_everything_stays_where_it_is(site_with_everything: Template) -> None:
    """Terraform would seek a bucket, a key and a trail in the new region, and fail or leave them behind."""
    roles = {"us-west-2": "primary"}
    exchanged = [
        {"name": region["name"], "role": roles.get(region["name"], "standby")}
        for region in EVERYTHING["regions"]
    ]
    places = {block.address: block.provider for block in site_with_everything.resources()}
    after = synthesized_website(**{**EVERYTHING, "regions": exchanged})
    assert {block.address: block.provider for block in after.resources()} == places


def test_the_audit_trail_covers_all_regions_from_the_second_one(site_with_everything: Template) -> None:
    template = site_with_everything
    template.only("aws_cloudtrail").expect(
        provider="us_west_2",
        name="portfolio-production-audit",
        s3_bucket_name=template.only("aws_s3_bucket", "audit").ref("bucket"),
        kms_key_id=template.only("aws_kms_key", "audit").ref("arn"),
        is_multi_region_trail=True,
        include_global_service_events=True,
        enable_log_file_validation=True,
    )


def test_the_audit_bucket_is_locked_encrypted_and_does_not_go_with_the_deployment(
    site_with_everything: Template,
) -> None:
    template = site_with_everything
    template.only("aws_s3_bucket", "audit").expect(
        provider="us_west_2", object_lock_enabled=True, force_destroy=False
    )
    lock = template.only("aws_s3_bucket_object_lock_configuration", "audit")
    encryption = template.only("aws_s3_bucket_server_side_encryption_configuration", "audit")

    assert lock["rule"] == {"default_retention": {"days": 365, "mode": "GOVERNANCE"}}
    default = encryption["rule"][0]["apply_server_side_encryption_by_default"]
    assert default["kms_master_key_id"] == template.only("aws_kms_key", "audit").ref("arn")


def test_only_this_trail_writes_into_the_audit_bucket(site_with_everything: Template) -> None:
    policy = site_with_everything.only("aws_s3_bucket_policy", "audit").document("policy")
    account = "${data.aws_caller_identity.account-us-west-2.account_id}"
    trail = f"arn:aws:cloudtrail:us-west-2:{account}:trail/portfolio-production-audit"
    writes: dict[str, Any] = policy["Statement"][2]

    assert writes["Action"] == ["s3:PutObject"]
    assert writes["Condition"] == {
        "StringEquals": {"aws:SourceArn": trail, "s3:x-amz-acl": "bucket-owner-full-control"}
    }

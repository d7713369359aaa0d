"""What the invoices stack promises."""

from holdfast.constructs_lib.testing import Template


def test_each_region_has_an_archive_that_keeps_versions(template: Template) -> None:
    template.expect_count("aws_s3_bucket", 2)
    for alias, region in (("eu_west_1", "eu-west-1"), ("eu_central_1", "eu-central-1")):
        bucket = template.at(f"aws_s3_bucket.archive-{region}")
        bucket.expect(provider=alias, bucket=f"invoices-archive-{region}")
        template.at(f"aws_s3_bucket_versioning.archive-{region}-versioning").expect(
            provider=alias,
            bucket=bucket.ref("bucket"),
            versioning_configuration={"status": "Enabled"},
        )


def test_the_name_answers_from_the_primary_while_that_is_ready(template: Template) -> None:
    ready = template.only("aws_route53_health_check", "ready-eu-west-1")
    template.only("aws_route53_record", "name/CNAME-primary").expect(
        provider="us_east_1",
        name="invoices.example.com",
        type="CNAME",
        records=["eu-west-1.invoices.example.com"],
        ttl=60,
        health_check_id=ready.ref("id"),
        failover_routing_policy={"type": "PRIMARY"},
    )


def test_the_standby_takes_over_by_its_own_health(template: Template) -> None:
    own = template.only("aws_route53_health_check", "health-eu-central-1")
    own.expect(
        provider="us_east_1",
        type="HTTPS",
        fqdn="eu-central-1.invoices.example.com",
        resource_path="/health",
        request_interval=10,
        failure_threshold=3,
    )
    assert template.only("aws_route53_record", "name/CNAME-secondary")["health_check_id"] == own.ref("id")


def test_the_switch_is_outside_the_region_that_it_leaves(template: Template) -> None:
    template.only("aws_ssm_parameter").expect(
        provider="eu_central_1", name="/holdfast/invoices-production/takeover", insecure_value="off"
    )
    template.only("aws_lambda_function").expect(provider="eu_central_1", handler="handler.handler")


def test_everything_is_tagged_with_its_team(template: Template) -> None:
    for provider in template.providers.values():
        assert provider["default_tags"][0]["tags"]["Team"] == "invoices"

"""Each region answers for itself from the first apply on, and no apply takes a release's page back."""

import pytest

from constructs_lib.testing import Template

REGIONS = ["eu-central-1", "us-east-1"]


@pytest.mark.parametrize("region", REGIONS)
def test_the_page_that_is_checked_is_there_before_any_release(site: Template, region: str) -> None:
    page = site.only("aws_s3_object", f"page-{region}")

    page.expect(
        provider=region.replace("-", "_"),
        bucket=site.only("aws_s3_bucket_versioning", f"{region}/content").ref("bucket"),
        content_type="text/html; charset=utf-8",
        cache_control="no-store",
    )
    assert site.only("aws_route53_health_check", f"health-{region}")["resource_path"] == f"/{page['key']}"
    assert f'<meta name="holdfast-region" content="{region}">' in page["content"]


def test_what_a_release_writes_over_it_is_not_terraform_s(site: Template) -> None:
    assert site.only("aws_s3_object", "page-us-east-1")["lifecycle"] == {
        "ignore_changes": [
            "cache_control",
            "content",
            "content_type",
            "kms_key_id",
            "server_side_encryption",
        ]
    }


def test_it_has_none_of_the_default_tags_that_the_next_release_would_drop(site: Template) -> None:
    for page in site.resources("aws_s3_object"):
        assert page["override_provider"] == {"default_tags": {"tags": {}}}


def test_the_page_is_a_region_s_own_and_not_copied(site: Template) -> None:
    copied = {
        rule["filter"]["prefix"]
        for block in site.resources("aws_s3_bucket_replication_configuration")
        for rule in block["rule"]
    }

    assert copied == {"releases/"}
    assert [
        page["key"] for page in site.resources("aws_s3_object") if page["key"].startswith("releases/")
    ] == []


def test_it_is_encrypted_with_the_region_s_key_where_there_is_one(site_with_everything: Template) -> None:
    template = site_with_everything
    template.only("aws_s3_object", "page-us-west-2").expect(
        provider="us_west_2",
        server_side_encryption="aws:kms",
        kms_key_id=template.only("aws_kms_key", "us-west-2/content").ref("arn"),
    )

"""The buckets of a website, and the copies between them (F18, F19)."""

import pytest

from constructs_lib.testing import Block, Template

CONTENT = "content/bucket"
REGIONS = ("eu-central-1", "us-east-1")


def alias(region: str) -> str:
    return region.replace("-", "_")


def content(template: Template, region: str, type_: str = "aws_s3_bucket") -> Block:
    return template.only(type_, f"{region}/{CONTENT}")


def rules(template: Template, region: str) -> list[dict[str, object]]:
    found = template.only("aws_s3_bucket_replication_configuration", f"replication-{region}")
    assert found.provider == alias(region)
    return list(found["rule"])


@pytest.mark.parametrize("region", REGIONS)
def test_a_bucket_is_named_after_deployment_region_and_account(site: Template, region: str) -> None:
    account = f"${{data.aws_caller_identity.account-{region}.account_id}}"
    bucket = content(site, region)
    bucket.expect(provider=alias(region), force_destroy=False)
    assert bucket["bucket"] == f"portfolio-production-{region}-{account}"


@pytest.mark.parametrize(
    ("fixture", "buckets"), [("site", 5), ("site_in_three_regions", 7), ("site_with_everything", 8)]
)
def test_every_bucket_is_private_owned_and_encrypted(
    fixture: str, buckets: int, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(fixture)
    blocks = template.resources("aws_s3_bucket_public_access_block")
    owners = template.resources("aws_s3_bucket_ownership_controls")
    closed = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")

    assert len(template.resources("aws_s3_bucket")) == buckets
    assert [[block[key] for key in closed] for block in blocks] == [[True] * 4] * buckets
    assert [block["rule"] for block in owners] == [{"object_ownership": "BucketOwnerEnforced"}] * buckets
    assert len(template.resources("aws_s3_bucket_server_side_encryption_configuration")) == buckets


@pytest.mark.parametrize("fixture", ["site", "site_with_everything"])
def test_every_bucket_refuses_whoever_comes_without_tls(fixture: str, request: pytest.FixtureRequest) -> None:
    template: Template = request.getfixturevalue(fixture)
    buckets = {block.ref("arn") for block in template.resources("aws_s3_bucket")}
    refusals = [
        block.document("policy")["Statement"][0] for block in template.resources("aws_s3_bucket_policy")
    ]

    assert {refusal["Resource"][0] for refusal in refusals} == buckets
    for refusal in refusals:
        assert (refusal["Effect"], refusal["Principal"], refusal["Action"]) == ("Deny", "*", ["s3:*"])
        assert refusal["Resource"][1] == f"{refusal['Resource'][0]}/*"
        assert refusal["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


@pytest.mark.parametrize("region", REGIONS)
def test_only_the_distribution_reads_and_it_cannot_list(site: Template, region: str) -> None:
    policy = content(site, region, "aws_s3_bucket_policy").document("policy")
    distribution = site.only("aws_cloudfront_distribution")

    assert policy["Statement"][1:] == [
        {
            "Sid": "DistributionReads",
            "Effect": "Allow",
            "Principal": {"Service": ["cloudfront.amazonaws.com"]},
            "Action": ["s3:GetObject"],
            "Resource": [f"{content(site, region).ref('arn')}/*"],
            "Condition": {"StringEquals": {"aws:SourceArn": distribution.ref("arn")}},
        }
    ]


@pytest.mark.parametrize("region", REGIONS)
def test_old_versions_and_abandoned_uploads_are_forgotten(site: Template, region: str) -> None:
    first, second = site.only("aws_s3_bucket_lifecycle_configuration", f"{region}/content/lifecycle")["rule"]

    assert (first["status"], first["noncurrent_version_expiration"]) == ("Enabled", [{"noncurrent_days": 30}])
    assert first["expiration"] == [{"expired_object_delete_marker": True}]
    assert second["abort_incomplete_multipart_upload"] == [{"days_after_initiation": 7}]


@pytest.mark.parametrize("region", REGIONS)
def test_access_logs_go_to_a_bucket_of_the_region_that_forgets(site: Template, region: str) -> None:
    log = site.only("aws_s3_bucket_logging", f"{region}/content/access-log")
    bucket = site.only("aws_s3_bucket", f"{region}/content/logs")
    log.expect(provider=alias(region), target_bucket=bucket.ref("bucket"), target_prefix="s3/")
    bucket.expect(provider=alias(region), force_destroy=True)

    policy = site.only("aws_s3_bucket_policy", f"{region}/content/logs").document("policy")
    assert policy["Statement"][1]["Condition"] == {
        "StringEquals": {"aws:SourceAccount": f"${{data.aws_caller_identity.account-{region}.account_id}}"},
        "ArnLike": {"aws:SourceArn": [content(site, region).ref("arn")]},
    }
    lifecycle = site.only("aws_s3_bucket_lifecycle_configuration", f"{region}/content/logs")
    assert lifecycle["rule"][0]["expiration"] == [{"days": 90}]


@pytest.mark.parametrize(("region", "other"), [REGIONS, REGIONS[::-1]])
def test_each_region_s_releases_are_copied_to_the_other(site: Template, region: str, other: str) -> None:
    versioning = content(site, other, "aws_s3_bucket_versioning").ref("bucket")

    assert rules(site, region) == [
        {
            "id": f"to-{other}",
            "priority": 0,
            "status": "Enabled",
            "filter": {"prefix": "releases/"},
            "delete_marker_replication": {"status": "Enabled"},
            "source_selection_criteria": {"replica_modifications": {"status": "Enabled"}},
            "destination": {"bucket": f"arn:aws:s3:::{versioning}", "metrics": {"status": "Enabled"}},
        }
    ]


def test_the_prefix_that_is_copied_is_the_one_that_releases_have() -> None:
    from constructs_lib.storage.replication import REPLICATED
    from publishing.release_id import PREFIX

    assert REPLICATED == PREFIX


@pytest.mark.parametrize("region", REGIONS)
def test_replication_waits_until_both_sides_keep_versions(site: Template, region: str) -> None:
    source = content(site, region, "aws_s3_bucket_versioning")
    configuration = site.only("aws_s3_bucket_replication_configuration", f"replication-{region}")

    assert source["versioning_configuration"] == {"status": "Enabled"}
    assert configuration["bucket"] == source.ref("bucket")


def test_with_three_regions_each_copies_to_both_others(site_in_three_regions: Template) -> None:
    copied = {
        region: [(rule["id"], rule["priority"]) for rule in rules(site_in_three_regions, region)]
        for region in (*REGIONS, "ap-northeast-1")
    }
    assert copied == {
        "eu-central-1": [("to-us-east-1", 0), ("to-ap-northeast-1", 1)],
        "us-east-1": [("to-eu-central-1", 0), ("to-ap-northeast-1", 1)],
        "ap-northeast-1": [("to-eu-central-1", 0), ("to-us-east-1", 1)],
    }


def test_time_control_is_asked_for_with_its_metrics(site_with_everything: Template) -> None:
    destination = rules(site_with_everything, "eu-central-1")[0]["destination"]

    assert isinstance(destination, dict)
    assert destination["replication_time"] == {"status": "Enabled", "time": {"minutes": 15}}
    assert destination["metrics"] == {"status": "Enabled", "event_threshold": {"minutes": 15}}


def test_with_kms_each_region_has_a_key_and_copies_are_encrypted_with_the_other_s(
    site_with_everything: Template,
) -> None:
    template = site_with_everything
    here = template.only("aws_kms_key", "eu-central-1/content/key")
    there = template.only("aws_kms_key", "us-west-2/content/key")
    rule = rules(template, "eu-central-1")[0]
    encryption = content(template, "eu-central-1", "aws_s3_bucket_server_side_encryption_configuration")

    here.expect(provider="eu_central_1", enable_key_rotation=True)
    there.expect(provider="us_west_2", enable_key_rotation=True)
    assert encryption["rule"] == [
        {
            "apply_server_side_encryption_by_default": {
                "kms_master_key_id": here.ref("arn"),
                "sse_algorithm": "aws:kms",
            },
            "bucket_key_enabled": True,
        }
    ]
    assert isinstance(rule["destination"], dict)
    assert rule["destination"]["encryption_configuration"] == {"replica_kms_key_id": there.ref("arn")}
    assert rule["source_selection_criteria"] == {
        "replica_modifications": {"status": "Enabled"},
        "sse_kms_encrypted_objects": {"status": "Enabled"},
    }


def test_the_distribution_may_decrypt_with_every_region_s_key(site_with_everything: Template) -> None:
    template = site_with_everything
    distribution = template.only("aws_cloudfront_distribution").ref("arn")
    readers = [
        template.only("aws_kms_key_policy", f"{region}/content/key").document("policy")["Statement"][1]
        for region in ("eu-central-1", "us-west-2", "eu-south-2")
    ]
    assert [(each["Action"], each["Principal"], each["Condition"]) for each in readers] == [
        (
            ["kms:Decrypt"],
            {"Service": ["cloudfront.amazonaws.com"]},
            {"StringEquals": {"aws:SourceArn": [distribution]}},
        )
    ] * 3


def test_the_replication_role_reads_one_bucket_and_writes_the_others(site: Template) -> None:
    role = site.only("aws_iam_role", "replication-eu-central-1")
    rights = site.only("aws_iam_role_policy", "replication-eu-central-1").document("policy")["Statement"]
    here = f"arn:aws:s3:::{content(site, 'eu-central-1', 'aws_s3_bucket_versioning').ref('bucket')}"
    there = f"arn:aws:s3:::{content(site, 'us-east-1', 'aws_s3_bucket_versioning').ref('bucket')}"

    assert role.document("assume_role_policy")["Statement"][0]["Principal"] == {
        "Service": ["s3.amazonaws.com"]
    }
    assert {each["Sid"]: each["Resource"] for each in rights} == {
        "ReadTheRules": [here],
        "ReadObjects": [f"{here}/*"],
        "WriteReplicas": [f"{there}/*"],
    }


def test_contents_go_with_the_deployment_only_if_asked(site_with_everything: Template) -> None:
    content(site_with_everything, "eu-central-1").expect(provider="eu_central_1", force_destroy=True)

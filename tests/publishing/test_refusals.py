"""What AWS refuses is told with what was found, what is allowed and how to mend it."""

import dataclasses
from pathlib import Path
from types import MappingProxyType

import botocore.compat
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError

from publishing import PublishError, Website, own_clients, publish, terraform_outputs, website_of
from publishing.errors import (
    AccessRefusedError,
    AnotherReleaseError,
    BucketMissingError,
    ContentRefusedError,
    NotDeployedError,
    RegionRefusedError,
    RegionUnreachableError,
    ReplicationTimeoutError,
    SignatureMissingError,
)
from tests.publishing.conftest import Publish
from tests.publishing.embedded_website import PRIMARY, STANDBY, EmbeddedWebsite, write_site


def refused_with(site: EmbeddedWebsite, operation: str, error: Exception, region: str = STANDBY) -> None:
    """From now on the region answers this operation like that."""

    def intervene(where: str, what: str) -> None:
        if (where, what) == (region, operation):
            raise error

    site.intervene = intervene


def answer(code: str, operation: str = "HeadBucket", message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)


def test_a_bucket_that_is_not_there_is_told_before_anything_is_uploaded(
    site: EmbeddedWebsite, tmp_path: Path
) -> None:
    write_site(tmp_path)
    buckets = MappingProxyType({**site.website.buckets, STANDBY: "shop-gone"})
    website = dataclasses.replace(site.website, buckets=buckets)
    with pytest.raises(BucketMissingError) as refused:
        publish(website, tmp_path, clients=site.client)
    assert str(refused.value) == (
        "us-west-2: the website's bucket cannot be used\n"
        "  found:   bucket shop-gone in us-west-2 does not exist\n"
        "  allowed: what the stack's Terraform outputs name\n"
        "  mend:    apply the stack again, and check that the credentials are of its account"
    )
    assert site.objects(PRIMARY) == {}


def test_a_store_that_is_not_there_is_told_before_anything_is_uploaded(
    site: EmbeddedWebsite, tmp_path: Path
) -> None:
    write_site(tmp_path)
    website = dataclasses.replace(site.website, key_value_store_arn=site.website.key_value_store_arn + "0")
    with pytest.raises(NotDeployedError, match="the key-value store does not exist"):
        publish(website, tmp_path, clients=site.client)
    assert site.objects(PRIMARY) == {}


@pytest.mark.parametrize(
    ("code", "kind", "found"),
    [
        ("403", AccessRefusedError, "bucket {bucket} in us-west-2 refuses HeadBucket: no"),
        ("AccessDenied", AccessRefusedError, "bucket {bucket} in us-west-2 refuses HeadBucket: no"),
        ("ExpiredToken", AccessRefusedError, "AWS takes these credentials no longer: no"),
        ("301", BucketMissingError, "bucket {bucket} in us-west-2 is in another region"),
        ("SlowDown", PublishError, "bucket {bucket} in us-west-2 answered HeadBucket with SlowDown: no"),
    ],
)
def test_a_refusal_of_a_region_names_the_bucket(
    site: EmbeddedWebsite,
    published: Publish,
    tmp_path: Path,
    code: str,
    kind: type[PublishError],
    found: str,
) -> None:
    write_site(tmp_path)
    refused_with(site, "HeadBucket", answer(code))
    with pytest.raises(kind) as refused:
        published(tmp_path)
    assert refused.value.found == found.format(bucket=site.website.buckets[STANDBY])


def test_a_permission_that_is_missing_is_named(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    refused_with(site, "PutObject", answer("AccessDenied", "PutObject", "Access Denied"), PRIMARY)
    with pytest.raises(AccessRefusedError) as refused:
        published(tmp_path)
    bucket = site.website.buckets[PRIMARY]
    assert refused.value.found == f"bucket {bucket} in eu-central-1 refuses PutObject: Access Denied"
    assert refused.value.allowed == "the permissions that docs/releases.md lists"


def test_without_credentials_it_says_so(site: EmbeddedWebsite, published: Publish, tmp_path: Path) -> None:
    write_site(tmp_path)
    refused_with(site, "HeadBucket", NoCredentialsError())
    with pytest.raises(AccessRefusedError, match="no AWS credentials"):
        published(tmp_path)


def test_a_region_that_is_down_is_named_with_the_way_around(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    refused_with(site, "HeadBucket", EndpointConnectionError(endpoint_url="https://s3"))
    with pytest.raises(RegionUnreachableError) as refused:
        published(tmp_path)
    assert refused.value.mend == "try again; while us-west-2 is down, add `--without us-west-2`"


@pytest.mark.parametrize("without", [["eu-west-9"], [PRIMARY, STANDBY]])
def test_only_regions_of_the_website_and_not_all_can_be_left_out(
    published: Publish, tmp_path: Path, without: list[str]
) -> None:
    write_site(tmp_path)
    with pytest.raises(RegionRefusedError, match="allowed: some of eu-central-1, us-west-2, but not all"):
        published(tmp_path, without=without)


def test_a_region_that_never_gets_the_release_ends_the_wait(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    site.replicating = False
    with pytest.raises(ReplicationTimeoutError) as late:
        published(tmp_path)
    assert late.value.found.startswith("5 of 5 objects missing after 60 s; of releases/20260102T030405Z-")
    assert 60 <= sum(site.pauses) < 75
    assert site.keys == {}


@pytest.mark.parametrize("share", [-1, 101])
def test_a_share_is_a_percentage(published: Publish, tmp_path: Path, share: int) -> None:
    with pytest.raises(PublishError, match="allowed: 0 to 100 percent"):
        published(tmp_path, share=share)


def test_another_release_meanwhile_is_not_overwritten(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path / "mine", story="mine")
    write_site(tmp_path / "theirs", story="theirs")
    other: list[str] = []

    def publish_theirs(_region: str, operation: str) -> None:
        if operation == "UpdateKeys":
            site.intervene = lambda _where, _what: None
            other.append(published(tmp_path / "theirs").release)

    site.intervene = publish_theirs
    with pytest.raises(AnotherReleaseError) as refused:
        published(tmp_path / "mine")
    assert refused.value.found == f"somebody else has changed it meanwhile, to {other[0]}"
    assert site.keys["release"] == other[0]


def test_a_file_that_goes_while_it_is_published_is_told(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)

    def remove(_region: str, operation: str) -> None:
        if operation == "ListObjectsV2":
            (tmp_path / "docs" / "index.html").unlink(missing_ok=True)

    site.intervene = remove
    with pytest.raises(ContentRefusedError, match="files that nobody changes while they are published"):
        published(tmp_path)
    assert site.keys == {}


def test_a_file_that_changes_while_it_is_published_is_told(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    refused_with(site, "PutObject", answer("BadDigest", "PutObject"), PRIMARY)
    with pytest.raises(ContentRefusedError, match="bytes that differ from those read a moment before"):
        published(tmp_path)


def test_after_the_switch_a_failure_says_that_the_release_is_served(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    refused_with(site, "PutObject", answer("AccessDenied", "PutObject"), STANDBY)
    with pytest.raises(AccessRefusedError) as refused:
        published(tmp_path)
    assert refused.value.what.startswith(
        f"{site.keys['release']} is served, but us-west-2 does not say so yet"
    )
    assert refused.value.mend.endswith("repeating the command writes what is missing")


def test_without_the_common_runtime_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(botocore.compat, "HAS_CRT", False)
    with pytest.raises(SignatureMissingError) as missing:
        own_clients()("cloudfront-keyvaluestore", "us-east-1")
    assert str(missing.value) == (
        "The release cannot be switched\n"
        "  found:   no package awscrt, without which boto3 cannot sign for the key-value store (SigV4A)\n"
        "  allowed: boto3 with its extra `crt`\n"
        "  mend:    run `make setup`"
    )


def test_the_website_is_read_from_the_outputs_the_primary_first() -> None:
    value = {
        "buckets": [{"region": PRIMARY, "bucket": "a"}, {"region": STANDBY, "bucket": "b"}],
        "key_value_store_arn": "arn:aws:cloudfront::123456789012:key-value-store/1",
    }
    website = Website.from_outputs({"website": {"value": value}, "other": {"value": 1}}, "shop-test")
    assert website.regions == (PRIMARY, STANDBY)
    assert website.buckets[STANDBY] == "b"
    assert website.key_value_store_arn.endswith("/1")


@pytest.mark.parametrize(
    "outputs", [{}, {"website": {"value": None}}, {"website": {"value": {"buckets": []}}}]
)
def test_a_stack_without_a_website_is_refused(outputs: dict[str, object]) -> None:
    with pytest.raises(NotDeployedError) as refused:
        Website.from_outputs(outputs, "shop-test")
    assert str(refused.value) == (
        "shop-test: nothing to publish to\n"
        "  found:   no website in the stack's Terraform outputs\n"
        "  allowed: a website that has been applied, with the output `website`\n"
        "  mend:    apply the stack first, and publish from the folder where it was applied"
    )


def test_a_stack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotDeployedError, match="synthesize and apply the deployment first"):
        website_of(tmp_path / "shop-test")


def test_a_state_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = tmp_path / "terraform"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    silent.chmod(0o755)
    monkeypatch.setenv("HOLDFAST_TERRAFORM", str(silent))
    monkeypatch.setattr(terraform_outputs, "_TIMEOUT", 0.2)

    with pytest.raises(NotDeployedError, match="found:   no answer from Terraform in"):
        website_of(tmp_path)

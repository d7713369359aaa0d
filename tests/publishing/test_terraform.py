"""Real Terraform makes the store and leaves the release in it alone; its outputs are the website."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drill.isolated_session import isolated_session
from drill.local_aws import MAX_RETRIES, LocalAws
from drill.loopback_client import loopback_config
from drill.terraform import Terraform
from publishing import website_of
from publishing.errors import NotDeployedError
from publishing.release_pointer import Pointer, PointerStore
from publishing.website import Website
from tests.terraform.conftest import pytest_runtest_setup  # noqa: F401  # skips where Terraform is missing

pytestmark = pytest.mark.terraform

STORE = "aws_cloudfront_key_value_store.releases"
STACK = {
    "terraform": {
        "required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 5.100.0, < 7.0.0"}}
    },
    "provider": {"aws": [{"alias": "us_east_1", "region": "us-east-1"}]},
    "resource": {
        "aws_cloudfront_key_value_store": {
            "releases": {"provider": "aws.us_east_1", "name": "shop-test", "comment": "The release in use"}
        },
        "aws_cloudfrontkeyvaluestore_key": {
            "release": {
                "provider": "aws.us_east_1",
                "key_value_store_arn": f"${{{STORE}.arn}}",
                "key": "release",
                "value": "none",
                "lifecycle": {"ignore_changes": ["value"]},
            }
        },
    },
    "output": {
        "website": {
            "value": {
                "buckets": [
                    {"region": "eu-central-1", "bucket": "a"},
                    {"region": "us-west-2", "bucket": "b"},
                ],
                "key_value_store_arn": f"${{{STORE}.arn}}",
            }
        }
    },
}


def test_a_release_outlives_the_next_apply_and_everything_can_be_destroyed(tmp_path: Path) -> None:
    (tmp_path / "cdk.tf.json").write_text(json.dumps(STACK), encoding="utf-8")
    with LocalAws() as aws:
        before = _stores(aws)  # one process has one account, and other tests of it leave theirs
        # The provider puts the account before the endpoint's name, which only a proxy can find.
        environment = aws.environment() | {"HTTP_PROXY": aws.endpoint}
        with Terraform(tmp_path, environment, max_retries=MAX_RETRIES) as terraform:
            terraform.init()
            terraform.apply(terraform.plan())
            outputs = {name: {"value": output.value} for name, output in terraform.output().items()}
            website = Website.from_outputs(outputs, "shop-test")
            make: Callable[..., Any] = isolated_session().client  # the stubs know services as literals
            store = PointerStore(
                website,
                lambda service, region: make(
                    service,
                    region_name=region,
                    endpoint_url=aws.endpoint,
                    config=loopback_config(service, aws.endpoint),
                ),
            )
            seen = store.read()
            assert seen.release == "none"
            store.write(seen, Pointer(release="20260102T030405Z-0123456789ab"), only=("release",))
            assert not terraform.plan().has_changes
            assert store.read().release == "20260102T030405Z-0123456789ab"
            terraform.destroy()
        assert _stores(aws) == before
        assert aws.failures == []


def _stores(aws: LocalAws) -> int:
    return int(aws.client("cloudfront").list_key_value_stores()["KeyValueStoreList"]["Quantity"])


def test_the_website_is_read_in_the_folder_where_it_was_applied(tmp_path: Path) -> None:
    value = {
        "buckets": [{"region": "eu-central-1", "bucket": "a"}, {"region": "us-west-2", "bucket": "b"}],
        "key_value_store_arn": "arn:aws:cloudfront::123456789012:key-value-store/1",
    }
    bucket = ["object", {"region": "string", "bucket": "string"}]
    kind = ["object", {"buckets": ["list", bucket], "key_value_store_arn": "string"}]
    state = {
        "version": 4,
        "terraform_version": "1.10.0",
        "serial": 1,
        "lineage": "shop-test",
        "outputs": {"website": {"value": value, "type": kind}},
        "resources": [],
    }
    (tmp_path / "terraform.tfstate").write_text(json.dumps(state), encoding="utf-8")
    website = website_of(tmp_path)
    assert website.buckets == {"eu-central-1": "a", "us-west-2": "b"}
    assert website.key_value_store_arn == value["key_value_store_arn"]


def test_a_stack_that_was_not_applied_has_no_website(tmp_path: Path) -> None:
    with pytest.raises(NotDeployedError, match="found:   no website in the stack's Terraform outputs"):
        website_of(tmp_path)


def test_what_terraform_says_is_passed_on(tmp_path: Path) -> None:
    (tmp_path / "cdk.tf.json").write_text('{"terraform": {"backend": {"s3": {}}}}', encoding="utf-8")
    with pytest.raises(NotDeployedError) as refused:
        website_of(tmp_path)
    assert "Backend initialization required" in refused.value.found
    assert refused.value.mend == "run `terraform init` there, then apply"

"""Key-value stores of CloudFront in the embedded AWS: one version at a time, within AWS's sizes."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.isolated_session import isolated_session
from drill.local_aws import LocalAws
from drill.loopback_client import loopback_config

SERVICE = "cloudfront-keyvaluestore"


class Store:
    """A store and its client."""

    def __init__(self, aws: LocalAws) -> None:
        made = aws.client("cloudfront").create_key_value_store(Name="releases")
        self.arn = made["KeyValueStore"]["ARN"]
        make: Callable[..., Any] = isolated_session().client  # the stubs know services as literals
        config = loopback_config(SERVICE, aws.endpoint)
        self.client = make(SERVICE, region_name="us-east-1", endpoint_url=aws.endpoint, config=config)

    def version(self) -> str:
        return str(self.client.describe_key_value_store(KvsARN=self.arn)["ETag"])

    def update(self, **changes: object) -> Any:  # noqa: ANN401  # boto3's answer
        return self.client.update_keys(KvsARN=self.arn, IfMatch=self.version(), **changes)

    def pairs(self) -> dict[str, str]:
        pages = self.client.get_paginator("list_keys").paginate(KvsARN=self.arn)
        return {item["Key"]: item["Value"] for page in pages for item in page["Items"]}


@pytest.fixture
def store(aws: LocalAws) -> Store:
    """An empty one."""
    return Store(aws)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(ClientError) as refused:
        call()
    return str(refused.value.response["Error"]["Code"])


def test_a_key_is_put_read_and_deleted(store: Store) -> None:
    store.client.put_key(KvsARN=store.arn, Key="a/b c", Value="1", IfMatch=store.version())
    found = store.client.get_key(KvsARN=store.arn, Key="a/b c")
    assert (found["Value"], found["ItemCount"], found["TotalSizeInBytes"]) == ("1", 1, 6)
    store.client.delete_key(KvsARN=store.arn, Key="a/b c", IfMatch=store.version())
    assert refusal(lambda: store.client.get_key(KvsARN=store.arn, Key="a/b c")) == "ResourceNotFoundException"


def test_a_write_that_names_an_old_version_is_refused(store: Store) -> None:
    old = store.version()
    store.client.put_key(KvsARN=store.arn, Key="a", Value="1", IfMatch=old)
    late = {"KvsARN": store.arn, "Key": "a", "Value": "2", "IfMatch": old}
    assert refusal(lambda: store.client.put_key(**late)) == "ConflictException"
    assert store.pairs() == {"a": "1"}


def test_several_changes_are_made_whole_or_not_at_all(store: Store) -> None:
    store.update(Puts=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    store.update(Puts=[{"Key": "c", "Value": "3"}], Deletes=[{"Key": "a"}])
    assert store.pairs() == {"b": "2", "c": "3"}
    wrong = {"Puts": [{"Key": "d", "Value": "4"}], "Deletes": [{"Key": "nowhere"}]}
    assert refusal(lambda: store.update(**wrong)) == "ResourceNotFoundException"
    assert store.pairs() == {"b": "2", "c": "3"}


def test_keys_and_values_have_the_sizes_of_aws(store: Store) -> None:
    store.update(Puts=[{"Key": "k" * 512, "Value": "v" * 1024}])
    for key, value in (("k" * 513, "v"), ("k", "v" * 1025)):
        puts = [{"Key": key, "Value": value}]
        assert refusal(lambda puts=puts: store.update(Puts=puts)) == "ValidationException"  # type: ignore[misc]


def test_at_most_fifty_changes_are_made_at_once(store: Store) -> None:
    puts = [{"Key": str(number), "Value": ""} for number in range(51)]
    assert refusal(lambda: store.update(Puts=puts)) == "ValidationException"
    store.update(Puts=puts[:50])
    assert len(store.pairs()) == 50


def test_a_store_that_is_not_there_is_told(store: Store, aws: LocalAws) -> None:
    aws.client("cloudfront").delete_key_value_store(Name="releases", IfMatch="any")
    assert refusal(store.version) == "ResourceNotFoundException"


def test_a_reset_forgets_the_keys(store: Store, aws: LocalAws) -> None:
    store.update(Puts=[{"Key": "a", "Value": "1"}])
    aws.reset()
    assert Store(aws).pairs() == {}

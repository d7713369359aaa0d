"""Where the state is kept."""

from typing import Any

import pytest

from tests.conftest import synthesized


def backend(**state: object) -> dict[str, Any]:
    """The backend of a stack with this `state:`."""
    found: dict[str, Any] = synthesized(state=state).document["terraform"]["backend"]
    return found


def test_a_local_state_stands_outside_the_output_folder_which_is_made_anew() -> None:
    assert backend(backend="local") == {"local": {"path": "../../../terraform.orders-production.tfstate"}}


def test_a_state_in_s3_is_encrypted_and_locked_by_s3_itself() -> None:
    """The lock in DynamoDB is deprecated (F30)."""
    assert backend(backend="s3", bucket="states", region="eu-west-1") == {
        "s3": {
            "bucket": "states",
            "region": "eu-west-1",
            "key": "holdfast/orders-production.tfstate",
            "encrypt": True,
            "use_lockfile": True,
        }
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("key", "teams/orders.tfstate"),
        ("kms_key_id", "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d"),
    ],
)
def test_key_and_encryption_key_are_the_users(key: str, value: str) -> None:
    found = backend(backend="s3", bucket="states", region="eu-west-1", **{key: value})

    assert found["s3"][key] == value


def test_two_environments_of_one_bucket_do_not_share_a_state() -> None:
    state = {"backend": "s3", "bucket": "states", "region": "eu-west-1"}
    keys = {
        synthesized(environment=environment, state=state).document["terraform"]["backend"]["s3"]["key"]
        for environment in ("production", "staging")
    }

    assert keys == {"holdfast/orders-production.tfstate", "holdfast/orders-staging.tfstate"}

"""Where the state is kept."""

from typing import Any

import pytest

from config.other_state import OtherState
from config.state import LocalState, S3State
from constructs_lib.state_backend import state_of
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


def test_a_prefix_of_the_user_s_own_stands_before_the_stack_s_name() -> None:
    found = backend(backend="s3", bucket="states", region="eu-west-1", key_prefix="teams/orders/")

    assert found["s3"]["key"] == "teams/orders/orders-production.tfstate"


def test_the_state_s_account_is_reached_by_its_own_rights() -> None:
    role = {"role_arn": "arn:aws:iam::210987654321:role/states", "session_name": "holdfast"}
    found = backend(backend="s3", bucket="states", region="eu-west-1", profile="ops", assume_role=role)

    assert (found["s3"]["profile"], found["s3"]["assume_role"]) == ("ops", role)


def test_an_old_terraform_locks_in_dynamodb_and_is_let_in() -> None:
    """Native locks came with Terraform 1.10 (F30)."""
    state = {
        "backend": "s3",
        "bucket": "states",
        "region": "eu-west-1",
        "use_lockfile": False,
        "dynamodb_table": "locks",
    }
    terraform = synthesized(state=state).document["terraform"]

    assert terraform["backend"]["s3"]["dynamodb_table"] == "locks"
    assert "use_lockfile" not in terraform["backend"]["s3"]
    assert terraform["required_version"] == ">= 1.6.0"


def test_any_other_backend_has_its_settings_passed_through_with_the_stack_s_name() -> None:
    settings = {"bucket": "states", "prefix": "holdfast/{stack}", "workspaces": {"name": "{stack}"}}

    assert backend(backend="other", type="gcs", settings=settings) == {
        "gcs": {
            "bucket": "states",
            "prefix": "holdfast/orders-production",
            "workspaces": {"name": "orders-production"},
        }
    }


def test_what_is_null_is_left_out_of_every_layout_s_backend_and_labels_keep_their_dots() -> None:
    settings = {"bucket": None, "labels": {"example.com/team": "{stack}", "x": None}, "l": [1, None]}
    left = {"labels": {"example.com/team": "orders-production"}, "l": [1]}

    assert backend(backend="other", type="kubernetes", settings=settings) == {"kubernetes": left}
    divided = OtherState(backend="other", layout="per-region", type="kubernetes", settings=settings)
    assert state_of(divided, name="orders-production").settings == left


@pytest.mark.parametrize(
    ("state", "path"),
    [
        (LocalState(), "../../../terraform.shop-global.tfstate"),
        (LocalState(path="states/shop.tfstate"), "../../../states/shop.global.tfstate"),
        (LocalState(path="/states/shop"), "/states/shop.global"),
    ],
)
def test_each_place_has_a_file_of_its_own(state: LocalState, path: str) -> None:
    assert state_of(state, name="shop-global", part="global").settings == {"path": path}


def test_each_place_has_a_key_of_its_own_and_is_read_without_the_writers_settings() -> None:
    state = S3State(
        backend="s3",
        bucket="states",
        region="eu-west-1",
        key="teams/shop.tfstate",
        kms_key_id="alias/states",
        dynamodb_table="locks",
        layout="per-region",
    )
    found = state_of(state, name="shop-mesh", part="mesh")

    assert found.settings["key"] == "teams/shop.mesh.tfstate"
    assert found.reading == {
        "bucket": "states",
        "region": "eu-west-1",
        "key": "teams/shop.mesh.tfstate",
        "kms_key_id": "alias/states",
    }

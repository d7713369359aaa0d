"""The buckets of the state: versioned, encrypted, over TLS alone, copied, and not to be destroyed."""

from typing import Any

import pytest

from config.state import S3State
from constructs_lib.naming import Naming
from constructs_lib.testing import Template

STATE: dict[str, Any] = {
    "backend": "s3",
    "bucket": "example-states",
    "region": "us-east-2",
    "replica_region": "eu-west-1",
}
KEYS: dict[str, Any] = {
    "kms_key_id": "arn:aws:kms:us-east-2:123456789012:key/0a1b2c3d",
    "replica_kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/4e5f6a7b",
}


def bootstrap(*, moved_in: bool = False, **changes: object) -> Template:
    """The stack's template."""
    import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

    # isort: split
    from cdktf import Testing

    from constructs_lib.systems.state_bootstrap import StateBootstrapStack

    return Template.of(
        StateBootstrapStack(
            Testing.app(),
            "orders-production-state",
            naming=Naming(deployment="orders", environment="production"),
            state=S3State.model_validate({**STATE, **changes}),
            replica_region="eu-west-1",
            moved_in=moved_in,
        )
    )


@pytest.fixture(scope="module")
def plain() -> Template:
    """Without KMS keys."""
    return bootstrap()


def test_there_is_a_bucket_and_its_copy_elsewhere_and_terraform_destroys_neither(plain: Template) -> None:
    found = {
        block.provider: (block["bucket"], block["lifecycle"]) for block in plain.resources("aws_s3_bucket")
    }
    kept = {"prevent_destroy": True}
    assert found == {"us_east_2": ("example-states", kept), "eu_west_1": ("example-states-replica", kept)}


@pytest.mark.parametrize("place", ["states", "copies"])
def test_a_bucket_is_private_versioned_encrypted_and_takes_tls_alone(plain: Template, place: str) -> None:
    versions = plain.only("aws_s3_bucket_versioning", place)
    assert versions["versioning_configuration"] == {"status": "Enabled"}
    private = plain.only("aws_s3_bucket_public_access_block", place)
    for name in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"):
        assert private[name] is True
    (rule,) = plain.only("aws_s3_bucket_server_side_encryption_configuration", place)["rule"]
    assert rule["apply_server_side_encryption_by_default"] == {"sse_algorithm": "AES256"}
    (statement,) = plain.only("aws_s3_bucket_policy", place).document("policy")["Statement"]
    assert (statement["Effect"], statement["Condition"]) == (
        "Deny",
        {"Bool": {"aws:SecureTransport": "false"}},
    )


def test_old_states_are_forgotten_after_90_days(plain: Template) -> None:
    rules = {
        rule["id"]: rule for rule in plain.only("aws_s3_bucket_lifecycle_configuration", "states")["rule"]
    }
    assert rules["forget-old-states"]["noncurrent_version_expiration"] == [{"noncurrent_days": 90}]


def test_everything_is_copied_deletions_as_marks(plain: Template) -> None:
    """A copy that kept every lock would be locked for ever."""
    (rule,) = plain.only("aws_s3_bucket_replication_configuration")["rule"]
    assert (rule["status"], rule["filter"]) == ("Enabled", {"prefix": ""})
    assert rule["delete_marker_replication"] == {"status": "Enabled"}
    copy = plain.only("aws_s3_bucket_versioning", "copies")
    assert rule["destination"] == {"bucket": f"arn:aws:s3:::{copy.ref('bucket')}"}


def test_with_kms_keys_each_bucket_has_its_own_region_s() -> None:
    """F19."""
    template = bootstrap(**KEYS)
    for place, key in (("states", KEYS["kms_key_id"]), ("copies", KEYS["replica_kms_key_id"])):
        (rule,) = template.only("aws_s3_bucket_server_side_encryption_configuration", place)["rule"]
        assert rule["apply_server_side_encryption_by_default"]["kms_master_key_id"] == key
    (rule,) = template.only("aws_s3_bucket_replication_configuration")["rule"]
    assert rule["source_selection_criteria"] == {"sse_kms_encrypted_objects": {"status": "Enabled"}}
    statements = template.only("aws_iam_role_policy").document("policy")["Statement"]
    rights = {each["Sid"]: each["Resource"] for each in statements if each["Sid"] in ("Decrypt", "Encrypt")}
    assert rights == {"Decrypt": [KEYS["kms_key_id"]], "Encrypt": [KEYS["replica_kms_key_id"]]}


def test_a_table_for_old_locks_is_made_where_one_is_named(plain: Template) -> None:
    plain.expect_count("aws_dynamodb_table", 0)
    table = bootstrap(dynamodb_table="locks").only("aws_dynamodb_table")
    table.expect(provider="us_east_2", name="locks", hash_key="LockID", deletion_protection_enabled=True)


@pytest.mark.parametrize(
    ("moved_in", "backend", "where"),
    [
        (False, "local", {"path": "../../../terraform.orders-production-state.tfstate"}),
        (True, "s3", {"bucket": "example-states", "key": "holdfast/orders-production-state.tfstate"}),
    ],
)
def test_its_own_state_begins_as_a_file_and_can_move_in(
    moved_in: bool, backend: str, where: dict[str, str]
) -> None:
    found = bootstrap(moved_in=moved_in).document["terraform"]["backend"]
    assert found[backend].items() >= where.items()


def test_the_state_s_account_is_reached_by_its_own_rights() -> None:
    role = {"role_arn": "arn:aws:iam::210987654321:role/states"}
    for provider in bootstrap(assume_role=role).providers.values():
        assert provider["assume_role"] == [role]

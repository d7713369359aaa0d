"""Where the state is kept decides whether it can be opened when a region is down (F29)."""

import pytest

from config.state import S3State
from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL

S3 = "state:\n  backend: s3\n  bucket: example-state\n  region: eu-west-1\n"


def test_a_bucket_in_a_region_of_the_deployment_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:15: state.region
  found:   us-west-2
  allowed: a region outside this deployment: when it is down, so is its state
  mend:    keep the state in another region, such as us-east-2, or give a reason in `accept_inside:`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "state:\n  backend: s3\n  bucket: example-state\n  region: us-west-2\n") == message


def test_a_missing_backend_is_told(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: state.backend
  found:   nothing; the key is missing
  allowed: `backend: local`, `backend: s3` or `backend: other`
  mend:    add `backend: s3` with `bucket:` and `region:`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "state:\n  bucket: example-state\n") == message


@pytest.mark.parametrize(
    "text", ["layout: per-region", "path: orders.tfstate", "backend:", "backend:\n  layout: single"]
)
def test_a_state_that_names_no_backend_is_a_local_file(load_text: Load, text: str) -> None:
    assert load_text(f"{SMALL}state:\n  {text}\n").state.backend == "local"


def test_an_unknown_backend_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: state.backend
  found:   gcs
  allowed: `backend: local`, `backend: s3` or `backend: other`
  mend:    add `backend: s3` with `bucket:` and `region:`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "state:\n  backend: gcs\n") == message


def test_a_bucket_without_region_and_with_a_bad_name_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: state.region
  found:   nothing; the key is missing
  allowed: the name of a public AWS region, such as us-east-1
  mend:    add `region:`; write the region's code, such as us-east-1

deployment.yaml:14: state.bucket
  found:   Example_State
  allowed: a bucket's name: 3 to 63 lower-case letters, digits, hyphens and single dots
  mend:    write the name of a bucket that exists, or that `bootstrap` is to make

2 problems in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "state:\n  backend: s3\n  bucket: Example_State\n") == message


def test_a_key_of_another_backend_is_unknown(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: state.bucket
  found:   an unknown key
  allowed: layout, backend, path
  mend:    remove it, or choose another `backend`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "state:\n  backend: local\n  bucket: example-state\n") == message


def test_a_bucket_inside_is_accepted_with_a_reason(load_text: Load) -> None:
    inside = "state:\n  backend: s3\n  bucket: example-state\n  region: us-west-2\n"
    state = load_text(f"{SMALL}{inside}  accept_inside: the company's only bucket is there\n").state
    assert isinstance(state, S3State)
    assert state.accept_inside == "the company's only bucket is there"


def test_a_state_without_any_lock_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: state.use_lockfile
  found:   no lock at all
  allowed: a lock: two applies at once would spoil the state
  mend:    remove the line, or name a `dynamodb_table:` where Terraform is older than 1.10

1 problem in deployment.yaml; nothing was written."""
    assert refusal(f"{SMALL}{S3}  use_lockfile: false\n") == message


@pytest.mark.parametrize(
    ("lines", "place", "allowed"),
    [
        ("key: a.tfstate\n  key_prefix: b/", "state.key_prefix", "one of the two"),
        ("replica_region: eu-west-1", "state.replica_region", "another region than the bucket's"),
        ("replica_bucket: copy", "state.replica_bucket", "a `replica_region` beside it"),
        (
            "replica_region: eu-west-2\n  replica_bucket: example-state",
            "state.replica_bucket",
            "a name of its own",
        ),
        (
            "replica_region: eu-west-2\n  kms_key_id: arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d",
            "state.replica_kms_key_id",
            "a key in each of the two regions",
        ),
        ("accept_inside: why", "state.accept_inside", "the reason, in 10 to 300 characters"),
    ],
)
def test_what_contradicts_itself_is_refused(refusal: Refusal, lines: str, place: str, allowed: str) -> None:
    message = refusal(f"{SMALL}{S3}  {lines}\n")
    assert message.endswith("1 problem in deployment.yaml; nothing was written.")
    assert f": {place}\n" in message
    assert f"  allowed: {allowed}" in message


def test_a_pass_through_of_what_has_a_section_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: state.type
  found:   s3
  allowed: a type that has no section of its own here; s3 has one
  mend:    set `backend: s3`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(f"{SMALL}state:\n  backend: other\n  type: s3\n") == message


def test_several_states_in_one_place_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: state.settings
  found:   no {stack} in any setting
  allowed: {stack} in the setting that tells one state from another: each stack has its own
  mend:    write it like `prefix: holdfast/{stack}`

1 problem in deployment.yaml; nothing was written."""
    text = "state:\n  backend: other\n  layout: per-region\n  type: gcs\n  settings: {bucket: states}\n"
    assert refusal(SMALL + text) == message


def test_the_stack_s_name_in_a_key_tells_no_state_from_another(refusal: Refusal) -> None:
    text = "  layout: per-region\n  type: kubernetes\n  settings: {labels: {'{stack}': x}}\n"
    message = refusal(f"{SMALL}state:\n  backend: other\n{text}")
    assert "found:   no {stack} in any setting" in message
    assert message.endswith("1 problem in deployment.yaml; nothing was written.")


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf", "1e400"])
def test_a_number_that_json_does_not_have_is_refused(refusal: Refusal, number: str) -> None:
    message = refusal(
        f"{SMALL}state:\n  backend: other\n  type: http\n  settings:\n    retries: [1, {number}]\n"
    )
    assert "deployment.yaml:16: state.settings.retries[1]" in message
    assert "allowed: a number that is finite: JSON has no other" in message


@pytest.mark.parametrize("key", ["workspaces.name", "''", "//"])
def test_what_is_no_argument_is_refused(refusal: Refusal, key: str) -> None:
    message = refusal(f"{SMALL}state:\n  backend: other\n  type: gcs\n  settings: {{{key}: x}}\n")
    assert "allowed: an argument's name: lower-case letters, digits and _" in message


def test_cloud_is_no_backend(refusal: Refusal) -> None:
    message = refusal(f"{SMALL}state:\n  backend: other\n  type: cloud\n")
    assert "deployment.yaml:14: state.type\n  found:   cloud\n  allowed: a backend: `cloud` is a" in message
    assert "mend:    set `type: remote`" in message


@pytest.mark.parametrize("path", ["states/", "/", "..", ".", "states/..", "../."])
def test_a_local_state_in_a_folder_s_place_is_refused(refusal: Refusal, path: str) -> None:
    message = refusal(f"{SMALL}state:\n  backend: local\n  path: {path}\n")
    assert f"deployment.yaml:14: state.path\n  found:   {path}\n  allowed: a file's path" in message


@pytest.mark.parametrize("key", ["teams/", "/orders.tfstate", "a b"])
def test_a_key_that_is_no_object_s_is_refused(refusal: Refusal, key: str) -> None:
    message = refusal(f"{SMALL}{S3}  key: {key}\n")
    assert "allowed: the object's key, without spaces, or a slash in front or at the end" in message


@pytest.mark.parametrize(
    ("name", "right"), [("kms_key_id", "eu-west-1"), ("replica_kms_key_id", "eu-west-2")]
)
def test_a_key_of_another_region_is_refused(refusal: Refusal, name: str, right: str) -> None:
    """A bucket is encrypted with a key of its own region (F19)."""
    keys = {"kms_key_id": "eu-west-1", "replica_kms_key_id": "eu-west-2"} | {name: "us-east-2"}
    lines = [f"{key}: arn:aws:kms:{region}:123456789012:key/0a1b2c3d" for key, region in keys.items()]
    message = refusal(f"{SMALL}{S3}  replica_region: eu-west-2\n" + "".join(f"  {line}\n" for line in lines))
    assert f": state.{name}\n  found:   a key of us-east-2\n  allowed: a key of {right}: " in message
    assert f"mend:    copy the ARN of one in {right}" in message
    assert message.endswith("1 problem in deployment.yaml; nothing was written.")


@pytest.mark.parametrize("key", ["access_key", "sas_token", "client_secret", "encryption_key", "password"])
def test_a_secret_in_a_backend_s_settings_is_refused(refusal: Refusal, key: str) -> None:
    message = refusal(f"{SMALL}state:\n  backend: other\n  type: gcs\n  settings:\n    {key}: hunter2\n")
    assert f"deployment.yaml:16: state.settings.{key}" in message
    assert "hunter2" not in message


def test_no_region_s_own_state_is_inside_the_deployment_either(refusal: Refusal) -> None:
    text = "state:\n  backend: s3\n  layout: per-region\n  bucket: example-state\n  region: us-west-2\n"
    assert "a region outside this deployment" in refusal(SMALL + text)

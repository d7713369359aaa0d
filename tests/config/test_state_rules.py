"""Where the state is kept decides whether it can be opened when a region is down (F29)."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL


def test_a_bucket_in_a_region_of_the_deployment_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:15: state.region
  found:   us-west-2
  allowed: a region outside this deployment: when it is down, so is its state
  mend:    keep the state in another region, such as us-east-2

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "state:\n  backend: s3\n  bucket: example-state\n  region: us-west-2\n") == message


def test_a_missing_backend_is_told(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: state.backend
  found:   nothing; the key is missing
  allowed: `backend: local` or `backend: s3`
  mend:    add `backend: s3` with `bucket:` and `region:`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "state:\n  bucket: example-state\n") == message


def test_an_unknown_backend_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: state.backend
  found:   gcs
  allowed: `backend: local` or `backend: s3`
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
  mend:    write the name of a bucket that exists

2 problems in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "state:\n  backend: s3\n  bucket: Example_State\n") == message


def test_a_key_of_another_backend_is_unknown(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: state.bucket
  found:   an unknown key
  allowed: backend, path
  mend:    remove it, or choose another `backend`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "state:\n  backend: local\n  bucket: example-state\n") == message

"""A certificate comes about in exactly one of three ways, in the region that uses it (F3)."""

from tests.config.conftest import Refusal
from tests.config.texts import ARN_EAST, ARN_WEST, arns, changed


def test_none_of_the_ways_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:10: domain.certificate
  found:   none of the three ways to get a certificate
  allowed: exactly one of validation_zone, validation_zone_id and arns
  mend:    set `validation_zone:` to the public hosted zone above the name, such as example.com

1 problem in deployment.yaml; nothing was written."""
    text = changed(("  certificate:\n    validation_zone: example.com\n", "  certificate: {}\n"))
    assert refusal(text) == message


def test_two_ways_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:10: domain.certificate
  found:   validation_zone and validation_zone_id
  allowed: exactly one of validation_zone, validation_zone_id and arns
  mend:    keep one of validation_zone and validation_zone_id

1 problem in deployment.yaml; nothing was written."""
    text = changed(
        (
            "validation_zone: example.com\n",
            "validation_zone: example.com\n    validation_zone_id: Z0123456789\n",
        )
    )
    assert refusal(text) == message


def test_a_region_without_certificate_is_named(refusal: Refusal) -> None:
    message = """\
deployment.yaml:11: domain.certificate.arns
  found:   no certificate for us-west-2
  allowed: one certificate for each region: HTTPS needs it in the same region
  mend:    add `us-west-2: arn:aws:acm:us-west-2:...`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(arns(ARN_EAST)) == message


def test_a_certificate_of_another_region_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: domain.certificate.arns.us-west-2
  found:   a certificate of us-west-1
  allowed: a certificate of us-west-2: a Lattice service takes only its own region's
  mend:    request or import the certificate in us-west-2 and write that ARN

1 problem in deployment.yaml; nothing was written."""
    assert refusal(arns(ARN_EAST, "us-west-2: arn:aws:acm:us-west-1:123456789012:certificate/b")) == message


def test_a_certificate_for_a_region_that_is_not_there_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: domain.certificate.arns.eu-west-1
  found:   a certificate for eu-west-1
  allowed: the deployment's regions: us-east-1, us-west-2
  mend:    remove the line, or correct the region

1 problem in deployment.yaml; nothing was written."""
    text = arns(ARN_EAST, ARN_WEST, "eu-west-1: arn:aws:acm:eu-west-1:123456789012:certificate/c")
    assert refusal(text) == message


def test_what_is_no_arn_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: domain.certificate.arns.us-west-2
  found:   my-certificate
  allowed: an ACM certificate's ARN
  mend:    copy it, such as arn:aws:acm:us-east-1:123456789012:certificate/...

1 problem in deployment.yaml; nothing was written."""
    assert refusal(arns(ARN_EAST, "us-west-2: my-certificate")) == message


def test_a_missing_certificate_is_told_with_its_keys(refusal: Refusal) -> None:
    message = """\
deployment.yaml:8: domain.certificate
  found:   nothing; the key is missing
  allowed: a mapping with the keys validation_zone, validation_zone_id, arns
  mend:    add `certificate:` with its keys below it

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("  certificate:\n    validation_zone: example.com\n", ""))) == message

"""ACM issues no certificate whose first name is longer than 64 characters."""

import pytest
from pydantic import ValidationError

from config.application_domain import ApplicationDomain
from config.domain import Certificate, PrivateDomain
from config.public_domain import PublicDomain
from config.routing_zone import PublicZone

ZONE = PublicZone(name="example.com", lookup_zone=True)
LONGEST = f"{'a' * 52}.example.com"
TOO_LONG = f"{'a' * 53}.example.com"
REFUSAL = "name: allowed: at most 64 characters where the certificate is requested"


def test_the_longest_name_is_taken() -> None:
    assert len(LONGEST) == 64
    assert ApplicationDomain(name=LONGEST, zone=ZONE).name == LONGEST
    assert PublicDomain(name=LONGEST, zone=ZONE).name == LONGEST


def test_a_longer_one_is_refused_in_every_system() -> None:
    with pytest.raises(ValidationError, match=REFUSAL):
        ApplicationDomain(name=TOO_LONG, zone=ZONE)
    with pytest.raises(ValidationError, match=REFUSAL):
        PublicDomain(name=TOO_LONG, zone=ZONE)
    with pytest.raises(ValidationError, match=REFUSAL):
        PrivateDomain(name=TOO_LONG, certificate=Certificate(validation_zone="example.com"))


def test_it_is_taken_with_a_certificate_that_is_there() -> None:
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/a"

    assert ApplicationDomain(name=TOO_LONG, zone=ZONE, certificate_arns={"us-east-1": arn}).name == TOO_LONG
    assert PublicDomain(name=TOO_LONG, zone=ZONE, certificate_arn=arn).name == TOO_LONG

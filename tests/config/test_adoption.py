"""What may stand under `adopt`: addresses of resources, and ids as they are."""

import pytest

from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL

ZONE = "aws_route53_zone.zone_6E295601"


@pytest.mark.parametrize("address", ["zone", "data.aws_route53_zone.zone", "module.x.aws_vpc.y", "aws_vpc."])
def test_what_is_no_address_is_refused(refusal: Refusal, address: str) -> None:
    message = refusal(f"{SMALL}adopt:\n  {address}: Z0123456789\n")

    assert "allowed: the address of a resource of the synthesized stack, as a plan shows it" in message


def test_an_id_that_looks_like_a_number_is_told_of(refusal: Refusal) -> None:
    message = refusal(f"{SMALL}adopt:\n  {ZONE}: 12345\n")

    assert "mend:    put it in quotes, so that YAML reads it as text" in message


def test_an_id_is_kept_as_it_is(load_text: Load) -> None:
    id_ = "Z1_www.example.com_A_primary"

    assert load_text(f"{SMALL}adopt:\n  {ZONE}: {id_}\n").adopt == {ZONE: id_}

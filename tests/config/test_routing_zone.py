"""The public zone of a routed name."""

import pytest
from pydantic import ValidationError

from config.routing_zone import PublicZone


def message(**fields: object) -> str:
    """What is said of a wrong zone."""
    with pytest.raises(ValidationError) as refused:
        PublicZone.model_validate({"name": "example.com", **fields})
    return str(refused.value.errors()[0]["msg"])


def test_a_name_alone_is_a_zone_that_is_created_plain() -> None:
    zone = PublicZone(name="Example.com.")

    assert (zone.name, zone.creates_zone, zone.certificate_authorities, zone.dnssec) == (
        "example.com",
        True,
        (),
        False,
    )


@pytest.mark.parametrize("fields", [{"zone_id": "Z0123"}, {"lookup_zone": True}])
def test_an_existing_zone_is_not_created(fields: dict[str, object]) -> None:
    assert PublicZone.model_validate({"name": "example.com", **fields}).creates_zone is False


def test_two_ways_to_an_existing_zone_are_refused() -> None:
    assert message(zone_id="Z0123", lookup_zone=True) == (
        "lookup_zone: allowed: one of the two: both name an existing zone; mend: remove `lookup_zone`"
    )


def test_a_caa_record_that_locks_acm_out_is_refused() -> None:
    assert message(certificate_authorities=["letsencrypt.org"]) == (
        "certificate_authorities: allowed: a list with one of Amazon's own: without it ACM can neither "
        "issue nor "
        "renew; mend: add amazon.com"
    )


@pytest.mark.parametrize("authority", ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"])
def test_each_of_amazons_names_lets_acm_in(authority: str) -> None:
    zone = PublicZone.model_validate({"name": "example.com", "certificate_authorities": [authority]})

    assert zone.certificate_authorities == (authority,)


def test_reports_without_authorities_are_refused() -> None:
    assert message(caa_report_to="security@example.com") == (
        "caa_report_to: allowed: both or neither: without authorities nothing is ever refused; "
        "mend: add `certificate_authorities: [amazon.com]`, or remove `caa_report_to`"
    )


def test_a_top_level_domain_is_refused() -> None:
    assert message(name="com") == (
        "name: allowed: a zone of two labels or more; mend: write it like example.com"
    )

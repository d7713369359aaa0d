"""Certificates: one per region, all proved by one public record."""

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized

REGIONS = ["us-east-1", "us-west-2"]


@pytest.fixture(scope="module")
def proved_by_id() -> Template:
    """The public zone named by its id."""
    return synthesized(
        domain={
            "name": "orders.svc.example.com",
            "zone": "svc.example.com",
            "certificate": {"validation_zone_id": "Z0PUBLIC"},
        }
    )


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_asks_for_its_own_certificate_of_the_shared_name(
    two_regions: Template, region: str
) -> None:
    """Lattice takes a certificate of its own region only (F3). Another name's is there before this one goes:
    ACM deletes none that is in use.
    """
    two_regions.only("aws_acm_certificate", f"request-{region}").expect(
        provider=region.replace("-", "_"),
        domain_name="orders.svc.example.com",
        validation_method="DNS",
        lifecycle={"create_before_destroy": True},
    )


def test_one_record_proves_the_name_for_all_regions(three_regions: Template) -> None:
    """ACM asks the same record of every region of an account."""
    proofs = [
        block
        for block in three_regions.resources("aws_route53_record")
        if "failover_routing_policy" not in block.body
    ]
    request = three_regions.only("aws_acm_certificate", "request-us-east-1")
    option = f"${{tolist({request.address}.domain_validation_options).0."

    assert len(proofs) == 1
    proofs[0].expect(
        provider="us_east_1",
        name=f"{option}resource_record_name}}",
        type=f"{option}resource_record_type}}",
        records=[f"{option}resource_record_value}}"],
        allow_overwrite=True,
    )


def test_the_record_stands_in_the_public_zone_that_is_looked_up(two_regions: Template) -> None:
    """ACM looks from outside: the service's private zone cannot hold it."""
    (zone,) = two_regions.data("aws_route53_zone")

    zone.expect(provider="us_east_1", name="example.com", private_zone=False)
    two_regions.only("aws_route53_record", "certificate").expect(
        provider="us_east_1", zone_id=zone.ref("zone_id")
    )


def test_a_public_zone_given_by_id_is_not_looked_up(proved_by_id: Template) -> None:
    proved_by_id.only("aws_route53_record", "certificate").expect(provider="us_east_1", zone_id="Z0PUBLIC")
    assert proved_by_id.data("aws_route53_zone") == []


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_waits_for_its_certificate_after_the_record_is_there(
    two_regions: Template, region: str
) -> None:
    two_regions.only("aws_acm_certificate_validation", f"validated-{region}").expect(
        provider=region.replace("-", "_"),
        certificate_arn=two_regions.only("aws_acm_certificate", f"request-{region}").ref("arn"),
        depends_on=[two_regions.only("aws_route53_record", "certificate").address],
    )


@pytest.mark.parametrize("region", REGIONS)
def test_certificates_given_by_arn_are_used_in_their_regions(adopted: Template, region: str) -> None:
    adopted.only("aws_vpclattice_service", region).expect(
        provider=region.replace("-", "_"),
        certificate_arn=f"arn:aws:acm:{region}:123456789012:certificate/{region}",
    )


@pytest.mark.parametrize("type_", ["aws_acm_certificate", "aws_acm_certificate_validation"])
def test_certificates_given_by_arn_make_none(adopted: Template, type_: str) -> None:
    assert adopted.resources(type_) == []
    assert adopted.data("aws_route53_zone") == []

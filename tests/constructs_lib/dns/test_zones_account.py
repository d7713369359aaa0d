"""Hosted zones in another account: what is written into a zone is written there, and nothing else is."""

from typing import Any

import pytest

from constructs_lib.testing import Block, Template
from tests.conftest import synthesized
from tests.support.deployments import ADOPTED
from tests.support.pilot_lights import synthesized_pilot_light
from tests.support.warm_standbys import synthesized_warm_standby
from tests.support.websites import synthesized_website

DNS: dict[str, Any] = {"dns": {"assume_role": {"role_arn": "arn:aws:iam::222222222222:role/dns"}}}
IN_A_ZONE = {
    "aws_route53_hosted_zone_dnssec",
    "aws_route53_key_signing_key",
    "aws_route53_record",
    "aws_route53_vpc_association_authorization",
    "aws_route53_zone",
}
SIGNED: dict[str, Any] = {
    "name": "example.com",
    "dnssec": True,
    "certificate_authorities": ["amazon.com"],
}


def kind(block: Block) -> str:
    """The type of a resource or data source."""
    return block.address.removeprefix("data.").partition(".")[0]


def types_by(template: Template, alias: str) -> set[str]:
    return {kind(block) for block in template.resources() if block.provider == alias}


def by_another(template: Template) -> list[str]:
    """What belongs into a zone and is not written by the zones' account."""
    return [
        block.address
        for block in [*template.resources(), *template.data("aws_route53_zone")]
        if kind(block) in IN_A_ZONE and block.provider != "dns"
    ]


@pytest.fixture(scope="module")
def site() -> Template:
    return synthesized_website(
        providers=DNS, domain={"name": "www.example.com", "redirect_from": ["example.com"], "zone": SIGNED}
    )


@pytest.fixture(scope="module")
def pair() -> Template:
    return synthesized_pilot_light(providers=DNS)


@pytest.fixture(scope="module")
def existing_zone() -> Template:
    """VPCs of the deployment's account, and a private zone of the other."""
    return synthesized(
        providers=DNS,
        domain={
            "name": "orders.svc.example.com",
            "zone_id": "Z0EXISTING",
            "certificate": {"validation_zone": "example.com"},
        },
    )


def test_a_sites_zone_records_proofs_and_signature_are_the_zones_accounts(site: Template) -> None:
    assert by_another(site) == []
    assert types_by(site, "dns") == {
        "aws_kms_alias",  # of the key that signs
        "aws_kms_key",
        "aws_route53_hosted_zone_dnssec",
        "aws_route53_key_signing_key",
        "aws_route53_record",
        "aws_route53_zone",
    }


def test_the_key_that_signs_lets_its_own_account_and_zone_in(site: Template) -> None:
    (key,) = [block for block in site.resources("aws_kms_key") if block.provider == "dns"]

    policy = key.document("policy")["Statement"]
    zones_account = "${data.aws_caller_identity.account-dns.account_id}"
    assert policy[0]["Principal"] == {"AWS": [f"arn:aws:iam::{zones_account}:root"]}
    assert policy[1]["Condition"]["StringEquals"] == {"aws:SourceAccount": zones_account}


def test_a_pair_looks_its_zone_up_where_the_zones_are(pair: Template) -> None:
    assert by_another(pair) == []
    assert types_by(pair, "dns") == {"aws_route53_record"}
    assert [block.provider for block in pair.data("aws_route53_zone")] == ["dns"]


def test_a_platforms_names_are_all_the_zones_accounts() -> None:
    """The edge's, the origin's and the witness's records, and every proof."""
    template = synthesized_warm_standby(providers=DNS)

    assert by_another(template) == []
    assert types_by(template, "dns") == {"aws_route53_record"}


def test_health_checks_and_certificates_stay_in_the_deployments_account(pair: Template) -> None:
    here: list[Block] = [
        block
        for block in pair.resources()
        if kind(block) in ("aws_route53_health_check", "aws_acm_certificate", "aws_cloudwatch_metric_alarm")
    ]

    assert {block.provider for block in here} == {"us_east_1", "us_west_2"}


def test_a_vpc_is_authorized_by_the_zones_account_and_associated_by_its_own(existing_zone: Template) -> None:
    for region in ("us-east-1", "us-west-2"):
        authorization = existing_zone.only(
            "aws_route53_vpc_association_authorization", f"zone/authorization-{region}"
        )
        association = existing_zone.only("aws_route53_zone_association", f"zone/association-{region}")
        arguments = {
            "zone_id": "Z0EXISTING",
            "vpc_id": existing_zone.only("aws_vpc", region).ref("id"),
            "vpc_region": region,
        }
        authorization.expect(provider="dns", **arguments)
        association.expect(provider="us_east_1", **arguments, depends_on=[authorization.address])
    assert by_another(existing_zone) == []


def test_a_vpc_that_is_associated_already_needs_no_authorization() -> None:
    template = synthesized(**{**ADOPTED, "providers": DNS})

    assert [block.path for block in template.resources("aws_route53_vpc_association_authorization")] == [
        "zone/authorization-us-west-2"
    ]


def test_a_private_zone_that_is_created_stays_beside_its_vpcs() -> None:
    """AWS makes one only together with a VPC of the zone's own account."""
    template = synthesized(providers=DNS)

    template.only("aws_route53_zone").expect(provider="us_east_1", name="svc.example.com")
    assert template.resources("aws_route53_vpc_association_authorization") == []
    assert {
        block.path: block.provider
        for block in template.resources("aws_route53_record")
        if "proof" in block.path
    } == {"certificate/proof/record": "dns"}
    assert {
        block.provider for block in template.resources("aws_route53_record") if "proof" not in block.path
    } == {"us_east_1"}


def test_a_private_zone_may_be_here_while_the_public_ones_are_there() -> None:
    template = synthesized(
        providers={"dns": {**DNS["dns"], "private_zone": False}},
        domain={
            "name": "orders.svc.example.com",
            "lookup_zone": True,
            "certificate": {"validation_zone": "example.com"},
        },
    )

    assert {block["private_zone"]: block.provider for block in template.data("aws_route53_zone")} == {
        True: "us_east_1",
        False: "dns",
    }
    assert template.resources("aws_route53_vpc_association_authorization") == []

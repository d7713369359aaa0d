"""The public zone: made, found or given; its delegation, CAA record and signatures."""

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
import pytest
from cdktf import TerraformStack
from cdktf import Testing as CdktfTesting

from config.regions import Region
from config.routing_zone import PublicZone as PublicZoneConfig
from constructs_lib.dns.public_zone import PublicZone
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers
from constructs_lib.testing import Template

SIGNED = PublicZoneConfig(name="example.com", dnssec=True)


def written(config: PublicZoneConfig, *, edge: str = "us-east-1") -> tuple[PublicZone, Template]:
    """The construct, and the template of a stack that holds this zone only."""
    stack = TerraformStack(CdktfTesting.app(), "zone")
    providers = Providers(stack, naming=Naming(deployment="orders", environment="test"), tags={})
    region = providers.region(Region(name=edge, role="active"))
    zone = PublicZone(stack, "zone", edge=region, zone=config)
    return zone, Template.of(stack)


def test_a_zone_is_made_and_offers_its_name_servers_for_the_delegation() -> None:
    zone, template = written(PublicZoneConfig(name="example.com"))

    template.only("aws_route53_zone").expect(
        provider="us_east_1", name="example.com", comment="Public names of orders-test", vpc=None
    )
    assert zone.delegation is not None
    assert zone.hosted.private is False


def test_a_zone_that_is_looked_up_is_a_public_one() -> None:
    zone, template = written(PublicZoneConfig(name="example.com", lookup_zone=True))

    (found,) = template.data("aws_route53_zone")
    found.expect(provider="us_east_1", name="example.com", private_zone=False)
    assert template.resources() == []
    assert zone.delegation is not None


def test_a_zone_given_by_id_is_taken_as_it_is() -> None:
    zone, template = written(PublicZoneConfig(name="example.com", zone_id="Z0123456789"))

    assert (zone.id, zone.delegation, template.resources()) == ("Z0123456789", None, [])


def test_the_caa_record_names_who_may_issue_and_where_refusals_are_reported() -> None:
    config = PublicZoneConfig(
        name="example.com", certificate_authorities=("amazon.com",), caa_report_to="security@example.com"
    )
    _, template = written(config)

    template.only("aws_route53_record").expect(
        provider="us_east_1",
        name="example.com",
        type="CAA",
        ttl=3600,
        records=['0 issue "amazon.com"', '0 iodef "mailto:security@example.com"'],
    )


def test_the_signing_key_is_one_that_route_53_takes() -> None:
    zone, template = written(SIGNED)

    key = template.only("aws_kms_key")
    key.expect(
        provider="us_east_1",
        customer_master_key_spec="ECC_NIST_P256",
        key_usage="SIGN_VERIFY",
        enable_key_rotation=None,
    )
    template.only("aws_route53_key_signing_key").expect(
        provider="us_east_1", key_management_service_arn=key.ref("arn"), name="orders_test_dnssec"
    )
    assert zone.ds_record is not None


def test_route_53_may_use_the_key_for_this_zone_alone() -> None:
    _, template = written(SIGNED)

    account, signs, grants = template.only("aws_kms_key").document("policy")["Statement"]
    assert signs == {
        "Sid": "Route53Signs",
        "Effect": "Allow",
        "Principal": {"Service": ["dnssec-route53.amazonaws.com"]},
        "Action": ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
        "Resource": ["*"],
        "Condition": {
            "StringEquals": {"aws:SourceAccount": "${data.aws_caller_identity.account-us-east-1.account_id}"},
            "ArnEquals": {
                "aws:SourceArn": "arn:aws:route53:::hostedzone/"
                + template.only("aws_route53_zone").ref("zone_id")
            },
        },
    }
    assert (grants["Action"], grants["Condition"]) == (
        ["kms:CreateGrant"],
        {"Bool": {"kms:GrantIsForAWSResource": "true"}},
    )
    assert {"kms:Sign", "kms:CreateGrant", "kms:PutKeyPolicy"} < set(account["Action"])


def test_signing_ends_before_its_key_goes() -> None:
    _, template = written(SIGNED)

    signer = template.only("aws_route53_key_signing_key")
    assert template.only("aws_route53_hosted_zone_dnssec")["depends_on"] == [signer.address]


def test_a_signing_key_outside_us_east_1_is_refused() -> None:
    with pytest.raises(ValueError, match="lives in us-east-1, not in eu-west-1"):
        written(SIGNED, edge="eu-west-1")

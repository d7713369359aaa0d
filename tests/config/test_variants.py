"""Deployments unlike the example that are valid."""

from ipaddress import IPv4Network
from pathlib import Path

import pytest

from config.existing_network import ExistingNetwork
from config.health import HttpDependency, TcpDependency
from config.lattice_service import LatticeService
from config.loader import load
from config.state import LocalState, S3State
from tests.config.conftest import Load
from tests.config.texts import (
    ARN_EAST,
    ARN_WEST,
    REGIONS,
    ROUTES,
    SMALL,
    VPC,
    arns,
    changed,
    dependencies,
    domain,
    existing,
    primary,
    third,
)

EXAMPLE = Path(__file__).parents[2] / "config" / "deployments" / "lattice-service.yaml"


def test_the_example() -> None:
    deployment = load(EXAMPLE, {})
    assert isinstance(deployment, LatticeService)
    assert deployment.stack_name == "orders-production"
    assert deployment.primary.name == "us-east-1"
    assert [region.name for region in deployment.standbys] == ["us-west-2"]
    assert deployment.domain.name == "orders.svc.example.com"
    assert deployment.domain.zone == "svc.example.com"
    assert deployment.domain.certificate.validation_zone == "example.com"
    assert deployment.monitoring.emails == ("oncall@example.com",)


def test_the_smallest_file_has_the_recipe_s_defaults(load_text: Load) -> None:
    deployment = load_text(changed((REGIONS, "")))
    assert [(region.name, region.role, str(region.cidr), region.zones) for region in deployment.regions] == [
        ("us-east-1", "primary", "10.0.0.0/16", 2),
        ("us-west-2", "standby", "10.1.0.0/16", 2),
    ]
    assert (deployment.health.interval, deployment.health.threshold) == (30, 3)
    assert (deployment.routing.policy, deployment.routing.ttl) == ("failover", 60)
    function = deployment.lattice.function
    assert (function.memory_mb, function.timeout_seconds, function.version) == (256, 30, "1.0")
    assert deployment.domain.zone == "svc.example.com"
    assert deployment.domain.creates_zone
    assert deployment.state == LocalState()


def test_three_regions_have_ranges_of_their_own(load_text: Load) -> None:
    deployment = load_text(third())
    assert [str(region.cidr) for region in deployment.regions] == [
        "10.0.0.0/16",
        "10.1.0.0/16",
        "10.2.0.0/16",
    ]


def test_the_primary_may_stand_anywhere_in_the_list(load_text: Load) -> None:
    text = third(
        text=changed(("role: primary", "role: standby"), ("-2\n    role: standby", "-2\n    role: primary"))
    )
    deployment = load_text(text)
    assert deployment.primary.name == "us-west-2"
    assert [region.name for region in deployment.standbys] == ["us-east-1", "eu-west-1"]


def test_regions_without_us_east_1(load_text: Load) -> None:
    deployment = load_text(changed(("us-east-1", "eu-central-1"), ("us-west-2", "ap-southeast-2")))
    assert [region.alias for region in deployment.regions] == ["eu_central_1", "ap_southeast_2"]


def test_opt_in_regions(load_text: Load) -> None:
    deployment = load_text(changed(("us-east-1", "eu-central-2"), ("us-west-2", "me-central-1")))
    assert [region.name for region in deployment.regions] == ["eu-central-2", "me-central-1"]


def test_an_existing_vpc(load_text: Load) -> None:
    region = load_text(existing(*VPC, ROUTES, beside=("cidr: 100.64.0.0/28",))).primary
    assert region.cidr == IPv4Network("100.64.0.0/28")
    assert region.existing == ExistingNetwork(
        vpc_id="vpc-0a1b2c3d",
        subnet_ids=("subnet-0a1b2c3d", "subnet-1a1b2c3d"),
        route_table_ids=("rtb-0a1b2c3d",),
    )


def test_an_existing_zone_by_id_that_serves_an_existing_vpc(load_text: Load) -> None:
    text = changed(
        ("  certificate:", "  zone_id: Z0123456789\n  associated_regions: [us-east-1]\n  certificate:"),
        text=existing(*VPC, ROUTES),
    )
    deployment = load_text(text)
    assert not deployment.domain.creates_zone
    assert deployment.domain.associated_regions == ("us-east-1",)


def test_an_existing_zone_by_name(load_text: Load) -> None:
    found = load_text(domain("zone: example.com", "lookup_zone: true")).domain
    assert (found.zone, found.zone_id, found.lookup_zone) == ("example.com", None, True)


def test_certificates_that_exist(load_text: Load) -> None:
    assert dict(load_text(arns(ARN_EAST, ARN_WEST)).domain.certificate.arns) == {
        "us-east-1": "arn:aws:acm:us-east-1:123456789012:certificate/a",
        "us-west-2": "arn:aws:acm:us-west-2:123456789012:certificate/b",
    }


def test_names_up_to_the_limit(load_text: Load) -> None:
    text = changed(("name: orders\n", f"name: {'o' * 32}\nenvironment: {'e' * 16}\n"))
    assert len(load_text(text).stack_name) == 49


def test_a_domain_name_up_to_the_limit(load_text: Load) -> None:
    name = "o." * 121 + "example.com"
    arns = "arns:\n      us-east-1: arn:aws:acm:us-east-1:123456789012:certificate/a\n"
    arns += "      us-west-2: arn:aws:acm:us-west-2:123456789012:certificate/b\n"
    text = changed(("orders.svc.example.com", name), ("validation_zone: example.com\n", arns))
    assert len(load_text(text).domain.name) == 253


def test_capitals_and_a_trailing_dot_are_normalised(load_text: Load) -> None:
    found = load_text(changed(("orders.svc.example.com", "Orders.Svc.Example.COM."))).domain
    assert (found.name, found.zone) == ("orders.svc.example.com", "svc.example.com")


@pytest.mark.parametrize("cidr", ["10.0.0.0/24", "172.31.0.0/16", "192.168.4.0/22"])
def test_private_ranges_of_each_kind(load_text: Load, cidr: str) -> None:
    text = primary(f"cidr: {cidr}") + "network:\n  subnet_prefix: 26\n"
    assert str(load_text(text).primary.cidr) == cidr


@pytest.mark.parametrize("prefix", [17, 26])
def test_subnets_from_half_the_range_to_the_smallest(load_text: Load, prefix: int) -> None:
    assert load_text(f"{SMALL}network:\n  subnet_prefix: {prefix}\n").network.subnet_prefix == prefix


@pytest.mark.parametrize("threshold", [1, 10])
def test_thresholds_up_to_the_limits(load_text: Load, threshold: int) -> None:
    assert load_text(f"{SMALL}health:\n  threshold: {threshold}\n").health.threshold == threshold


@pytest.mark.parametrize("ttl", [1, 300])
def test_ttls_up_to_the_limits(load_text: Load, ttl: int) -> None:
    assert load_text(f"{SMALL}routing:\n  ttl: {ttl}\n").routing.ttl == ttl


@pytest.mark.parametrize("address", ["a@example.com", "on-call+eu@mail.example.co.uk", "o'neil@x.museum"])
def test_e_mail_addresses_of_several_kinds(load_text: Load, address: str) -> None:
    assert load_text(f'{SMALL}monitoring:\n  emails: ["{address}"]\n').monitoring.emails == (address,)


def test_dependencies_of_both_kinds(load_text: Load) -> None:
    text = dependencies(
        "{type: http, name: api, url: 'https://a.example.com:8443/health?full=1', expect_status: [200, 204]}",
        "{type: tcp, name: db, host: 10.0.0.5, port: 5432, timeout_ms: 900}",
    )
    assert load_text(text).lattice.function.dependencies == (
        HttpDependency(
            type="http",
            name="api",
            url="https://a.example.com:8443/health?full=1",
            expect_status=(200, 204),
        ),
        TcpDependency(type="tcp", name="db", host="10.0.0.5", port=5432, timeout_ms=900),
    )


def test_a_state_outside_the_regions(load_text: Load) -> None:
    text = SMALL + "state:\n  backend: s3\n  bucket: example.state\n  region: eu-west-1\n"
    assert load_text(text).state == S3State(backend="s3", bucket="example.state", region="eu-west-1")


def test_a_section_of_which_every_key_is_commented_out(load_text: Load) -> None:
    text = SMALL + "health:\n  # interval: 10\nmonitoring:\n  emails:\n    # - a@example.com\n"
    assert load_text(text) == load_text(SMALL)


def test_anchors_aliases_and_merges(load_text: Load) -> None:
    text = changed(
        (
            REGIONS,
            "regions:\n  - &first\n    name: us-east-1\n    role: primary\n    zones: 3\n"
            "  - <<: *first\n    name: us-west-2\n    role: standby\n",
        )
    )
    regions = load_text(text).regions
    assert [(region.name, region.role, region.zones) for region in regions] == [
        ("us-east-1", "primary", 3),
        ("us-west-2", "standby", 3),
    ]


def test_a_date_and_a_word_like_no_are_text(load_text: Load) -> None:
    text = SMALL + "environment: no\nlattice:\n  function:\n    version: 2026-01-31\n"
    deployment = load_text(text)
    assert (deployment.environment, deployment.lattice.function.version) == ("no", "2026-01-31")


def test_a_byte_order_mark_is_no_text(load_text: Load) -> None:
    assert load_text("\ufeff" + SMALL) == load_text(SMALL)


def test_models_made_in_python_are_checked_alike(load_text: Load) -> None:
    made = LatticeService.model_validate(
        {
            "system": "lattice-service",
            "name": "orders",
            "domain": {
                "name": "orders.svc.example.com",
                "certificate": {"validation_zone": "example.com"},
            },
        }
    )
    assert made == load_text(SMALL)

"""A VPC of three tiers: where its subnets stand, and which ways lead out of them."""

from functools import cache

import pytest

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import TerraformStack
from cdktf import Testing as Synthesis

from config.network_tiers import NetworkTiers
from config.regions import Region
from constructs_lib.naming import Naming
from constructs_lib.network.tiered_network import TieredNetwork
from constructs_lib.providers import Providers
from constructs_lib.testing import Block, Template
from tests.constructs_lib.compute.application_stack import EAST, WEST, application, default_application


@cache
def one_nat() -> Template:
    """A standby with one NAT gateway and no interface endpoint, over three named zones."""
    zones = ["us-west-2c", "us-west-2a", "us-west-2b"]
    return application(
        regions=(EAST, {**WEST, "zones": zones}), network={"standby": {"nat": "one"}, "flow_logs": "rejected"}
    )


def of(template: Template, type_: str, alias: str) -> list[Block]:
    """The resources of a type in one region."""
    return [block for block in template.resources(type_) if block.provider == alias]


def subnets(template: Template, alias: str, tier: str) -> list[Block]:
    """The subnets of one tier of a region."""
    return [block for block in of(template, "aws_subnet", alias) if f"/network/{tier}-" in f"/{block.path}"]


def tables_of(template: Template, found: list[Block]) -> list[str]:
    """Which route table each subnet uses."""
    uses = {
        block["subnet_id"]: block["route_table_id"]
        for block in template.resources("aws_route_table_association")
    }
    return [uses[subnet.ref("id")] for subnet in found]


def ways(template: Template, alias: str, tier: str) -> list[str | None]:
    """What the default route of each of a tier's subnets leads to: a gateway, or nothing."""
    routes = {
        block["route_table_id"]: block.body.get("gateway_id") or block.body.get("nat_gateway_id")
        for block in of(template, "aws_route", alias)
    }
    return [routes.get(table) for table in tables_of(template, subnets(template, alias, tier))]


def services(template: Template, alias: str, kind: str) -> list[str]:
    """The services of a region's endpoints of one kind."""
    return sorted(
        block["service_name"]
        for block in of(template, "aws_vpc_endpoint", alias)
        if block["vpc_endpoint_type"] == kind
    )


@pytest.mark.parametrize(
    ("tier", "cidrs"),
    [
        ("public", ["10.0.0.0/24", "10.0.1.0/24"]),
        ("private", ["10.0.64.0/20", "10.0.80.0/20"]),
        ("data", ["10.0.128.0/24", "10.0.129.0/24"]),
    ],
)
def test_each_tier_has_a_quarter_of_the_range(tier: str, cidrs: list[str]) -> None:
    found = subnets(default_application(), "us_east_1", tier)

    assert [subnet["cidr_block"] for subnet in found] == cidrs


@pytest.mark.parametrize("tier", ["public", "private", "data"])
def test_a_third_zone_moves_no_subnet(tier: str) -> None:
    two = [subnet["cidr_block"] for subnet in subnets(default_application(), "us_west_2", tier)]
    three = [subnet["cidr_block"] for subnet in subnets(one_nat(), "us_west_2", tier)]

    assert three[:2] == two
    assert len(three) == 3


def test_each_tier_stands_in_every_zone() -> None:
    for tier in ("public", "private", "data"):
        zones = [subnet["availability_zone"] for subnet in subnets(one_nat(), "us_west_2", tier)]

        assert zones == ["us-west-2c", "us-west-2a", "us-west-2b"], tier


def test_no_subnet_gives_its_instances_public_addresses() -> None:
    assert {block["map_public_ip_on_launch"] for block in default_application().resources("aws_subnet")} == {
        False
    }


def test_public_subnets_lead_to_the_internet_gateway() -> None:
    gateway = default_application().only("aws_internet_gateway", "us-west-2")

    assert ways(default_application(), "us_west_2", "public") == [gateway.ref("id")] * 2


def test_private_subnets_of_the_primary_lead_to_the_nat_gateway_of_their_own_zone() -> None:
    template = default_application()
    gateways = of(template, "aws_nat_gateway", "us_east_1")

    assert ways(template, "us_east_1", "private") == [gateway.ref("id") for gateway in gateways]
    assert [gateway["subnet_id"] for gateway in gateways] == [
        subnet.ref("id") for subnet in subnets(template, "us_east_1", "public")
    ]


def test_the_standby_has_no_nat_gateway_unless_asked_for() -> None:
    assert ways(default_application(), "us_west_2", "private") == [None, None]
    assert of(default_application(), "aws_nat_gateway", "us_west_2") == []
    assert of(default_application(), "aws_eip", "us_west_2") == []


def test_one_nat_gateway_serves_all_zones() -> None:
    (gateway,) = of(one_nat(), "aws_nat_gateway", "us_west_2")

    assert ways(one_nat(), "us_west_2", "private") == [gateway.ref("id")] * 3


@pytest.mark.parametrize("alias", ["us_east_1", "us_west_2"])
def test_data_subnets_lead_nowhere(alias: str) -> None:
    assert ways(default_application(), alias, "data") == [None, None]


def test_s3_and_dynamodb_are_reached_without_nat_from_public_and_private_subnets() -> None:
    template = default_application()
    endpoints = [
        block
        for block in of(template, "aws_vpc_endpoint", "us_west_2")
        if block["vpc_endpoint_type"] == "Gateway"
    ]
    tables = {
        table
        for tier in ("public", "private")
        for table in tables_of(template, subnets(template, "us_west_2", tier))
    }

    assert services(template, "us_west_2", "Gateway") == [
        "com.amazonaws.us-west-2.dynamodb",
        "com.amazonaws.us-west-2.s3",
    ]
    assert [set(endpoint["route_table_ids"]) for endpoint in endpoints] == [tables, tables]


def test_a_standby_without_nat_reaches_its_parameter_its_secret_and_its_operator() -> None:
    assert services(default_application(), "us_west_2", "Interface") == [
        "com.amazonaws.us-west-2.secretsmanager",
        "com.amazonaws.us-west-2.ssm",
        "com.amazonaws.us-west-2.ssmmessages",
    ]
    assert services(default_application(), "us_east_1", "Interface") == []


def test_interface_endpoints_answer_to_the_services_own_names_in_every_private_subnet() -> None:
    template = default_application()
    private = [subnet.ref("id") for subnet in subnets(template, "us_west_2", "private")]
    endpoints = [
        block
        for block in of(template, "aws_vpc_endpoint", "us_west_2")
        if block["vpc_endpoint_type"] == "Interface"
    ]

    assert [(block["private_dns_enabled"], block["subnet_ids"]) for block in endpoints] == [
        (True, private)
    ] * 3
    template.only("aws_vpc", "us-west-2").expect(
        provider="us_west_2", enable_dns_hostnames=True, enable_dns_support=True
    )


def test_interface_endpoints_take_https_from_private_subnets_alone() -> None:
    template = default_application()
    group = template.only("aws_security_group", "us-west-2/network/interfaces")
    rules = [
        block
        for block in of(template, "aws_vpc_security_group_ingress_rule", "us_west_2")
        if block["security_group_id"] == group.ref("id")
    ]

    assert [(rule["from_port"], rule["to_port"], rule["cidr_ipv4"]) for rule in rules] == [
        (443, 443, "10.1.64.0/20"),
        (443, 443, "10.1.80.0/20"),
    ]


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_the_default_security_group_is_emptied(region: str) -> None:
    template = default_application()

    template.only("aws_default_security_group", region).expect(
        provider=region.replace("-", "_"),
        vpc_id=template.only("aws_vpc", region).ref("id"),
        ingress=None,
        egress=None,
    )


def test_whoever_uses_the_network_waits_for_its_internet_gateway() -> None:
    """AWS refuses a load balancer that faces the internet in a VPC that does not."""
    template = default_application()
    gateway = template.only("aws_internet_gateway", "us-east-1")

    assert template.only("aws_lb_target_group", "us-east-1")["vpc_id"] == gateway.ref("vpc_id")


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_the_group_waits_for_every_way_out_before_it_starts_an_instance(region: str) -> None:
    template = default_application()
    alias = region.replace("-", "_")
    ways_out = [*of(template, "aws_route", alias), *of(template, "aws_vpc_endpoint", alias)]

    assert {block.address for block in ways_out} <= set(
        template.only("aws_autoscaling_group", region)["depends_on"]
    )


def test_a_place_in_another_region_is_refused() -> None:
    stack = TerraformStack(Synthesis.app(), "network")
    providers = Providers(stack, naming=Naming(deployment="shop", environment="test"), tags={})
    place = Region.model_validate(WEST)
    with pytest.raises(ValueError, match="the network of us-west-2 cannot be made in us-east-1"):
        TieredNetwork(
            stack,
            "network",
            region=providers.region(Region.model_validate(EAST)),
            place=place,
            tiers=NetworkTiers(),
            log_retention_days=30,
        )

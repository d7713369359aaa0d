"""Puts into the embedded AWS what is there already on a real account: zones and networks with given ids."""

import contextlib
import ipaddress
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any
from unittest.mock import patch

from drill.isolated_session import without_profile
from drill.local_aws import ACCOUNT_ID
from drill.prerequisites import ExistingZone, Prerequisites

with without_profile():  # moto looks at the caller's profile as it is imported
    from moto.ec2.models import ec2_backends, route_tables, subnets, vpcs
    from moto.route53 import models as route53


@contextlib.contextmanager
def _next_id(module: ModuleType, generator: str, identifier: str) -> Iterator[None]:
    """Let moto's generator give this id: moto has no other way to choose one."""
    with patch.object(module, generator, _constant(identifier)):
        yield


def _constant(identifier: str) -> Callable[..., str]:
    return lambda *_arguments, **_named: identifier


def plant(prerequisites: Prerequisites) -> None:
    """Create all that a stack expects to find."""
    for index, network in enumerate(prerequisites.networks):
        space = ipaddress.IPv4Network(f"10.{200 + index}.0.0/16")
        plant_network(
            network.vpc_id,
            str(space),
            {
                subnet: str(block)
                for subnet, block in zip(network.subnet_ids, space.subnets(new_prefix=24), strict=False)
            },
            dict.fromkeys(network.route_table_ids[:1], network.subnet_ids)
            | dict.fromkeys(network.route_table_ids[1:], ()),
            network.region,
        )
    for zone in prerequisites.zones:
        plant_zone(zone)


def plant_network(
    vpc_id: str,
    cidr: str,
    subnet_cidrs: Mapping[str, str],
    route_table_subnets: Mapping[str, tuple[str, ...]],
    region: str,
) -> None:
    """Create a VPC with this id, DNS on, its subnets (id -> CIDR, one zone after another) and route tables.

    `route_table_subnets` maps a route table's id to the subnets that use it.
    """
    backend: Any = ec2_backends[ACCOUNT_ID][region]
    with _next_id(vpcs, "random_vpc_id", vpc_id):
        backend.create_vpc(cidr)
    for attribute in ("enable_dns_support", "enable_dns_hostnames"):
        backend.modify_vpc_attribute(vpc_id, attribute, True)
    zones = [zone.name for zone in backend.describe_availability_zones()]
    for index, (subnet_id, block) in enumerate(subnet_cidrs.items()):
        with _next_id(subnets, "random_subnet_id", subnet_id):
            backend.create_subnet(vpc_id, block, availability_zone=zones[index % len(zones)])
    for table_id, used_by in route_table_subnets.items():
        with _next_id(route_tables, "random_route_table_id", table_id):
            backend.create_route_table(vpc_id)
        for subnet_id in used_by:
            backend.associate_route_table(table_id, subnet_id=subnet_id)


def plant_zone(zone: ExistingZone) -> str:
    """Create a hosted zone (a private one in a VPC of its own), with its id if it has one; returns the id."""
    backend = route53.route53_backends[ACCOUNT_ID]["aws"]
    ec2 = ec2_backends[ACCOUNT_ID][zone.region]
    vpc_id = ec2.create_vpc("192.168.255.0/24").id if zone.private else None
    chosen = (
        _next_id(route53, "create_route53_zone_id", zone.zone_id)
        if zone.zone_id
        else contextlib.nullcontext()
    )
    with chosen:
        created = backend.create_hosted_zone(
            f"{zone.name}.",
            private_zone=zone.private,
            vpcid=vpc_id,
            vpcregion=zone.region if zone.private else None,
        )
    return created.resource_id

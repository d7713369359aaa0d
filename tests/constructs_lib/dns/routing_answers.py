"""Answers, trees over them, and the message with which a tree is refused."""

import pytest

from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.dns.policy import (
    Answer,
    Latency,
    Place,
    Policy,
    Share,
    Weighted,
    failover_chain,
)
from constructs_lib.dns.record_rules import refusals
from constructs_lib.dns.refusal import RoutingRefusedError, refuse
from constructs_lib.dns.target import Addresses, CloudFrontAlias, Cname, LoadBalancerAlias, Target

NAME = "www.example.com"

BALANCER = LoadBalancerAlias(dns_name="web-1.us-east-1.elb.amazonaws.com", zone_id="Z35SXDOTRQ7X7K")
CNAME = Cname(dns_name="web.example.net")
ADDRESS = Addresses(ipv4=["192.0.2.1"])
CLOUDFRONT = CloudFrontAlias(dns_name="d1.cloudfront.net", record_types=("A",))


def answer(identifier: str, target: Target = ADDRESS, check: str | None = "check") -> Answer:
    """An answer under a health check of its own."""
    return Answer(identifier=identifier, target=target, health_check_id=check and f"{check}-{identifier}")


EAST, WEST = answer("east"), answer("west")
BALANCERS = failover_chain([answer("east", BALANCER), answer("west", BALANCER)])


def weighted(*shares: tuple[int, Answer]) -> Weighted:
    return Weighted(shares=[Share(weight=weight, branch=branch) for weight, branch in shares])


def latency(*targets: Target) -> Latency:
    regions = ("us-east-1", "us-west-2", "eu-west-1")
    return Latency(
        places=[
            Place(region=region, branch=answer(region, target))
            for region, target in zip(regions, targets, strict=False)
        ]
    )


def message(policy: Policy, *, name: str = NAME, private: bool = False, ttl: int | None = 60) -> str:
    """The refusal of a tree in example.com."""
    zone = HostedZone(id="Z1", name="example.com", private=private)
    with pytest.raises(RoutingRefusedError) as refused:
        refuse(refusals(policy, name, zone=zone, ttl=ttl))
    return str(refused.value)

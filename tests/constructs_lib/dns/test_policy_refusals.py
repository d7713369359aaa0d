"""A policy that Route 53 refuses, or takes and then never does, is refused first, with a mend."""

from dataclasses import replace

import pytest

from constructs_lib.dns.location import DEFAULT, continent
from constructs_lib.dns.policy import (
    Area,
    Failover,
    Geolocation,
    Latency,
    Multivalue,
    Nested,
    Place,
    Policy,
    Simple,
    Weighted,
    failover_chain,
)
from constructs_lib.dns.target import Addresses, Cname
from tests.constructs_lib.dns.routing_answers import (
    ADDRESS,
    BALANCER,
    CNAME,
    EAST,
    WEST,
    answer,
    latency,
    message,
    weighted,
)

SET_IDENTIFIER = (
    "www.example.com (weighted): the set identifier east 2 times; "
    "give every branch an identifier of its own, such as its region"
)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        pytest.param(weighted((1, EAST), (2, EAST)), SET_IDENTIFIER, id="duplicate set identifiers"),
        pytest.param(
            weighted((256, EAST), (10, WEST)),
            "www.example.com (weighted): the weight 256 of east; choose a whole number from 0 to 255",
            id="a weight above 255",
        ),
        pytest.param(
            weighted((-1, EAST), (10, WEST)),
            "www.example.com (weighted): the weight -1 of east; choose a whole number from 0 to 255",
            id="a weight below 0",
        ),
        pytest.param(
            weighted((0, EAST), (0, WEST)),
            "www.example.com (weighted): 0 as every weight: Route 53 would then ignore the weights and "
            "answer "
            "with all alike; give at least one branch a weight above 0",
            id="weight 0 everywhere",
        ),
        pytest.param(
            Geolocation(areas=[Area(locations=[continent("EU")], branch=EAST)]),
            "www.example.com (geolocation): no default location: clients in no listed place, and those whose "
            "place is not known, would get no answer; give one branch the DEFAULT location",
            id="geolocation without default",
        ),
        pytest.param(
            Geolocation(
                areas=[
                    Area(locations=[DEFAULT, continent("EU")], branch=EAST),
                    Area(locations=[continent("EU")], branch=WEST),
                ]
            ),
            "www.example.com (geolocation): continent-EU twice; keep it in one branch",
            id="one place in two branches",
        ),
        pytest.param(
            Latency(places=[Place(region="us-east-1", branch=branch) for branch in (EAST, WEST)]),
            "www.example.com (latency): us-east-1 2 times: one latency record for each region; "
            "nest the answers of us-east-1 under one branch",
            id="two latency records for one region",
        ),
        pytest.param(
            Latency(places=[Place(region="east", branch=EAST)]),
            "www.example.com (latency): east, which is no AWS region; "
            "name the region to which the latency is measured, such as us-east-1",
            id="latency to no region",
        ),
        pytest.param(
            Multivalue(answers=[EAST, answer("west", BALANCER)]),
            "www.example.com (west): an alias to a load balancer with multivalue, which takes plain "
            "addresses "
            "only; answer with Addresses, or choose weighted or latency",
            id="an alias with multivalue",
        ),
        pytest.param(
            Multivalue(answers=[answer("east", CNAME)]),
            "www.example.com (east): a CNAME with multivalue, which takes plain addresses only; "
            "answer with Addresses, or choose weighted or latency",
            id="a CNAME with multivalue",
        ),
        pytest.param(
            Multivalue(answers=[answer(f"r{number}") for number in range(9)]),
            "www.example.com (multivalue): 9 answers, of which Route 53 gives 8 at a time: each client would "
            "miss some; keep it to 8, or choose latency",
            id="nine multivalue answers",
        ),
        pytest.param(
            Multivalue(answers=[answer("east", Addresses(ipv4=["192.0.2.1", "192.0.2.2"]))]),
            "www.example.com (east): several addresses of one family in a multivalue record, which holds "
            "one; "
            "give each address an answer of its own",
            id="two addresses in a multivalue record",
        ),
        pytest.param(
            weighted((1, answer("east", Addresses(ipv4=["192.0.2.1", "192.0.2.2"])))),
            "www.example.com (east): several addresses of one family in a weighted record, which holds one; "
            "nest a multivalue policy with an answer for each address",
            id="two addresses in a weighted record",
        ),
        pytest.param(
            weighted(*((1, answer(f"r{number}")) for number in range(101))),
            "www.example.com (weighted): 101 records of one name and type; keep it to 100, or nest some of "
            "them",
            id="more records of one name than a group holds",
        ),
        pytest.param(
            Weighted(shares=[]), "www.example.com (weighted): no branches; add one or more", id="none"
        ),
        pytest.param(
            weighted((1, answer("e" * 129))),
            "www.example.com (weighted): a set identifier of 129 characters; shorten it to 128",
            id="a long set identifier",
        ),
        pytest.param(
            Failover(primary=answer("east", check=None), secondary=WEST),
            "www.example.com (east): an answer without a health check: it counts as healthy for ever (F6), "
            "so the "
            "secondary would never answer; give it a health check, or a target whose health is evaluated",
            id="a primary without health",
        ),
        pytest.param(
            weighted((1, EAST), (1, answer("west", check=None))),
            "www.example.com (west): an answer without a health check: it counts as healthy for ever (F6), "
            "so its "
            "failure would never move anybody elsewhere; give it a health check, or a target whose health is "
            "evaluated",
            id="an active region without health",
        ),
        pytest.param(
            Failover(
                primary=Nested(
                    identifier="near", policy=Failover(primary=EAST, secondary=answer("west", check=None))
                ),
                secondary=answer("far"),
            ),
            "www.example.com (near): a nested policy with an answer without a health check: it counts as "
            "healthy "
            "for ever (F6), so the secondary would never answer; give it a health check, or a target whose "
            "health "
            "is evaluated",
            id="a nested primary that is always healthy",
        ),
        pytest.param(
            failover_chain([EAST, answer("west", Addresses(ipv4=["192.0.2.2"], ipv6=["2001:db8::2"]))]),
            "www.example.com: answers of different types (east A, west A and AAAA): clients of the family "
            "that "
            "one lacks would never be led there; answer with the same types in every branch",
            id="AAAA in one branch only",
        ),
        pytest.param(
            latency(ADDRESS, CNAME),
            "www.example.com: answers of different types (us-east-1 A, us-west-2 CNAME): a CNAME stands "
            "alone "
            "under its name; answer with the same types in every branch",
            id="a CNAME beside addresses",
        ),
        pytest.param(
            Simple(target=Addresses(ipv4=["web.example.net"])),
            "www.example.com: web.example.net among the IPv4 addresses; "
            "write an IPv4 address, or a name as a Cname",
            id="a name as an address",
        ),
        pytest.param(
            Simple(target=Addresses(ipv6=["192.0.2.1"])),
            "www.example.com: 192.0.2.1 among the IPv6 addresses; write an IPv6 address, or a name as a "
            "Cname",
            id="an address of the other family",
        ),
        pytest.param(
            Simple(target=Cname(dns_name="192.0.2.1")),
            "www.example.com: the address 192.0.2.1 as a CNAME's name; answer with Addresses",
            id="an address as a name",
        ),
        pytest.param(
            Simple(target=replace(CNAME, record_types=("A",))),
            "www.example.com: a CNAME at type A; leave record_types alone, or answer with an alias or "
            "addresses",
            id="a CNAME at another type",
        ),
    ],
)
def test_a_policy_that_route_53_refuses_is_refused(policy: Policy, expected: str) -> None:
    assert message(policy) == expected

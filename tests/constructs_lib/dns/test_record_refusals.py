"""Records that Route 53 refuses under their name, in their zone or beside others are refused first."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from constructs_lib.dns.hosted_zone import HostedZone, RecordSet
from constructs_lib.dns.policy import (
    Failover,
    Multivalue,
    Nested,
    Policy,
    Share,
    Simple,
    Weighted,
    failover_chain,
)
from constructs_lib.dns.record_rules import refusals
from constructs_lib.dns.refusal import RoutingRefusedError
from constructs_lib.dns.target import DUAL_STACK, Addresses
from tests.constructs_lib.dns.routing_answers import (
    ADDRESS,
    BALANCER,
    BALANCERS,
    CLOUDFRONT,
    CNAME,
    EAST,
    NAME,
    WEST,
    answer,
    latency,
    message,
    weighted,
)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        pytest.param(
            Simple(target=replace(BALANCER, record_types=("CNAME",))),
            "www.example.com: an alias to a load balancer at type CNAME; "
            "use A, AAAA or both; a CNAME is a target of its own",
            id="an alias at type CNAME",
        ),
        pytest.param(
            Simple(target=replace(CLOUDFRONT, evaluate_target_health=True)),
            "www.example.com: evaluate_target_health on an alias to CloudFront, which Route 53 does not "
            "take (F7); "
            "leave it false and give the answer a health check",
            id="evaluated health on CloudFront",
        ),
        pytest.param(
            failover_chain([answer("east", CLOUDFRONT), answer("west", CLOUDFRONT)]),
            "www.example.com: CloudFront as primary and secondary: that would be one distribution twice "
            "(F15); "
            "use one distribution with an origin group and a simple record",
            id="CloudFront twice in a failover",
        ),
        pytest.param(
            latency(CLOUDFRONT, replace(CLOUDFRONT, dns_name="d2.cloudfront.net")),
            "www.example.com: aliases to several CloudFront distributions: an alternate name belongs to one "
            "of "
            "them, which answers whatever DNS said (F15); use one distribution with an origin group",
            id="two distributions under one name",
        ),
        pytest.param(
            weighted((1, answer("east", replace(BALANCER, evaluate_target_health=False), check=None))),
            "www.example.com (east): an answer without a health check: it counts as healthy for ever (F6), "
            "so its "
            "failure would never move anybody elsewhere; give it a health check, or a target whose health is "
            "evaluated",
            id="an alias with neither check nor evaluation",
        ),
    ],
)
def test_an_alias_that_route_53_refuses_is_refused(policy: Policy, expected: str) -> None:
    assert message(policy, ttl=None) == expected


def test_an_alias_to_cloudfront_in_a_private_zone_is_refused() -> None:
    assert message(Simple(target=CLOUDFRONT), private=True, ttl=None) == (
        "www.example.com: an alias to CloudFront in a private zone, which Route 53 does not take; "
        "put the record into the public zone, or answer with a CNAME"
    )


def test_a_ttl_on_aliases_alone_is_refused() -> None:
    assert message(BALANCERS, ttl=60) == (
        "www.example.com: a TTL of 60 s on alias records, which have none: AWS answers with the target's, "
        "60 s for a load balancer; leave the TTL out"
    )


def test_plain_records_without_a_ttl_are_refused() -> None:
    assert message(Simple(target=ADDRESS), ttl=None) == (
        "www.example.com: no TTL on plain records; give a TTL, such as 60 s"
    )


def test_a_negative_ttl_is_refused() -> None:
    assert (
        message(Simple(target=ADDRESS), ttl=-1)
        == "www.example.com: a TTL of -1 s; choose 0 or more, such as 60 s"
    )


def test_a_cname_at_the_apex_is_refused() -> None:
    assert message(Simple(target=CNAME), name="example.com") == (
        "example.com: a CNAME at the apex of its zone (F5); "
        "answer with an alias or addresses, or use a name below the zone"
    )


def test_a_name_outside_the_zone_is_refused() -> None:
    assert message(Simple(target=ADDRESS), name="www.example.org") == (
        "www.example.org: a name outside its zone example.com; end it in .example.com, or name its own zone"
    )


def test_a_label_of_64_characters_is_refused() -> None:
    name = f"{'w' * 64}.example.com"
    assert message(Simple(target=ADDRESS), name=name) == (
        f"{name}: a name of more than 253 characters, or with a label of none or more than 63; "
        "shorten it, or the label of the nested policy"
    )


def test_a_tree_over_four_levels_of_aliases_is_refused() -> None:
    assert message(failover_chain([answer(f"r{number}") for number in range(5)])) == (
        "www.example.com: 4 levels of records: Route 53 follows aliases over 3; "
        "nest fewer policies, or in a failover among many fewer regions"
    )


def test_a_calculated_check_over_257_answers_is_refused() -> None:
    """Only CNAMEs need one: a nested alias inherits its answers' health (F11)."""
    groups = [
        Nested(
            identifier=f"g{group}",
            policy=weighted(*((1, answer(f"{group}-{number}", CNAME)) for number in range(100))),
        )
        for group in range(3)
    ]
    nested = Nested(
        identifier="all", policy=Weighted(shares=[Share(weight=1, branch=group) for group in groups])
    )
    assert message(Failover(primary=answer("east", CNAME), secondary=nested)) == (
        "all.www.example.com: 300 health checks below it, and a calculated check counts 256 (F11); "
        "nest fewer answers, or answer with aliases or addresses, which need no such check"
    )


def test_a_calculated_check_that_another_would_count_is_refused() -> None:
    answers = [replace(answer(region, CNAME), calculated_check=True) for region in ("east", "west", "far")]
    assert message(failover_chain(answers)) == (
        "standby.www.example.com: a calculated health check of west and far, which no other calculated "
        "check can "
        "count (F11); give these answers a plain check, or answer with aliases or addresses"
    )


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert message(weighted((0, EAST), (0, EAST)), name="www.example.org").splitlines() == [
        "www.example.org: a name outside its zone example.com; end it in .example.com, or name its own zone",
        "www.example.org (weighted): the set identifier east 2 times; "
        "give every branch an identifier of its own, such as its region",
        "www.example.org (weighted): 0 as every weight: Route 53 would then ignore the weights and answer "
        "with "
        "all alike; give at least one branch a weight above 0",
    ]


def standing(*record_sets: tuple[str, str, str]) -> HostedZone:
    """A zone that holds these names, types and policies."""
    zone = HostedZone(id="Z1", name="example.com", private=False)
    zone.take(record_set_list(record_sets))
    return zone


def record_set_list(record_sets: Sequence[tuple[str, str, str]]) -> list[RecordSet]:
    return [RecordSet(name=name, type=type_, policy=policy) for name, type_, policy in record_sets]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            (NAME, "A", "weighted"),
            (NAME, "A", "latency"),
            "www.example.com: latency records of type A beside weighted ones: a name and type has one "
            "policy; "
            "put the second policy under another name, or nest it as a branch of the first",
            id="mixed policies",
        ),
        pytest.param(
            (NAME, "A", "weighted"),
            (NAME, "A", "weighted"),
            "www.example.com: weighted records of type A for the second time; write all branches of a name "
            "at once",
            id="one policy twice",
        ),
        pytest.param(
            (NAME, "A", "simple"),
            (NAME, "CNAME", "simple"),
            "www.example.com: type CNAME beside type A: a CNAME stands alone under its name; "
            "choose another name, or an alias instead of the CNAME",
            id="a CNAME beside an address",
        ),
        pytest.param(
            (NAME, "CNAME", "failover"),
            (NAME, "CAA", "simple"),
            "www.example.com: type CAA beside type CNAME: a CNAME stands alone under its name; "
            "choose another name, or an alias instead of the CNAME",
            id="another type beside a CNAME",
        ),
    ],
)
def test_records_that_cannot_stand_together_are_refused(
    first: tuple[str, str, str], second: tuple[str, str, str], expected: str
) -> None:
    zone = standing(first)
    with pytest.raises(RoutingRefusedError) as refused:
        zone.take(record_set_list([second]))
    assert str(refused.value) == expected


def test_a_and_aaaa_of_one_name_stand_together() -> None:
    standing((NAME, "A", "latency"), (NAME, "AAAA", "latency"), (NAME, "CAA", "simple"))


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(
            Failover(primary=EAST, secondary=answer("west", check=None)),
            id="a last resort without a health check",
        ),
        pytest.param(weighted((100, EAST), (0, WEST)), id="a region drained to weight 0"),
        pytest.param(failover_chain([answer(f"r{number}") for number in range(4)]), id="four regions"),
        pytest.param(failover_chain([answer(f"r{number}", CNAME) for number in range(9)]), id="nine CNAMEs"),
        pytest.param(Multivalue(answers=[answer(f"r{number}") for number in range(8)]), id="eight answers"),
        pytest.param(
            latency(
                replace(BALANCER, record_types=DUAL_STACK),
                Addresses(ipv4=["192.0.2.1"], ipv6=["2001:db8::1"]),
            ),
            id="an alias beside addresses",
        ),
        pytest.param(Simple(target=Addresses(ipv4=["${TfToken[TOKEN.1]}"])), id="an address known later"),
    ],
)
def test_what_route_53_takes_is_taken(policy: Policy) -> None:
    zone = HostedZone(id="Z1", name="example.com", private=True)
    assert list(refusals(policy, NAME, zone=zone, ttl=60)) == []

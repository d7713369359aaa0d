"""One object per region that a record takes, and what Route 53 lets it count (F11)."""

from collections.abc import Sequence

import pytest

from constructs_lib.testing import Template
from tests.constructs_lib.dns.health_stack import PRIMARY, every_kind, template

# isort: split
from cdktf import TerraformStack
from cdktf import Testing as Synthesis

from constructs_lib.dns.calculated_check import CalculatedCheck
from constructs_lib.dns.health import Check, CheckKind
from constructs_lib.dns.readiness import Readiness
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers


def of(*ids: str, kind: CheckKind = "endpoint") -> list[Check]:
    """Checks that exist somewhere."""
    return [Check(id=id_, kind=kind) for id_ in ids]


def calculated(children: Sequence[Check], required: int | None = None, *, inverted: bool = False) -> Template:
    """A stack with one calculated check."""
    stack = TerraformStack(Synthesis.app(), "stack")
    naming = Naming(deployment="orders", environment="production")
    edge = Providers(stack, naming=naming, tags={}).global_edge()
    CalculatedCheck(
        stack, "any", edge=edge, what=["any"], children=children, required=required, inverted=inverted
    )
    return Template.of(stack)


def test_a_region_is_ready_while_all_of_its_checks_are_healthy() -> None:
    checks = every_kind().only("aws_route53_health_check", "readiness-us-west-2")
    checks.expect(
        provider="us_east_1",
        type="CALCULATED",
        child_healthchecks=[
            every_kind().only("aws_route53_health_check", "health-us-west-2").ref("id"),
            every_kind().only("aws_route53_health_check", "further-us-west-2/database").ref("id"),
        ],
        child_health_threshold=2,
        invert_healthcheck=None,
        tags={"Name": "orders-production-us-west-2-ready", "Region": "global", "Role": "global"},
    )


def test_as_many_as_are_required_make_it_ready() -> None:
    further = [
        {"type": "tcp", "name": name, "region": region, "host": "db.example.com", "port": 5432}
        for region in ("eu-west-1", "us-west-2")
        for name in ("one", "two")
    ]
    made = template({"further_checks": further, "required_checks": 2})
    check = made.only("aws_route53_health_check", "readiness-eu-west-1")
    assert (len(check["child_healthchecks"]), check["child_health_threshold"]) == (3, 2)


def test_a_single_check_is_the_readiness_itself() -> None:
    made = template({})
    own = made.only("aws_route53_health_check", "health-eu-west-1")
    assert made.outputs["health_check_id_eu_west_1"] == own.ref("id")
    assert len(made.resources("aws_route53_health_check")) == 2


def test_a_single_calculated_check_is_the_readiness_itself() -> None:
    stack = TerraformStack(Synthesis.app(), "stack")
    naming = Naming(deployment="orders", environment="production")
    edge = Providers(stack, naming=naming, tags={}).global_edge()
    [only] = of("a", kind="calculated")
    assert Readiness(stack, "ready", edge=edge, region=PRIMARY, checks=[only]).check is only


def test_a_calculated_check_can_be_inverted() -> None:
    calculated(of("a"), inverted=True).only("aws_route53_health_check").expect(
        provider="us_east_1", child_healthchecks=["a"], child_health_threshold=1, invert_healthcheck=True
    )


def test_256_children_are_counted() -> None:
    made = calculated(of(*map(str, range(256))), required=1)
    assert len(made.only("aws_route53_health_check")["child_healthchecks"]) == 256


@pytest.mark.parametrize(
    ("children", "required", "reason"),
    [
        (of(), None, "orders-production-any has 0 children; a calculated check has 1 to 256"),
        (
            of(*map(str, range(257))),
            None,
            "orders-production-any has 257 children; a calculated check has 1 to 256",
        ),
        (
            [*of("a"), *of("b", kind="calculated")],
            None,
            "orders-production-any has 1 calculated check among its children; "
            "a calculated check cannot count calculated ones: give it their children instead",
        ),
        (of("a", "a"), None, "orders-production-any has the same child twice; each one counts once"),
        (of("a", "b"), 0, "orders-production-any requires 0 of 2 children; choose 1 to 2"),
        (of("a", "b"), 3, "orders-production-any requires 3 of 2 children; choose 1 to 2"),
    ],
)
def test_what_route_53_cannot_count_is_refused(
    children: list[Check], required: int | None, reason: str
) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the whole message is compared
        calculated(children, required)
    assert str(refused.value) == reason

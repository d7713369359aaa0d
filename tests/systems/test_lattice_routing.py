"""The shared name of a `lattice-service` whose regions answer together: weighted and latency."""

from typing import Any

import pytest

from constructs_lib.testing import Block, Json, Template
from tests.conftest import synthesized
from tests.systems.active_regions import ACTIVE_REGIONS

NAME = "orders.svc.example.com"
WEIGHTS = {"us-east-1": 70, "us-west-2": 30, "eu-west-1": 0}


def active(**routing: Any) -> Template:  # noqa: ANN401  # whatever YAML can say
    """Three active regions under this routing."""
    return synthesized(regions=ACTIVE_REGIONS, routing=routing)


@pytest.fixture(scope="module")
def weighted() -> Template:
    return active(policy="weighted", weights=WEIGHTS, ttl=30)


@pytest.fixture(scope="module")
def latency() -> Template:
    return active(policy="latency")


@pytest.fixture(scope="module")
def with_fallback() -> Template:
    """us-west-2 stands in for us-east-1, and answers nobody else."""
    roles = {"us-east-1": "active", "us-west-2": "standby", "eu-west-1": "active"}
    return synthesized(
        regions=[{**region, "role": roles[region["name"]]} for region in ACTIVE_REGIONS],
        routing={"policy": "latency", "fallback": {"us-east-1": "us-west-2"}},
    )


def records(template: Template) -> dict[str, Block]:
    """The routed records by their path below `records`."""
    return {
        block.path.removeprefix("records/"): block
        for block in template.resources("aws_route53_record")
        if block.path.startswith("records/")
    }


def values(block: Block) -> Json:
    """What a record says, without the policy group that Terraform replaces it with."""
    return {key: value for key, value in block.body.items() if key not in ("depends_on", "lifecycle")}


def answer(template: Template, region: str, **policy: Json) -> Json:
    """A whole record that leads to a region under its own health check."""
    alias = region.replace("-", "_")
    return {
        "provider": "aws.us_east_1",
        "zone_id": template.only("aws_route53_zone").ref("zone_id"),
        "name": NAME,
        "type": "CNAME",
        "ttl": 60,
        "set_identifier": region,
        "records": [template.outputs[f"endpoint_name_{alias}"]],
        "health_check_id": template.outputs[f"health_check_id_{alias}"],
        **policy,
    }


def test_every_region_answers_by_its_weight(weighted: Template) -> None:
    assert {path: values(block) for path, block in records(weighted).items()} == {
        f"CNAME-{region}": answer(weighted, region, ttl=30, weighted_routing_policy={"weight": weight})
        for region, weight in WEIGHTS.items()
    }


def test_every_region_answers_whom_it_is_nearest_to(latency: Template) -> None:
    assert {path: values(block) for path, block in records(latency).items()} == {
        f"CNAME-{region}": answer(latency, region, latency_routing_policy={"region": region})
        for region in ("us-east-1", "us-west-2", "eu-west-1")
    }


def test_a_fallback_answers_under_the_name_of_the_region_that_it_stands_in_for(
    with_fallback: Template,
) -> None:
    """The branch is healthy while one of the two is (F11)."""
    either = with_fallback.only("aws_route53_health_check", "records")
    below = f"us-east-1.{NAME}"

    either.expect(
        provider="us_east_1",
        type="CALCULATED",
        child_healthchecks=[
            with_fallback.outputs[f"health_check_id_{alias}"] for alias in ("us_east_1", "us_west_2")
        ],
        child_health_threshold=1,
    )
    assert {path: values(block) for path, block in records(with_fallback).items()} == {
        "CNAME-us-east-1": answer(
            with_fallback,
            "us-east-1",
            records=[below],
            health_check_id=either.ref("id"),
            latency_routing_policy={"region": "us-east-1"},
        ),
        "CNAME-eu-west-1": answer(with_fallback, "eu-west-1", latency_routing_policy={"region": "eu-west-1"}),
        "us-east-1/CNAME-primary": answer(
            with_fallback,
            "us-east-1",
            name=below,
            set_identifier="primary",
            failover_routing_policy={"type": "PRIMARY"},
        ),
        "us-east-1/CNAME-secondary": answer(
            with_fallback,
            "us-west-2",
            name=below,
            set_identifier="secondary",
            failover_routing_policy={"type": "SECONDARY"},
        ),
    }


@pytest.mark.parametrize("fixture", ["weighted", "latency"])
def test_active_regions_need_no_check_but_their_own(fixture: str, request: pytest.FixtureRequest) -> None:
    checks = request.getfixturevalue(fixture).resources("aws_route53_health_check")

    assert {(check.path, check["type"], check["tags"]["Role"]) for check in checks} == {
        (f"health/{region}/check", "HTTPS", "active") for region in WEIGHTS
    }


@pytest.mark.parametrize("fixture", ["weighted", "latency"])
def test_the_policy_of_the_name_is_that_of_all_its_records(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    """Route 53 takes no two policies under one name: another one replaces all records together."""
    template: Template = request.getfixturevalue(fixture)
    (policy,) = template.resources("terraform_data")

    assert policy["triggers_replace"] == {"policy": fixture, "types": "CNAME"}
    assert {
        (tuple(block["depends_on"]), tuple(block["lifecycle"]["replace_triggered_by"]))
        for block in records(template).values()
    } == {((policy.address,), (policy.address,))}


def test_a_shift_of_weight_changes_a_number_and_no_address(weighted: Template) -> None:
    shifted = active(policy="weighted", weights={**WEIGHTS, "us-east-1": 50, "us-west-2": 50}, ttl=30)

    changed = {
        before.path
        for before, after in zip(weighted.resources(), shifted.resources(), strict=True)
        if before != after
    }
    assert changed == {"records/CNAME-us-east-1", "records/CNAME-us-west-2"}
    assert records(shifted)["CNAME-us-east-1"]["weighted_routing_policy"] == {"weight": 50}


def test_all_roles_are_active_in_the_providers_tags(weighted: Template) -> None:
    roles = {alias: found["default_tags"][0]["tags"]["Role"] for alias, found in weighted.providers.items()}

    assert roles == {"us_east_1": "active", "us_west_2": "active", "eu_west_1": "active"}


def test_an_exercise_makes_the_first_region_of_the_file_fail() -> None:
    template = synthesized(
        regions=ACTIVE_REGIONS,
        routing={"policy": "latency"},
        lattice={"function": {"simulate_failure": True}},
    )

    assert {
        block.provider: block["environment"]["variables"]["SIMULATE_FAILURE"]
        for block in template.resources("aws_lambda_function")
        if block.path.endswith("/service/function")
    } == {"us_east_1": "true", "us_west_2": "false", "eu_west_1": "false"}

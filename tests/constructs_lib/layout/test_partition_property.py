"""Whatever a template is like: what comes out of it can be applied, one stack after another."""

import re
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from constructs_lib.layout.blocks import Blocks
from constructs_lib.layout.document import StateOf
from constructs_lib.layout.partition import (
    ForbiddenReferences,
    PlaceStack,
    forbidden_references,
    partitioned,
)
from constructs_lib.layout.places import Places
from tests.constructs_lib.layout.template_builder import EAST, EDGE, WEST, Template

TYPES = (
    "aws_acm_certificate_validation",
    "aws_db_instance",
    "aws_iam_role_policy",
    "aws_lambda_function",
    "aws_route",
    "aws_route53_record",
    "aws_route53_zone",
    "aws_s3_bucket",
    "aws_s3_bucket_replication_configuration",
    "aws_sns_topic",
    "aws_vpc_peering_connection",
    "data.aws_route53_zone",
    "data.aws_subnets",
)
ATTRIBUTES = ("arn", "id", "name", "bucket", "identifier", "zone_id")
REMOTE = re.compile(r"data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)")


@st.composite
def templates(draw: st.DrawFn) -> Template:
    """Blocks of regions, edge and zones' account, each referring to some of those before it."""
    template = Template(EAST, WEST, EDGE, "dns")
    before: list[str] = []
    for index in range(draw(st.integers(1, 12))):
        type_ = draw(st.sampled_from(TYPES))
        zones = "route53" in type_
        aliases = [EDGE, "dns"] if zones else [EAST, EAST, WEST, WEST, EDGE]
        alias = draw(st.sampled_from(aliases))
        arguments: dict[str, Any] = {}
        if draw(st.booleans()):
            arguments |= {"name": f"shop-{index}", "bucket": f"shop-{index}", "identifier": f"shop-{index}"}
        for argument in ("one", "two"):
            if draw(st.booleans()) and before:
                other, attribute = draw(st.sampled_from(before)), draw(st.sampled_from(ATTRIBUTES))
                form = draw(st.sampled_from(["${%s}", "a-${%s}-b", '${join("-", [%s, "x"])}']))
                arguments[argument] = form % f"{other}.{attribute}"
        if draw(st.integers(0, 4)) == 0 and before:
            awaited: list[str] = [draw(st.sampled_from(before))]
            arguments["depends_on"] = awaited
        before.append(template.add(type_, f"block-{index}", alias, **arguments))
    for index in range(draw(st.integers(0, 3))):
        template.tell(f"told-{index}", f"${{{draw(st.sampled_from(before))}.id}}")
    return template


def state_of(place: str) -> StateOf:
    return StateOf(backend="local", settings={"path": place}, reading={"path": place})


def written(template: Template) -> list[PlaceStack] | None:
    try:
        return partitioned(template.json, state_of=state_of, name_of=lambda place: f"shop-{place}")
    except ForbiddenReferences:
        event("refused")
        return None


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(templates())
def test_every_stack_is_whole_and_reads_only_what_was_applied_before(template: Template) -> None:
    stacks = written(template)
    if stacks is None:
        return
    assert forbidden_references(template.json) == []
    places = Places.of(template.json)
    done: dict[str, PlaceStack] = {}
    for stack in stacks:
        assert set(stack.dependencies) <= done.keys()
        read = stack.template.get("data", {}).get("terraform_remote_state", {})
        assert all(places.may_read(stack.place, place) for place in read)
        for place, name in REMOTE.findall(str(stack.template)):
            assert place in read
            assert name in done[place].template["output"]
        assert not _dangling(stack)
        done[stack.place] = stack


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(templates())
def test_every_resource_is_in_exactly_one_stack_under_its_address(template: Template) -> None:
    stacks = written(template)
    if stacks is None:
        return
    found = [_resources(stack.template) for stack in stacks]
    assert all(one.isdisjoint(other) for one, other in combinations(found, 2))
    assert set().union(*found) == _resources(template.json)
    outputs = [name for stack in stacks for name in stack.template.get("output", {})]
    assert set(template.json.get("output", {})) <= set(outputs)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(templates())
def test_no_region_s_stack_speaks_to_another_region(template: Template) -> None:
    for stack in written(template) or ():
        if stack.place in ("us-east-1", "us-west-2"):
            assert {each["region"] for each in stack.template["provider"]["aws"]} <= {stack.place}
            assert set(stack.template.get("data", {}).get("terraform_remote_state", {})) <= {"zone"}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(templates())
def test_a_refusal_names_both_addresses_of_the_template(template: Template) -> None:
    known = Blocks.of(template.json)
    for forbidden in forbidden_references(template.json):
        assert forbidden.holder in known or forbidden.holder.startswith("output.")
        parts = forbidden.reference.split(".")
        assert ".".join(parts[: 3 if parts[0] == "data" else 2]) in known
        assert forbidden.place != forbidden.other


def _resources(template: Any) -> set[str]:  # noqa: ANN401  # JSON
    return {f"{type_}.{name}" for type_, named in template.get("resource", {}).items() for name in named}


def _dangling(stack: PlaceStack) -> set[str]:
    """What the stack's text refers to and the stack does not have."""
    known = Blocks.of(stack.template)
    text = REMOTE.sub("", str(stack.template))
    named = set(re.findall(r"(?:data\.)?aws_\w+\.(?:block-\d+|account-\w+)", text))
    aliases = {f"aws.{each['alias']}" for each in stack.template["provider"]["aws"]}
    used = {block.body["provider"] for block in known.values() if "provider" in block.body}
    return {each for each in named if each not in known} | (used - aliases)

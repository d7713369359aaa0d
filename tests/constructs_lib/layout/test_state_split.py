"""One state becomes several, and nothing of it is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.layout.document import StateOf
from constructs_lib.layout.partition import partitioned
from constructs_lib.layout.state_format import UnfitStateError
from constructs_lib.layout.state_split import split
from tests.constructs_lib.layout.template_builder import EAST, EDGE, WEST, Template

Json = Any
SOURCE = 'provider["registry.terraform.io/hashicorp/aws"]'


def whole() -> Template:
    """A bucket in each region, and a record with a proof for both."""
    template = Template(EAST, WEST, EDGE)
    template.add("aws_s3_bucket", "east", EAST, bucket="east")
    template.add("aws_s3_bucket", "west", WEST, bucket="west")
    template.add("aws_route53_record", "www", EDGE)
    return template


def at(path: str) -> Json:
    return {"metadata": {"path": path}}


@pytest.fixture(params=["shop/proof{}", "shop/proof{}/record", "shop/proof{}-www.example.com"])
def path(request: pytest.FixtureRequest) -> str:
    """Where a proof may stand in the construct tree; its place goes into the braces."""
    return str(request.param)


def templates(path: str = "shop/proof{}") -> tuple[Json, dict[str, Json]]:
    """The one template, with a proof, and those of the stacks, which have the same proof each."""
    one, several = whole(), whole()
    one.add("aws_route53_record", "proof", EDGE, **{"//": at(path.format(""))})
    for name, alias in (("east", EAST), ("west", WEST)):
        place = alias.replace("_", "-")
        own = {"//": at(path.format(f"-{place}"))}
        proof = several.add("aws_route53_record", f"proof-{name}", EDGE, **own)
        several.add("aws_s3_bucket_policy", name, alias, depends_on=[proof])
        one.add("aws_s3_bucket_policy", name, alias)

    def state_of(place: str) -> StateOf:
        return StateOf(backend="local", settings={"path": place}, reading={"path": place})

    stacks = partitioned(several.json, state_of=state_of, name_of=lambda place: f"shop-{place}")
    return one.json, {f"shop-{stack.place}": stack.template for stack in stacks}


def state_of(template: Json) -> Json:
    """The state after an apply of the template, in which us-east-1's provider has what is global."""
    return {
        "version": 4,
        "terraform_version": "1.11.4",
        "serial": 17,
        "lineage": "5d1f6e2c-0000-0000-0000-000000000000",
        "outputs": {"site": {"value": "x", "type": "string"}},
        "resources": [
            {
                "mode": "managed",
                "type": type_,
                "name": name,
                "provider": f"{SOURCE}.us_east_1",
                "instances": [{"attributes": {"id": name}, "dependencies": ["aws_s3_bucket.west"]}],
            }
            for type_, named in template["resource"].items()
            for name in named
        ]
        + [{"mode": "data", "type": "aws_region", "name": "here", "provider": SOURCE, "instances": []}],
    }


def names(state: Json) -> set[str]:
    return {f"{each['type']}.{each['name']}" for each in state["resources"]}


def only(state: Json, address: str) -> Json:
    (found,) = [each for each in state["resources"] if f"{each['type']}.{each['name']}" == address]
    return found


def test_each_resource_goes_to_its_stack_with_that_stack_s_provider() -> None:
    one, stacks = templates()
    done = split(state_of(one), one, stacks)

    assert {stack: names(state) for stack, state in done.states.items()} == {
        "shop-us-east-1": {
            "aws_s3_bucket.east",
            "aws_s3_bucket_policy.east",
            "aws_route53_record.proof-east",
        },
        "shop-us-west-2": {
            "aws_s3_bucket.west",
            "aws_s3_bucket_policy.west",
            "aws_route53_record.proof-west",
        },
        "shop-global": {"aws_route53_record.www"},
    }
    assert only(done.states["shop-global"], "aws_route53_record.www")["provider"] == f"{SOURCE}.global"
    assert only(done.states["shop-us-west-2"], "aws_s3_bucket.west")["provider"] == f"{SOURCE}.us_west_2"
    assert (done.new, done.left) == ((), ())


def test_a_record_that_every_region_now_has_is_in_every_state(path: str) -> None:
    one, stacks = templates(path)
    done = split(state_of(one), one, stacks)

    assert done.shared == {
        "aws_route53_record.proof": ("aws_route53_record.proof-east", "aws_route53_record.proof-west")
    }
    for stack, name in (("shop-us-east-1", "proof-east"), ("shop-us-west-2", "proof-west")):
        (instance,) = only(done.states[stack], f"aws_route53_record.{name}")["instances"]
        assert instance["attributes"] == {"id": "proof"}


def test_dependencies_stay_within_a_state() -> None:
    one, stacks = templates()
    done = split(state_of(one), one, stacks)

    assert only(done.states["shop-us-west-2"], "aws_s3_bucket.west")["instances"][0]["dependencies"] == [
        "aws_s3_bucket.west"
    ]
    assert only(done.states["shop-us-east-1"], "aws_s3_bucket.east")["instances"][0]["dependencies"] == []


def test_splitting_again_gives_the_same_states_under_names_of_their_own() -> None:
    one, stacks = templates()
    first, second = (split(state_of(one), one, stacks).states for _ in range(2))

    assert first == second
    lineages = {state["lineage"] for state in first.values()}
    assert len(lineages) == len(first)
    assert state_of(one)["lineage"] not in lineages


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda state: state.update(version=3), "no Terraform state of version 4"),
        (lambda state: state.pop("terraform_version"), "terraform_version: Field required"),
        (lambda state: state.pop("lineage"), "lineage: Field required"),
        (lambda state: state.pop("resources"), "resources: Field required"),
        (lambda state: state.update(resources=None), "resources: Input should be a valid list"),
        (
            lambda state: state["resources"].append("x"),
            r"resources\[7\]: Input should be a valid dictionary$",
        ),
        (lambda state: state["resources"][1].pop("mode"), r"resources\[1\]\.mode: Field required"),
        (lambda state: state["resources"][1].pop("provider"), r"resources\[1\]\.provider: Field required"),
        (lambda state: state["resources"][1].pop("instances"), r"resources\[1\]\.instances: Field required"),
        (lambda state: state["resources"][1].update(instances=["x"]), r"resources\[1\]\.instances\[0\]: "),
        (
            lambda state: state["resources"].append(state["resources"][0]),
            r"1 resources that are there twice: aws_s3_bucket\.east",
        ),
        (
            lambda state: [each.update(instances=[]) for each in state["resources"]],
            r"6 resources of the file are missing: aws_route53_record\.proof",
        ),
        (
            lambda state: state["resources"][0].update(instances=[{"deposed": "0a1b2c3d"}]),
            r"1 resources of the file are missing: aws_s3_bucket\.east",
        ),
        (
            lambda state: state["resources"].pop(0),
            r"1 resources of the file are missing: aws_s3_bucket\.east",
        ),
        (
            lambda state: state["resources"].append({**state["resources"][0], "name": "theirs"}),
            r"1 resources that the file does not describe: aws_s3_bucket\.theirs",
        ),
        (
            lambda state: state["resources"].append({**state["resources"][0], "module": "module.theirs"}),
            r"resources of modules, such as module\.theirs",
        ),
    ],
)
def test_a_state_that_is_not_the_deployment_s_is_refused(change: Any, reason: str) -> None:  # noqa: ANN401  # a function
    one, stacks = templates()
    state = state_of(one)
    change(state)
    with pytest.raises(UnfitStateError, match=reason):
        split(state, one, stacks)


@pytest.mark.parametrize("state", [None, [], "x", 4, {}])
def test_what_is_no_state_at_all_is_refused(state: Json) -> None:
    one, stacks = templates()
    with pytest.raises(UnfitStateError, match="no Terraform state of version 4"):
        split(state, one, stacks)


def test_a_value_of_the_state_is_not_shown() -> None:
    one, stacks = templates()
    state = state_of(one)
    state["resources"][0]["instances"] = "hunter2"
    with pytest.raises(UnfitStateError) as refused:
        split(state, one, stacks)
    assert "hunter2" not in str(refused.value)


@given(st.sets(st.tuples(st.sampled_from([EAST, WEST, EDGE]), st.integers(0, 20)), min_size=1))
def test_nothing_is_lost_and_nothing_is_twice(blocks: set[tuple[str, int]]) -> None:
    template = Template(EAST, WEST, EDGE)
    for alias, number in blocks:
        template.add("aws_sns_topic", f"{alias}-{number}", alias)

    def where(place: str) -> StateOf:
        return StateOf(backend="local", settings={"path": place}, reading={"path": place})

    stacks = {
        stack.place: stack.template
        for stack in partitioned(template.json, state_of=where, name_of=lambda place: place)
    }
    done = split(state_of(template.json), template.json, stacks)
    found = [name for state in done.states.values() for name in names(state)]
    assert sorted(found) == sorted(f"aws_sns_topic.{alias}-{number}" for alias, number in blocks)
    assert (done.new, done.left, done.shared) == ((), (), {})

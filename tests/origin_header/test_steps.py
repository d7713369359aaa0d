"""One rotation: who accepts what, who sends what, and what every step leaves as it is."""

import traceback
from collections.abc import Callable

import pytest

from tests.origin_header.conftest import Step
from tests.origin_header.world import EAST, FIRST, HEADER, REGIONS, WEST, World, part

Keep = Callable[[], None]
STEPS = ("create", "set", "test", "finish")


def everywhere(*values: str) -> dict[str, set[str]]:
    """Every load balancer accepts these values and no other."""
    return {region: set(values) for region in REGIONS}


def rotate(world: World, step: Step, version: str) -> None:
    """A rotation in which nothing goes wrong."""
    world.begin(version)
    for name in STEPS:
        step(name, version)


def test_a_rotation_ends_with_both_values_accepted_and_the_new_one_sent(world: World, step: Step) -> None:
    rotate(world, step, "v1")

    assert world.sent == world.current == "value-1"
    assert world.accepted == everywhere("value-0", "value-1")
    assert world.labels["AWSPREVIOUS"] == FIRST


def test_the_value_before_last_is_refused(world: World, step: Step) -> None:
    rotate(world, step, "v1")
    rotate(world, step, "v2")

    assert world.accepted == everywhere("value-1", "value-2")


def test_every_load_balancer_accepts_the_new_value_before_the_edge_sends_it(world: World, step: Step) -> None:
    seen = []
    world.on_call = lambda operation: (
        seen.append({region: set(values) for region, values in world.accepted.items()})
        if operation == "update_distribution"
        else None
    )
    rotate(world, step, "v1")

    assert seen == [everywhere("value-0", "value-1")]


def test_only_that_header_of_that_origin_is_changed(world: World, step: Step) -> None:
    rotate(world, step, "v1")

    first, second = world.config["Origins"]["Items"]
    assert world.config["Comment"] == "kept"
    assert first == {"Id": "other", "CustomHeaders": {"Quantity": 0}}
    assert second["CustomHeaders"] == {
        "Quantity": 2,
        "Items": [
            {"HeaderName": "x-other", "HeaderValue": "kept"},
            {"HeaderName": HEADER, "HeaderValue": "value-1"},
        ],
    }


@pytest.mark.parametrize("lost", REGIONS)
def test_the_edge_stays_with_the_old_value_while_one_region_cannot_be_reached(
    world: World, step: Step, lost: str
) -> None:
    world.begin("v1")
    step("create")
    world.down = {lost}
    with pytest.raises(part("errors").RotationError, match=f"in {lost}: EndpointConnectionError"):
        step("set")

    assert world.sent == "value-0"
    assert world.accepted[lost] == {"value-0"}
    assert world.shut_out() == []

    world.down = set()
    for name in STEPS:
        step(name)
    assert world.sent == "value-1"


def test_the_new_value_is_not_in_force_before_every_edge_location_sends_it(world: World, step: Step) -> None:
    world.begin("v1")
    step("create")
    step("set")
    assert not world.deployed
    for name in ("test", "finish"):
        with pytest.raises(part("errors").RotationError, match="still being deployed"):
            step(name, seconds=20)
        assert world.current == "value-0"

    world.deploy()
    step("test", seconds=20)
    step("finish", seconds=20)
    assert world.current == "value-1"


def test_a_rotation_does_not_begin_while_edges_may_send_something_older(world: World, step: Step) -> None:
    """Their value would be taken out of the rules."""
    world.apply("value-0")
    world.edges = {"value-0", "older"}
    world.accepted = {region: {"value-0", "older"} for region in REGIONS}
    world.begin("v1")
    step("create")
    with pytest.raises(part("errors").RotationError, match="still being deployed"):
        step("set", seconds=20)
    assert world.shut_out() == []


@pytest.mark.parametrize("again", STEPS)
def test_a_step_that_is_repeated_changes_nothing(world: World, step: Step, again: str) -> None:
    world.begin("v1")
    for name in STEPS:
        step(name)
        if name == again:
            world.deploy()
            before = (dict(world.values), dict(world.labels), dict(world.accepted), world.etag)
            step(name)
            assert (dict(world.values), dict(world.labels), dict(world.accepted), world.etag) == before


def test_all_steps_may_come_again_after_the_last(world: World, step: Step) -> None:
    rotate(world, step, "v1")
    for name in STEPS:
        step(name)
    assert (world.current, world.sent, world.made) == ("value-1", "value-1", 1)


def test_an_apply_between_two_steps_is_noticed_and_mended_by_the_next_attempt(
    world: World, step: Step
) -> None:
    """A plan reads the current value, which is still the old one; the rules accept both."""
    world.begin("v1")
    step("create")
    step("set")
    world.apply(world.current)
    assert world.shut_out() == []
    with pytest.raises(part("errors").RotationError, match="changed meanwhile"):
        step("test")
    for name in STEPS:
        step(name)
    assert world.sent == world.current == "value-1"


def test_a_rotation_that_is_given_up_half_done_is_followed_by_another(world: World, step: Step) -> None:
    """The edge sends a value that no label names any more, and nobody is shut out on the way."""
    world.begin("v1")
    step("create")
    step("set")
    world.deploy()
    world.begin("v2")
    step("create", "v2")
    with pytest.raises(part("errors").RotationError, match="try again later"):
        step("set", "v2", seconds=20)
    assert world.shut_out() == []
    world.deploy()
    for name in ("set", "test", "finish"):
        step(name, "v2")
        assert world.shut_out() == []
    assert world.sent == world.current == "value-2"


def test_the_trial_at_switching_on_needs_no_load_balancer(world: World, step: Step) -> None:
    """Secrets Manager runs one step with a version of the current value, or of none."""
    world.missing = set(REGIONS)
    world.begin("trial")
    step("test", "trial")
    world.values["trial"] = "value-0"
    step("test", "trial")
    assert world.current == "value-0"


def test_a_step_of_another_rotation_is_refused(world: World, step: Step) -> None:
    world.begin("v1")
    step("create")
    for name in ("set", "test", "finish"):
        with pytest.raises(part("errors").RotationError, match="not the pending one"):
            step(name, "v0")
    assert world.current == "value-0"


def test_the_schedule_opens_a_rule_that_terraform_has_made_anew(world: World, keep: Keep, step: Step) -> None:
    rotate(world, step, "v1")
    world.recreate_rule(WEST)
    keep()
    assert world.accepted[WEST] == {"value-0", "value-1"}


@pytest.mark.parametrize("lost", [EAST, "cloudfront"])
def test_a_rule_is_opened_whatever_else_cannot_be_reached(world: World, keep: Keep, lost: str) -> None:
    """The standby has to let the edge in when the primary is gone."""
    world.recreate_rule(WEST)
    world.down = {lost}
    with pytest.raises(part("errors").RotationError):
        keep()
    assert world.accepted[WEST] == {"value-0"}


def test_a_region_without_a_rule_does_not_hold_back_the_others(world: World, keep: Keep) -> None:
    world.missing = {EAST}
    world.recreate_rule(WEST)
    with pytest.raises(part("errors").RotationError, match="us-east-1 has no rule 2"):
        keep()
    assert world.accepted[WEST] == {"value-0"}


def test_the_schedule_writes_nothing_while_all_is_well(world: World, keep: Keep, step: Step) -> None:
    rotate(world, step, "v1")
    world.calls.clear()
    keep()
    operations = {operation for operation, _ in world.calls}
    assert operations == {
        "describe_listeners",
        "describe_load_balancers",
        "describe_rules",
        "describe_secret",
        "get_distribution",
        "get_secret_value",
    }


def test_the_schedule_undoes_an_apply_of_an_old_plan(world: World, keep: Keep, step: Step) -> None:
    rotate(world, step, "v1")
    world.apply("value-0")
    keep()
    assert world.sent == "value-1"
    assert world.shut_out() == []


def test_a_value_that_a_person_added_to_a_rule_is_taken_out_again(world: World, keep: Keep) -> None:
    world.accepted[EAST] = {"value-0", "let-me-in"}
    keep()
    assert world.accepted[EAST] == {"value-0"}


def test_a_rotation_that_begins_during_the_schedules_run_is_not_forgotten(world: World, keep: Keep) -> None:
    world.recreate_rule(WEST)

    def begin(operation: str) -> None:
        if operation == "modify_rule" and "AWSPENDING" not in world.labels:
            world.begin("v1")
            world.values["v1"] = "value-1"

    world.on_call = begin
    keep()
    assert world.accepted[WEST] == {"value-0", "value-1"}


@pytest.mark.parametrize("name", ["create_secret", "createSecret", "CREATESECRET"])
def test_steps_are_known_as_the_guide_and_as_the_templates_write_them(world: World, name: str) -> None:
    world.begin("v1")
    part("run").run({"Step": name, "ClientRequestToken": "v1"})
    assert world.values["v1"] == "value-1"


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"Step": "createSecret"}, "names no version"),
        ({"Step": "dropSecret", "ClientRequestToken": "v1"}, "names none of the steps"),
        (None, "names no version"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(world: World, event: object, reason: str) -> None:
    with pytest.raises(part("errors").RotationError, match=reason):
        part("run").run(event)
    assert world.calls == []


def test_no_error_and_no_line_of_the_log_holds_a_value(
    world: World, step: Step, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    """AWS's own messages may quote what they were sent."""
    world.begin("v1")
    errors = []
    for count in range(60):
        world.fault = (count, "refused")
        for name in STEPS:
            try:
                step(name)
            except part("errors").RotationError as error:
                errors.append("".join(traceback.format_exception(error)))
        world.fault = (count, "lost")
        try:
            keep()
        except part("errors").RotationError as error:
            errors.append("".join(traceback.format_exception(error)))
    assert len(errors) > 10
    assert "value-" not in " ".join(errors) + capsys.readouterr().out


def test_what_the_function_has_read_does_not_show_its_values() -> None:
    values = part("secret").Values(current="value-0", previous="value-1", pending=None)
    sent = part("distribution").Sent(value="value-0", deployed=True, config={"x": "value-0"}, etag="1")
    assert "value-" not in f"{values!r} {sent!r}"

"""A switchover: both regions are well, a person asks, and nothing is lost (F22)."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.failover_controller.controller import CLUSTER, DOWN, UP
from tests.failover_controller.faults import DENIED, FAULTS, TIMEOUT, TIMEOUT_AFTER, Fault
from tests.failover_controller.standby_region import Switchover
from tests.failover_controller.test_sequences import READINGS, Event, changes, fails, passes
from tests.failover_controller.world import World


@pytest.fixture
def asked() -> World:
    """All is well, and a person asks."""
    world = World(strategy="global-cluster")
    world.minutes(2)
    world.put("failover/approval", "graceful")
    return world


def subjects(world: World) -> list[str]:
    """Of all notices, without the deployment's name."""
    return [notice["subject"].removeprefix("shop-production: ") for notice in world.published]


def test_the_standby_grows_first_then_roles_change_hands_then_traffic_follows(asked: World) -> None:
    asked.minutes(12)
    steps = ["scale", "switch over", "put /takeover", "put /database", "put /failover/done"]
    assert [change for change in asked.changes if change in steps] == steps
    assert asked.switchovers == [
        Switchover(reading="up", desired=2, healthy=2, accepted=True, taken_over=False)
    ]
    assert asked.sent == []


def test_nothing_is_switched_before_the_targets_are_healthy(asked: World) -> None:
    asked.unhealthy = 1
    outcome = asked.minutes(10)
    assert (outcome["step"], asked.switchovers, asked.get("takeover")) == ("switching over", [], "off")
    asked.unhealthy = 0
    assert asked.minutes(4)["done"]


def test_it_is_recorded_as_what_it_is(asked: World) -> None:
    asked.minutes(1)
    decision = asked.record("failover/decision")
    assert decision | {"token": "", "time": ""} == {
        "token": "",
        "time": "",
        "reason": "an operator asked for a switchover",
        "forced": False,
        "graceful": True,
    }


def test_people_hear_of_it_in_words_of_a_switchover(asked: World) -> None:
    asked.minutes(12)
    assert subjects(asked) == ["switching over to us-west-2", "us-west-2 has taken over"]
    first, last = (notice["text"].split("\n\n") for notice in asked.published)
    assert first[1] == (
        "Under way, in this order: bring shop-production to 2 instances and wait for 2 healthy targets, "
        f"exchange the roles of {CLUSTER} and the writer of shop-production, turn the takeover switch on, "
        "tell the application its database. Nothing is lost. Writes fail from the exchange until clients "
        "have followed."
    )
    assert first[2].startswith("To call it off before the exchange, run:\naws ssm delete-parameters ")
    assert last[2].startswith(
        "Remains for you:\n- The cluster in us-east-1 follows the new writer. Nothing was lost, and nothing "
        "has to be rebuilt.\n"
    )


@pytest.mark.parametrize("mode", ["automatic", "approve", "manual"])
def test_it_is_a_persons_word_in_every_mode(mode: str) -> None:
    world = World(strategy="global-cluster", mode=mode)
    world.put("failover/approval", "graceful")
    assert world.minutes(12)["done"]


def test_a_word_of_more_than_an_hour_ago_is_forgotten(asked: World) -> None:
    asked.now += 3601
    asked.minutes(5)
    assert asked.changes == []


def test_a_replica_cannot_be_switched_over_and_people_are_told_why() -> None:
    world = World(strategy="replica")
    world.put("failover/approval", "graceful")
    world.minutes(10)
    assert subjects(world) == ["no switchover"]
    assert world.published[0]["text"].split("\n\n")[0] == (
        "The word graceful was written, and is not followed: a replica can be promoted, once and for all, "
        "but not switched over. Nothing was changed, and the word is deleted."
    )
    assert set(world.changes) == {"publish", "delete /failover/approval"}
    assert world.get("failover/approval") is None


def test_without_a_healthy_primary_there_is_no_switchover(asked: World) -> None:
    asked.answer = {DOWN}
    asked.minutes(1)
    assert subjects(asked) == ["no switchover"]
    assert "Route 53 finds us-east-1 unhealthy" in asked.published[0]["text"]
    assert asked.get("failover/approval") is None
    assert asked.group.desired == 0


def test_a_refusal_that_could_not_be_told_is_told_by_the_next_run() -> None:
    world = World(strategy="replica")
    world.put("failover/approval", "graceful")
    world.fail("Publish", DENIED)
    world.failing_minutes(1)
    assert world.get("failover/approval") == "graceful"
    world.minutes(1)
    assert subjects(world) == ["no switchover"]


def test_an_unknown_witness_is_waited_for(asked: World) -> None:
    asked.answer = None
    asked.minutes(3)
    assert asked.changes == []
    asked.answer = {UP}
    assert asked.minutes(12)["done"]


def test_a_witness_that_turns_unknown_holds_the_exchange(asked: World) -> None:
    asked.minutes(1)
    asked.answer = None
    asked.minutes(5)
    assert asked.switchovers == []
    asked.answer = {UP}
    assert asked.minutes(6)["done"]


def test_a_primary_that_is_lost_before_the_exchange_is_failed_over_from(asked: World) -> None:
    asked.unhealthy = 2  # the standby is not ready
    asked.minutes(3)
    asked.answer = {DOWN}
    asked.minutes(3)
    assert subjects(asked)[:2] == ["switching over to us-west-2", "switchover given up"]
    asked.unhealthy = 0
    assert asked.minutes(9)["done"]
    assert [sent.accepted for sent in asked.sent] == [True]
    assert asked.switchovers == []


def test_in_mode_approve_that_failover_waits_for_a_person() -> None:
    world = World(strategy="global-cluster", mode="approve")
    world.put("failover/approval", "graceful")
    world.unhealthy = 2
    world.minutes(2)
    world.answer = {DOWN}
    world.minutes(6)
    assert (world.sent, world.get("takeover")) == ([], "off")
    assert subjects(world)[-1] == "fail over to us-west-2?"


def test_a_primary_that_looks_unwell_while_roles_change_hands_is_not_given_up(asked: World) -> None:
    asked.minutes(4)
    assert len(asked.switchovers) == 1
    asked.answer = {DOWN}
    asked.database.hangs = True
    asked.minutes(10)
    assert asked.sent == []
    asked.database.hangs = False
    assert asked.minutes(2)["done"]
    assert "switchover given up" not in subjects(asked)


def test_force_ends_a_switchover_that_hangs(asked: World) -> None:
    asked.minutes(4)
    asked.answer, asked.database.hangs = {DOWN}, True
    asked.minutes(2)
    asked.put("failover/approval", "force")
    assert asked.minutes(9)["done"]
    assert [sent.accepted for sent in asked.sent] == [True]


def test_a_switchover_that_aws_calls_off_is_asked_for_again(asked: World) -> None:
    asked.database.called_off = True
    asked.minutes(6)
    assert len(asked.switchovers) == 1
    asked.minutes(6)
    asked.database.called_off = False
    assert asked.minutes(6)["done"]
    assert asked.get("takeover") == "on"


def test_a_region_that_refuses_the_exchange_is_asked_every_minute(asked: World) -> None:
    asked.database.primary_well = False
    asked.minutes(6)
    assert asked.get("takeover") == "off"
    assert not any(each.accepted for each in asked.switchovers)
    asked.database.primary_well = True
    assert asked.minutes(4)["done"]


def test_a_late_switchover_is_told_with_the_word_that_forces(asked: World) -> None:
    asked.unhealthy = 2
    asked.minutes(17)
    assert subjects(asked)[-1] == "switchover not done after 15 minutes"
    assert asked.published[-1]["text"].split("\n\n")[-1] == (
        "If us-east-1 is lost, a failover that may lose data begins with:\n"
        "aws ssm put-parameter --region us-west-2 --name /holdfast/shop-production/failover/approval "
        "--type String --value force --overwrite"
    )


def test_a_person_who_deletes_the_decision_calls_it_off(asked: World) -> None:
    asked.unhealthy = 2
    asked.minutes(3)
    asked.delete("failover/decision", "failover/approval")
    asked.unhealthy = 0
    assert asked.minutes(5)["step"] == "watching"
    assert asked.switchovers == []


def test_after_it_is_done_nothing_changes(asked: World) -> None:
    asked.minutes(12)
    before = list(asked.changes)
    asked.answer = {DOWN}  # the old primary's application cannot write
    asked.minutes(10)
    assert asked.changes == before


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_an_exchange_that_fails_in_any_way_ends_all_the_same(asked: World, fault: Fault) -> None:
    asked.fail("SwitchoverGlobalCluster", fault)
    asked.failing_minutes(18)
    assert asked.promoted
    assert asked.get("failover/done") is not None
    assert sum(each.accepted for each in asked.switchovers) == 1


OPERATIONS = ["PutParameter", "DeleteParameters", "look", "SwitchoverGlobalCluster", "promote", "Publish"]
WISHES = ["graceful", "graceful", "force", "start", "yes"]


def wishes(word: str) -> Event:
    """A person writes a word."""

    def event(world: World) -> None:
        world.put("failover/approval", word)

    event.__name__ = f"wishes({word})"
    return event


def switches(attribute: str, value: Any) -> Event:  # noqa: ANN401  # any of the model's
    """Something about the global database changes."""

    def event(world: World) -> None:
        setattr(world.database, attribute, value)

    event.__name__ = f"switches({attribute}, {value})"
    return event


events = st.one_of(
    st.sampled_from([passes(60), passes(60), passes(20)]),
    st.sampled_from(WISHES).map(wishes),
    st.sampled_from([{UP}, *READINGS]).map(lambda answer: changes("answer", answer)),
    st.sampled_from([0, 1, 2]).map(lambda number: changes("unhealthy", number)),
    st.sampled_from([True, False]).map(lambda value: switches("hangs", value)),
    st.sampled_from([True, False]).map(lambda value: switches("primary_well", value)),
    st.builds(fails, st.sampled_from(OPERATIONS), st.lists(st.sampled_from(FAULTS), min_size=1, max_size=2)),
)


@given(sequence=st.lists(events, max_size=30))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(
    sequence=[
        wishes("graceful"),
        *[passes(60)] * 3,
        fails("SwitchoverGlobalCluster", [TIMEOUT_AFTER]),
        passes(60),
        changes("answer", {DOWN}),
        *[passes(60)] * 5,
    ]
).via("an exchange whose answer was lost")
@example(
    sequence=[
        wishes("graceful"),
        *[passes(60)] * 4,
        switches("hangs", True),
        changes("answer", {DOWN}),
        fails("promote", [TIMEOUT]),
        wishes("force"),
        *[passes(60)] * 8,
    ]
).via("a primary that is lost in the middle of it")
def test_no_exchange_without_a_well_primary_and_a_ready_standby(sequence: list[Event]) -> None:
    world = World(strategy="global-cluster")
    world.minutes(1)
    for event in sequence:
        event(world)  # with each run, all that holds for failovers is checked
    for each in world.switchovers:
        assert (each.reading, each.desired, each.healthy) == ("up", 2, 2)
    accepted = [each for each in world.switchovers if each.accepted]
    assert all(not each.taken_over for each in accepted) or world.sent

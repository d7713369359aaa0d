"""Whose word a failover needs."""

import pytest

from tests.failover_controller.controller import DOWN, UP
from tests.failover_controller.faults import DENIED, NONE, THROTTLED
from tests.failover_controller.world import World

APPROVAL = "/holdfast/shop-production/failover/approval"


def asked(mode: str, strategy: str) -> World:
    """The loss is confirmed and a person was asked."""
    world = World(strategy=strategy, mode=mode)
    world.answer = {DOWN}
    world.minutes(3)
    return world


def token(world: World) -> str:
    """What the request wants to hear."""
    return str(world.record("failover/witness")["token"])


def untouched(world: World) -> bool:
    """Whether nothing was done to the region."""
    return not {"put /failover/decision", "promote", "scale", "put /takeover"} & set(world.changes)


class TestApprove:
    """The controller asks, a person answers with the token."""

    def test_the_request_has_the_exact_command(self, strategy: str) -> None:
        world = asked("approve", strategy)
        (request,) = world.published
        assert request["subject"] == "shop-production: fail over to us-west-2?"
        assert (
            f"aws ssm put-parameter --region us-west-2 --name {APPROVAL} --type String "
            f"--value {token(world)} --overwrite" in request["text"].splitlines()
        )

    def test_people_are_asked_once(self, strategy: str) -> None:
        world = asked("approve", strategy)
        world.minutes(30)
        assert len(world.published) == 1
        assert untouched(world)

    def test_the_token_lets_it_act(self, strategy: str) -> None:
        world = asked("approve", strategy)
        world.put("failover/approval", token(world))
        assert world.minutes(9)["done"]
        assert world.record("failover/decision")["token"] == token(world)
        assert (
            world.record("failover/decision")["reason"]
            == "the witness was down in 3 consecutive readings and an operator approved"
        )

    @pytest.mark.parametrize("word", ["yes", "approve", "start", "null", "None", "0123456789abcdef"])
    def test_no_other_word_does(self, strategy: str, word: str) -> None:
        world = asked("approve", strategy)
        world.put("failover/approval", word)
        world.minutes(5)
        assert untouched(world)

    def test_no_word_given_before_the_request_does(self, strategy: str) -> None:
        world = World(strategy=strategy, mode="approve")
        for word in ("start", "yes"):
            world.put("failover/approval", word)
        world.answer = {DOWN}
        world.minutes(6)
        assert untouched(world)

    def test_a_primary_that_came_back_ends_the_request(self, strategy: str) -> None:
        world = asked("approve", strategy)
        old = token(world)
        world.answer = {UP}
        world.minutes(1)
        world.put("failover/approval", old)
        world.answer = {DOWN}
        world.minutes(6)
        assert untouched(world)
        assert token(world) != old
        assert len(world.published) == 2

    def test_a_healthy_answer_that_could_not_be_kept_ends_the_request_too(self, strategy: str) -> None:
        world = asked("approve", strategy)
        old = token(world)
        world.answer = {UP}
        world.fail("PutParameter", NONE, THROTTLED)  # the look is announced, what it found is not kept
        world.now += 60
        assert world.try_run() is None
        world.put("failover/approval", old)
        world.answer = {DOWN}
        world.minutes(5)
        assert untouched(world)
        assert token(world) != old

    def test_a_request_that_nobody_looked_after_for_an_hour_is_gone(self, strategy: str) -> None:
        world = asked("approve", strategy)
        world.put("failover/approval", token(world))
        world.now += 3601
        world.minutes(5)
        assert untouched(world)

    def test_a_request_outlasts_a_short_gap_in_the_runs(self, strategy: str) -> None:
        world = asked("approve", strategy)
        world.now += 600
        world.put("failover/approval", token(world))
        world.minutes(2)
        assert untouched(world)
        world.minutes(1)
        assert not untouched(world)

    @pytest.mark.parametrize("answer", [{UP}, None, {UP, DOWN}])
    def test_an_approval_alone_does_nothing_while_the_witness_does_not_say_down(
        self, strategy: str, answer: set[str] | None
    ) -> None:
        world = asked("approve", strategy)
        world.put("failover/approval", token(world))
        world.answer = answer
        world.minutes(3)
        assert untouched(world)

    def test_a_request_is_repeated_until_it_could_be_sent(self, strategy: str) -> None:
        world = World(strategy=strategy, mode="approve")
        world.answer = {DOWN}
        world.minutes(2)
        world.fail("Publish", DENIED, DENIED)
        for _ in range(2):
            world.now += 60
            assert world.try_run() is None
        first = token(world)
        world.minutes(3)
        assert len(world.published) == 1
        assert first in world.published[0]["text"]


class TestManual:
    """A person begins, the witness confirms."""

    def test_people_are_told_the_word(self, strategy: str) -> None:
        (request,) = asked("manual", strategy).published
        assert (
            f"aws ssm put-parameter --region us-west-2 --name {APPROVAL} --type String "
            "--value start --overwrite" in request["text"].splitlines()
        )

    def test_without_the_word_nothing_happens(self, strategy: str) -> None:
        world = asked("manual", strategy)
        world.minutes(30)
        assert untouched(world)
        assert len(world.published) == 1

    def test_the_word_lets_it_act(self, strategy: str) -> None:
        world = asked("manual", strategy)
        world.put("failover/approval", "start")
        assert world.minutes(9)["done"]

    def test_a_word_before_the_loss_waits_for_the_witness(self, strategy: str) -> None:
        world = World(strategy=strategy, mode="manual")
        world.put("failover/approval", "start")
        world.minutes(5)
        assert untouched(world)
        world.answer = {DOWN}
        world.minutes(2)
        assert untouched(world)
        world.minutes(1)
        assert not untouched(world)

    def test_a_word_of_more_than_an_hour_ago_is_forgotten(self, strategy: str) -> None:
        world = World(strategy=strategy, mode="manual")
        world.put("failover/approval", "start")
        world.now += 3601
        world.answer = {DOWN}
        world.minutes(6)
        assert untouched(world)


@pytest.mark.parametrize("mode", ["automatic", "approve", "manual"])
class TestForce:
    """A person knows better than the witness: a region that looks well and is not."""

    def test_it_acts_at_once_on_a_healthy_witness(self, strategy: str, mode: str) -> None:
        world = World(strategy=strategy, mode=mode)
        world.put("failover/approval", "force")
        world.minutes(1)
        assert [sent.accepted for sent in world.sent] == [True]
        assert world.minutes(8)["done"]
        assert world.record("failover/decision")["reason"] == "an operator forced it"

    def test_it_is_not_taken_back_by_a_healthy_witness(self, strategy: str, mode: str) -> None:
        world = World(strategy=strategy, mode=mode)
        world.status = world.database.BUSY
        world.put("failover/approval", "force")
        world.minutes(70)
        world.status = "available"
        assert world.minutes(10)["done"]

    def test_it_is_forgotten_after_an_hour(self, strategy: str, mode: str) -> None:
        world = World(strategy=strategy, mode=mode)
        world.put("failover/approval", "force")
        world.now += 3600
        world.minutes(3)
        assert untouched(world)


def test_a_word_is_taken_with_spaces_around_it(strategy: str) -> None:
    world = World(strategy=strategy, mode="manual")
    world.put("failover/approval", " force\n")
    world.minutes(1)
    assert not untouched(world)

"""What people are told: what happened, where, and what remains."""

from tests.failover_controller.controller import DOWN, TOPIC, UP
from tests.failover_controller.faults import DENIED, THROTTLED
from tests.failover_controller.strategies import of_replica
from tests.failover_controller.world import World


def subjects(world: World) -> list[str]:
    """Of all messages so far."""
    return [notice["subject"] for notice in world.published]


def test_beginning_and_end_are_told_once_each(lost: World) -> None:
    lost.minutes(30)
    assert subjects(lost) == [
        "shop-production: failing over to us-west-2",
        "shop-production: us-west-2 has taken over",
    ]
    assert {notice["topic"] for notice in lost.published} == {TOPIC}


@of_replica
def test_the_beginning_says_what_is_under_way(lost: World) -> None:
    lost.minutes(1)
    assert lost.published[0]["text"].split("\n\n") == [
        "Failover from us-east-1 to us-west-2 decided at 2026-03-01 12:03:00 UTC: "
        "the witness was down in 3 consecutive readings.",
        "Under way: promote shop-production-replica, turn the takeover switch on, bring shop-production to "
        "2 instances, tell the application its database. Objective: 15 minutes.",
        "Nothing to do for you. Do not run terraform apply meanwhile.",
    ]


@of_replica
def test_the_end_says_what_is_there_and_what_remains(lost: World) -> None:
    lost.minutes(10)
    assert lost.published[-1]["text"].split("\n\n") == [
        "Failover from us-east-1 to us-west-2 done in 5.0 minutes: "
        "the witness was down in 3 consecutive readings.",
        "The database at shop-production-replica.abc.us-west-2.rds.example.com:5432 is the writer, 2 or more "
        "targets are healthy, and /holdfast/shop-production/database tells the application where its "
        "database is.",
        "Remains for you:\n"
        "- What us-east-1 had not replicated is not in us-west-2: compare before you reuse it.\n"
        "- Traffic does not return by itself: the takeover switch is on until a person turns it off.\n"
        "- The writer has no replica in another region until you fail back.\n"
        "- Have every terraform plan guarded before it is applied.\n"
        "- When all is back to normal, arm the controller again:\n"
        "aws ssm delete-parameters --region us-west-2 --names "
        "/holdfast/shop-production/failover/decision /holdfast/shop-production/failover/approval",
    ]


def test_a_missed_objective_is_told_once_with_what_is_still_open(lost: World) -> None:
    lost.unhealthy = 2
    lost.minutes(16)
    assert subjects(lost) == ["shop-production: failing over to us-west-2"]
    lost.minutes(1)
    assert len(subjects(lost)) == 2
    lost.minutes(20)
    assert subjects(lost)[1:] == ["shop-production: failover not done after 15 minutes"]
    assert lost.published[-1]["text"].split("\n\n")[1] == "Still open:\n- healthy targets: 0 of 2"


def test_what_could_not_be_seen_is_told_as_still_open(lost: World) -> None:
    lost.unhealthy = 2
    lost.minutes(16)
    lost.fail("DescribeTargetHealth", DENIED)
    lost.now += 60
    assert lost.try_run() is None
    assert lost.published[-1]["text"].split("\n\n")[1] == "Still open:\n- healthy targets: unknown of 2"


def test_a_late_failover_is_told_as_done_too(lost: World) -> None:
    lost.unhealthy = 2
    lost.minutes(20)
    lost.unhealthy = 0
    assert lost.minutes(1)["done"]
    assert subjects(lost)[-1] == "shop-production: us-west-2 has taken over"


def test_a_withdrawn_failover_says_who_serves(lost: World) -> None:
    lost.status = lost.database.BUSY
    lost.minutes(1)
    lost.answer = {UP}
    lost.minutes(1)
    assert lost.published[-1]["text"].split("\n\n") == [
        "us-east-1 is healthy again, and the database in us-west-2 was not promoted: the decision "
        "(the witness was down in 3 consecutive readings) is withdrawn. Traffic stays with us-east-1; the "
        "controller watches on.",
        "Remains: shop-production may have been scaled up. Scale it down when you like.",
    ]


def test_a_withdrawal_that_failed_is_not_told(lost: World) -> None:
    lost.status = lost.database.BUSY
    lost.minutes(1)
    lost.answer = {UP}
    lost.fail("DeleteParameters", DENIED)
    lost.now += 60
    assert lost.try_run() is None
    assert subjects(lost) == ["shop-production: failing over to us-west-2"]
    lost.minutes(1)
    assert subjects(lost)[-1] == "shop-production: failover withdrawn"


def test_a_second_failover_is_told_as_the_first_was(lost: World) -> None:
    lost.status = lost.database.BUSY
    lost.minutes(1)
    lost.answer = {UP}
    lost.minutes(1)
    lost.answer, lost.status = {DOWN}, "available"
    lost.minutes(12)
    assert subjects(lost) == [
        "shop-production: failing over to us-west-2",
        "shop-production: failover withdrawn",
        "shop-production: failing over to us-west-2",
        "shop-production: us-west-2 has taken over",
    ]


def test_a_notice_that_could_not_be_noted_is_sent_again(lost: World) -> None:
    lost.minutes(1)
    lost.delete("failover/notices")
    lost.minutes(1)
    assert subjects(lost) == ["shop-production: failing over to us-west-2"] * 2


def test_a_long_name_does_not_lose_the_message() -> None:
    world = World(deployment="a" * 120)
    world.answer = {DOWN}
    world.minutes(3)
    assert len(world.published[0]["subject"]) == 100


def test_a_throttled_notice_comes_with_the_next_run(lost: World) -> None:
    lost.fail("Publish", THROTTLED)
    lost.now += 60
    assert lost.try_run() is None
    lost.minutes(1)
    assert subjects(lost) == ["shop-production: failing over to us-west-2"]

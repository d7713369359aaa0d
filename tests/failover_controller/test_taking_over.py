"""The whole way from the loss of the primary to a working standby, without a fault."""

from tests.failover_controller.controller import DOWN, REPLICA
from tests.failover_controller.standby_region import Sent
from tests.failover_controller.strategies import of_replica
from tests.failover_controller.world import World


def test_a_healthy_primary_is_watched_without_writing_anything(world: World) -> None:
    world.minutes(5)
    assert world.changes == []
    assert world.minutes(1) == {"step": "watching", "done": False, "remains": []}


def test_the_third_reading_decides_turns_the_switch_promotes_and_scales_in_one_run(lost: World) -> None:
    before = len(lost.changes)
    lost.minutes(1)
    done = [change for change in lost.changes[before:] if change != "put /failover/witness"]
    assert done == [
        "put /failover/decision",
        "put /takeover",
        "put /failover/promotion",
        "promote",
        "put /failover/promotion",
        "scale",
        "publish",
        "put /failover/notices",
    ]


def test_two_readings_change_nothing_but_the_streak(lost: World) -> None:
    assert set(lost.changes) == {"put /failover/witness"}


def test_the_promotion_is_sent_on_a_confirmed_loss_with_the_switch_on(lost: World) -> None:
    lost.minutes(10)
    assert lost.sent == [Sent(reading="down", downs=3, apart=3, forced=False, accepted=True, taken_over=True)]


@of_replica
def test_it_says_what_remains_until_nothing_does(lost: World) -> None:
    assert lost.minutes(2) == {
        "step": "failing over",
        "done": False,
        "remains": [
            f"the database is not the writer ({REPLICA} is modifying, "
            "replica of arn:aws:rds:us-east-1:123456789012:db:shop-production)",
            "healthy targets: 0 of 2",
        ],
    }
    assert lost.minutes(3)["remains"] == [
        f"the database is not the writer ({REPLICA} is rebooting, "
        "replica of arn:aws:rds:us-east-1:123456789012:db:shop-production)"
    ]
    assert lost.minutes(1) == {"step": "done", "done": True, "remains": []}


def test_the_group_grows_while_the_database_is_promoted(lost: World) -> None:
    lost.minutes(4)
    assert (lost.promoted, lost.healthy) == (False, 2)


def test_it_waits_for_targets_after_the_promotion(lost: World) -> None:
    lost.unhealthy = 1
    assert lost.minutes(9)["remains"] == ["healthy targets: 1 of 2"]
    assert lost.promoted
    lost.unhealthy = 0
    assert lost.minutes(1)["done"]


@of_replica
def test_the_application_learns_where_its_database_is_before_its_targets_are_healthy(lost: World) -> None:
    lost.unhealthy = 2
    lost.minutes(9)
    assert lost.record("database") == {
        "endpoint": "shop-production-replica.abc.us-west-2.rds.example.com",
        "port": 5432,
        "engine": "postgres",
        "database": "shop",
        "username": "holdfast",
        "secret_arn": None,
    }


def test_the_application_is_told_once(lost: World) -> None:
    lost.unhealthy = 2
    lost.minutes(12)
    assert lost.changes.count("put /database") == 1


@of_replica
def test_a_managed_secret_is_named_and_not_read(lost: World) -> None:
    lost.database.secret_arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:rds!db-0123"
    lost.minutes(9)
    assert lost.record("database")["secret_arn"] == lost.database.secret_arn
    assert not [service for service, *_ in lost.calls if service == "secretsmanager"]


def test_nothing_is_published_before_the_database_is_the_writer(lost: World) -> None:
    lost.minutes(5)
    assert "put /database" not in lost.changes


def test_all_of_it_is_recorded(lost: World) -> None:
    lost.minutes(10)
    decision = lost.record("failover/decision")
    assert decision == {
        "token": decision["token"],
        "time": "2026-03-01T12:03:00.000+00:00",
        "reason": "the witness was down in 3 consecutive readings",
        "forced": False,
    }
    assert lost.get("failover/done") == decision["token"]
    assert lost.get("takeover") == "on"
    assert (lost.group.minimum, lost.group.maximum, lost.group.desired) == (2, 6, 2)


def test_ten_more_runs_change_nothing_whatever_the_witness_says(lost: World) -> None:
    lost.minutes(10)
    changes = list(lost.changes)
    lost.minutes(5)
    lost.answer = None
    lost.minutes(5)
    assert lost.changes == changes


def test_after_it_is_done_a_person_turns_the_switch_off_and_it_stays_off(lost: World) -> None:
    lost.minutes(10)
    lost.put("takeover", "off")
    lost.minutes(10)
    assert lost.get("takeover") == "off"


def test_until_it_is_done_the_switch_is_held_on(lost: World) -> None:
    lost.minutes(2)
    lost.put("takeover", "off")
    lost.minutes(1)
    assert lost.get("takeover") == "on"


def test_a_promotion_that_has_begun_is_carried_through_though_the_primary_comes_back(lost: World) -> None:
    lost.minutes(1)
    lost.answer = {"192.0.2.1"}
    assert lost.minutes(8)["done"]


def test_a_database_that_a_person_promoted_is_taken_as_it_is(lost: World) -> None:
    lost.accepted_at = lost.now - 3600
    assert lost.minutes(4)["done"]
    assert lost.sent == []
    assert lost.get("takeover") == "on"


def test_once_armed_again_it_watches_anew(lost: World) -> None:
    lost.minutes(10)
    lost.delete("failover/decision", "failover/approval")
    lost.put("takeover", "off")
    lost.answer = {"192.0.2.1"}
    assert lost.minutes(5)["step"] == "watching"
    lost.answer = {DOWN}
    assert lost.minutes(2)["step"] == "watching"

"""A secondary cluster of an Aurora Global Database: what AWS shows of it, and what is made of that (F22)."""

import pytest

from tests.failover_controller.controller import CLUSTER, DOWN, UP, part
from tests.failover_controller.faults import TIMEOUT_AFTER
from tests.failover_controller.strategies import of_cluster
from tests.failover_controller.world import World

pytestmark = of_cluster
HEADLESS = (
    f"look: cluster {CLUSTER} has no instance, and AWS fails over to none without; run: "
    f"aws rds create-db-instance --region us-west-2 --db-instance-identifier {CLUSTER}-1 "
    f"--db-cluster-identifier {CLUSTER} --engine aurora-postgresql --db-instance-class <class>"
)


def failure(world: World) -> str:
    """With what the next run of the schedule fails."""
    world.now += 60
    with pytest.raises(part("errors").StepsFailedError) as raised:
        world.run()
    return str(raised.value)


def test_it_says_what_remains_in_awss_own_words(lost: World) -> None:
    said = f"{CLUSTER} is available, secondary of shop-production, which is failing-over (failing-over)"
    assert lost.minutes(2)["remains"] == [
        f"the database is not the writer ({said})",
        "healthy targets: 0 of 2",
    ]
    assert lost.minutes(4) == {"step": "done", "done": True, "remains": []}


def test_the_application_learns_its_own_regions_endpoint(lost: World) -> None:
    """The cluster's, which needs no other region, and never a password."""
    lost.minutes(9)
    assert lost.record("database") == {
        "endpoint": f"{CLUSTER}.cluster-abc.us-west-2.rds.example.com",
        "port": 5432,
        "engine": "aurora-postgresql",
        "database": "shop",
        "username": "holdfast",
        "secret_arn": None,
    }


@pytest.mark.parametrize("status", sorted(part("global_cluster").PASSING))
def test_a_cluster_that_is_busy_is_failed_over_to_by_a_later_run(lost: World, status: str) -> None:
    lost.status = status
    lost.minutes(3)
    assert (lost.promotions, lost.get("takeover")) == (0, "off")
    lost.status = "available"
    lost.minutes(1)
    assert lost.promotions == 1


@pytest.mark.parametrize("status", ["backing-up", "storage-optimization", "configuring-log-exports"])
def test_a_cluster_that_works_is_for_aws_to_refuse(lost: World, status: str) -> None:
    """Nobody documents what keeps a cluster from a failover: a refusal costs a minute, and no failover."""
    lost.status = status
    lost.minutes(2)
    assert lost.promotions >= 1
    lost.status = "available"
    assert lost.minutes(9)["done"]


@pytest.mark.parametrize("status", sorted(part("global_cluster").BROKEN))
def test_a_cluster_that_a_person_must_mend_fails_every_run(lost: World, status: str) -> None:
    lost.status = status
    assert failure(lost) == (
        f'look: cluster {CLUSTER} in us-west-2 has the status "{status}", '
        "which does not end by itself: a person has to mend it"
    )
    assert lost.group.desired == 2


def test_a_cluster_that_is_missing_fails_every_run_and_holds_nothing_else_back(lost: World) -> None:
    lost.missing = True
    assert failure(lost) == f"look: cluster {CLUSTER} is not in us-west-2: there is nothing to fail over to"
    assert lost.group.desired == 2


def test_a_global_database_that_is_unknown_fails_every_run(lost: World) -> None:
    """A wrong name must not pass for a cluster that is a writer of its own."""
    lost.database.unknown = True
    assert failure(lost) == (
        "look: global database shop-production is unknown in us-west-2: nobody can tell who is written to"
    )
    assert "put /database" not in lost.changes


def test_a_headless_cluster_calls_a_person_with_the_command_and_waits(lost: World) -> None:
    lost.database.instances = 0
    assert failure(lost) == HEADLESS
    assert (lost.promotions, lost.get("takeover"), lost.group.desired) == (0, "off", 2)
    lost.database.instances = 1
    assert lost.minutes(9)["done"]


def test_a_cluster_that_a_person_detached_is_a_writer_of_its_own(lost: World) -> None:
    lost.database.detached = True
    lost.now += 60
    assert lost.run()["remains"] == ["group shop-production was not found at its size yet", TARGETS]
    assert lost.sent == []
    assert lost.get("takeover") == "on"


TARGETS = "healthy targets: 0 of 2"


def test_a_switchover_that_a_person_began_is_not_broken_into(lost: World) -> None:
    """While roles change hands the primary looks unwell: the loss is confirmed, and there is none."""
    lost.database.switched_at = lost.now
    lost.minutes(1)
    assert lost.promotions == 0
    assert lost.minutes(6)["done"]
    assert lost.promotions == 0


def test_a_switchover_that_hangs_is_broken_into_by_force_alone(lost: World) -> None:
    lost.database.switched_at, lost.database.hangs = lost.now, True
    lost.minutes(20)
    assert lost.promotions == 0
    lost.put("failover/approval", "force")
    lost.minutes(1)
    assert [sent.accepted for sent in lost.sent] == [True]


def test_a_cluster_that_follows_again_is_failed_over_to_a_second_time(lost: World) -> None:
    assert lost.minutes(9)["done"]
    lost.database.follow_again()
    lost.delete("failover/decision", "failover/approval")
    lost.put("takeover", "off")
    lost.answer = {UP}
    lost.minutes(3)
    lost.answer = {DOWN}
    assert lost.minutes(12)["done"]
    assert [sent.accepted for sent in lost.sent] == [True, True]


def test_a_failover_whose_answer_was_lost_is_closed_once_it_is_seen(lost: World) -> None:
    lost.fail("promote", TIMEOUT_AFTER)
    lost.failing_minutes(1)
    assert lost.record("failover/promotion")["outcome"] == "unsure"
    assert lost.minutes(8)["done"]
    assert lost.record("failover/promotion")["outcome"] == "seen"


def test_the_beginning_and_the_end_are_told_in_words_of_a_global_database(lost: World) -> None:
    lost.minutes(10)
    first, last = (notice["text"].split("\n\n") for notice in lost.published)
    assert first[1] == (
        f"Under way: make {CLUSTER} the writer of shop-production, turn the takeover switch on, bring "
        "shop-production to 2 instances, tell the application its database. Objective: 15 minutes."
    )
    assert last[2] == (
        "Remains for you:\n"
        "- What us-east-1 had not replicated is not in us-west-2. When us-east-1 is well, AWS keeps it there "
        "for as long as backups, in a snapshot whose name begins rds:unplanned-global-failover: copy it, and "
        "compare.\n"
        "- AWS brings the cluster in us-east-1 back as a secondary by itself, which can take hours. Until "
        "then the writer has no copy in another region.\n"
        "- Traffic does not return by itself: the takeover switch is on until a person turns it off.\n"
        "- Have every terraform plan guarded before it is applied.\n"
        "- When all is back to normal, arm the controller again:\n"
        "aws ssm delete-parameters --region us-west-2 --names "
        "/holdfast/shop-production/failover/decision /holdfast/shop-production/failover/approval"
    )

"""The handler as Lambda loads it, against real objects: read back with boto3."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto import mock_aws

from tests.failover_controller.controller import CLUSTER, REPLICA
from tests.failover_controller.embedded import Embedded
from tests.failover_controller.events import ALARM, FORGED
from tests.support import lambda_handlers

SOURCE = Path(__file__).parents[2] / "lambda" / "failover_controller"


@pytest.fixture
def embedded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Embedded]:
    """A standby region, and the handler as Lambda loads it."""
    strategy = getattr(request, "param", "replica")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        handler = lambda_handlers.load(SOURCE, monkeypatch)
        assert handler.__file__ == str(SOURCE / "handler.py")
        yield Embedded(handler, sys.modules["failover.run"], monkeypatch, strategy=strategy)


def test_a_lost_primary_ends_with_a_working_standby(embedded: Embedded) -> None:
    for _ in range(3):
        assert embedded.run()["step"] == "watching"
    embedded.lose_primary()
    outcomes = [embedded.run(ALARM if number == 0 else None) for number in range(6)]
    assert [outcome["done"] for outcome in outcomes] == [False, False, False, True, True, True]

    instance = embedded.instance()
    assert "ReadReplicaSourceDBInstanceIdentifier" not in instance
    assert instance["BackupRetentionPeriod"] == 7
    group = embedded.group()
    assert (group["MinSize"], group["MaxSize"], group["DesiredCapacity"]) == (2, 6, 2)
    assert [one["LifecycleState"] for one in group["Instances"]] == ["InService"] * 2
    assert embedded.healthy() == 2
    assert embedded.parameter("takeover") == "on"
    assert json.loads(embedded.parameter("database")) == {
        "endpoint": instance["Endpoint"]["Address"],
        "port": instance["Endpoint"]["Port"],
        "engine": "postgres",
        "database": "shop",
        "username": "holdfast",
        "secret_arn": None,
    }
    assert embedded.messages() == [
        "shop-production: failing over to us-west-2",
        "shop-production: us-west-2 has taken over",
    ]


of_cluster = pytest.mark.parametrize("embedded", ["global-cluster"], indirect=True)


@of_cluster
def test_a_lost_primary_ends_with_the_standbys_cluster_as_the_writer(embedded: Embedded) -> None:
    assert (embedded.run()["step"], embedded.writer()) == ("watching", "us-east-1")
    embedded.lose_primary()
    outcomes = [embedded.run() for _ in range(5)]
    assert [outcome["done"] for outcome in outcomes] == [False, False, False, True, True]

    assert embedded.writer() == "us-west-2"
    cluster = embedded.rds.describe_db_clusters(DBClusterIdentifier=CLUSTER)["DBClusters"][0]
    assert json.loads(embedded.parameter("database")) == {
        "endpoint": cluster["Endpoint"],
        "port": 5432,
        "engine": "aurora-postgresql",
        "database": "shop",
        "username": "holdfast",
        "secret_arn": None,
    }
    assert (embedded.parameter("takeover"), embedded.healthy()) == ("on", 2)


@of_cluster
def test_a_persons_word_exchanges_the_roles_of_two_regions_that_are_well(embedded: Embedded) -> None:
    embedded.run()
    embedded.say("graceful")
    outcomes = [embedded.run() for _ in range(5)]

    assert outcomes[-1] == {"step": "done", "done": True, "remains": []}
    assert (embedded.writer(), embedded.parameter("takeover"), embedded.healthy()) == ("us-west-2", "on", 2)
    assert embedded.messages() == [
        "shop-production: switching over to us-west-2",
        "shop-production: us-west-2 has taken over",
    ]


def test_ten_more_runs_change_nothing(embedded: Embedded) -> None:
    embedded.lose_primary()
    for _ in range(6):
        embedded.run()
    embedded.messages()
    before = embedded.all_of_it()
    for _ in range(10):
        assert embedded.run(FORGED) == {"step": "done", "done": True, "remains": []}
    assert embedded.all_of_it() == before


def test_a_forged_message_changes_nothing(embedded: Embedded) -> None:
    before = embedded.all_of_it()
    for _ in range(5):
        embedded.run(FORGED)
    assert embedded.all_of_it() == before
    assert embedded.instance()["DBInstanceIdentifier"] == REPLICA


def test_the_handler_loads_from_its_own_folder_alone() -> None:
    program = "import handler; handler.handler({}, None)"
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    finished = subprocess.run(  # noqa: S603 - this interpreter, this program
        [sys.executable, "-c", program],
        cwd=SOURCE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.stderr.splitlines()[-1] == "failover.errors.SettingsError: SETTINGS is not set"


def test_every_module_is_one_short_subject() -> None:
    modules = sorted(SOURCE.rglob("*.py"))
    assert [
        (path.name, count) for path in modules if (count := len(path.read_text().splitlines())) > 200
    ] == []

"""What an Aurora Global Database may be, and what AWS would refuse of it."""

from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from config.aurora import Aurora
from config.aurora_standby import headless
from config.failover import RegionFailover

POSTGRES: dict[str, Any] = {"engine": "aurora-postgresql", "version": "17.7"}
MYSQL: dict[str, Any] = {"engine": "aurora-mysql", "version": "8.0.mysql_aurora.3.10.3"}


def refusal(raw: dict[str, Any]) -> str:
    """What is wrong, in one line for each violation."""
    with pytest.raises(ValidationError) as refused:
        Aurora.model_validate(raw)
    return str(refused.value)


def serverless(**limits: Any) -> dict[str, Any]:  # noqa: ANN401  # whatever YAML can say
    return {**POSTGRES, "capacity": {"type": "serverless", **limits}}


def provisioned(instance_class: str) -> dict[str, Any]:
    return {**POSTGRES, "capacity": {"type": "provisioned", "instance_class": instance_class}}


@pytest.mark.parametrize(
    ("raw", "family", "port"),
    [
        (POSTGRES, "aurora-postgresql17", 5432),
        ({**POSTGRES, "version": "14.18"}, "aurora-postgresql14", 5432),
        (MYSQL, "aurora-mysql8.0", 3306),
        ({**MYSQL, "version": "8.4.mysql_aurora.8.4.7"}, "aurora-mysql8.4", 3306),
    ],
)
def test_the_family_of_the_parameters_follows_from_the_version(
    raw: dict[str, Any], family: str, port: int
) -> None:
    database = Aurora.model_validate(raw)
    assert (database.family, database.port) == (family, port)


@pytest.mark.parametrize("version", ["17", "16", "13.20", "17.7.1", "8.0.mysql_aurora.3.10.3"])
def test_postgresql_takes_full_versions_of_its_own_alone(version: str) -> None:
    """AWS upgrades no global database by itself, and fails over between equal versions only."""
    assert "version" in refusal({**POSTGRES, "version": version})


@pytest.mark.parametrize("version", ["8.0", "5.7.mysql_aurora.2.12.3", "17.7", "8.0.40"])
def test_mysql_does_too(version: str) -> None:
    assert "version" in refusal({**MYSQL, "version": version})


def test_a_wrong_version_is_refused_with_the_command_that_lists_them() -> None:
    assert refusal({**POSTGRES, "version": "13.20"}).splitlines()[1] == (
        '  version: allowed: a full version of Aurora PostgreSQL 14 to 18, such as "17.7"; mend: list those '
        "there are: aws rds describe-db-engine-versions --engine aurora-postgresql --query "
        "'DBEngineVersions[].EngineVersion' [type=violations]"
    )


@pytest.mark.parametrize(
    "instance_class", ["db.r5.large", "db.r6g.16xlarge", "db.r7i.2xlarge", "db.r8g.xlarge", "db.x2g.4xlarge"]
)
def test_classes_for_much_memory_are_taken(instance_class: str) -> None:
    Aurora.model_validate(provisioned(instance_class))


@pytest.mark.parametrize(
    "instance_class", ["db.t4g.medium", "db.t3.large", "db.m7g.large", "db.r4.large", "db.serverless", "r7g"]
)
def test_others_are_refused_as_by_aws(instance_class: str) -> None:
    assert "capacity.provisioned.instance_class" in refusal(provisioned(instance_class))


@pytest.mark.parametrize("limits", [{"min_acu": 0}, {"min_acu": 0.3}, {"max_acu": 257}, {"max_acu": "32"}])
def test_capacity_units_come_in_halves_and_never_sleep(limits: dict[str, Any]) -> None:
    assert "capacity.serverless" in refusal(serverless(**limits))


def test_a_range_that_is_upside_down_is_refused() -> None:
    assert "max_acu: allowed: `min_acu` or more, which is 64; mend: set `max_acu: 64` or more" in refusal(
        serverless(min_acu=64)
    )


def test_a_kind_of_capacity_has_its_own_keys_alone() -> None:
    assert "capacity.serverless.instance_class" in refusal(serverless(instance_class="db.r7g.large"))


@pytest.mark.parametrize(("count", "allowed"), [(0, False), (1, True), (15, True), (16, False)])
def test_the_primary_has_a_writer_and_up_to_14_readers(count: int, allowed: bool) -> None:
    if allowed:
        assert Aurora.model_validate({**POSTGRES, "instances": count}).instances == count
    else:
        assert "instances" in refusal({**POSTGRES, "instances": count})


@pytest.mark.parametrize("version", ["14.8", "15.3"])
def test_a_version_that_forwards_no_writes_is_refused_to_forward(version: str) -> None:
    assert "write_forwarding: allowed: false: Aurora PostgreSQL" in refusal(
        {**POSTGRES, "version": version, "write_forwarding": True}
    )


@pytest.mark.parametrize("raw", [{**POSTGRES, "version": "14.9"}, {**POSTGRES, "version": "16.1"}, MYSQL])
def test_others_may_forward(raw: dict[str, Any]) -> None:
    assert Aurora.model_validate({**raw, "write_forwarding": True}).write_forwarding


def test_a_log_of_another_engine_is_refused() -> None:
    assert "logs[0]: allowed: a log of aurora-postgresql: postgresql, iam-db-auth-error, instance" in refusal(
        {**POSTGRES, "logs": ["slowquery"]}
    )


def test_what_goes_wrong_and_slow_is_logged_by_default() -> None:
    assert Aurora.model_validate(POSTGRES).exported_logs == ("postgresql",)
    assert Aurora.model_validate(MYSQL).exported_logs == ("error", "slowquery")
    assert Aurora.model_validate({**MYSQL, "logs": []}).exported_logs == ()


@pytest.mark.parametrize(
    ("change", "blamed"),
    [
        ({"master_user": "admin"}, "master_user: allowed: a name that no engine keeps for itself"),
        ({"application_user": "dbadmin"}, "application_user: allowed: another user than `master_user`"),
        ({"backup_window": "03:00-03:10"}, "backup_window: allowed: a window of 30 minutes"),
        ({"maintenance_window": "sun:03:00-sun:03:30"}, "maintenance_window: allowed: a time outside"),
    ],
)
def test_users_and_windows_are_held_to_what_rds_takes(change: dict[str, Any], blamed: str) -> None:
    assert blamed in refusal({**POSTGRES, **change})


@pytest.mark.parametrize(("mode", "refused"), [("automatic", True), ("approve", False), ("manual", False)])
def test_a_headless_standby_is_refused_where_nobody_is_there_to_make_an_instance(
    mode: Any,  # noqa: ANN401  # one of the modes
    refused: bool,
) -> None:
    """AWS fails over to no cluster without an instance."""
    deployment = SimpleNamespace(
        database=Aurora.model_validate({**POSTGRES, "standby_instances": 0}),
        failover=RegionFailover(mode=mode),
    )
    violations = list(headless(deployment))
    assert [violation.key for violation in violations] == [("database", "standby_instances")] * refused


def test_a_standby_with_an_instance_is_taken_in_every_mode() -> None:
    deployment = SimpleNamespace(
        database=Aurora.model_validate(POSTGRES), failover=RegionFailover(mode="automatic")
    )
    assert list(headless(deployment)) == []

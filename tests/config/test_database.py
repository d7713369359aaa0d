"""What a database may be, and what RDS would refuse of it."""

import pytest

from config.pilot_light import PilotLight
from tests.config.conftest import Load, Refusal
from tests.config.pilot_light_text import PILOT_LIGHT
from tests.config.texts import changed


def test_a_version_that_the_engine_does_not_have_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: database.version
  found:   "13"
  allowed: a version of postgres 14, 15, 16, 17, 18
  mend:    write it like "17"

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(('"17"', '"13"'), text=PILOT_LIGHT)) == message


def test_a_version_as_a_number_is_refused_because_yaml_would_round_it(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: database.version
  found:   17
  allowed: a version as text in quotes, such as "17" or "8.4.5"
  mend:    put it in quotes, so that YAML reads it as text

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(('"17"', "17"), text=PILOT_LIGHT)) == message


def test_a_version_of_another_engine_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: database.version
  found:   "17"
  allowed: a version of mysql 8.0, 8.4
  mend:    write it like "8.0"

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("engine: postgres", "engine: mysql"), text=PILOT_LIGHT)) == message


def test_a_log_of_another_engine_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.logs[0]
  found:   slowquery
  allowed: a log of postgres: postgresql, upgrade
  mend:    correct it, or remove it from the list

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(changed(('  version: "17"\n', '  version: "17"\n  logs: [slowquery]\n'), text=PILOT_LIGHT))
        == message
    )


def test_a_user_that_the_engines_keep_for_themselves_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.master_user
  found:   admin
  allowed: a name that no engine keeps for itself
  mend:    choose another name, such as dbadmin

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(changed(('  version: "17"\n', '  version: "17"\n  master_user: admin\n'), text=PILOT_LIGHT))
        == message
    )


@pytest.mark.parametrize("name", ["mysql", "Database", "order", "pg_shop"])
def test_a_database_of_the_engines_own_or_a_word_of_sql_is_refused(refusal: Refusal, name: str) -> None:
    text = changed(('  version: "17"\n', f'  version: "17"\n  name: {name}\n'), text=PILOT_LIGHT)
    message = f"""\
deployment.yaml:17: database.name
  found:   {name}
  allowed: a name that is no word of SQL, and that no engine keeps for itself
  mend:    choose another name, such as app

1 problem in deployment.yaml; nothing was written."""
    assert refusal(text) == message


@pytest.mark.parametrize("key", ["master_user", "application_user"])
def test_a_user_that_begins_as_postgres_roles_do_is_refused(refusal: Refusal, key: str) -> None:
    """CreateDBInstance refuses the one, CREATE USER the other."""
    text = changed(('  version: "17"\n', f'  version: "17"\n  {key}: pg_shop\n'), text=PILOT_LIGHT)
    assert "a name that no engine keeps for itself" in refusal(text)


@pytest.mark.parametrize(("engine", "version"), [("mysql", "8.4"), ("mariadb", "11.4")])
def test_a_log_that_would_stay_empty_is_refused(refusal: Refusal, engine: str, version: str) -> None:
    """An audit log takes an option group with a plugin."""
    text = changed(
        ("engine: postgres", f"engine: {engine}"),
        ('  version: "17"\n', f'  version: "{version}"\n  logs: [error, audit]\n'),
        text=PILOT_LIGHT,
    )
    assert f"a log of {engine}: error, general, slowquery" in refusal(text)


def test_one_user_with_and_without_password_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.application_user
  found:   dbadmin, which is the `master_user` too
  allowed: another user than `master_user`: a user that logs in with IAM tokens has no password
  mend:    choose another name, such as app

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(('  version: "17"\n', '  version: "17"\n  application_user: dbadmin\n'), text=PILOT_LIGHT)
        )
        == message
    )


def test_insights_on_a_small_mysql_instance_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.instance_class
  found:   db.t4g.small
  allowed: a larger class: mysql has no insights on micro and small ones
  mend:    choose db.t4g.medium or larger, or set `insights: none`

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(
                ("engine: postgres", "engine: mysql"),
                ('"17"\n', '"8.4"\n  instance_class: db.t4g.small\n'),
                text=PILOT_LIGHT,
            )
        )
        == message
    )


def test_a_volume_without_room_to_grow_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.storage.max_gib
  found:   105
  allowed: 110 or more: RDS wants a limit 10 % above `gib`, which is 100
  mend:    set `max_gib: 110` or more, or 0 to switch growth off

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(
                ('  version: "17"\n', '  version: "17"\n  storage: {gib: 100, max_gib: 105}\n'),
                text=PILOT_LIGHT,
            )
        )
        == message
    )


def test_thirty_days_of_insights_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.insights
  found:   30
  allowed: none, standard or advanced
  mend:    set `insights: standard`

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(changed(('  version: "17"\n', '  version: "17"\n  insights: 30\n'), text=PILOT_LIGHT))
        == message
    )


def test_a_database_without_backups_is_refused_because_it_could_have_no_replica(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.backup_retention_days
  found:   0
  allowed: a whole number from 1 to 35 (days): without backups there is no replica
  mend:    set `backup_retention_days: 7`

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(('  version: "17"\n', '  version: "17"\n  backup_retention_days: 0\n'), text=PILOT_LIGHT)
        )
        == message
    )


def test_a_monitoring_interval_that_rds_does_not_know_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.monitoring_interval
  found:   20
  allowed: 0, 1, 5, 10, 15, 30 or 60 (seconds)
  mend:    set `monitoring_interval: 60`

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(('  version: "17"\n', '  version: "17"\n  monitoring_interval: 20\n'), text=PILOT_LIGHT)
        )
        == message
    )


def test_a_maintenance_window_during_the_backups_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.maintenance_window
  found:   sun:03:15-sun:03:45, during the backup window 03:00-03:30
  allowed: a time outside `backup_window`, which is every day: RDS refuses an overlap
  mend:    move one of the two

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(
                ('  version: "17"\n', '  version: "17"\n  maintenance_window: sun:03:15-sun:03:45\n'),
                text=PILOT_LIGHT,
            )
        )
        == message
    )


def test_a_window_that_is_too_short_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.backup_window
  found:   03:00-03:20, 20 minutes
  allowed: a window of 30 minutes to 24 hours
  mend:    write a later end, or an earlier begin

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(
                ('  version: "17"\n', '  version: "17"\n  backup_window: "03:00-03:20"\n'), text=PILOT_LIGHT
            )
        )
        == message
    )


def test_a_cluster_class_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:17: database.instance_class
  found:   m7g.large
  allowed: an RDS instance class, such as db.m7g.large
  mend:    write it like db.m7g.large

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(('  version: "17"\n', '  version: "17"\n  instance_class: m7g.large\n'), text=PILOT_LIGHT)
        )
        == message
    )


@pytest.mark.parametrize(
    ("engine", "version", "family", "port", "logs"),
    [
        ("postgres", "17", "postgres17", 5432, ("postgresql", "upgrade")),
        ("postgres", "16.4", "postgres16", 5432, ("postgresql", "upgrade")),
        ("mysql", "8.4.5", "mysql8.4", 3306, ("error", "slowquery")),
        ("mariadb", "10.11", "mariadb10.11", 3306, ("error", "slowquery")),
    ],
)
def test_family_port_and_logs_follow_from_the_engine(
    load_text: Load, engine: str, version: str, family: str, port: int, logs: tuple[str, ...]
) -> None:
    text = changed(("engine: postgres", f"engine: {engine}"), ('"17"', f'"{version}"'), text=PILOT_LIGHT)
    deployment = load_text(text)
    assert isinstance(deployment, PilotLight)
    database = deployment.database
    assert (database.family, database.port, database.exported_logs) == (family, port, logs)

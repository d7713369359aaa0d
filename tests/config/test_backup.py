"""What AWS Backup would refuse, or would never forgive, is refused first."""

import pytest

from config.backup import Backup
from config.backup_lock import GovernanceLock
from config.backup_restore_testing import RestoreTesting
from tests.config.model_refusal import refusal


def test_backups_are_daily_copied_tested_and_kept_for_a_month() -> None:
    backup = Backup()

    assert (backup.enabled, backup.schedule, backup.keep_days) == (True, "cron(0 5 ? * * *)", 30)
    assert (backup.copies.enabled, backup.copies.source, backup.copies.keep_days) == (True, "primary", 30)
    assert (backup.restore_testing.enabled, backup.restore_testing.schedule) == (True, "cron(0 9 ? * SUN *)")
    assert (backup.vault_lock, backup.destroy_with_backups, backup.continuous) == (None, False, False)


def test_leading_zeros_of_a_time_are_not_octal() -> None:
    assert Backup(daily_at="08:09").schedule == "cron(9 8 ? * * *)"
    assert RestoreTesting(day="mon", time="00:05").schedule == "cron(5 0 ? * MON *)"


def test_cold_storage_is_left_after_90_days_at_the_earliest() -> None:
    assert Backup(keep_days=120, cold_storage_after_days=30).cold_storage_after_days == 30
    assert refusal(Backup, keep_days=119, cold_storage_after_days=30) == (
        "cold_storage_after_days: allowed: at most `keep_days` less 90: what is in cold storage stays there "
        "for 90 days; mend: set `keep_days: 120`, or remove `cold_storage_after_days`"
    )


def test_copies_have_the_same_rule_for_cold_storage() -> None:
    assert "set `keep_days: 91`" in refusal(Backup, copies={"keep_days": 90, "cold_storage_after_days": 1})


def test_continuous_backups_are_kept_for_35_days_at_most() -> None:
    assert Backup(continuous=True, keep_days=35).continuous
    assert refusal(Backup, continuous=True, keep_days=36) == (
        "keep_days: allowed: at most 35 days of continuous backups; mend: set `keep_days: 35`, or remove "
        "`continuous`"
    )


def test_continuous_backups_have_no_cold_storage() -> None:
    assert "continuous backups have no cold storage" in refusal(
        Backup, continuous=True, keep_days=35, cold_storage_after_days=1
    )


def test_a_backup_has_time_to_finish() -> None:
    assert "allowed: more than `start_within_hours`" in refusal(
        Backup, start_within_hours=8, complete_within_hours=8
    )


def test_every_time_of_keeping_is_within_the_lock() -> None:
    lock = {"mode": "governance", "min_keep_days": 14, "max_keep_days": 60}

    assert Backup.model_validate({"vault_lock": lock}).vault_lock == GovernanceLock(
        mode="governance", min_keep_days=14, max_keep_days=60
    )
    assert refusal(Backup, vault_lock=lock, keep_days=7, copies={"keep_days": 90}).splitlines() == [
        "keep_days: allowed: a number within the lock's bounds: AWS Backup fails jobs outside them; mend: "
        "set `keep_days: 14`, or change the lock",
        "copies.keep_days: allowed: a number within the lock's bounds: AWS Backup fails jobs outside them; "
        "mend: set `keep_days: 60`, or change the lock",
    ]
    assert Backup.model_validate({"vault_lock": lock, "copies": {"enabled": False, "keep_days": 90}})


def test_a_lock_of_compliance_names_its_day_and_leaves_three_to_think() -> None:
    assert "Field required" in refusal(Backup, vault_lock={"mode": "compliance"})
    assert "greater than or equal to 3" in refusal(
        Backup, vault_lock={"mode": "compliance", "changeable_for_days": 2}
    )


def test_a_lock_that_excludes_every_time_is_refused() -> None:
    assert "no less than `min_keep_days`" in refusal(
        Backup, vault_lock={"mode": "governance", "min_keep_days": 30, "max_keep_days": 7}
    )


def test_nobody_destroys_what_is_locked_for_compliance() -> None:
    locked = {"mode": "compliance", "changeable_for_days": 7}

    assert "nobody can delete a backup of such a vault" in refusal(
        Backup, vault_lock=locked, destroy_with_backups=True
    )


def test_backups_that_are_off_have_no_settings() -> None:
    assert not Backup(enabled=False).enabled
    assert refusal(Backup, enabled=False, keep_days=7) == (
        "keep_days: allowed: nothing while `enabled` is false; mend: set `enabled: true`, or remove "
        "`keep_days`"
    )


@pytest.mark.parametrize("time", ["5:00", "24:00", "05:60", "05:00:00"])
def test_what_is_no_time_of_the_day_is_refused(time: str) -> None:
    assert "String should match pattern" in refusal(Backup, daily_at=time)

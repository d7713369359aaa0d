"""Backups that outlive the database: kept in vaults of their own, in both regions."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from config.backup_copies import BackupCopies, ColdStorageAfterDays, KeepDays, too_soon_from_the_cold
from config.backup_lock import ComplianceLock, VaultLock
from config.backup_restore_testing import RestoreTesting
from config.backup_schedule import TimeOfDay, daily
from config.model import Allowed, Checks, ConfigModel, KeyPath, Violation

LONGEST_CONTINUOUS_DAYS = 35
"""For a backup from which any second can be restored."""
SLACK_HOURS = 1
"""For metrics that come late."""

_SWITCH = Allowed("true or false", "write true or false")


class Backup(ConfigModel):
    """AWS Backup, in each region: a vault, a daily plan, tests of restores, and word of what fails.

    Storage of Aurora backups costs about 0.02 US dollars per GB and month, and a vault's key 1 US dollar a
    month. AWS Backup must be switched on for Aurora in each region's settings (it is, unless somebody
    switched it off): they are the whole account's, so they are not touched here.
    """

    enabled: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Whether there are such backups. The database's own go with its cluster; these do not."""
    daily_at: TimeOfDay = "05:00"
    """Time of the day, in UTC, in both regions. Keep it clear of the database's own backup and maintenance
    windows: RDS does one at a time."""
    start_within_hours: Annotated[
        int,
        Field(strict=True, ge=1, le=23),
        Allowed("a whole number from 1 to 23 (hours)", "set `start_within_hours: 1`"),
    ] = 1
    """Hours in which a backup must have begun; otherwise it expires, and people are told. AWS Backup spreads
    beginnings over this time."""
    complete_within_hours: Annotated[
        int,
        Field(strict=True, ge=2, le=24),
        Allowed("a whole number from 2 to 24 (hours)", "set `complete_within_hours: 8`"),
    ] = 8
    """Hours in which it must be done, or it is cancelled."""
    keep_days: KeepDays = 30
    """Days for which a backup is kept."""
    cold_storage_after_days: ColdStorageAfterDays = None
    """Days after which a backup goes to cold storage, where it costs less and stays 90 days at least. Aurora
    has none: AWS Backup ignores this for it. It is for resources of your own that carry the tag."""
    continuous: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Back up continuously, so that any second of the last `keep_days`, 35 at most, can be restored. Aurora
    can do that by itself, so take it only where AWS Backup has to govern it: AWS Backup then sets the
    cluster's own retention to `keep_days`, and the cluster's setting must say the same, or every plan would
    want to set it back. It also sets when the cluster's own backups begin: `database.backup_window` is then
    read when a cluster is made, and not again while this is on. A copy of it is a snapshot."""
    copies: BackupCopies = BackupCopies()
    """Copies in the other region."""
    restore_testing: RestoreTesting = RestoreTesting()
    """Restores, tried."""
    vault_lock: VaultLock | None = None
    """A lock on both vaults, within whose bounds `keep_days` must be. Free. Default: none."""
    destroy_with_backups: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Let `terraform destroy` throw the backups away. Set it, and apply, before you destroy a deployment for
    good; until then a destroy fails at the first vault with a backup in it, as it should."""

    @property
    def schedule(self) -> str:
        """As AWS Backup reads it."""
        return daily(self.daily_at)

    @property
    def silent_hours(self) -> int:
        """Hours without a finished backup from which one is missing: a day, and what two may differ by."""
        return 24 + self.start_within_hours + self.complete_within_hours + SLACK_HOURS

    def checks(self) -> Checks:
        """What AWS would refuse, or would not forgive."""
        return (
            self._settings_of_nothing(),
            self._no_time(),
            too_soon_from_the_cold(self),
            self._not_continuous(),
            self._outside_lock(),
            self._never_destroyed(),
        )

    def _settings_of_nothing(self) -> Iterator[Violation]:
        if not self.enabled:
            for key in sorted(self.model_fields_set - {"enabled"}):
                yield Violation(
                    (key,),
                    found=f"{key} of backups that are off",
                    allowed="nothing while `enabled` is false",
                    mend=f"set `enabled: true`, or remove `{key}`",
                    because=(("enabled",),),
                )

    def _no_time(self) -> Iterator[Violation]:
        if self.complete_within_hours <= self.start_within_hours:
            yield Violation(
                ("complete_within_hours",),
                found=f"{self.complete_within_hours}, with a start within {self.start_within_hours} hours",
                allowed="more than `start_within_hours`",
                mend=f"set `complete_within_hours: {min(self.start_within_hours + 7, 24)}`",
                because=(("start_within_hours",),),
            )

    def _not_continuous(self) -> Iterator[Violation]:
        if self.continuous and self.keep_days > LONGEST_CONTINUOUS_DAYS:
            yield Violation(
                ("keep_days",),
                found=f"{self.keep_days}, with `continuous: true`",
                allowed=f"at most {LONGEST_CONTINUOUS_DAYS} days of continuous backups",
                mend=f"set `keep_days: {LONGEST_CONTINUOUS_DAYS}`, or remove `continuous`",
                because=(("continuous",),),
            )
        if self.continuous and self.cold_storage_after_days:
            yield Violation(
                ("cold_storage_after_days",),
                found=f"{self.cold_storage_after_days}, with `continuous: true`",
                allowed="nothing: continuous backups have no cold storage",
                mend="remove it, or `continuous`",
                because=(("continuous",),),
            )

    def _outside_lock(self) -> Iterator[Violation]:
        if self.vault_lock is None:
            return
        shortest, longest = self.vault_lock.bounds
        kept: dict[KeyPath, int] = {("keep_days",): self.keep_days}
        if self.copies.enabled:
            kept["copies", "keep_days"] = self.copies.keep_days
        for key, days in kept.items():
            if not shortest <= days <= longest:
                yield Violation(
                    key,
                    found=f"{days}, in a vault that is locked to {shortest} to {longest} days",
                    allowed="a number within the lock's bounds: AWS Backup fails jobs outside them",
                    mend=f"set `keep_days: {min(max(days, shortest), longest)}`, or change the lock",
                    because=(("vault_lock", "min_keep_days"), ("vault_lock", "max_keep_days")),
                )

    def _never_destroyed(self) -> Iterator[Violation]:
        if self.destroy_with_backups and isinstance(self.vault_lock, ComplianceLock):
            yield Violation(
                ("destroy_with_backups",),
                found="true, in a vault that is locked for compliance",
                allowed="false: nobody can delete a backup of such a vault",
                mend="remove `destroy_with_backups`",
                because=(("vault_lock", "mode"),),
            )

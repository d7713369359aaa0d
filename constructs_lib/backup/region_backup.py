"""Backups of one region."""

from constructs import Construct

from config.backup import Backup
from constructs_lib.backup.job_events import BackupJobEvents
from constructs_lib.backup.plan import DailyPlan
from constructs_lib.backup.restore_test import RestoreTarget, RestoreTest
from constructs_lib.backup.vault import Vault
from constructs_lib.monitoring.kinds.backup_vault import WatchedBackupVault
from constructs_lib.monitoring.watched import Watched
from constructs_lib.providers import RegionScope


class RegionBackup(Construct):
    """The region's vault, its daily plan, and its test of restores. All of it is in the region itself."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        backup: Backup,
        copy_to: str | None = None,
        restore_into: RestoreTarget | None = None,
    ) -> None:
        """`copy_to` is the region that gets copies, where a `RegionBackup` of the same deployment is."""
        super().__init__(scope, id_)
        self._region = region
        self._vault = Vault(self, "vault", region=region, backup=backup)
        DailyPlan(self, "plan", region=region, backup=backup, vault=self._vault, copy_to=copy_to)
        self._restore_role: str | None = None
        if backup.restore_testing.enabled:
            test = RestoreTest(
                self, "restore-test", region=region, backup=backup, vault=self._vault, target=restore_into
            )
            self._restore_role = test.role_arn
        self.vault_arn: str = self._vault.arn
        self.watched: Watched = WatchedBackupVault(
            what="backup", vault=self._vault.name, silent_hours=backup.silent_hours
        )
        """For the region's alarms: what tells that no backup was made."""

    def tell(self, topic_arn: str) -> None:
        """Tells this topic of the region which jobs failed, and why. Once; it must hear EventBridge."""
        BackupJobEvents(
            self,
            "events",
            region=self._region,
            vault_arn=self._vault.named_arn,
            restore_role_arn=self._restore_role,
            topic_arn=topic_arn,
        )

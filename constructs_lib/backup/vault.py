"""Where a region's backups are kept."""

from typing import Any

from cdktf_cdktf_provider_aws.backup_vault import BackupVault
from cdktf_cdktf_provider_aws.backup_vault_lock_configuration import BackupVaultLockConfiguration
from constructs import Construct

from config.backup import Backup
from config.backup_lock import ComplianceLock, VaultLock
from constructs_lib.backup.key import VaultKey
from constructs_lib.naming import Naming
from constructs_lib.providers import RegionScope

LONGEST_NAME = 50


def vault_name(naming: Naming) -> str:
    """The same in every region, so that one region's plan can name the other's vault without reading it."""
    return naming.name("backup", limit=LONGEST_NAME)


class Vault(Construct):
    """`aws_backup_vault` with its own `aws_kms_key` and, if wanted, an `aws_backup_vault_lock_configuration`.

    It is not destroyed with backups in it, unless the configuration says so.
    """

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, backup: Backup) -> None:
        super().__init__(scope, id_)
        key = VaultKey(self, "key", region=region)
        vault = BackupVault(
            self,
            "vault",
            provider=region.provider,
            name=vault_name(region.naming),
            kms_key_arn=key.arn,
            force_destroy=backup.destroy_with_backups,
            tags=region.tags(),
        )
        self.name: str = vault.name
        self.arn: str = vault.arn
        self.named_arn = region.arn("backup", f"backup-vault:{vault_name(region.naming)}")
        """The same, written by name."""
        if backup.vault_lock:
            BackupVaultLockConfiguration(
                self,
                "lock",
                provider=region.provider,
                backup_vault_name=self.name,
                **_lock(backup.vault_lock),
            )


def _lock(lock: VaultLock) -> dict[str, Any]:
    """Without days in which it is changeable, a lock is one of governance."""
    days = {"changeable_for_days": lock.changeable_for_days} if isinstance(lock, ComplianceLock) else {}
    return {"min_retention_days": lock.min_keep_days, "max_retention_days": lock.max_keep_days, **days}

"""When backups are made, of what, and where copies go."""

from collections.abc import Mapping
from typing import Any

from cdktf_cdktf_provider_aws.backup_plan import (
    BackupPlan,
    BackupPlanRule,
    BackupPlanRuleCopyAction,
    BackupPlanRuleCopyActionLifecycle,
    BackupPlanRuleLifecycle,
)
from cdktf_cdktf_provider_aws.backup_selection import BackupSelection, BackupSelectionSelectionTag
from constructs import Construct

from config.backup import Backup
from constructs_lib.backup.role import BACK_UP, BackupRole
from constructs_lib.backup.selection_tag import backed_up
from constructs_lib.backup.vault import Vault, vault_name
from constructs_lib.providers import PARTITION, RegionScope

HOUR = 60
"""Minutes, in which AWS Backup counts its windows."""
LONGEST_NAME = 50


class DailyPlan(Construct):
    """`aws_backup_plan` of one daily rule, and the `aws_backup_selection` of what carries the tag.

    Whatever carries it is backed up, resources of your own too, if AWS Backup knows their kind and is
    switched on for it in the region.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        backup: Backup,
        vault: Vault,
        copy_to: str | None,
    ) -> None:
        """`copy_to` is another region, whose vault has this one's name."""
        super().__init__(scope, id_)
        plan = BackupPlan(
            self,
            "plan",
            provider=region.provider,
            name=region.naming.name("daily", limit=LONGEST_NAME),
            rule=[
                BackupPlanRule(
                    rule_name="daily",
                    target_vault_name=vault.name,
                    schedule=backup.schedule,
                    start_window=backup.start_within_hours * HOUR,
                    completion_window=backup.complete_within_hours * HOUR,
                    enable_continuous_backup=backup.continuous or None,
                    lifecycle=BackupPlanRuleLifecycle(
                        **_kept(backup.keep_days, backup.cold_storage_after_days)
                    ),
                    copy_action=[_copy(region, backup, copy_to)] if copy_to else None,
                )
            ],
            tags=region.tags(),
        )
        role = BackupRole(self, "role", region=region, what="backup", does="make the backups", policy=BACK_UP)
        [(key, value)] = backed_up(region.naming).items()
        BackupSelection(
            self,
            "selection",
            provider=region.provider,
            name=region.naming.name("tagged", limit=LONGEST_NAME),
            plan_id=plan.id,
            iam_role_arn=role.arn,
            selection_tag=[BackupSelectionSelectionTag(type="STRINGEQUALS", key=key, value=value)],
            depends_on=[role.rights],
        )


def _copy(region: RegionScope, backup: Backup, copy_to: str) -> BackupPlanRuleCopyAction:
    """The other region's vault by name: no plan of this region reads anything there (F29, F31)."""
    copies = backup.copies
    return BackupPlanRuleCopyAction(
        destination_vault_arn=(
            f"arn:{PARTITION}:backup:{copy_to}:{region.account_id}:backup-vault:{vault_name(region.naming)}"
        ),
        lifecycle=BackupPlanRuleCopyActionLifecycle(
            **_kept(copies.keep_days, copies.cold_storage_after_days)
        ),
    )


def _kept(keep_days: int, cold_storage_after_days: int | None) -> Mapping[str, Any]:
    return {"delete_after": keep_days, "cold_storage_after": cold_storage_after_days}

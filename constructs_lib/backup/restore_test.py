"""Restores that nobody asked for, so that the one that somebody asks for works."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.backup_restore_testing_plan import (
    BackupRestoreTestingPlan,
    BackupRestoreTestingPlanRecoveryPointSelection,
)
from cdktf_cdktf_provider_aws.backup_restore_testing_selection import (
    BackupRestoreTestingSelection,
    BackupRestoreTestingSelectionProtectedResourceConditions,
    BackupRestoreTestingSelectionProtectedResourceConditionsStringEquals,
)
from constructs import Construct

from config.backup import Backup
from constructs_lib.backup.role import RESTORE, BackupRole
from constructs_lib.backup.selection_tag import backed_up
from constructs_lib.backup.vault import Vault
from constructs_lib.providers import RegionScope

LONGEST_NAME = 50
ALGORITHMS: Mapping[str, str] = {"latest": "LATEST_WITHIN_WINDOW", "random": "RANDOM_WITHIN_WINDOW"}


@dataclass(frozen=True, kw_only=True)
class RestoreTarget:
    """Where in the region's network a cluster is restored for a test."""

    subnet_group: str
    """A DB subnet group's name."""
    security_group_ids: Sequence[str]


class RestoreTest(Construct):
    """`aws_backup_restore_testing_plan`, and its `aws_backup_restore_testing_selection`: Aurora clusters."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        backup: Backup,
        vault: Vault,
        target: RestoreTarget | None,
    ) -> None:
        """Without a `target` AWS Backup restores into the default VPC, and fails where there is none."""
        super().__init__(scope, id_)
        testing = backup.restore_testing
        # These names take neither hyphens nor dots.
        name = region.naming.name("restore", limit=LONGEST_NAME).replace("-", "_")
        plan = BackupRestoreTestingPlan(
            self,
            "plan",
            provider=region.provider,
            name=name,
            schedule_expression=testing.schedule,
            schedule_expression_timezone="Etc/UTC",
            start_window_hours=testing.start_within_hours,
            recovery_point_selection=[
                BackupRestoreTestingPlanRecoveryPointSelection(
                    algorithm=ALGORITHMS[testing.choose],
                    include_vaults=[vault.arn],
                    recovery_point_types=["CONTINUOUS", "SNAPSHOT"] if backup.continuous else ["SNAPSHOT"],
                    selection_window_days=testing.among_days,
                )
            ],
            tags=region.tags(),
        )
        role = BackupRole(
            self, "role", region=region, what="restore", does="try restores of backups", policy=RESTORE
        )
        self.role_arn = role.named_arn
        """Written by name."""
        [(key, value)] = backed_up(region.naming).items()
        BackupRestoreTestingSelection(
            self,
            "selection",
            provider=region.provider,
            name="aurora",
            restore_testing_plan_name=plan.name,
            protected_resource_type="Aurora",
            protected_resource_conditions=[
                BackupRestoreTestingSelectionProtectedResourceConditions(
                    string_equals=[
                        BackupRestoreTestingSelectionProtectedResourceConditionsStringEquals(
                            key=f"aws:ResourceTag/{key}", value=value
                        )
                    ]
                )
            ],
            validation_window_hours=testing.keep_hours,
            restore_metadata_overrides=_where(target) if target else None,
            iam_role_arn=role.arn,
            depends_on=[role.rights],
        )


def _where(target: RestoreTarget) -> dict[str, str]:
    """As AWS Backup reads it: a list is JSON in text."""
    return {
        "dbSubnetGroupName": target.subnet_group,
        "vpcSecurityGroupIds": json.dumps(list(target.security_group_ids)),
    }

"""Backups, cost control and recording through real Terraform, with an exchange of roles in between."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from tests.constructs_lib.governance.governance_stack import BUDGET, EAST, SWAPPED, WEST, write_governance

pytestmark = pytest.mark.terraform(minutes=2)

SETTINGS: dict[str, Any] = {
    "backup": {"vault_lock": {"mode": "governance"}, "destroy_with_backups": True},
    "cost_control": {"budget": BUDGET, "anomalies": {"enabled": True}, "activate_tag": True},
    "recording": {"enabled": True, "destroy_records": True},
}


def _vault(region: str) -> str:
    return f"arn:aws:backup:{region}:123456789012:backup-vault:shop-test-backup"


def _copies(aws: LocalAws, region: str) -> list[str]:
    """Where a region's backups are copied to."""
    backup = aws.client("backup", region)
    [plan] = backup.list_backup_plans()["BackupPlansList"]
    [rule] = backup.get_backup_plan(BackupPlanId=plan["BackupPlanId"])["BackupPlan"]["Rules"]
    return [copy["DestinationBackupVaultArn"] for copy in rule.get("CopyActions", ())]


def _records_iam(aws: LocalAws, region: str) -> bool:
    [recorder] = aws.client("config", region).describe_configuration_recorders()["ConfigurationRecorders"]
    records: bool = recorder["recordingGroup"]["includeGlobalResourceTypes"]
    return records


def test_a_deployment_is_backed_up_budgeted_and_recorded(aws: LocalAws, tmp_path: Path) -> None:
    """Apply; clean; roles exchanged without a replacement; clean; gone."""
    stack = write_governance(tmp_path / "first", **SETTINGS)
    swapped = write_governance(tmp_path / "second", regions=SWAPPED, **SETTINGS)
    with aws.terraform(stack) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        terraform.apply()
        again = terraform.plan()
        assert (again.changes, again.has_changes) == ((), False)

        for region in (EAST, WEST):
            vault = aws.client("backup", region).describe_backup_vault(BackupVaultName="shop-test-backup")
            assert (vault["BackupVaultArn"], vault["Locked"]) == (_vault(region), True)
            [state] = aws.client("config", region).describe_configuration_recorder_status()[
                "ConfigurationRecordersStatus"
            ]
            assert state["recording"] is True
        assert [_copies(aws, region) for region in (EAST, WEST)] == [[_vault(WEST)], []]
        assert [_records_iam(aws, region) for region in (EAST, WEST)] == [False, True]
        budgets = aws.client("budgets", "us-east-1").describe_budgets(AccountId="123456789012")["Budgets"]
        assert [budget["CostFilters"] for budget in budgets] == [{"TagKeyValue": ["user:Deployment$shop"]}]

        shutil.copy(swapped / "cdk.tf.json", terraform.directory)
        exchange = terraform.plan()
        assert {change.action for change in exchange.changes} == {"update"}
        terraform.apply(exchange)
        assert [_copies(aws, region) for region in (EAST, WEST)] == [[], [_vault(EAST)]]
        assert [_records_iam(aws, region) for region in (EAST, WEST)] == [False, True]
        clean = terraform.plan()
        assert (clean.changes, clean.has_changes) == ((), False)

        terraform.destroy()
        assert terraform.addresses() == ()
    assert aws.failures == []

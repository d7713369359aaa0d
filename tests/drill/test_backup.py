"""AWS Backup in the embedded AWS."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

VAULT, ELSEWHERE = "vault", "arn:aws:backup:us-west-2:123456789012:backup-vault:vault"
ROLE = "arn:aws:iam::123456789012:role/backup"


def plan(**rule: Any) -> dict[str, Any]:  # noqa: ANN401  # as in the API
    return {
        "BackupPlanName": "daily",
        "Rules": [{"RuleName": "daily", "TargetBackupVaultName": VAULT, **rule}],
    }


@pytest.fixture
def backup(aws: LocalAws) -> Any:  # noqa: ANN401  # boto3's client
    client = aws.client("backup")
    client.create_backup_vault(BackupVaultName=VAULT)
    return client


def test_a_selection_is_read_back_and_holds_its_plan(backup: Any) -> None:  # noqa: ANN401  # as above
    plan_id = backup.create_backup_plan(BackupPlan=plan())["BackupPlanId"]
    selection = {"SelectionName": "tagged", "IamRoleArn": ROLE}
    found = backup.create_backup_selection(BackupPlanId=plan_id, BackupSelection=selection)
    named = {"BackupPlanId": plan_id, "SelectionId": found["SelectionId"]}

    assert backup.get_backup_selection(**named)["BackupSelection"] == selection
    with pytest.raises(ClientError, match="must be deleted prior"):
        backup.delete_backup_plan(BackupPlanId=plan_id)
    backup.delete_backup_selection(**named)
    backup.delete_backup_plan(BackupPlanId=plan_id)
    assert backup.create_backup_plan(BackupPlan=plan())["BackupPlanId"] != plan_id


def test_a_plan_changes_and_stays_itself(backup: Any) -> None:  # noqa: ANN401  # as above
    plan_id = backup.create_backup_plan(BackupPlan=plan())["BackupPlanId"]
    copies = [{"DestinationBackupVaultArn": ELSEWHERE}]

    changed = backup.update_backup_plan(BackupPlanId=plan_id, BackupPlan=plan(CopyActions=copies))

    assert changed["BackupPlanId"] == plan_id
    [rule] = backup.get_backup_plan(BackupPlanId=plan_id)["BackupPlan"]["Rules"]
    assert rule["CopyActions"] == copies


def test_cold_storage_is_not_left_before_its_time(backup: Any) -> None:  # noqa: ANN401  # as above
    early = {"MoveToColdStorageAfterDays": 30, "DeleteAfterDays": 119}

    with pytest.raises(ClientError, match="90 days apart"):
        backup.create_backup_plan(BackupPlan=plan(Lifecycle=early))


def test_a_plan_needs_its_vault(backup: Any) -> None:  # noqa: ANN401  # as above
    with pytest.raises(ClientError, match="missing"):
        backup.create_backup_plan(BackupPlan=plan(TargetBackupVaultName="missing"))


def test_a_restore_test_is_read_back(backup: Any) -> None:  # noqa: ANN401  # as above
    wanted = {"Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "RecoveryPointTypes": ["SNAPSHOT"]}
    backup.create_restore_testing_plan(
        RestoreTestingPlan={
            "RestoreTestingPlanName": "weekly",
            "ScheduleExpression": "cron(0 9 ? * SUN *)",
            "RecoveryPointSelection": wanted,
        },
        Tags={"Deployment": "shop"},
    )
    found = backup.get_restore_testing_plan(RestoreTestingPlanName="weekly")["RestoreTestingPlan"]

    assert found["RecoveryPointSelection"].items() >= wanted.items()
    assert backup.list_tags(ResourceArn=found["RestoreTestingPlanArn"])["Tags"] == {"Deployment": "shop"}


def test_a_restore_tests_name_has_no_hyphen(backup: Any) -> None:  # noqa: ANN401  # as above
    with pytest.raises(ClientError, match="letters, digits and underscores"):
        backup.create_restore_testing_plan(
            RestoreTestingPlan={
                "RestoreTestingPlanName": "shop-test",
                "ScheduleExpression": "cron(0 9 ? * SUN *)",
                "RecoveryPointSelection": {"IncludeVaults": ["*"]},
            }
        )

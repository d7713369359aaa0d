"""What is told of backups that fail, and of those that never come."""

from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.constructs_lib.governance.governance_stack import EAST, WEST, governance

ALIASES = {EAST: "us_east_1", WEST: "us_west_2"}


@pytest.fixture(scope="module")
def template() -> Template:
    return governance(cost_control={})


def details(template: Template, region: str) -> dict[str, Any]:
    """What is listened for, by kind of job."""
    pattern = template.only("aws_cloudwatch_event_rule", f"backup/{region}").document("event_pattern")
    assert pattern["source"] == ["aws.backup"]
    return {kind["detail-type"][0]: kind["detail"] for kind in pattern["$or"]}


@pytest.mark.parametrize("region", [EAST, WEST])
def test_failed_backups_copies_and_restores_of_this_deployment_are_told(
    template: Template, region: str
) -> None:
    """A restore has a status where the others have a state."""
    account = f"${{data.aws_caller_identity.account-{region}.account_id}}"
    vault = f"arn:aws:backup:{region}:{account}:backup-vault:shop-test-backup"

    assert details(template, region) == {
        "Backup Job State Change": {
            "state": ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"],
            "backupVaultArn": [vault],
        },
        "Copy Job State Change": {"state": ["FAILED", "PARTIAL"], "sourceBackupVaultArn": [vault]},
        "Restore Job State Change": {
            "status": ["FAILED", "ABORTED"],
            "iamRoleArn": [f"arn:aws:iam::{account}:role/shop-test-{region}-restore"],
        },
    }


@pytest.mark.parametrize("region", [EAST, WEST])
def test_the_regions_own_topic_hears_it_with_the_reason(template: Template, region: str) -> None:
    target = template.only("aws_cloudwatch_event_target", f"backup/{region}")

    target.expect(provider=ALIASES[region], arn=template.only("aws_sns_topic", f"topic-{region}").ref("arn"))
    transformer = target["input_transformer"]
    assert transformer["input_paths"]["text"] == "$.detail.statusMessage"
    assert transformer["input_template"].splitlines()[:2] == [
        '"AWS Backup in <region>: <kind>, <state><status>."',
        '"<text>"',
    ]


@pytest.mark.parametrize("region", [EAST, WEST])
def test_a_day_without_a_finished_backup_is_an_alarm(template: Template, region: str) -> None:
    """Hour by hour for 24 h, 1 h to begin, 8 h to finish and 1 h for late metrics: never between two good
    ones."""
    template.only("aws_cloudwatch_metric_alarm", f"alarms-{region}").expect(
        provider=ALIASES[region],
        namespace="AWS/Backup",
        metric_name="NumberOfBackupJobsCompleted",
        dimensions={"BackupVaultName": template.only("aws_backup_vault", f"backup/{region}").ref("name")},
        statistic="Sum",
        comparison_operator="LessThanThreshold",
        threshold=1,
        period=3600,
        evaluation_periods=34,
        treat_missing_data="breaching",
        alarm_actions=[template.only("aws_sns_topic", f"topic-{region}").ref("arn")],
        alarm_description="No backup was finished for more than a day, or none yet. Sum of "
        "NumberOfBackupJobsCompleted below 1 for 34 h. Silence alarms, because hours without a job have no "
        "data.",
    )


def test_longer_windows_make_the_alarm_wait_longer() -> None:
    template = governance(backup={"start_within_hours": 23, "complete_within_hours": 24}, cost_control={})
    alarm = template.only("aws_cloudwatch_metric_alarm", f"alarms-{EAST}")

    assert alarm["evaluation_periods"] == 72
    assert alarm["evaluation_periods"] * alarm["period"] <= 7 * 24 * 3600, "CloudWatch looks back no further"

"""Backups of two regions: each its own, and copies from one to the other."""

import json
from typing import Any

import pytest

from constructs_lib.backup.vault import vault_name
from constructs_lib.naming import Naming
from constructs_lib.testing import Block, Template
from tests.constructs_lib.governance.governance_stack import EAST, SWAPPED, WEST, governance

ALIASES = {EAST: "us_east_1", WEST: "us_west_2"}
ONLY_BACKUP: dict[str, Any] = {"cost_control": {}}


@pytest.fixture(scope="module")
def template() -> Template:
    return governance(**ONLY_BACKUP)


def rule(template: Template, region: str) -> Block:
    return Block("rule", template.only("aws_backup_plan", f"backup/{region}")["rule"][0])


def account(region: str) -> str:
    return f"${{data.aws_caller_identity.account-{region}.account_id}}"


@pytest.mark.parametrize("region", [EAST, WEST])
def test_each_region_has_a_vault_under_a_key_of_its_own(template: Template, region: str) -> None:
    """A copy from the other region needs a key here (F19)."""
    key = template.only("aws_kms_key", f"backup/{region}/vault")

    key.expect(provider=ALIASES[region], enable_key_rotation=True, deletion_window_in_days=30)
    template.only("aws_backup_vault", f"backup/{region}").expect(
        provider=ALIASES[region], name="shop-test-backup", kms_key_arn=key.ref("arn"), force_destroy=False
    )


@pytest.mark.parametrize("region", [EAST, WEST])
def test_backups_are_daily_and_kept_for_a_month(template: Template, region: str) -> None:
    found = rule(template, region)

    assert found["schedule"] == "cron(0 5 ? * * *)"
    assert found["lifecycle"] == {"delete_after": 30}
    assert (found["start_window"], found["completion_window"]) == (60, 480)
    assert found["target_vault_name"] == template.only("aws_backup_vault", f"backup/{region}").ref("name")


@pytest.mark.parametrize("region", [EAST, WEST])
def test_what_carries_the_tag_is_backed_up_by_its_own_regions_plan(template: Template, region: str) -> None:
    """So the new writer of a failed-over database is backed up without a change."""
    template.only("aws_backup_selection", f"backup/{region}").expect(
        provider=ALIASES[region],
        plan_id=template.only("aws_backup_plan", f"backup/{region}").ref("id"),
        selection_tag=[{"type": "STRINGEQUALS", "key": "BackupPlan", "value": "shop-test"}],
    )


def test_the_primarys_backups_are_copied_to_the_standby_and_not_back(template: Template) -> None:
    assert rule(template, EAST)["copy_action"] == [
        {
            "destination_vault_arn": f"arn:aws:backup:{WEST}:{account(EAST)}:backup-vault:shop-test-backup",
            "lifecycle": {"delete_after": 30},
        }
    ]
    assert "copy_action" not in rule(template, WEST).body


def test_no_region_reads_the_other_for_its_copies(template: Template) -> None:
    """The destination is written by name, with the account as the own region knows it (F29)."""
    own = json.dumps([dict(block.body) for block in template.resources() if block.provider == "us_east_1"])

    assert "account-us-west-2" not in own
    assert "backup_us-west-2" not in own


def test_exchanged_roles_exchange_the_copies_direction() -> None:
    template = governance(regions=SWAPPED, **ONLY_BACKUP)

    assert "copy_action" not in rule(template, EAST).body
    assert rule(template, WEST)["copy_action"][0]["destination_vault_arn"] == (
        f"arn:aws:backup:{EAST}:{account(WEST)}:backup-vault:shop-test-backup"
    )


def test_copies_go_both_ways_and_have_their_own_time_if_asked() -> None:
    template = governance(backup={"copies": {"source": "every-region", "keep_days": 7}}, **ONLY_BACKUP)

    for region in (EAST, WEST):
        [copy] = rule(template, region)["copy_action"]
        assert copy["lifecycle"] == {"delete_after": 7}


def test_without_copies_each_region_keeps_its_own() -> None:
    template = governance(backup={"copies": {"enabled": False}}, **ONLY_BACKUP)

    for region in (EAST, WEST):
        assert "copy_action" not in rule(template, region).body


def test_the_lifecycle_and_continuity_are_as_configured() -> None:
    cold = governance(backup={"keep_days": 120, "cold_storage_after_days": 30}, **ONLY_BACKUP)
    continuous = governance(backup={"continuous": True}, **ONLY_BACKUP)

    assert rule(cold, EAST)["lifecycle"] == {"delete_after": 120, "cold_storage_after": 30}
    assert rule(continuous, EAST)["enable_continuous_backup"] is True
    assert "enable_continuous_backup" not in rule(cold, EAST).body


def test_those_who_back_up_may_not_restore(template: Template) -> None:
    policies = {
        block["role"]: block["policy_arn"].rpartition("/")[2]
        for block in template.resources("aws_iam_role_policy_attachment")
    }
    names = {block.ref("name"): block["name"] for block in template.resources("aws_iam_role")}

    assert {names[role]: policy for role, policy in policies.items()} == {
        "shop-test-us-east-1-backup": "AWSBackupServiceRolePolicyForBackup",
        "shop-test-us-east-1-restore": "AWSBackupServiceRolePolicyForRestores",
        "shop-test-us-west-2-backup": "AWSBackupServiceRolePolicyForBackup",
        "shop-test-us-west-2-restore": "AWSBackupServiceRolePolicyForRestores",
    }


def test_a_long_name_is_cut_to_what_a_vault_may_have() -> None:
    assert len(vault_name(Naming(deployment="a" * 42, environment="production"))) == 50

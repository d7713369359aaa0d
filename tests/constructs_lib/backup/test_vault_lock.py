"""Vaults that keep what is in them."""

from constructs_lib.testing import Block, Template
from tests.constructs_lib.governance.governance_stack import EAST, governance

LOCK = "aws_backup_vault_lock_configuration"


def locked(template: Template) -> Block:
    return template.only(LOCK, f"backup/{EAST}")


def test_there_is_no_lock_unless_one_is_asked_for() -> None:
    assert governance(cost_control={}).resources(LOCK) == []


def test_a_lock_of_governance_has_no_date() -> None:
    template = governance(backup={"vault_lock": {"mode": "governance", "max_keep_days": 90}}, cost_control={})

    locked(template).expect(
        provider="us_east_1", min_retention_days=7, max_retention_days=90, changeable_for_days=None
    )


def test_a_lock_of_compliance_says_when_it_closes_for_ever() -> None:
    template = governance(
        backup={"vault_lock": {"mode": "compliance", "changeable_for_days": 14}}, cost_control={}
    )

    locked(template).expect(
        provider="us_east_1", min_retention_days=7, max_retention_days=None, changeable_for_days=14
    )
    assert len(template.resources(LOCK)) == 2


def test_backups_go_with_the_vault_only_if_asked() -> None:
    template = governance(backup={"destroy_with_backups": True}, cost_control={})

    assert [vault["force_destroy"] for vault in template.resources("aws_backup_vault")] == [True, True]

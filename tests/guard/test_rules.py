"""Each rule refuses the plan that does harm, with these words, and lets the one beside it pass."""

import json
from pathlib import Path

import pytest

from guard.plan_file import read_plan
from guard.rule import Circumstances, Rule
from guard.rules import RULES
from tests.guard.real_plans import PLANS

RECORDED = "--failover-recorded"
EAST_DB = "aws_db_instance.east"
WEST_DB = "aws_db_instance.west"
USERS_OF_EAST = "aws_db_instance.east and aws_rds_cluster.leaver and aws_rds_cluster.member"

REFUSED: dict[str, tuple[str, str | None, dict[str, list[str]]]] = {
    "database-destroyed": (
        "rebuilt",
        None,
        {EAST_DB: ["would be replaced, because of engine"], WEST_DB: ["would be deleted"]},
    ),
    "database-recreated": (
        "writer_lost",
        RECORDED,
        {EAST_DB: [f"would be created empty, while a failover is recorded ({RECORDED})"]},
    ),
    "database-demoted": (
        "after_failover_careless",
        None,
        {
            WEST_DB: [
                "replicate_source_db would be set, to "
                "arn:aws:rds:us-east-1:123456789012:db:shop-production-us-east-1"
            ]
        },
    ),
    "database-promoted": (
        "harmful",
        None,
        {WEST_DB: ["would leave its source arn:aws:rds:us-east-1:123456789012:db:shop-production-us-east-1"]},
    ),
    "database-unprotected": (
        "harmful",
        None,
        {
            EAST_DB: ["deletion_protection would be false"],
            WEST_DB: ["backup_retention_period would be 0 instead of 7"],
        },
    ),
    "database-key-destroyed": (
        "rebuilt",
        None,
        {
            "aws_kms_key.east": [f"would be deleted, and is the key of {USERS_OF_EAST}"],
            "aws_kms_key.west": [
                "would be replaced, because of key_usage and customer_master_key_spec, "
                f"and is the key of {WEST_DB}"
            ],
        },
    ),
    "engine-downgraded": (
        "harmful",
        None,
        {
            EAST_DB: ["engine_version would be 15.7 instead of 16.3"],
            "aws_rds_cluster.member": ["engine_version would be 15.8 instead of 16.4"],
        },
    ),
    "global-cluster-detached": (
        "harmful",
        None,
        {"aws_rds_cluster.leaver": ["would leave the global cluster shop and stand alone"]},
    ),
    "group-shrunk": (
        "harmful",
        None,
        {
            "aws_autoscaling_group.east": [
                "min_size would be 1 instead of 2, max_size would be 4 instead of 6, while 2 instances serve"
            ]
        },
    ),
    "failover-record-changed": (
        "harmful",
        RECORDED,
        {
            "aws_route53_health_check.primary": [
                f"failure_threshold would change, while a failover is recorded ({RECORDED})"
            ],
            "aws_route53_record.primary": [
                f"records would change, while a failover is recorded ({RECORDED})"
            ],
        },
    ),
    "takeover-switched": (
        "harmful",
        None,
        {"aws_ssm_parameter.takeover": ["/holdfast/shop-production/takeover: its value would be written"]},
    ),
    "takeover-dismantled": (
        "rebuilt",
        RECORDED,
        {"aws_iam_role.takeover": [f"would be deleted, while a failover is recorded ({RECORDED})"]},
    ),
}

COMPLIANT: dict[str, tuple[str, str | None]] = {
    "database-destroyed": ("moved", None),
    "database-recreated": ("writer_lost", None),
    "database-demoted": ("after_failover", None),
    "database-promoted": ("routine", None),
    "database-unprotected": ("routine", None),
    "database-key-destroyed": ("moved", None),
    "engine-downgraded": ("routine", None),
    "global-cluster-detached": ("moved", None),
    "group-shrunk": ("routine", None),
    "failover-record-changed": ("routine", RECORDED),
    "takeover-switched": ("routine", None),
    "takeover-dismantled": ("routine", RECORDED),
}


def _harms(rule: Rule, plan: str, failover: str | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for harm in rule.check(read_plan(PLANS / f"{plan}.json"), Circumstances(failover=failover)):
        found.setdefault(harm.address, []).append(harm.what)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_harmful_plan_is_refused(rule: Rule) -> None:
    plan, failover, harms = REFUSED[rule.id]
    assert _harms(rule, plan, failover) == harms


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_harmless_plan_passes(rule: Rule) -> None:
    plan, failover = COMPLIANT[rule.id]
    assert _harms(rule, plan, failover) == {}


@pytest.mark.parametrize(
    ("rule", "plan"),
    [
        ("failover-record-changed", "harmful"),
        ("takeover-dismantled", "rebuilt"),
        ("database-recreated", "writer_lost"),
    ],
)
def test_without_a_failover_the_same_plan_passes(rule: str, plan: str) -> None:
    (found,) = (each for each in RULES if each.id == rule)
    assert _harms(found, plan, None) == {}


def test_a_deleted_failover_record_and_a_new_check_in_its_place_are_refused_while_one_is_recorded() -> None:
    (rule,) = (each for each in RULES if each.id == "failover-record-changed")
    assert _harms(rule, "rebuilt", RECORDED) == {
        "aws_route53_record.secondary": [f"would be deleted, while a failover is recorded ({RECORDED})"],
        "aws_route53_health_check.spare": [
            f"would be replaced, because of request_interval, while a failover is recorded ({RECORDED})"
        ],
    }


def test_a_global_cluster_in_another_s_place_is_refused() -> None:
    (rule,) = (each for each in RULES if each.id == "global-cluster-detached")
    assert _harms(rule, "rebuilt", None) == {
        "aws_rds_global_cluster.shop": ["would be replaced, because of global_cluster_identifier"]
    }


def test_a_disabled_key_is_refused() -> None:
    (rule,) = (each for each in RULES if each.id == "database-key-destroyed")
    assert _harms(rule, "harmful", None) == {
        "aws_kms_key.east": [f"would be disabled, and is the key of {USERS_OF_EAST}"]
    }


def test_a_group_in_another_s_place_is_refused() -> None:
    (rule,) = (each for each in RULES if each.id == "group-shrunk")
    assert _harms(rule, "rebuilt", None) == {
        "aws_autoscaling_group.east": ["would be replaced, because of name, while 2 instances serve"]
    }


def test_what_is_known_only_after_the_apply_counts_as_harm() -> None:
    found = {rule.id: _harms(rule, "unknown", None) for rule in RULES}
    assert {rule: harms for rule, harms in found.items() if harms} == {
        "engine-downgraded": {
            EAST_DB: ["engine_version would be known only after the apply instead of 16.3"]
        },
        "group-shrunk": {
            "aws_autoscaling_group.east": [
                "min_size (now 2) is known only after the apply, while 2 instances serve"
            ]
        },
    }


def test_backups_that_are_known_only_after_the_apply_count_as_none(tmp_path: Path) -> None:
    document = json.loads((PLANS / "unknown.json").read_text())
    (change,) = [each for each in document["resource_changes"] if each["address"] == EAST_DB]
    change["change"]["after_unknown"]["backup_retention_period"] = True
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(document))
    (rule,) = (each for each in RULES if each.id == "database-unprotected")
    assert [harm.what for harm in rule.check(read_plan(file), Circumstances())] == [
        "backup_retention_period would be known only after the apply instead of 7"
    ]


def test_every_rule_has_the_name_of_its_module() -> None:
    folder = Path(__file__).parents[2] / "guard" / "rules"
    modules = {path.stem.replace("_", "-") for path in folder.glob("*.py") if path.stem != "__init__"}
    assert {rule.id for rule in RULES} == modules
    assert len(RULES) == len(modules)


def test_a_replica_of_a_source_that_is_known_only_after_the_apply_is_not_empty(tmp_path: Path) -> None:
    document = json.loads((PLANS / "writer_lost.json").read_text())
    (change,) = [each for each in document["resource_changes"] if each["address"] == EAST_DB]
    change["change"]["after_unknown"]["replicate_source_db"] = True
    for each in document["configuration"]["root_module"]["resources"]:
        each["expressions"]["replicate_source_db"] = {"references": ["aws_db_instance.west.arn"]}
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(document))
    (rule,) = (each for each in RULES if each.id == "database-recreated")
    assert list(rule.check(read_plan(file), Circumstances(failover=RECORDED))) == []

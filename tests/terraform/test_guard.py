"""The guard on plans that Terraform makes in this very run."""

import json
from pathlib import Path

import pytest

from drill.local_aws import LocalAws
from guard.plan import plan_of
from guard.recorded import in_plan
from guard.rule import Circumstances
from guard.verdict import judge
from tests.guard.real_plans import PLANS, make
from tests.terraform.stack_builder import Json

pytestmark = pytest.mark.terraform


def test_terraforms_own_plans_get_the_verdicts_of_the_kept_ones(aws: LocalAws, tmp_path: Path) -> None:
    made = {name: _verdict(plan) for name, plan in make(aws, tmp_path / "stack")}
    kept = {file.stem: _verdict(json.loads(file.read_text())) for file in PLANS.glob("*.json")}
    assert made == kept
    assert aws.failures == []


def _verdict(plan: Json) -> list[tuple[str, str, str]]:
    read = plan_of(plan)
    verdict = judge(read, Circumstances(failover=in_plan(read)))
    return sorted((rule.id, harm.address, harm.what) for rule, harm in verdict.refused)

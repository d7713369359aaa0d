"""The commands of `docs/cdktf.md`, run as they stand there, against the embedded AWS."""

import os
import shutil
from pathlib import Path

import pytest

from drill.local_aws import LocalAws
from tests.cdktf_cli.conftest import PAGE, ROOT
from tests.support.console_blocks import commands_of, run_all

pytestmark = [pytest.mark.terraform(minutes=2), pytest.mark.xdist_group("cdktf")]

WITH_CDKTF, WITH_TERRAFORM = commands_of(PAGE)
RESOURCES = 139
SECONDS = 600


def test_a_life_by_the_cdktf_command_line(aws: LocalAws, project: Path, environment: dict[str, str]) -> None:
    """Two stacks at once: `'*'`."""
    if not (ROOT / "node_modules" / ".bin" / "cdktf").exists():
        if os.environ.get("HOLDFAST_REQUIRE_TERRAFORM") == "1":
            pytest.fail("cdktf-cli is required and not installed")
        pytest.skip("cdktf-cli is not installed")

    said = run_all(WITH_CDKTF, project, environment, timeout=SECONDS)

    def output_of(verb: str) -> str:
        (found,) = (text for command, text in said.items() if f" {verb} " in f"{command} ")
        return found

    assert "orders-production" in output_of("synth")
    assert "billing-production" in output_of("synth")
    assert f"Plan: {RESOURCES} to add, 0 to change, 0 to destroy." in output_of("diff")
    assert output_of("deploy").count(f"Resources: {RESOURCES} added, 0 changed, 0 destroyed.") == 2
    assert "service_name = orders.svc.example.com" in output_of("output")
    assert output_of("destroy").count(f"Resources: {RESOURCES} destroyed.") == 2
    assert aws.client("vpc-lattice").list_services()["items"] == []
    assert aws.failures == []


def test_a_stack_is_planned_where_it_was_carried_to(
    project: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    run_all(["python3 main.py"], project, environment, timeout=SECONDS)
    archive, *carried = WITH_TERRAFORM
    run_all([archive], project, environment, timeout=SECONDS)
    there = tmp_path / "there"
    there.mkdir()
    shutil.move(project / "orders-production.tgz", there)
    shutil.rmtree(project)  # nothing of it is left to lean on

    said = run_all(carried, there, environment, timeout=SECONDS)

    assert f"Plan: {RESOURCES} to add, 0 to change, 0 to destroy." in _plain(said[carried[-1]])


def _plain(text: str) -> str:
    """Without the terminal's colours."""
    return text.replace("\x1b[0m", "").replace("\x1b[1m", "")

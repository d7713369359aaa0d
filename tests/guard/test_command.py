"""What the guard prints, and its exit codes."""

import io
import json
import sys
from pathlib import Path

import pytest

from commands.exit_codes import BAD_INPUT, DONE, REFUSED
from guard.command import run
from guard.rules import RULES
from tests.guard.real_plans import PLANS

HOW = "make one with `terraform plan -out=plan.tfplan` and `terraform show -json plan.tfplan > plan.json`"


def test_a_harmless_plan_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    path = PLANS / "routine.json"
    assert run(path) == DONE
    assert capsys.readouterr().out == f"{path}: 10 changes, no harm; the plan shows no failover.\n"


def test_each_reason_is_one_line_with_rule_address_what_why_and_mend(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = PLANS / "targeted.json"
    assert run(path) == REFUSED
    assert capsys.readouterr().out.splitlines() == [
        "group-shrunk aws_autoscaling_group.east: min_size would be 1 instead of 2, max_size would be 4 "
        "instead of 6, while 2 instances serve. Why: it serves, and after a failover it may be the only "
        "group that does (F21). Mend: ignore the sizes (`lifecycle.ignore_changes`), or write those that run "
        "into the code; a deliberate change of size is accepted by name with --accept.",
        f"{path}: 1 change, refused for 1 reason; the plan shows no failover.",
    ]


def test_a_plan_from_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.TextIOWrapper(io.BytesIO((PLANS / "targeted.json").read_bytes()))
    monkeypatch.setattr(sys, "stdin", content)
    assert run(Path("-")) == REFUSED


def test_a_plan_that_powershell_wrote_is_read(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text((PLANS / "targeted.json").read_text(), encoding="utf-16")
    assert run(file) == REFUSED


def test_one_reason_can_be_accepted_by_rule_and_address(capsys: pytest.CaptureFixture[str]) -> None:
    accepted = "group-shrunk=aws_autoscaling_group.east"
    assert run(PLANS / "targeted.json", accept=[accepted]) == DONE
    assert capsys.readouterr().out.startswith("allowed: group-shrunk aws_autoscaling_group.east: min_size")


def test_an_acceptance_holds_for_its_address_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(PLANS / "targeted.json", accept=["group-shrunk=aws_autoscaling_group.west"]) == REFUSED
    assert (
        "nothing to allow: group-shrunk aws_autoscaling_group.west; leave this --accept out."
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("text", ["group-shrunk", "group-shrunk=", "group=aws_autoscaling_group.east"])
def test_an_acceptance_that_names_no_rule_and_address_is_bad_input(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(PLANS / "routine.json", accept=[text]) == BAD_INPUT
    known = ", ".join(rule.id for rule in RULES)
    assert capsys.readouterr().err == (
        f"--accept {text}: allowed: <rule>=<address>, with one of the rules {known}; "
        "mend: copy both from the line that refuses the plan\n"
    )


def test_a_destroy_is_refused_unless_it_is_allowed() -> None:
    assert run(PLANS / "destroy.json") == REFUSED
    assert run(PLANS / "destroy.json", allow_destroy=True) == DONE


def test_a_destroy_is_not_allowed_while_a_failover_is_recorded() -> None:
    assert run(PLANS / "destroy.json", allow_destroy=True, failover_recorded=True) == REFUSED


def test_allowing_a_destroy_allows_turning_protection_off_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(PLANS / "harmful.json", allow_destroy=True) == REFUSED
    lines = capsys.readouterr().out.splitlines()
    allowed = [line.split(":")[1].strip() for line in lines if line.startswith("allowed:")]
    assert allowed == [f"database-unprotected aws_db_instance.{name}" for name in ("east", "west")]
    assert not any(line.startswith("database-unprotected") for line in lines)


def test_allowing_a_destroy_allows_no_deletion_that_the_code_causes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(PLANS / "rebuilt.json", allow_destroy=True) == REFUSED
    assert "allowed:" not in capsys.readouterr().out


def test_the_plan_that_ends_a_failover_may_change_what_the_failover_left_and_no_database(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(PLANS / "rebuilt.json", failover_recorded=True, ends_failover=True) == REFUSED
    lines = capsys.readouterr().out.splitlines()
    allowed = {line.split()[1] for line in lines if line.startswith("allowed:")}
    refused = {line.split()[0] for line in lines if not line.startswith(("allowed:", str(PLANS)))}
    assert allowed == {"failover-record-changed", "takeover-switched", "takeover-dismantled"}
    assert refused == {
        "database-destroyed",
        "database-key-destroyed",
        "global-cluster-detached",
        "group-shrunk",
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04", f"a saved plan, not its JSON; {HOW}"),
        (b"\x80\x81", f"not text; {HOW}"),
        (
            b"{",
            f"not JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1)); {HOW}",
        ),
        (
            b'{"@level":"info"}\n{"@level":"info"}\n',
            f"a log of events (`terraform plan -json`), not a plan; {HOW}",
        ),
        (b"[]", f"not a plan; {HOW}"),
        (b"[" * 100_000, f"nested too deeply, not a plan; {HOW}"),
        (b'{"version": 4, "lineage": "x"}', f"a state; {HOW}"),
        (b'{"format_version": "1.0", "values": {}}', f"the JSON of a state, not of a plan; {HOW}"),
        (b'{"format_version": "2.0", "planned_values": {}}', "format 2.0; only format 1 is understood"),
        (
            b'{"format_version": "1.2", "planned_values": {}, "errored": true}',
            "this plan ended in an error and is not whole; mend that and plan again",
        ),
        (
            b'{"format_version": "1.2", "planned_values": {}, "resource_changes": [{}]}',
            f"not in the form of a Terraform plan (KeyError('change')); {HOW}",
        ),
    ],
)
def test_what_is_no_whole_plan_is_bad_input(
    content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(content)
    assert run(file) == BAD_INPUT
    assert capsys.readouterr() == ("", f"{file}: {message}\n")


def test_a_missing_file_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.json"
    assert run(file) == BAD_INPUT
    assert capsys.readouterr().err == f"{file}: cannot be read (No such file or directory); {HOW}\n"


def test_a_plan_without_changes_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({"format_version": "1.2", "planned_values": {}}))
    assert run(file) == DONE
    assert capsys.readouterr().out == f"{file}: 0 changes, no harm; the plan shows no failover.\n"


def test_what_an_interrupted_replacement_left_of_a_database_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads((PLANS / "destroy.json").read_text())
    changes = [each for each in document["resource_changes"] if each["address"] == "aws_db_instance.west"]
    document["resource_changes"] = [{**changes[0], "deposed": "0a1b2c3d"}]
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(document))
    assert run(file) == REFUSED
    assert capsys.readouterr().out.startswith(
        "database-destroyed aws_db_instance.west: "
        "what an interrupted replacement left behind would be deleted. Why:"
    )

"""`python main.py validate` and `schema`."""

import json
import resource
import subprocess
import sys
from pathlib import Path

from tests.door.conftest import ROOT, Program


def test_a_valid_file_is_named_with_its_stack(program: Program, example: Path) -> None:
    finished = program("validate", example)

    assert finished.stdout == f"{example}: valid (lattice-service, stack orders-production)\n"
    assert finished.returncode == 0


def test_a_mistake_costs_exit_code_2_and_no_traceback(program: Program, tmp_path: Path) -> None:
    finished = program("validate", tmp_path / "missing.yaml")

    assert finished.returncode == 2
    assert finished.stdout == ""
    assert "missing.yaml" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_checking_a_file_takes_less_than_half_a_second(program: Program, example: Path) -> None:
    """Of the processor: it waits for nothing, and other work on the machine is not what this measures."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        program("validate", example)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.5


def test_checking_a_file_loads_neither_cdktf_nor_boto3(example: Path) -> None:
    code = f"""
import sys
sys.argv = ["main.py", "validate", {str(example)!r}]
sys.path.insert(0, {str(ROOT)!r})
import main
try:
    main.app()
except SystemExit as end:
    assert end.code == 0, end.code
print(sorted(set(sys.modules) & {{"boto3", "cdktf", "constructs", "jsii", "moto", "rich"}}))
"""
    finished = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert finished.stdout.splitlines()[-1] == "[]"


def test_schema_prints_the_committed_json_schema(program: Program) -> None:
    finished = program("schema")

    committed = json.loads((ROOT / "config" / "holdfast.schema.json").read_text())
    assert json.loads(finished.stdout) == committed

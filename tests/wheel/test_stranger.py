"""Another team's repository, `examples/invoices`, on the wheel alone."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.wheel.conftest import EXAMPLE, ran

pytestmark = pytest.mark.xdist_group("wheel")

PLAN = """
from pathlib import Path
from holdfast.drill.local_aws import LocalAws
from holdfast.drill.prerequisites import prerequisites
from holdfast.drill.working_copy import read

stack = Path("cdktf.out/stacks/invoices-production")
with LocalAws() as aws:
    aws.plant(prerequisites(read(stack)))
    with aws.terraform(stack) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        print(terraform.plan().summary)
    assert aws.failures == []
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The other team's working copy."""
    made = shutil.ignore_patterns("__pycache__", "cdktf.out", ".*")
    return Path(shutil.copytree(EXAMPLE, tmp_path / "invoices", ignore=made))


def test_its_own_tests_pass(python: Path, repository: Path) -> None:
    finished = ran([python, "-m", "pytest", "-q"], repository)

    assert "5 passed" in finished.stdout


def test_its_types_hold_against_ours(python: Path, repository: Path) -> None:
    checked = ran(
        [sys.executable, "-m", "mypy", "--python-executable", python, "main.py", "invoices", "tests"],
        repository,
    )

    assert checked.stdout == "Success: no issues found in 5 source files\n"


@pytest.mark.terraform
def test_its_stack_is_valid_and_plans(python: Path, repository: Path) -> None:
    ran([python, "main.py"], repository)

    assert ran([python, "-c", PLAN], repository).stdout == "22 to add, 0 to change, 0 to destroy\n"

"""Another team's repository, `examples/invoices`, on the wheel alone."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.wheel.conftest import EXAMPLE, ROOT, ran

pytestmark = pytest.mark.xdist_group("wheel")

PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
READ, PLANNED = re.findall(r"<!-- tested in examples/invoices -->\n```python\n(.*?)```", PAGE, re.DOTALL)


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


def test_its_stack_is_read_as_the_page_reads_it(python: Path, repository: Path) -> None:
    ran([python, "-c", READ], repository)


@pytest.mark.terraform
def test_its_stack_is_valid_and_plans_as_on_the_page(python: Path, repository: Path) -> None:
    ran([python, "main.py"], repository)

    ran([python, "-c", PLANNED], repository)

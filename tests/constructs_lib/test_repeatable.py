"""The same configuration gives the same JSON, every time and everywhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import synthesized

ROOT = Path(__file__).parents[2]

PRINT_TEMPLATE = """
import json
from tests.conftest import synthesized
print(json.dumps(synthesized(tags={"B": "2", "A": "1"}).document))
"""


def in_a_process_of_its_own(hash_seed: str) -> str:
    """The template as another Python sees it, with its own order of sets."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(  # noqa: S603  # our own interpreter and program
        [sys.executable, "-c", PRINT_TEMPLATE],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.mark.parametrize("changes", [{}, {"health": {"interval": 10}}])
def test_two_syntheses_in_one_process_are_equal(changes: dict[str, object]) -> None:
    assert synthesized(**changes).document == synthesized(**changes).document


def test_the_order_of_sets_in_python_does_not_show() -> None:
    assert in_a_process_of_its_own("1") == in_a_process_of_its_own("2")

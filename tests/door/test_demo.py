"""`python main.py demo` where something is missing."""

import sys

import pytest
from typer.testing import CliRunner

from commands import demonstration


def test_without_the_embedded_aws_the_extra_that_brings_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "moto", None)  # as if it were not installed

    finished = CliRunner().invoke(demonstration.app)

    assert finished.exit_code == 1
    assert finished.stderr == (
        "holdfast: the embedded AWS is not installed; run `pip install 'holdfast[drill]'`\n"
    )

"""How the steps are printed."""

from pathlib import Path

from failback.report import steps_as_text
from failback.step import State, Step


def test_a_file_with_a_space_in_its_name_stands_in_quotes_in_the_commands() -> None:
    step = Step(
        title="Write the stack", state=State.TO_DO, why="it is old", commands=("main.py synth <this file>",)
    )
    assert list(steps_as_text([step], Path("my shop.yaml")))[-1] == "      $ main.py synth 'my shop.yaml'"

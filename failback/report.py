"""The steps as text."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote

from failback.situation import View
from failback.step import State, Step
from failback.terraform_commands import FILE

WIDTH = 110


def steps_as_text(steps: Sequence[Step], file: Path) -> Iterator[str]:
    """One line for each step that is done; why and how for the others, the first of which is marked."""
    here = next((index for index, step in enumerate(steps) if step.state is not State.DONE), None)
    for index, step in enumerate(steps):
        mark = "   <- you are here" if index == here else ""
        yield f"[{step.state.value}] {index + 1}. {step.title}{mark}"
        if step.state is State.DONE:
            if step.note:
                yield from _wrapped(step.note)
            continue
        yield from _wrapped(f"Why: {step.why}.")
        if step.note:
            yield from _wrapped(f"Now: {step.note}.")
        for line in step.commands:
            yield f"      $ {line.replace(FILE, quote(str(file)))}"


def unseen(views: Mapping[str, View]) -> Iterator[str]:
    """What could not be seen, so that nothing about it is taken for known."""
    for region, view in views.items():
        for service, reason in view.unseen.items():
            yield f"Not seen: {service} in {region}: {reason}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="      ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )

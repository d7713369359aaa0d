"""The runbook says what the command says: the same steps in the same order, the same commands."""

import re
from pathlib import Path

import pytest

from drill.local_aws import LocalAws
from failback.command import run
from failback.replica.way import ReplicaWay
from tests.failback.failed_over import PAIR, TEMPLATES, fail_over

PAGE = (Path(__file__).parents[2] / "docs" / "failback.md").read_text()
FIRST, RETURN, STAY = "First, for both", "Back to the old primary", "Where the roles stay"


def _section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def _told(title: str) -> list[str]:
    return re.findall(r"^\d+\. \*\*(.*?)\.?\*\*", _section(title), flags=re.MULTILINE)


def _printed(aws: LocalAws, story: str, capsys: pytest.CaptureFixture[str]) -> str:
    fail_over(aws)
    assert run(ReplicaWay(PAIR), TEMPLATES, file=Path("shop.yaml"), story=story, client=aws.client) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("story", "title"), [("return", RETURN), ("stay", STAY)])
def test_the_page_has_the_steps_of_each_way(
    story: str, title: str, aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = re.findall(
        r"^\[.\] \d+\. (.*?)(?:   <- .*)?$", _printed(aws, story, capsys), flags=re.MULTILINE
    )
    assert [*_told(FIRST), *_told(title)] == printed


def test_every_command_on_the_page_is_printed(aws: LocalAws, capsys: pytest.CaptureFixture[str]) -> None:
    printed = _printed(aws, "return", capsys)
    commands = [line for line in PAGE.splitlines() if line.startswith("aws ")]
    assert len(commands) == 9
    assert [line for line in commands if f"$ {line}\n" not in printed] == []

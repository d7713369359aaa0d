"""The runbook says what the command says: the same steps in the same order, the same commands."""

import re
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from failback.command import run
from failback.global_cluster.way import GlobalClusterWay
from failback.replica.way import ReplicaWay
from failback.way import Templates, Way
from tests.failback import clusters_failed_over, failed_over

PAGE = (Path(__file__).parents[2] / "docs" / "failback.md").read_text()
PILOT_LIGHT, WARM_STANDBY = "A pilot light", "A warm standby"
FIRST, RETURN, STAY = "first, for both", "back to the old primary", "where the roles stay"
REBUILD = "where AWS cannot bring the cluster back"


def _section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def _told(title: str) -> list[str]:
    return re.findall(r"^\d+\. \*\*(.*?)\.?\*\*", _section(title), flags=re.MULTILINE)


def _titles(text: str) -> list[str]:
    return re.findall(r"^\[.\] \d+\. (.*?)(?:   <- .*)?$", text, flags=re.MULTILINE)


def _numbers(title: str) -> list[int]:
    return [int(each) for each in re.findall(r"^(\d+)\. \*\*", _section(title), flags=re.MULTILINE)]


def _failed_over(aws: LocalAws, system: str, *, detached: bool) -> tuple[Way[Any], Templates]:
    if system == PILOT_LIGHT:
        failed_over.fail_over(aws)
        return ReplicaWay(failed_over.PAIR), failed_over.TEMPLATES
    clusters_failed_over.fail_over_clusters(aws)
    if detached:
        clusters_failed_over.detach(aws)
    way = GlobalClusterWay(clusters_failed_over.PAIR, rebuild=detached)
    return way, clusters_failed_over.TEMPLATES


def _printed(
    aws: LocalAws, system: str, story: str, capsys: pytest.CaptureFixture[str], *, detached: bool = False
) -> str:
    way, templates = _failed_over(aws, system, detached=detached)
    assert run(way, templates, file=Path("shop.yaml"), story=story, client=aws.client) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("system", [PILOT_LIGHT, WARM_STANDBY])
@pytest.mark.parametrize(("story", "title"), [("return", RETURN), ("stay", STAY)])
def test_the_page_has_the_steps_of_each_way(
    system: str, story: str, title: str, aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    sections = [f"{system}: {part}" for part in (FIRST, title)]
    told = [step for section in sections for step in _told(section)]
    assert told == _titles(_printed(aws, system, story, capsys))
    assert [number for section in sections for number in _numbers(section)] == list(range(1, len(told) + 1))


def test_the_page_has_the_steps_to_a_new_cluster(aws: LocalAws, capsys: pytest.CaptureFixture[str]) -> None:
    printed = _titles(_printed(aws, WARM_STANDBY, "return", capsys, detached=True))
    assert _told(f"{WARM_STANDBY}: {REBUILD}") == printed[2:6]
    assert printed[6] == _told(f"{WARM_STANDBY}: {FIRST}")[2]


@pytest.mark.parametrize(("system", "count"), [(PILOT_LIGHT, 9), (WARM_STANDBY, 3)])
def test_every_command_on_the_page_is_printed(
    system: str, count: int, aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = _printed(aws, system, "return", capsys)
    text = "".join(_section(f"{system}: {part}") for part in (FIRST, RETURN))
    commands = [line for line in text.splitlines() if line.startswith("aws ")]
    assert len(commands) == count
    assert [line for line in commands if f"$ {line}\n" not in printed] == []

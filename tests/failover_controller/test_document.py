"""The document says what is so: its settings, its rights and its commands."""

import re
from pathlib import Path

from tests.failover_controller.controller import DOWN, SETTINGS, part
from tests.failover_controller.world import World

DOCUMENT = (Path(__file__).parents[2] / "docs" / "failover-controller.md").read_text(encoding="utf-8")
COMMANDS = DOCUMENT.replace("\\\n ", "").replace("  ", " ")


def test_its_settings_are_understood() -> None:
    (text,) = re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    assert part("settings").Settings.parse(text).deployment == SETTINGS["deployment"]


def test_it_names_every_right_and_no_other() -> None:
    section = DOCUMENT.split("## Its rights")[1].split("\n\nA topic")[0]
    named = set(re.findall(r"`((?:ssm|rds|autoscaling|elasticloadbalancing|sns):\w+)`", section))
    assert named == {call.action for call in part("permissions").CALLS}


def test_its_commands_are_those_that_people_are_told() -> None:
    world = World(mode="manual")
    world.answer = {DOWN}
    world.minutes(3)
    world.put("failover/approval", "start")
    world.minutes(9)
    told = [line for notice in world.published for line in notice["text"].splitlines() if line[:4] == "aws "]
    assert len(told) == 2
    assert [command for command in told if command not in COMMANDS] == []

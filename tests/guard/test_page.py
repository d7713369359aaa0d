"""The guard's page lists what there is."""

import re
from pathlib import Path

from guard.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "guard.md").read_text()


def test_the_page_lists_every_rule_in_order() -> None:
    table = PAGE.partition("## The rules\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, flags=re.MULTILINE) == [rule.id for rule in RULES]


def test_the_page_says_which_rules_count_only_while_a_failover_is_recorded() -> None:
    marked = re.findall(r"^\| `([a-z-]+)` \| \*while a failover is recorded:\*", PAGE, flags=re.MULTILINE)
    assert marked == ["database-recreated", "failover-record-changed", "takeover-dismantled"]

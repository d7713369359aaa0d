"""A database is to run an older version, or another engine."""

import re
from collections.abc import Iterator

from guard.plan import UNKNOWN, Change, Plan
from guard.rule import Circumstances, Harm, Rule

TYPES = ("aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance", "aws_rds_global_cluster")


def _check(plan: Plan, _circumstances: Circumstances) -> Iterator[Harm]:
    for change in plan.of(*TYPES):
        if not change.updates:
            continue
        for name, harmful in (("engine", _another), ("engine_version", _older)):
            if harmful(change, name):
                what = f"{name} would be {change.becomes(name)} instead of {change.before[name]}"
                yield Harm(address=change.address, what=what)


def _another(change: Change, name: str) -> bool:
    before, after = change.before.get(name), change.becomes(name)
    return bool(before and after and after != before)


def _older(change: Change, name: str) -> bool:
    """Numbers are compared as far as both have them: 16 is any 16.x, which AWS then chooses."""
    before, after = change.before.get(name), change.becomes(name)
    if not before or not after:
        return False
    if after is UNKNOWN:
        return True
    return any(new != old and new < old for new, old in _first_difference(str(after), str(before)))


def _first_difference(after: str, before: str) -> Iterator[tuple[int, int]]:
    for pair in zip(_numbers(after), _numbers(before), strict=False):
        if pair[0] != pair[1]:
            yield pair
            return


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


ENGINE_DOWNGRADED = Rule(
    id="engine-downgraded",
    why="AWS downgrades no database in place; code that is behind the running version leads to a rebuilt one",
    mend="write the version that runs into the code",
    check=_check,
)

"""The takeover switch, or the record of a failover, is to be set or removed."""

import re
from collections.abc import Iterator

from guard.plan import Plan
from guard.rule import Circumstances, Harm, Rule

STATE_OF_A_FAILOVER = re.compile(r"/holdfast/[^/]+/(takeover|failover/.+)")
"""The switch, and what the controller keeps of a failover. Terraform makes the first and writes neither."""

VALUES = ("value", "insecure_value")


def _check(plan: Plan, _circumstances: Circumstances) -> Iterator[Harm]:
    for change in plan.of("aws_ssm_parameter"):
        name = str(change.before.get("name") or "")
        if not STATE_OF_A_FAILOVER.fullmatch(name):
            continue
        if change.deletes:
            yield Harm(address=change.address, what=f"{name}: {change.end}", deletion=not change.replaces)
        elif change.updates and any(value in change.changed() for value in VALUES):
            yield Harm(address=change.address, what=f"{name}: its value would be written")


TAKEOVER_SWITCHED = Rule(
    id="takeover-switched",
    why="the switch decides which region has the traffic: the controller turns it on, a person turns it off, "
    "and without it traffic returns to the primary",
    mend="ignore its value (`lifecycle.ignore_changes`); turn it with `aws ssm put-parameter`, "
    "as `python main.py failback` prints it",
    check=_check,
    ends_with_failover=True,
)

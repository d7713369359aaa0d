"""A replica is to be cut off from its source."""

from collections.abc import Iterator

from guard.plan import UNKNOWN, Plan
from guard.rule import Circumstances, Harm, Rule
from guard.rules.database_demoted import SOURCES


def _check(plan: Plan, _circumstances: Circumstances) -> Iterator[Harm]:
    for change in plan.of(*SOURCES):
        source = SOURCES[change.type]
        before, after = change.before.get(source), change.becomes(source)
        if change.updates and before and after != before and after is not UNKNOWN:
            what = (
                f"would replicate from {after} instead of {before}"
                if after
                else f"would leave its source {before}"
            )
            yield Harm(address=change.address, what=what)


DATABASE_PROMOTED = Rule(
    id="database-promoted",
    why="promotion is one-way, and leaves the deployment without a standby copy (F20)",
    mend="put the source back into the code; a failover promotes by itself, and Terraform never should",
    check=_check,
)

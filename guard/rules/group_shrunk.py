"""An Auto Scaling group that is serving is to have fewer instances."""

from collections.abc import Iterator

from guard.plan import UNKNOWN, Change, Plan
from guard.rule import Circumstances, Harm, Rule

SIZES = ("min_size", "max_size", "desired_capacity")


def _check(plan: Plan, _circumstances: Circumstances) -> Iterator[Harm]:
    for change in plan.of("aws_autoscaling_group"):
        if not _serves(change):
            continue
        running = change.before.get("desired_capacity") or 0
        if change.actions == ("delete",) or change.actions == ("delete", "create"):
            what = f"{change.end}, while {running} instances serve"
            yield Harm(address=change.address, what=what, deletion=not change.replaces)
        elif "create" in change.actions or change.updates:
            shrunk = [text for name in SIZES if (text := _shrunk(change, name))]
            if shrunk:
                yield Harm(
                    address=change.address, what=f"{', '.join(shrunk)}, while {running} instances serve"
                )


def _serves(change: Change) -> bool:
    return any(change.before.get(name) for name in ("min_size", "desired_capacity"))


def _shrunk(change: Change, name: str) -> str | None:
    before, after = change.before.get(name) or 0, change.becomes(name)
    if after is UNKNOWN:
        return f"{name} (now {before}) is known only after the apply" if before else None
    return f"{name} would be {after or 0} instead of {before}" if (after or 0) < before else None


GROUP_SHRUNK = Rule(
    id="group-shrunk",
    why="it serves, and after a failover it may be the only group that does (F21)",
    mend="ignore the sizes (`lifecycle.ignore_changes`), or write those that run into the code; "
    "a deliberate change of size is accepted by name with --accept",
    check=_check,
)

"""A failover record or a health check is to change while a failover is recorded."""

from collections.abc import Iterator

from guard.plan import Change, Plan
from guard.rule import Circumstances, Harm, Rule

HARMLESS = frozenset({"tags", "tags_all"})


def _check(plan: Plan, circumstances: Circumstances) -> Iterator[Harm]:
    if circumstances.failover is None:
        return
    for change in plan.of("aws_route53_record", "aws_route53_health_check"):
        if change.type == "aws_route53_record" and not _fails_over(change):
            continue
        if change.deletes:
            yield Harm(address=change.address, what=_with(change.end, circumstances))
        elif change.updates and (changed := change.changed() - HARMLESS):
            what = f"{' and '.join(sorted(changed))} would change"
            yield Harm(address=change.address, what=_with(what, circumstances))


def _with(what: str, circumstances: Circumstances) -> str:
    return f"{what}, while a failover is recorded ({circumstances.failover})"


def _fails_over(change: Change) -> bool:
    return bool(
        change.before.get("failover_routing_policy")
        or change.after.get("failover_routing_policy")
        or change.unknown.get("failover_routing_policy") is True
    )


FAILOVER_RECORD_CHANGED = Rule(
    id="failover-record-changed",
    why="these records and checks hold the traffic where the data is: a new check starts healthy (F9), "
    "and would send clients back to a stale primary",
    mend="finish the failback first (`python main.py failback`), then apply",
    check=_check,
    ends_with_failover=True,
)

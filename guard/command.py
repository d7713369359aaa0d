"""`python main.py guard`: reads, judges, tells."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commands.exit_codes import BAD_INPUT, DONE, REFUSED
from guard.plan_file import UnreadablePlanError, read_plan
from guard.recorded import Client, LiveReadError, in_plan, in_region
from guard.rule import Circumstances
from guard.verdict import Acceptance, AcceptanceError, judge


def run(
    path: Path,
    *,
    failover_recorded: bool = False,
    live: bool = False,
    allow_destroy: bool = False,
    ends_failover: bool = False,
    accept: Sequence[str] = (),
    client: Client | None = None,
) -> int:
    """Judges the plan in `path`, prints what is refused, one reason a line, and returns the exit code."""
    try:
        accepted = [Acceptance.parsed(text) for text in accept]
        plan = read_plan(path)
        failover = "--failover-recorded" if failover_recorded else in_plan(plan)
        if live and not failover_recorded:
            failover = in_region(plan, client or _client) or failover
    except (UnreadablePlanError, AcceptanceError, LiveReadError) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    verdict = judge(
        plan,
        Circumstances(failover=failover),
        accepted=accepted,
        allow_destroy=allow_destroy,
        ends_failover=ends_failover,
    )
    for rule, harm in verdict.refused:
        print(rule.refusal(harm))
    for rule, harm in verdict.accepted:
        print(f"allowed: {rule.id} {harm.address}: {harm.what}.")
    for acceptance in verdict.idle:
        print(f"nothing to allow: {acceptance.rule} {acceptance.address}; leave this --accept out.")
    print(f"{path}: {_summary(len(plan.changes), len(verdict.refused))}; {_failover(failover, live=live)}.")
    return REFUSED if verdict.refused else DONE


def _summary(changes: int, refused: int) -> str:
    looked_at = f"{changes} change{'' if changes == 1 else 's'}"
    return (
        f"{looked_at}, refused for {refused} reason{'' if refused == 1 else 's'}"
        if refused
        else f"{looked_at}, no harm"
    )


def _failover(failover: str | None, *, live: bool) -> str:
    if failover:
        return f"a failover is recorded ({failover})"
    return "no failover is recorded" if live else "the plan shows no failover"


def _client(service: str, region: str) -> Any:  # noqa: ANN401 - made at run time
    import boto3
    from botocore.config import Config

    make: Any = boto3.client  # the stubs know service names only as literals
    return make(service, region_name=region, config=Config(connect_timeout=5, read_timeout=10))

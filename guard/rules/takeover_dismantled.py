"""What tells Route 53 of a takeover is to go away while a failover is recorded."""

from collections.abc import Iterator

from guard.plan import Plan
from guard.rule import Circumstances, Harm, Rule

TYPES = (
    "aws_apigatewayv2_api",
    "aws_apigatewayv2_integration",
    "aws_apigatewayv2_route",
    "aws_apigatewayv2_stage",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_lambda_function",
    "aws_lambda_permission",
)
"""What the switch consists of beside its parameter: a function behind an HTTP API."""


def _check(plan: Plan, circumstances: Circumstances) -> Iterator[Harm]:
    if circumstances.failover is None:
        return
    for change in plan.of(*TYPES):
        if change.deletes and "takeover" in change.address:
            yield Harm(
                address=change.address,
                what=f"{change.end}, while a failover is recorded ({circumstances.failover})",
            )


TAKEOVER_DISMANTLED = Rule(
    id="takeover-dismantled",
    why="the primary stays unhealthy only while the switch answers that the standby has taken over: "
    "without an answer clients return to a stale primary",
    mend="finish the failback first (`python main.py failback`), then apply",
    check=_check,
    ends_with_failover=True,
)

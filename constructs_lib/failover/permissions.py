"""The controller's rights, made from its own table of calls."""

import importlib.util
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from constructs_lib.assets import SOURCES
from constructs_lib.failover.database_step import DatabaseStep
from constructs_lib.iam.policy import Statement
from constructs_lib.providers import PARTITION, RegionScope

TABLE = SOURCES / "failover_controller" / "failover" / "permissions.py"
_MODULE = "holdfast_failover_permissions"


class Call(Protocol):
    """One call of the controller, as its table has it."""

    @property
    def action(self) -> str:
        """As IAM names it."""

    @property
    def resources(self) -> Iterable[str]:
        """ARNs with fields to fill in, or `*` where IAM knows no resource for the action."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What the controller touches, all of it in its own region but for the members of a global database."""

    parameters: str
    """Beginning of its parameters' names."""
    database: DatabaseStep
    group: str
    """The Auto Scaling group's name."""
    topic_arn: str


@cache
def calls(strategy: str) -> tuple[Call, ...]:
    """The calls of one strategy, from the table of the function's source. `lambda` is no package, so it is
    loaded by its path."""
    spec = importlib.util.spec_from_file_location(_MODULE, TABLE)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(TABLE)
    module = importlib.util.module_from_spec(spec)
    sys.modules[_MODULE] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    found: tuple[Call, ...] = module.calls_of(strategy)
    return found


def controller_statements(region: RegionScope, reach: Reach) -> list[Statement]:
    """One statement per call: exactly what the code does, on exactly what it does it to."""
    fields = {
        "partition": PARTITION,
        "region": region.name,
        "account": region.account_id,
        "parameters": reach.parameters,
        **reach.database.names,
        "group": reach.group,
        "topic_arn": reach.topic_arn,
    }
    return [
        Statement(
            sid=call.action.replace(":", ""),
            actions=[call.action],
            resources=[resource.format(**fields) for resource in call.resources],
        )
        for call in calls(reach.database.strategy)
    ]

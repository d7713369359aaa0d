"""The function that makes the standby region take over."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.lambda_function_event_invoke_config import (
    LambdaFunctionEventInvokeConfig,
    LambdaFunctionEventInvokeConfigDestinationConfig,
    LambdaFunctionEventInvokeConfigDestinationConfigOnFailure,
)
from constructs import Construct

from config.failover import RegionFailover
from constructs_lib.assets import FunctionCode
from constructs_lib.compute.application_record import GroupRecord
from constructs_lib.compute.function import Function
from constructs_lib.dns.health import Check
from constructs_lib.failover.database_step import DatabaseStep
from constructs_lib.failover.dead_letters import DeadLetters
from constructs_lib.failover.notices import Notices
from constructs_lib.failover.permissions import Reach, controller_statements
from constructs_lib.failover.wakes import HealthAlarmWake, Schedule
from constructs_lib.failover.watched_controller import WatchedController
from constructs_lib.failover.witness import DOWN, UP
from constructs_lib.iam.policy import Statement
from constructs_lib.monitoring.kinds.queue import WatchedDeadLetters
from constructs_lib.monitoring.watched import Watched
from constructs_lib.providers import RegionScope

WHAT = "failover"
MEMORY_MB = 256
TIMEOUT_SECONDS = 180
"""A run takes seconds. Each of its calls gives up after some, and all of them together fit into this
(F25)."""
EVENT_AGE_SECONDS = 60
"""An older wake has been overtaken by the next; 60 is the least that Lambda takes."""


@dataclass(frozen=True, kw_only=True)
class Standby:
    """What the controller makes into the primary: names and ARNs in its own region."""

    database: DatabaseStep
    group: GroupRecord
    target_group_arn: str
    parameters: str
    """Beginning of the names of all its parameters, such as `/holdfast/shop-production`."""


class FailoverController(Construct):
    """The function, what wakes it, over what it tells people, and where its failed runs end.

    All of it is in the standby region (F26), but for the alarm that may wake it. It runs once at a time,
    raises on errors, and every run may be its first or its hundredth (F25).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        region: RegionScope,
        primary: str,
        standby: Standby,
        witness_name: str,
        primary_check: Check,
        failover: RegionFailover,
        objective_minutes: int,
        code: FunctionCode,
        emails: Sequence[str],
        webhooks: Sequence[str],
        log_retention_days: int,
    ) -> None:
        """`region` is the standby's; `primary` is a name, for messages alone."""
        super().__init__(scope, id_)
        notices = Notices(self, "notices", region=region, emails=emails, webhooks=webhooks)
        dead_letters = DeadLetters(self, "dead-letters", region=region, what=WHAT)
        settings = {
            "deployment": region.naming.name(),
            "primary_region": primary,
            "standby_region": region.name,
            "mode": failover.mode,
            "witness": {"name": witness_name, "up": UP, "down": DOWN, "readings": failover.readings},
            "database": dict(standby.database.settings),
            "group": {
                "name": standby.group.name,
                "min": standby.group.min,
                "max": standby.group.max,
                "desired": standby.group.desired,
            },
            "target_group_arn": standby.target_group_arn,
            "healthy_targets": standby.group.min,
            "parameters": standby.parameters,
            "topic_arn": notices.arn,
            "objective_minutes": objective_minutes,
        }
        reach = Reach(
            parameters=standby.parameters,
            database=standby.database,
            group=standby.group.name,
            topic_arn=notices.arn,
        )
        function = Function(
            self,
            "function",
            region=region,
            what=WHAT,
            description=f"Makes {region.name} take over when {primary} is lost",
            code=code,
            environment={"SETTINGS": json.dumps(settings)},
            memory_mb=MEMORY_MB,
            timeout_seconds=TIMEOUT_SECONDS,
            log_retention_days=log_retention_days,
            statements=[
                *controller_statements(region, reach),
                # Lambda sends with the function's own role.
                Statement(sid="KeepFailedRuns", actions=["sqs:SendMessage"], resources=[dead_letters.arn]),
            ],
            reserved_concurrency=1,
        )
        LambdaFunctionEventInvokeConfig(
            self,
            "failed-runs",
            provider=region.provider,
            function_name=function.name,
            maximum_event_age_in_seconds=EVENT_AGE_SECONDS,
            # The schedule is the retry: a failed run is evidence at once, and the next one is a minute away.
            maximum_retry_attempts=0,
            destination_config=LambdaFunctionEventInvokeConfigDestinationConfig(
                on_failure=LambdaFunctionEventInvokeConfigDestinationConfigOnFailure(
                    destination=dead_letters.arn
                )
            ),
        )
        Schedule(self, "schedule", region=region, function=function)
        HealthAlarmWake(
            self,
            "wake",
            edge=edge,
            region=region,
            function=function,
            primary=primary,
            primary_check=primary_check,
        )
        self.function_name: str = function.name
        self.topic_arn: str = notices.arn
        self.watched: Sequence[Watched] = (
            WatchedController(what="failover", name=function.name, timeout_seconds=TIMEOUT_SECONDS),
            WatchedDeadLetters(what="failover", name=dead_letters.name),
        )
        """For the standby's monitoring."""

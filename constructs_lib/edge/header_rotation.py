"""What changes the origin's header, and what keeps load balancers and edge at one about it."""

import json
from collections.abc import Mapping

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetRetryPolicy,
)
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.secretsmanager_secret_rotation import (
    SecretsmanagerSecretRotation,
    SecretsmanagerSecretRotationRotationRules,
)
from constructs import Construct

from constructs_lib.assets import function_code
from constructs_lib.compute.function import Function
from constructs_lib.compute.origin_lock import EDGE_PRIORITY, HEADER
from constructs_lib.iam.policy import Statement
from constructs_lib.monitoring.kinds.function import WatchedFunction
from constructs_lib.monitoring.watched import Watched
from constructs_lib.providers import PARTITION, RegionScope

WHAT = "origin-header"
MEMORY_MB = 256
TIMEOUT_SECONDS = 900
"""A run takes seconds, but for the two steps that wait until every edge location has a change: some minutes,
and 15 are the most that Lambda gives."""
MINUTE = 60


class HeaderRotation(Construct):
    """The function with its schedule, and `aws_secretsmanager_secret_rotation`.

    The schedule wakes it once a minute (F28): so long at most is a rule closed that Terraform has made anew.
    Rotation begins by its calendar and not with the first apply, which would leave a second plan with the
    change under way. It has no concurrency of its own: Secrets Manager might find the one run taken by the
    schedule, and every run bears others beside it.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        secret_arn: str,
        distribution_id: str,
        distribution_arn: str,
        origin_id: str,
        firewall_arn: str | None,
        load_balancers: Mapping[str, str],
        days: int,
        log_retention_days: int,
    ) -> None:
        """`load_balancers` are names by region; they need not be there yet."""
        super().__init__(scope, id_)
        settings = {
            "secret_arn": secret_arn,
            "distribution_id": distribution_id,
            "origin_id": origin_id,
            "header": HEADER,
            "rule_priority": EDGE_PRIORITY,
            "load_balancers": dict(load_balancers),
        }
        function = Function(
            self,
            "function",
            region=edge,
            what=WHAT,
            description="Changes the secret by which load balancers know the edge",
            code=function_code(self, function="origin_header"),
            environment={"SETTINGS": json.dumps(settings)},
            memory_mb=MEMORY_MB,
            timeout_seconds=TIMEOUT_SECONDS,
            log_retention_days=log_retention_days,
            statements=[
                *_secret(secret_arn),
                *_distribution(distribution_arn, firewall_arn),
                *_rules(edge.account_id, load_balancers),
            ],
        )
        self._schedule(edge, function)
        permission = LambdaPermission(
            self,
            "permission",
            provider=edge.provider,
            statement_id="rotation",
            action="lambda:InvokeFunction",
            function_name=function.name,
            principal="secretsmanager.amazonaws.com",
            source_arn=secret_arn,
        )
        SecretsmanagerSecretRotation(
            self,
            "rotation",
            provider=edge.provider,
            secret_id=secret_arn,
            rotation_lambda_arn=function.arn,
            rotate_immediately=False,
            rotation_rules=SecretsmanagerSecretRotationRotationRules(automatically_after_days=days),
            depends_on=[permission],
        )
        self.name: str = function.name
        self.watched: tuple[Watched, ...] = (
            WatchedFunction(what=WHAT, name=function.name, timeout_seconds=TIMEOUT_SECONDS),
        )

    def _schedule(self, edge: RegionScope, function: Function) -> None:
        rule = CloudwatchEventRule(
            self,
            "schedule",
            provider=edge.provider,
            name=edge.naming.name(WHAT),
            description="Keeps load balancers and edge at one about the origin's header",
            schedule_expression="rate(1 minute)",
            tags=edge.tags(),
        )
        permission = LambdaPermission(
            self,
            "schedule-permission",
            provider=edge.provider,
            statement_id="schedule",
            action="lambda:InvokeFunction",
            function_name=function.name,
            principal="events.amazonaws.com",
            source_arn=rule.arn,
        )
        CloudwatchEventTarget(
            self,
            "target",
            provider=edge.provider,
            rule=rule.name,
            target_id="keeper",
            arn=function.arn,
            input=json.dumps({"Step": "keep"}),
            # A minute later comes the next one.
            retry_policy=CloudwatchEventTargetRetryPolicy(
                maximum_event_age_in_seconds=MINUTE, maximum_retry_attempts=1
            ),
            depends_on=[permission],
        )


def _secret(arn: str) -> tuple[Statement, ...]:
    return (
        Statement(
            sid="RotateSecret",
            actions=[
                "secretsmanager:DescribeSecret",
                "secretsmanager:GetSecretValue",
                "secretsmanager:PutSecretValue",
                "secretsmanager:UpdateSecretVersionStage",
            ],
            resources=[arn],
        ),
        Statement(
            sid="MakeRandomValue",
            actions=["secretsmanager:GetRandomPassword"],
            resources=["*"],  # it makes something up, and reads no resource
        ),
    )


def _distribution(arn: str, firewall_arn: str | None) -> tuple[Statement, ...]:
    update = Statement(
        sid="SendHeader",
        actions=["cloudfront:GetDistribution", "cloudfront:UpdateDistribution"],
        resources=[arn],
    )
    if not firewall_arn:
        return (update,)
    # An update names the web ACL once more, and whoever names it has to be allowed to see it.
    return (update, Statement(sid="KeepFirewall", actions=["wafv2:GetWebACL"], resources=[firewall_arn]))


def _rules(account_id: str, load_balancers: Mapping[str, str]) -> tuple[Statement, ...]:
    return (
        Statement(
            sid="FindRules",
            actions=[
                "elasticloadbalancing:DescribeListeners",
                "elasticloadbalancing:DescribeLoadBalancers",
                "elasticloadbalancing:DescribeRules",
            ],
            resources=["*"],  # describe calls of load balancers know no resources
        ),
        Statement(
            sid="AcceptHeader",
            actions=["elasticloadbalancing:ModifyRule"],
            # Listeners and rules have ids that are not known before they are there.
            resources=[
                f"arn:{PARTITION}:elasticloadbalancing:{region}:{account_id}:listener-rule/app/{name}/*"
                for region, name in load_balancers.items()
            ],
        ),
    )

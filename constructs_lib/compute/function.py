"""A Lambda function with its own role and log group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.lambda_function import (
    LambdaFunction,
    LambdaFunctionEnvironment,
    LambdaFunctionLoggingConfig,
    LambdaFunctionVpcConfig,
)
from constructs import Construct

from constructs_lib.assets import FunctionCode
from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.iam.role import service_role
from constructs_lib.providers import RegionScope

RUNTIME = "python3.13"
"""The newest Python runtime that AWS provider 5.100 accepts."""


@dataclass(frozen=True, kw_only=True)
class VpcPlacement:
    """Where in a VPC a function's network interfaces stand."""

    subnet_ids: Sequence[str]
    security_group_id: str


class Function(Construct):
    """`aws_lambda_function`, `aws_iam_role`, `aws_iam_role_policy` and `aws_cloudwatch_log_group`.

    The log group exists before the function, so that its retention holds from the first line; the
    function may write to it and to no other. In a VPC it may also make and remove its own network
    interfaces. Whatever else it does is a statement of the caller's.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        what: str,
        description: str,
        code: FunctionCode,
        environment: Mapping[str, str],
        memory_mb: int,
        timeout_seconds: int,
        log_retention_days: int,
        statements: Sequence[Statement] = (),
        vpc: VpcPlacement | None = None,
        reserved_concurrency: int | None = None,
    ) -> None:
        """`what` is the last part of the function's name; `statements` are what it may do beyond logging.

        `reserved_concurrency` is how many runs there may be at once. Default: as many as the account has.
        """
        super().__init__(scope, id_)
        provider = region.provider
        name = region.naming.name(what)
        log_name = f"/aws/lambda/{name}"
        log_group = CloudwatchLogGroup(
            self,
            "log-group",
            provider=provider,
            name=log_name,
            retention_in_days=log_retention_days,
            kms_key_id=region.existing.log_key_arn,
            tags=region.tags(),
        )
        role = service_role(
            self,
            region=region,
            name=region.naming.name(region.name, what),
            description=f"What {name} in {region.name} may do",
            trust=Statement(
                sid="LambdaAssumes",
                actions=["sts:AssumeRole"],
                principals={"Service": ["lambda.amazonaws.com"]},
            ),
        )
        log_arn = region.arn("logs", f"log-group:{log_name}")
        granted = [_may_log(log_arn), *(_may_stand_in_vpc(region, name) if vpc else ()), *statements]
        policy = IamRolePolicy(
            self, "policy", provider=provider, name="function", role=role.id, policy=policy_document(*granted)
        )
        self._function = LambdaFunction(
            self,
            "function",
            provider=provider,
            function_name=name,
            description=description,
            runtime=RUNTIME,
            handler="handler.handler",
            filename=code.filename,
            source_code_hash=code.source_code_hash,
            role=role.arn,
            memory_size=memory_mb,
            timeout=timeout_seconds,
            reserved_concurrent_executions=reserved_concurrency,
            environment=LambdaFunctionEnvironment(variables=environment),
            logging_config=LambdaFunctionLoggingConfig(log_format="JSON", log_group=log_group.name),
            vpc_config=LambdaFunctionVpcConfig(
                subnet_ids=list(vpc.subnet_ids), security_group_ids=[vpc.security_group_id]
            )
            if vpc
            else None,
            tags=region.tags(),
            depends_on=[policy],
        )
        self.name: str = self._function.function_name
        """A token that waits for the function."""

    @property
    def arn(self) -> str:
        """A token that waits for the function. Reading one takes its time, and few need both."""
        return self._function.arn

    @property
    def invoke_arn(self) -> str:
        """What API Gateway integrates with."""
        return self._function.invoke_arn


def _may_log(log_group_arn: str) -> Statement:
    return Statement(
        sid="WriteOwnLog",
        actions=["logs:CreateLogStream", "logs:PutLogEvents"],
        resources=[f"{log_group_arn}:*"],
    )


INTERFACE_ACTIONS = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:UnassignPrivateIpAddresses",
]
DESCRIBE_ACTIONS = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]


def _may_stand_in_vpc(region: RegionScope, name: str) -> tuple[Statement, ...]:
    """Lambda makes the interfaces in the function's name, and needs every resource id of the region for it.

    The function's own code gets none of this: a call of its own names the function as its source.
    """
    return (
        Statement(
            sid="OwnNetworkInterfaces", actions=INTERFACE_ACTIONS, resources=[region.arn("ec2", "*/*")]
        ),
        Statement(
            sid="FindNetworkInterfaces",
            actions=DESCRIBE_ACTIONS,
            resources=["*"],  # EC2 describe calls know no resources
        ),
        Statement(
            sid="NotByItsOwnCode",
            effect="Deny",
            actions=[*INTERFACE_ACTIONS, *DESCRIBE_ACTIONS],
            resources=["*"],  # a refusal is never too wide
            conditions={"ArnEquals": {"lambda:SourceFunctionArn": region.arn("lambda", f"function:{name}")}},
        ),
    )

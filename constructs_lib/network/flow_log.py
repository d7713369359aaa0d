"""Who connected to what in a VPC, and who was turned away."""

from typing import Literal

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.flow_log import FlowLog
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.iam.role import service_role
from constructs_lib.providers import RegionScope

WHAT = "flow-logs"
AGGREGATION_SECONDS = 600
"""Ten minutes to a record: the other choice, one minute, writes and costs several times as much."""


class VpcFlowLog(Construct):
    """`aws_flow_log` into a `aws_cloudwatch_log_group` of its own, by a role that may write there only."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        vpc_id: str,
        traffic: Literal["all", "rejected"],
        retention_days: int,
    ) -> None:
        super().__init__(scope, id_)
        log_group = CloudwatchLogGroup(
            self,
            "log-group",
            provider=region.provider,
            name=f"/aws/vpc/{region.naming.name(WHAT)}",
            retention_in_days=retention_days,
            kms_key_id=region.existing.log_key_arn,
            tags=region.tags(),
        )
        log_group_arn = log_group.arn
        role = service_role(
            self,
            region=region,
            name=region.naming.name(region.name, WHAT),
            description=f"Writes the flow logs of {region.naming.name()} in {region.name}",
            trust=Statement(
                sid="FlowLogsAssume",
                actions=["sts:AssumeRole"],
                principals={"Service": ["vpc-flow-logs.amazonaws.com"]},
                conditions={
                    "StringEquals": {"aws:SourceAccount": region.account_id},
                    "ArnLike": {"aws:SourceArn": region.arn("ec2", "vpc-flow-log/*")},
                },
            ),
        )
        policy = IamRolePolicy(
            self,
            "policy",
            provider=region.provider,
            name="flow-logs",
            role=role.id,
            policy=policy_document(
                Statement(
                    sid="WriteFlowLogs",
                    actions=["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                    resources=[f"{log_group_arn}:*"],
                ),
                Statement(
                    sid="FindLogGroup",
                    actions=["logs:DescribeLogGroups"],
                    resources=[
                        "*"
                    ],  # the service looks for its group among all: the action knows no finer one
                ),
            ),
        )
        FlowLog(
            self,
            "log",
            provider=region.provider,
            vpc_id=vpc_id,
            traffic_type="ALL" if traffic == "all" else "REJECT",
            log_destination_type="cloud-watch-logs",
            log_destination=log_group_arn,
            iam_role_arn=role.arn,
            max_aggregation_interval=AGGREGATION_SECONDS,
            tags=region.tags(Name=region.naming.name(WHAT)),
            depends_on=[policy],
        )

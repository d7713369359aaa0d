"""Every call that the controller makes, and on what: its IAM policy, and the only calls that it can make."""

from __future__ import annotations

from dataclasses import dataclass

_SSM = "arn:{partition}:ssm:{region}:{account}:parameter{parameters}"
_DATABASE = "arn:{partition}:rds:{region}:{account}:db:{database}"
_CLUSTER = "arn:{partition}:rds:{region}:{account}:cluster:{database}"
_WHOLE = "arn:{partition}:rds::{account}:global-cluster:{global_cluster}"
_ROLES = (_WHOLE, _CLUSTER, "arn:{partition}:rds:{primary_region}:{account}:cluster:{primary_database}")
"""What changes hands: AWS's own policy for these calls names the global database and both members."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One operation of one service."""

    service: str
    """As boto3 names it."""
    operation: str
    """As boto3 names it."""
    action: str
    """As IAM names it."""
    resources: tuple[str, ...]
    """ARNs with fields to fill in; `*` where IAM knows no resource for the action.

    Fields: `partition`, `region` (the standby's), `account`, and of the settings `parameters`,
    `database` (its identifier), `group` (its name) and `topic_arn`. Of a `global-cluster` also
    `global_cluster`, `primary_region`, and `primary_database`: the other cluster's identifier.
    """
    strategy: str | None = None
    """The kind of database that it is for. None: every one."""


CALLS: tuple[Call, ...] = (
    Call(
        service="ssm",
        operation="get_parameters",
        action="ssm:GetParameters",
        resources=(
            f"{_SSM}/failover/witness",
            f"{_SSM}/failover/decision",
            f"{_SSM}/failover/approval",
            f"{_SSM}/failover/promotion",
            f"{_SSM}/failover/notices",
            f"{_SSM}/failover/done",
            f"{_SSM}/failover/armed",
            f"{_SSM}/takeover",
            f"{_SSM}/database",
        ),
    ),
    Call(
        service="ssm",
        operation="put_parameter",
        action="ssm:PutParameter",
        resources=(
            f"{_SSM}/failover/witness",
            f"{_SSM}/failover/decision",
            f"{_SSM}/failover/promotion",
            f"{_SSM}/failover/notices",
            f"{_SSM}/failover/done",
            f"{_SSM}/failover/armed",
            f"{_SSM}/takeover",
            f"{_SSM}/database",
        ),
    ),
    Call(
        service="ssm",
        operation="delete_parameters",
        action="ssm:DeleteParameters",
        resources=(f"{_SSM}/failover/decision", f"{_SSM}/failover/approval"),
    ),
    Call(
        service="rds",
        operation="describe_db_instances",
        action="rds:DescribeDBInstances",
        resources=(_DATABASE,),
        strategy="replica",
    ),
    Call(
        service="rds",
        operation="promote_read_replica",
        action="rds:PromoteReadReplica",
        resources=(_DATABASE,),
        strategy="replica",
    ),
    Call(
        service="rds",
        operation="describe_db_clusters",
        action="rds:DescribeDBClusters",
        resources=(_CLUSTER,),
        strategy="global-cluster",
    ),
    Call(
        service="rds",
        operation="describe_global_clusters",
        action="rds:DescribeGlobalClusters",
        resources=(_WHOLE,),
        strategy="global-cluster",
    ),
    Call(
        service="rds",
        operation="failover_global_cluster",
        action="rds:FailoverGlobalCluster",
        resources=_ROLES,
        strategy="global-cluster",
    ),
    Call(
        service="rds",
        operation="switchover_global_cluster",
        action="rds:SwitchoverGlobalCluster",
        resources=_ROLES,
        strategy="global-cluster",
    ),
    Call(
        service="autoscaling",
        operation="describe_auto_scaling_groups",
        action="autoscaling:DescribeAutoScalingGroups",
        resources=("*",),
    ),
    Call(
        service="autoscaling",
        operation="update_auto_scaling_group",
        action="autoscaling:UpdateAutoScalingGroup",
        resources=(
            "arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{group}",
        ),
    ),
    Call(
        service="elbv2",
        operation="describe_target_health",
        action="elasticloadbalancing:DescribeTargetHealth",
        resources=("*",),
    ),
    Call(service="sns", operation="publish", action="sns:Publish", resources=("{topic_arn}",)),
)
"""The failover needs no more than this, and uses all of it."""


def calls_of(strategy: str) -> tuple[Call, ...]:
    """Those that a controller of this strategy makes."""
    return tuple(call for call in CALLS if call.strategy in {None, strategy})

"""The controller may do what its code does, on what it does it to, and nothing else."""

import pytest

from constructs_lib.failover.permissions import calls
from constructs_lib.testing import Json, Template
from tests.support.pilot_lights import synthesized_pilot_light

ACCOUNT = "${data.aws_caller_identity.account-us-west-2.account_id}"
PARAMETER = f"arn:aws:ssm:us-west-2:{ACCOUNT}:parameter/holdfast/shop-production"
LAMBDAS_OWN = {"logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"}
"""What Lambda itself does in the function's name: its log, and its failed runs."""


@pytest.fixture(scope="module")
def template() -> Template:
    return synthesized_pilot_light()


@pytest.fixture(scope="module")
def statements(template: Template) -> list[Json]:
    policy = template.only("aws_iam_role_policy", "failover/function").document("policy")
    return list(policy["Statement"])


def resources(statements: list[Json], action: str) -> list[str]:
    [found] = [statement["Resource"] for statement in statements if statement["Action"] == [action]]
    return list(found)


def test_each_call_of_the_code_is_allowed_and_each_allowed_action_is_called(statements: list[Json]) -> None:
    allowed = [action for statement in statements for action in statement["Action"]]

    assert sorted(allowed) == sorted([*LAMBDAS_OWN, *(call.action for call in calls("replica"))])
    assert {statement["Effect"] for statement in statements} == {"Allow"}


def test_it_promotes_its_own_replica_alone(statements: list[Json]) -> None:
    replica = [f"arn:aws:rds:us-west-2:{ACCOUNT}:db:shop-production-us-west-2"]

    assert resources(statements, "rds:PromoteReadReplica") == replica
    assert resources(statements, "rds:DescribeDBInstances") == replica


def test_it_sizes_its_own_group_alone(template: Template, statements: list[Json]) -> None:
    [group] = [
        block for block in template.resources("aws_autoscaling_group") if block.provider == "us_west_2"
    ]

    assert resources(statements, "autoscaling:UpdateAutoScalingGroup") == [
        f"arn:aws:autoscaling:us-west-2:{ACCOUNT}:autoScalingGroup:*:autoScalingGroupName/{group.ref('name')}"
    ]


def test_it_writes_its_own_parameters_and_never_an_approval(statements: list[Json]) -> None:
    """That is a person's word."""
    written = resources(statements, "ssm:PutParameter")

    assert all(name.startswith(f"{PARAMETER}/") for name in written)
    assert f"{PARAMETER}/failover/approval" not in written


def test_it_tells_its_own_topic_alone(template: Template, statements: list[Json]) -> None:
    topic = template.only("aws_sns_topic", "failover/notices")

    assert resources(statements, "sns:Publish") == [topic.ref("arn")]


def test_everything_is_allowed_only_where_no_finer_resource_exists(statements: list[Json]) -> None:
    everywhere = [statement["Action"] for statement in statements if statement["Resource"] == ["*"]]

    assert everywhere == [
        ["autoscaling:DescribeAutoScalingGroups"],
        ["elasticloadbalancing:DescribeTargetHealth"],
    ]

"""The declared calls are those that are made, on those resources: neither more nor fewer."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.failover_controller.controller import DOWN, NAME, PARAMETERS, REPLICA, TOPIC, UP, part
from tests.failover_controller.world import World

FIELDS = {
    "partition": "aws",
    "region": "us-west-2",
    "account": "123456789012",
    "parameters": PARAMETERS,
    "database": REPLICA,
    "group": NAME,
    "topic_arn": TOPIC,
}
ACTIONS = {"elbv2": "elasticloadbalancing"}
SSM = "arn:aws:ssm:us-west-2:123456789012:parameter"


def touched(operation: str, arguments: dict[str, Any]) -> list[str]:
    """ARNs that IAM would compare with the policy, `*` where it knows none for the action."""
    if operation in {"GetParameters", "DeleteParameters"}:
        return [f"{SSM}{name}" for name in arguments["Names"]]
    if operation == "PutParameter":
        return [f"{SSM}{arguments['Name']}"]
    if operation in {"DescribeDBInstances", "PromoteReadReplica"}:
        return [f"arn:aws:rds:us-west-2:123456789012:db:{arguments['DBInstanceIdentifier']}"]
    if operation == "UpdateAutoScalingGroup":
        group = arguments["AutoScalingGroupName"]
        return [f"arn:aws:autoscaling:us-west-2:123456789012:autoScalingGroup:*:autoScalingGroupName/{group}"]
    if operation == "Publish":
        return [arguments["TopicArn"]]
    return ["*"]


def made() -> Iterator[tuple[str, str]]:
    """Action and resource of every call of a life with all its turns."""
    world = World(mode="approve")
    world.answer, world.status = {DOWN}, "backing-up"
    world.minutes(3)
    world.put("failover/approval", world.record("failover/witness")["token"])
    world.minutes(2)
    world.answer = {UP}
    world.minutes(1)
    world.answer, world.status = {DOWN}, "available"
    world.minutes(3)
    world.put("failover/approval", world.record("failover/witness")["token"])
    assert world.minutes(10)["done"]
    for service, operation, arguments in world.calls:
        for resource in touched(operation, arguments):
            yield f"{ACTIONS.get(service, service)}:{operation}", resource


def declared() -> set[tuple[str, str]]:
    """Action and resource of every declared call."""
    return {
        (call.action, resource.format(**FIELDS))
        for call in part("permissions").CALLS
        for resource in call.resources
    }


def test_every_declared_call_is_made_and_every_call_is_declared() -> None:
    assert set(made()) == declared()


def test_nothing_declared_names_the_primary_region() -> None:
    assert not [resource for _, resource in declared() if "us-east-1" in resource]


def test_a_call_that_is_not_declared_is_not_made() -> None:
    with pytest.raises(ValueError, match=r"^rds delete_db_instance is not declared in permissions\.py$"):
        part("aws").Aws("us-west-2").call("rds", "delete_db_instance", DBInstanceIdentifier=REPLICA)


def test_no_call_is_declared_twice() -> None:
    calls = part("permissions").CALLS
    assert len({(call.service, call.operation) for call in calls}) == len(calls)


@pytest.mark.parametrize("once", [True, False])
def test_no_call_waits_longer_than_a_run_has(once: bool) -> None:
    config = part("aws")._client("rds", "us-west-2", once).meta.config
    attempts = config.retries["total_max_attempts"]
    assert (config.connect_timeout + config.read_timeout) * attempts <= 18
    assert (attempts == 1) is once

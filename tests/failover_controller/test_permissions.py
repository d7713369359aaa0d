"""The declared calls are those that are made, on those resources: neither more nor fewer."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.failover_controller.cluster_model import PRIMARY_ARN
from tests.failover_controller.controller import (
    DOWN,
    NAME,
    PARAMETERS,
    PRIMARY_CLUSTER,
    REPLICA,
    TOPIC,
    UP,
    part,
)
from tests.failover_controller.standby_region import MODELS
from tests.failover_controller.world import World

FIELDS = {
    "partition": "aws",
    "region": "us-west-2",
    "account": "123456789012",
    "parameters": PARAMETERS,
    "group": NAME,
    "topic_arn": TOPIC,
    "global_cluster": NAME,
    "primary_region": "us-east-1",
    "primary_database": PRIMARY_CLUSTER,
}
ACTIONS = {"elbv2": "elasticloadbalancing"}
WHOLE = f"arn:aws:rds::123456789012:global-cluster:{NAME}"
OF_REPLICA = {"rds:DescribeDBInstances", "rds:PromoteReadReplica"}
OF_CLUSTER = {
    "rds:DescribeDBClusters",
    "rds:DescribeGlobalClusters",
    "rds:FailoverGlobalCluster",
    "rds:SwitchoverGlobalCluster",
}
SSM = "arn:aws:ssm:us-west-2:123456789012:parameter"


def touched(operation: str, arguments: dict[str, Any]) -> list[str]:
    """ARNs that IAM would compare with the policy, `*` where it knows none for the action."""
    if operation in {"GetParameters", "DeleteParameters"}:
        return [f"{SSM}{name}" for name in arguments["Names"]]
    if operation == "PutParameter":
        return [f"{SSM}{arguments['Name']}"]
    if operation in {"DescribeDBInstances", "PromoteReadReplica"}:
        return [f"arn:aws:rds:us-west-2:123456789012:db:{arguments['DBInstanceIdentifier']}"]
    if operation == "DescribeDBClusters":
        return [f"arn:aws:rds:us-west-2:123456789012:cluster:{arguments['DBClusterIdentifier']}"]
    if operation == "DescribeGlobalClusters":
        return [f"arn:aws:rds::123456789012:global-cluster:{arguments['GlobalClusterIdentifier']}"]
    if operation in {"FailoverGlobalCluster", "SwitchoverGlobalCluster"}:
        return [WHOLE, arguments["TargetDbClusterIdentifier"], PRIMARY_ARN]
    if operation == "UpdateAutoScalingGroup":
        group = arguments["AutoScalingGroupName"]
        return [f"arn:aws:autoscaling:us-west-2:123456789012:autoScalingGroup:*:autoScalingGroupName/{group}"]
    if operation == "Publish":
        return [arguments["TopicArn"]]
    return ["*"]


def life(strategy: str) -> World:
    """A failover with all its turns."""
    world = World(strategy=strategy, mode="approve")
    world.delete("failover/armed")
    world.minutes(1)
    world.answer, world.status = {DOWN}, world.database.BUSY
    world.minutes(3)
    world.put("failover/approval", world.record("failover/witness")["token"])
    world.minutes(2)
    world.answer = {UP}
    world.minutes(1)
    world.answer, world.status = {DOWN}, "available"
    world.minutes(3)
    world.put("failover/approval", world.record("failover/witness")["token"])
    assert world.minutes(10)["done"]
    return world


def switchover() -> World:
    """An exchange of roles."""
    world = World(strategy="global-cluster")
    world.put("failover/approval", "graceful")
    assert world.minutes(10)["done"]
    return world


def made(strategy: str) -> Iterator[tuple[str, str]]:
    """Action and resource of every call."""
    worlds = [life(strategy)] + ([switchover()] if strategy == "global-cluster" else [])
    for world in worlds:
        for service, operation, arguments in world.calls:
            for resource in touched(operation, arguments):
                yield f"{ACTIONS.get(service, service)}:{operation}", resource


def declared(strategy: str) -> set[tuple[str, str]]:
    """Action and resource of every declared call."""
    fields = {**FIELDS, "database": World(strategy=strategy).database.SETTINGS["identifier"]}
    return {
        (call.action, resource.format(**fields))
        for call in part("permissions").calls_of(strategy)
        for resource in call.resources
    }


def test_every_declared_call_is_made_and_every_call_is_declared(strategy: str) -> None:
    assert set(made(strategy)) == declared(strategy)


def test_each_kind_of_database_has_its_own_calls_alone() -> None:
    actions = {strategy: {action for action, _ in declared(strategy)} for strategy in MODELS}
    assert actions["replica"] & (OF_REPLICA | OF_CLUSTER) == OF_REPLICA
    assert actions["global-cluster"] & (OF_REPLICA | OF_CLUSTER) == OF_CLUSTER
    assert actions["replica"] - OF_REPLICA == actions["global-cluster"] - OF_CLUSTER


def test_nothing_declared_names_the_primary_region_but_the_other_member(strategy: str) -> None:
    named = {resource for _, resource in declared(strategy) if "us-east-1:" in resource}
    assert named == ({PRIMARY_ARN} if strategy == "global-cluster" else set())


def test_a_call_that_is_not_declared_is_not_made() -> None:
    api = part("aws").Aws("us-west-2", part("permissions").calls_of("replica"))
    with pytest.raises(ValueError, match=r"^rds delete_db_instance is not declared in permissions\.py$"):
        api.call("rds", "delete_db_instance", DBInstanceIdentifier=REPLICA)


def test_a_call_of_another_kind_of_database_is_not_made() -> None:
    api = part("aws").Aws("us-west-2", part("permissions").calls_of("replica"))
    with pytest.raises(ValueError, match=r"^rds failover_global_cluster is not declared"):
        api.call("rds", "failover_global_cluster", GlobalClusterIdentifier=NAME)


def test_no_call_is_declared_twice() -> None:
    calls = part("permissions").CALLS
    assert len({(call.service, call.operation) for call in calls}) == len(calls)


@pytest.mark.parametrize("once", [True, False])
def test_no_call_waits_longer_than_a_run_has(once: bool) -> None:
    config = part("aws")._client("rds", "us-west-2", once).meta.config
    attempts = config.retries["total_max_attempts"]
    assert (config.connect_timeout + config.read_timeout) * attempts <= 18
    assert (attempts == 1) is once

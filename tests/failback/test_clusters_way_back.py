"""Both ways back of a warm standby, walked command by command on the embedded AWS."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from drill.local_aws import LocalAws
from failback.global_cluster.way import GlobalClusterWay
from failback.pair import Sizes
from tests.failback.clusters_failed_over import (
    EXCHANGED,
    PAIR,
    TEMPLATES,
    arn,
    catch_up,
    cluster,
    detach,
    drop_all_automated_snapshots,
    fail_over_clusters,
    writer,
)
from tests.failback.failed_over import EAST, PARAMETERS, WEST
from tests.failback.walk import Walk


def _walk(
    aws: LocalAws, capsys: pytest.CaptureFixture[str], *, story: str | None = None, rebuild: bool = False
) -> Walk:
    return Walk(
        aws,
        GlobalClusterWay(PAIR, rebuild=rebuild),
        capsys,
        templates=TEMPLATES,
        story=story,
        before=lambda: drop_all_automated_snapshots(aws),
        after=lambda: catch_up(aws),
    )


def _parameters(aws: LocalAws, region: str) -> dict[str, str]:
    found = aws.client("ssm", region).get_parameters_by_path(Path=PARAMETERS, Recursive=True)
    return {each["Name"].removeprefix(f"{PARAMETERS}/"): each["Value"] for each in found["Parameters"]}


def _sizes(aws: LocalAws, region: str) -> Sizes:
    scaling = aws.client("autoscaling", region)
    (group,) = scaling.describe_auto_scaling_groups()["AutoScalingGroups"]
    return Sizes(min=group["MinSize"], max=group["MaxSize"], desired=group["DesiredCapacity"])


def _taken_over(aws: LocalAws) -> Callable[[], None]:
    """What Terraform does of an imported cluster that can be seen from outside: its own tags."""

    def take_over() -> None:
        rds = aws.client("rds", EAST)
        rds.remove_tags_from_resource(ResourceName=arn(EAST), TagKeys=["FailbackOf"])
        rds.add_tags_to_resource(ResourceName=arn(EAST), Tags=[{"Key": "ManagedBy", "Value": "holdfast"}])

    return take_over


def test_the_way_back_to_the_old_primary_rebuilds_nothing(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    before = _parameters(aws, EAST)
    walk = _walk(aws, capsys)
    end = walk.go()

    assert walk.taken == [
        "The cluster in us-east-1 is written to: the outage begins",
        "The takeover switch is off: the outage ends",
        "The failover is forgotten",
    ]
    assert writer(aws) == EAST
    assert (_parameters(aws, EAST), _parameters(aws, WEST)) == (before, {"takeover": "off"})
    assert (_sizes(aws, EAST), _sizes(aws, WEST)) == (PAIR.sizes, PAIR.sizes)
    assert end.splitlines()[0] == (
        "shop-production: no failover is recorded in us-east-1 or us-west-2: nothing to go back from."
    )
    assert "[ ] 1. Optional: the group in us-west-2 is back to its part   <- you are here" in end
    assert (
        "      $ aws autoscaling update-auto-scaling-group --region us-west-2 --auto-scaling-group-name "
        "shop-production --min-size 2 --max-size 12 --desired-capacity 2\n" in end
    )


def test_a_standby_that_has_its_part_again_leaves_nothing_to_say(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    walk = _walk(aws, capsys)
    walk.go()
    aws.client("autoscaling", WEST).update_auto_scaling_group(
        AutoScalingGroupName=PAIR.group, MinSize=2, MaxSize=12, DesiredCapacity=2
    )
    assert walk.look() == (
        "shop-production: no failover is recorded in us-east-1 or us-west-2: nothing to go back from.\n"
    )


def test_where_the_roles_stay_the_code_follows(aws: LocalAws, capsys: pytest.CaptureFixture[str]) -> None:
    fail_over_clusters(aws)
    walk = _walk(aws, capsys, story="stay")
    ssm = {region: aws.client("ssm", region) for region in (EAST, WEST)}
    switch = f"{PARAMETERS}/takeover"

    def change_the_file() -> None:
        pair = replace(PAIR, primary=WEST, standby=EAST, instances={WEST: 2, EAST: 1})
        walk.way, walk.templates = GlobalClusterWay(pair), EXCHANGED

    walk.by_hand["The deployment file says"] = change_the_file
    walk.by_hand["The new health checks"] = lambda: ssm[EAST].put_parameter(
        Name=switch, Value="off", Type="String"
    )
    walk.by_hand["The code is in line"] = lambda: (
        ssm[WEST].delete_parameter(Name=switch),
        ssm[EAST].delete_parameter(Name=f"{PARAMETERS}/database"),
    )[0]
    walk.go()

    assert walk.taken == [
        "The old application in us-east-1 is at rest",
        "The deployment file says `role: primary` for us-west-2, `role: standby` for us-east-1",
        "The new health checks have seen enough",
        "The code is in line: us-east-1 has the controller and its switch",
        "The application in us-east-1 runs with the standby's part",
        "The failover is forgotten",
    ]
    assert writer(aws) == WEST
    assert _parameters(aws, EAST) == {"takeover": "off"}
    assert list(_parameters(aws, WEST)) == ["database"]
    assert (_sizes(aws, EAST), _sizes(aws, WEST)) == (PAIR.standby_sizes, PAIR.sizes)


@pytest.mark.parametrize("story", ["return", "stay"])
def test_a_cluster_that_aws_cannot_bring_back_is_made_anew(
    story: str, aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    detach(aws)
    walk = _walk(aws, capsys, story=story, rebuild=True)
    walk.by_hand["Terraform knows the new cluster"] = _taken_over(aws)
    if story == "return":
        walk.go()
        assert writer(aws) == EAST
    else:
        walk.by_hand["The deployment file says"] = _stop
        with pytest.raises(_StopError):
            walk.go()

    assert walk.taken[:4] == [
        "The old cluster in us-east-1 is set aside as shop-production-us-east-1-stale",
        "us-east-1 has a new cluster that follows",
        "The new cluster in us-east-1 has its instances",
        "Terraform knows the new cluster in us-east-1",
    ]
    made, aside = (cluster(aws, EAST, f"{PAIR.clusters[EAST]}{end}") for end in ("", "-stale"))
    assert [each["DBInstanceIdentifier"] for each in made["DBClusterMembers"]] == [
        "shop-production-us-east-1-1",
        "shop-production-us-east-1-2",
    ]
    assert [each["DBInstanceIdentifier"] for each in aside["DBClusterMembers"]] == [
        "shop-production-us-east-1-1-stale",
        "shop-production-us-east-1-2-stale",
    ]
    assert made["KmsKeyId"] == aside["KmsKeyId"]
    assert made["DeletionProtection"] is True


class _StopError(Exception):
    """Far enough."""


def _stop() -> None:
    raise _StopError

"""What the example's file and its code say of themselves is what a warm standby's way back counts on."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from config.loader import load
from config.warm_standby import WarmStandby
from failback.code import Code
from failback.global_cluster.pair import ClusterPair, cluster_pair_of, instance_aside
from failback.pair import Sizes
from failback.synthesis import swapped, templates_of

EXAMPLE = Path(__file__).parents[2] / "config" / "deployments" / "warm-standby.yaml"


@pytest.fixture(scope="module")
def example() -> WarmStandby:
    """The example."""
    deployment = load(EXAMPLE, {})
    assert isinstance(deployment, WarmStandby)
    return deployment


@pytest.fixture(scope="module")
def documents(example: WarmStandby) -> tuple[dict[str, Any], dict[str, Any]]:
    """Its code, and that with the roles exchanged."""
    templates = templates_of(example)
    return dict(templates.current()), dict(templates.swapped())


@pytest.fixture(scope="module")
def codes(documents: tuple[dict[str, Any], dict[str, Any]]) -> tuple[Code, Code]:
    """Their addresses."""
    return Code(documents[0]), Code(documents[1])


def test_the_pair_is_that_of_the_file(example: WarmStandby) -> None:
    assert cluster_pair_of(example) == ClusterPair(
        stack="store-production",
        primary="us-east-1",
        standby="us-west-2",
        group="store-production",
        controller="store-production-failover",
        witness=example.domain.witness,
        sizes=Sizes(min=4, max=12, desired=4),
        standby_sizes=Sizes(min=2, max=12, desired=2),
        global_cluster="store-production",
        clusters={"us-east-1": "store-production-us-east-1", "us-west-2": "store-production-us-west-2"},
        instances={"us-east-1": 2, "us-west-2": 1},
    )


def test_the_longest_names_leave_room_for_the_suffix(example: WarmStandby) -> None:
    pair = cluster_pair_of(example.model_copy(update={"name": "a" * 32, "environment": "b" * 16}))
    for region in pair.clusters:
        assert len(pair.aside(region)) <= 60
        aside = [instance_aside(name) for name in pair.members(region)]
        assert max(map(len, aside)) <= 63
        assert len(set(aside)) == len(aside)


@pytest.mark.parametrize("letters", range(24, 33))
def test_wherever_a_name_is_cut_rds_takes_what_is_left(example: WarmStandby, letters: int) -> None:
    """It begins with a letter, and has no two hyphens in a row."""
    pair = cluster_pair_of(example.model_copy(update={"name": f"{'a1-' * 6}{'b' * (letters - 18)}"}))
    for region in pair.clusters:
        for name in (pair.aside(region), *map(instance_aside, pair.members(region))):
            assert re.fullmatch(r"[a-z](-?[a-z0-9])*", name)


def test_clusters_and_instances_have_one_address_whatever_the_roles(
    example: WarmStandby, codes: tuple[Code, Code]
) -> None:
    pair = cluster_pair_of(example)
    current, other = codes
    for region, name in pair.clusters.items():
        address, instance = current.cluster(name), current.cluster_instance(f"{name}-1")
        assert address is not None
        assert instance is not None
        assert (other.cluster(name), other.cluster_instance(f"{name}-1")) == (address, instance)
        assert (current.region(address), other.region(instance)) == (region, region)


def test_exchanging_the_roles_moves_no_address_to_another_region(codes: tuple[Code, Code]) -> None:
    current, other = codes
    assert current.elsewhere(other) == ()


def test_a_standby_gives_up_the_instances_that_only_a_primary_has(codes: tuple[Code, Code]) -> None:
    current, other = codes
    gone = set(current.cluster_instances("us-east-1")) - set(other.cluster_instances("us-east-1"))
    assert gone == {current.cluster_instance("store-production-us-east-1-2")}


def test_terraform_writes_the_connection_that_the_way_back_writes(
    example: WarmStandby, documents: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    """The same keys in the same order, so that a plan after it is empty."""
    name = cluster_pair_of(example).connection
    for document in documents:
        (found,) = [
            each for each in document["resource"]["aws_ssm_parameter"].values() if each["name"] == name
        ]
        assert found["overwrite"] is True
        assert list(json.loads(found["insecure_value"])) == [
            "endpoint",
            "port",
            "engine",
            "database",
            "username",
            "secret_arn",
        ]


def test_exchanging_the_roles_exchanges_nothing_else(example: WarmStandby) -> None:
    other = swapped(example)
    assert (other.primary.name, other.standby.name) == ("us-west-2", "us-east-1")
    assert swapped(other) == example

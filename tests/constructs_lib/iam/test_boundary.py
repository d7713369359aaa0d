"""A permissions boundary holds for every role, in every system, with everything that brings a role."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from config.state import S3State
from constructs_lib.synthesis import synthesize_bootstrap
from constructs_lib.testing import Template
from tests.conftest import synthesized
from tests.support.deployments import lattice_service
from tests.support.pilot_lights import synthesized_pilot_light
from tests.support.warm_standbys import synthesized_warm_standby
from tests.support.websites import EVERYTHING, synthesized_website

CONSTRUCTS = Path(__file__).parents[3] / "constructs_lib"
BOUNDARY = "arn:aws:iam::123456789012:policy/boundary"
IAM: dict[str, Any] = {"iam": {"permissions_boundary": BOUNDARY}}


def lattice() -> Template:
    return synthesized(
        **IAM,
        health={"takeover": True},
        monitoring={"canaries": {"enabled": True}},
        lattice={"function": {"in_vpc": True}},
    )


def pilot_light() -> Template:
    return synthesized_pilot_light(**IAM)


def warm_standby() -> Template:
    return synthesized_warm_standby(**IAM, recording={"enabled": True})


def website() -> Template:
    return synthesized_website(**{**EVERYTHING, **IAM})


@pytest.mark.parametrize(
    ("system", "roles"),
    [(lattice, 7), (pilot_light, 8), (website, 3), (warm_standby, 15)],
    ids=["lattice", "pilot-light", "website", "warm-standby"],
)
def test_every_role_is_bounded(system: Any, roles: int) -> None:  # noqa: ANN401  # a function of this file
    found = system().resources("aws_iam_role")

    assert {block.body.get("permissions_boundary") for block in found} == {BOUNDARY}
    assert len(found) == roles


def test_without_a_boundary_no_role_has_one(two_regions: Template) -> None:
    found = two_regions.resources("aws_iam_role")

    assert [block.address for block in found if "permissions_boundary" in block.body] == []


def test_roles_are_made_in_one_place_alone() -> None:
    makers = [
        path.relative_to(CONSTRUCTS).as_posix()
        for path in sorted(CONSTRUCTS.rglob("*.py"))
        if re.search(r"\biam_role import\b", path.read_text(encoding="utf-8"))
    ]

    assert makers == ["iam/role.py"]


@pytest.mark.parametrize(
    ("rights", "bounded"), [({}, True), ({"profile": "states"}, False)], ids=["here", "another account"]
)
def test_the_role_that_copies_states_is_bounded_in_the_deployments_own_account(
    tmp_path: Path, rights: dict[str, str], bounded: bool
) -> None:
    """A boundary is a policy of one account, and the state may be in another."""
    state = S3State.model_validate(
        {
            "backend": "s3",
            "bucket": "states",
            "region": "eu-west-1",
            "replica_region": "eu-central-1",
            **rights,
        }
    )
    stack = synthesize_bootstrap(
        lattice_service(state=state, **IAM), state, tmp_path, replica_region="eu-central-1", moved_in=False
    )

    (role,) = Template(json.loads((stack.folder / "cdk.tf.json").read_text())).resources("aws_iam_role")
    assert role.body.get("permissions_boundary") == (BOUNDARY if bounded else None)

"""One state per region: each region's stack plans and applies while any other region answers nobody (F29)."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from config.loader import load
from constructs_lib.layout.state_split import split
from constructs_lib.synthesis import synthesize, synthesize_bootstrap
from drill.local_aws import LocalAws
from drill.terraform import TerraformError
from drill.working_copy import read
from tests.support.deployments import lattice_service
from tests.terraform.divided import Divided, divided

if TYPE_CHECKING:
    from config.deployment import Deployment

pytestmark = pytest.mark.terraform(minutes=3)

EXAMPLES = Path(__file__).parents[2] / "config" / "deployments"
UNLOCKED = {
    "HOLDFAST_DATABASE__DELETION_PROTECTION": "false",
    "HOLDFAST_DATABASE__FINAL_SNAPSHOT": "false",
    "HOLDFAST_COMPUTE__LOAD_BALANCER__DELETION_PROTECTION": "false",
    "HOLDFAST_COMPUTE__LOAD_BALANCER__DESTROY_LOGS": "true",
}
SYSTEMS: dict[str, dict[str, str]] = {
    "website": {},
    "pilot-light": UNLOCKED,
    "warm-standby": {**UNLOCKED, "HOLDFAST_BACKUP__DESTROY_WITH_BACKUPS": "true"},
}
"""Without the locks that keep a destroy from what it would lose. The lattice-service is below."""
STATES: dict[str, Any] = {
    "backend": "s3",
    "bucket": "example-states",
    "region": "us-east-2",
    "replica_region": "eu-west-1",
    "dynamodb_table": "terraform-locks",
}


MINUTES = {"website": 5, "pilot-light": 8, "warm-standby": 10}


@pytest.mark.parametrize(
    "system",
    [pytest.param(system, marks=pytest.mark.terraform(minutes=MINUTES[system])) for system in SYSTEMS],
)
def test_a_deployment_lives_in_a_state_per_region(aws: LocalAws, tmp_path: Path, system: str) -> None:
    state = {
        "HOLDFAST_STATE__BACKEND": "local",
        "HOLDFAST_STATE__LAYOUT": "per-region",
        "HOLDFAST_STATE__PATH": str(tmp_path / "shop.tfstate"),
    }
    deployment = load(EXAMPLES / f"{system}.yaml", {**SYSTEMS[system], **state})
    with divided(aws, deployment, tmp_path / "out") as stacks:
        assert stacks.apply() == {place: stack.resources for place, stack in stacks.stacks.items()}
        _clean(stacks)
        _each_region_goes_on_alone(aws, deployment, stacks)
        stacks.destroy()
        assert [terraform.addresses() for terraform in stacks.terraform.values()] == [()] * len(stacks.stacks)
    assert aws.failures == []


def test_one_state_becomes_several_in_the_bucket_that_was_made_for_it(aws: LocalAws, tmp_path: Path) -> None:
    """Bootstrap; one state, applied; split; every plan is empty; then each region alone."""
    single = lattice_service(state=STATES)
    several = lattice_service(state={**STATES, "layout": "per-region"})
    bootstrap = synthesize_bootstrap(
        single,
        single.state,  # type: ignore[arg-type]  # what STATES makes
        tmp_path / "bootstrap",
        replica_region="eu-west-1",
        moved_in=False,
    )
    with aws.terraform(bootstrap.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.apply().added == bootstrap.resources
        assert terraform.plan().effects == ()

    (one,) = synthesize([single], tmp_path / "one")
    with divided(aws, several, tmp_path / "out") as stacks:
        with aws.terraform(one.folder, own_state=True) as terraform:
            terraform.init()
            assert terraform.apply().added == one.resources
            state = terraform.pull_state()
        templates = {stack.name: read(stack.folder) for stack in stacks.stacks.values()}
        done = split(state, read(one.folder), templates)
        assert (done.new, done.left) == ((), ())
        for place, terraform in stacks.terraform.items():
            part = tmp_path / f"{place}.tfstate"
            part.write_text(json.dumps(done.states[stacks.stacks[place].name]), encoding="utf-8")
            terraform.push_state(part)
            plan = terraform.plan()
            assert plan.effects == ()
            terraform.apply(plan)  # outputs, which the next ones read
        assert _states(aws) == {"orders-production", *templates}
        _clean(stacks)
        _each_region_goes_on_alone(aws, several, stacks)
        stacks.destroy()
    assert aws.failures == []


def _clean(stacks: Divided) -> None:
    for place, terraform in stacks.terraform.items():
        again = terraform.plan()
        assert (place, again.has_changes, again.effects) == (place, False, ())


def _each_region_goes_on_alone(aws: LocalAws, deployment: "Deployment", stacks: Divided) -> None:
    """Plan and apply ask nothing of the lost region; the lost region's own plan fails, so it is lost."""
    names = [region.name for region in deployment.in_order]
    for lost in names:
        with aws.without(lost) as refused:
            for other in names:
                if other != lost:
                    plan = stacks.terraform[other].plan()
                    assert plan.has_changes is False
                    stacks.terraform[other].apply(plan)
            assert refused == []
    with aws.without(names[0]) as refused, pytest.raises(TerraformError):
        stacks.terraform[names[0]].plan()
    assert refused[0].startswith(f"{names[0]} sts ")


def _states(aws: LocalAws) -> set[str]:
    """The stacks whose states are in the bucket."""
    listed = aws.client("s3", STATES["region"]).list_objects_v2(Bucket=STATES["bucket"])["Contents"]
    return {each["Key"].removeprefix("holdfast/").removesuffix(".tfstate") for each in listed}

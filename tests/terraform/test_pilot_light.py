"""A pilot light lives, loses its primary, takes over by itself, and no plan undoes it."""

import json
from pathlib import Path
from typing import Any

import pytest

from config.loader import load
from constructs_lib.synthesis import synthesize
from drill.local_aws import LocalAws
from drill.prerequisites import prerequisites
from drill.working_copy import read
from guard.plan import plan_of
from guard.recorded import in_plan
from guard.rule import Circumstances
from guard.verdict import judge
from tests.terraform.deployed_controller import DeployedController
from tests.terraform.embedded_dns import EmbeddedDns
from tests.terraform.standby_region import StandbyRegion

pytestmark = pytest.mark.terraform(minutes=7)

EXAMPLE = Path(__file__).parents[2] / "config" / "deployments" / "pilot-light.yaml"
UNLOCKED = {
    "HOLDFAST_DATABASE__DELETION_PROTECTION": "false",
    "HOLDFAST_DATABASE__FINAL_SNAPSHOT": "false",
    "HOLDFAST_COMPUTE__LOAD_BALANCER__DELETION_PROTECTION": "false",
    "HOLDFAST_COMPUTE__LOAD_BALANCER__DESTROY_LOGS": "true",
}
"""Without the locks that keep a destroy from what it would lose."""
PRIMARY, STANDBY = "us-east-1", "us-west-2"
STACK = "shop-production"
NAME, WITNESS = "shop.example.com", "witness.shop.example.com"
PARAMETERS = f"/holdfast/{STACK}"


class Standby(StandbyRegion):
    """With its database, a replica at first."""

    def instance(self) -> dict[str, Any]:
        found: dict[str, Any] = self._aws.client("rds", STANDBY).describe_db_instances(
            DBInstanceIdentifier=f"{STACK}-{STANDBY}"
        )["DBInstances"][0]
        return {key: value for key, value in found.items() if key != "LatestRestorableTime"}  # always now

    def everything(self) -> tuple[object, ...]:
        """All that a run of the controller could change."""
        return (
            self.instance(),
            self.sizes(),
            len(self.group()["Instances"]),
            self.parameters(),
            self.messages(),
        )


def test_a_lost_primary_leads_to_a_working_standby_that_no_plan_undoes(
    aws: LocalAws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [stack] = synthesize([load(EXAMPLE, UNLOCKED)], tmp_path / "out")
    aws.plant(prerequisites(read(stack.folder)))
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.apply().added == stack.resources
        clean = terraform.plan()
        assert clean.effects == ()
        standby = Standby(aws, region=STANDBY, stack=STACK)
        assert standby.password() not in (terraform.directory / "terraform.tfstate").read_text(
            encoding="utf-8"
        )

        outputs = terraform.output()
        dns = EmbeddedDns(aws, zone="example.com", switch=(STANDBY, f"{PARAMETERS}/takeover"))
        east, west = (outputs[f"load_balancer_name_{region}"].value for region in ("us_east_1", "us_west_2"))
        standby.hear(outputs["failover_topic_arn"].value)
        _the_deployed_function_runs_and_leaves_a_healthy_primary_alone(aws, outputs["controller_name"].value)
        controller = DeployedController(
            aws,
            region=STANDBY,
            name=outputs["controller_name"].value,
            addresses=dns.addresses,
            folder=tmp_path / "controller",
            monkeypatch=monkeypatch,
        )

        for _ in range(4):
            assert controller.run()["step"] == "watching"
        assert (standby.sizes(), dns.leads_to(NAME)) == ((0, 0, 0), east)
        assert standby.instance()["ReadReplicaSourceDBInstanceIdentifier"].endswith(f":db:{STACK}-{PRIMARY}")

        dns.lost.add(outputs["health_check_id"].value)
        assert dns.addresses(WITNESS) == ["198.51.100.1"]
        assert [controller.run()["step"] for _ in range(2)] == ["watching", "watching"]
        assert standby.parameters()["takeover"] == ("off", 1)

        outcomes = controller.run_until_done()
        assert outcomes[-1]["remains"] == []
        instance = standby.instance()
        assert "ReadReplicaSourceDBInstanceIdentifier" not in instance
        assert instance["BackupRetentionPeriod"] == 7
        assert standby.sizes() == (2, 6, 2)
        assert standby.healthy_targets(controller.settings["target_group_arn"]) == 2
        parameters = standby.parameters()
        assert parameters["takeover"][0] == "on"
        assert json.loads(parameters["database"][0])["endpoint"] == instance["Endpoint"]["Address"]
        assert len(standby.messages()) == len(set(standby.messages())) > 0

        before = standby.everything()
        for _ in range(10):
            assert controller.run() == {"step": "done", "done": True, "remains": []}
        assert standby.everything() == before

        # The old primary is well again: its data is stale, and traffic stays where it is.
        dns.lost.clear()
        assert (dns.addresses(WITNESS), dns.leads_to(NAME)) == (["192.0.2.1"], west)

        after = terraform.plan()
        assert after.effects == ()
        shown = plan_of(terraform.show(after))
        assert in_plan(shown) == f"the plan shows it: {PARAMETERS}/takeover is on"
        assert judge(shown, Circumstances(failover=in_plan(shown))).refused == ()
        terraform.apply(after)
        assert standby.everything() == before

        assert terraform.destroy().destroyed == stack.resources
        assert terraform.addresses() == ()
    assert aws.failures == []


def _the_deployed_function_runs_and_leaves_a_healthy_primary_alone(aws: LocalAws, name: str) -> None:
    """In a process of its own, where the witness's name resolves to nothing: unknown, so nothing is done."""
    answer = aws.client("lambda", STANDBY).invoke(FunctionName=name, Payload=b'{"source": "aws.events"}')
    assert "FunctionError" not in answer
    assert json.loads(answer["Payload"].read())["step"] == "watching"

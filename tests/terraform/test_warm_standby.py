"""A warm standby lives, loses its primary, takes over with its database, and no plan undoes it."""

import json
from pathlib import Path
from typing import Any

import pytest

from config.loader import load
from constructs_lib.synthesis import synthesize
from drill.local_aws import ACCOUNT_ID, LocalAws
from drill.prerequisites import prerequisites
from drill.working_copy import read
from guard.plan import plan_of
from guard.recorded import in_plan
from guard.rule import Circumstances
from guard.verdict import judge
from tests.terraform.deployed_controller import DeployedController
from tests.terraform.embedded_dns import EmbeddedDns
from tests.terraform.standby_region import StandbyRegion

pytestmark = pytest.mark.terraform(minutes=8)

EXAMPLE = Path(__file__).parents[2] / "config" / "deployments" / "warm-standby.yaml"
UNLOCKED = {
    "HOLDFAST_DATABASE__DELETION_PROTECTION": "false",
    "HOLDFAST_DATABASE__FINAL_SNAPSHOT": "false",
    "HOLDFAST_COMPUTE__LOAD_BALANCER__DELETION_PROTECTION": "false",
    "HOLDFAST_COMPUTE__LOAD_BALANCER__DESTROY_LOGS": "true",
    "HOLDFAST_BACKUP__DESTROY_WITH_BACKUPS": "true",
}
"""Without the locks that keep a destroy from what it would lose."""
PRIMARY, STANDBY = "us-east-1", "us-west-2"
STACK = "store-production"
ORIGIN, WITNESS = "origin.store.example.com", "witness.store.example.com"
PARAMETERS = f"/holdfast/{STACK}"


class Standby(StandbyRegion):
    """With its part of a global database, a follower at first."""

    def writer(self) -> str:
        """The region whose cluster is written to."""
        [whole] = self._aws.client("rds", STANDBY).describe_global_clusters(GlobalClusterIdentifier=STACK)[
            "GlobalClusters"
        ]
        [arn] = [member["DBClusterArn"] for member in whole["GlobalClusterMembers"] if member["IsWriter"]]
        return str(arn).split(":")[3]

    def cluster(self) -> dict[str, Any]:
        found: dict[str, Any] = self._aws.client("rds", STANDBY).describe_db_clusters(
            DBClusterIdentifier=f"{STACK}-{STANDBY}"
        )["DBClusters"][0]
        return {key: value for key, value in found.items() if key != "LatestRestorableTime"}  # always now

    def everything(self) -> tuple[object, ...]:
        """All that a run of the controller could change."""
        return (
            self.writer(),
            self.cluster(),
            self.sizes(),
            len(self.group()["Instances"]),
            self.parameters(),
            self.messages(),
        )


def test_a_lost_primary_leads_to_a_grown_standby_that_no_plan_undoes(
    aws: LocalAws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [stack] = synthesize([load(EXAMPLE, UNLOCKED)], tmp_path / "out")
    aws.plant(prerequisites(read(stack.folder)))
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.apply().added == stack.resources > 150
        assert terraform.plan().effects == ()
        standby = Standby(aws, region=STANDBY, stack=STACK)
        state = terraform.directory / "terraform.tfstate"
        assert standby.password() not in state.read_text(encoding="utf-8")

        outputs = terraform.output()
        dns = EmbeddedDns(aws, zone="example.com", switch=(STANDBY, f"{PARAMETERS}/takeover"))
        east, west = (outputs[f"load_balancer_name_{region}"].value for region in ("us_east_1", "us_west_2"))
        standby.hear(outputs["failover_topic_arn"].value)
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
        assert (standby.sizes(), standby.writer(), dns.leads_to(ORIGIN)) == ((2, 12, 2), PRIMARY, east)

        # Traffic moves with the health check, before anybody decides anything.
        dns.lost.add(outputs["health_check_id"].value)
        assert (dns.addresses(WITNESS), dns.leads_to(ORIGIN)) == (["198.51.100.1"], west)
        assert [controller.run()["step"] for _ in range(2)] == ["watching", "watching"]
        assert standby.parameters()["takeover"] == ("off", 1)

        outcomes = controller.run_until_done()
        assert outcomes[-1]["remains"] == []
        assert (standby.writer(), standby.sizes()) == (STANDBY, (4, 12, 4))
        assert standby.healthy_targets(controller.settings["target_group_arn"]) == 4
        parameters = standby.parameters()
        assert parameters["takeover"][0] == "on"
        assert json.loads(parameters["database"][0])["endpoint"] == standby.cluster()["Endpoint"]

        before = standby.everything()
        for _ in range(10):
            assert controller.run() == {"step": "done", "done": True, "remains": []}
        assert standby.everything() == before

        # The old primary is well again, and follows: traffic stays where the writer is.
        dns.lost.clear()
        assert (dns.addresses(WITNESS), dns.leads_to(ORIGIN)) == (["192.0.2.1"], west)

        after = terraform.plan()
        assert after.effects == ()
        shown = plan_of(terraform.show(after))
        assert in_plan(shown) == f"the plan shows it: {PARAMETERS}/takeover is on"
        assert judge(shown, Circumstances(failover=in_plan(shown))).refused == ()
        terraform.apply(after)
        assert standby.everything() == before

        # The way back. It comes before a destroy, too: AWS lets the writer leave a global database last, and
        # Terraform takes the file's standby out first.
        aws.client("rds", STANDBY).switchover_global_cluster(
            GlobalClusterIdentifier=STACK,
            TargetDbClusterIdentifier=f"arn:aws:rds:{PRIMARY}:{ACCOUNT_ID}:cluster:{STACK}-{PRIMARY}",
        )
        assert standby.writer() == PRIMARY
        assert terraform.destroy().destroyed == stack.resources
        assert terraform.addresses() == ()
    assert aws.failures == []

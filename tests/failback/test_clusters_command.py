"""What the command says of a warm standby when things are not as usual."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from commands.exit_codes import BAD_INPUT, DONE
from config.loader import load
from drill.local_aws import LocalAws
from failback.command import run
from failback.global_cluster.way import GlobalClusterWay
from failback.of_file import run_for
from tests.failback.clusters_failed_over import (
    EXCHANGED,
    PAIR,
    TEMPLATES,
    arn,
    connection,
    detach,
    fail_over_clusters,
)
from tests.failback.failed_over import EAST, PARAMETERS, WEST

FILE = Path("store.yaml")
EXAMPLES = Path(__file__).parents[2] / "config" / "deployments"
WAY = GlobalClusterWay(PAIR)


def _printed(
    aws: LocalAws,
    capsys: pytest.CaptureFixture[str],
    *,
    way: GlobalClusterWay = WAY,
    story: str | None = None,
) -> str:
    assert run(way, TEMPLATES, file=FILE, story=story, client=aws.client) == DONE
    return capsys.readouterr().out


def _steps(text: str) -> list[str]:
    return [line[:3] + line.partition(".")[2] for line in text.splitlines() if line.startswith("[")]


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_after_a_failover_all_but_the_exchange_is_done(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    text = _printed(aws, capsys)
    assert _steps(text) == [
        "[x] The failover has been carried out",
        "[x] The takeover switch is on",
        "[x] The cluster in us-east-1 follows again",
        "[x] The cluster in us-east-1 has caught up",
        "[x] The cluster in us-east-1 has its instances",
        "[x] The application in us-east-1 runs and is healthy",
        "[x] The application in us-east-1 finds its own cluster",
        "[ ] The cluster in us-east-1 is written to: the outage begins   <- you are here",
        "[ ] The takeover switch is off: the outage ends",
        "[ ] The failover is forgotten",
        "[ ] Optional: the group in us-west-2 is back to its part",
    ]
    # It goes to the region that is written to (F22).
    assert (
        "      $ aws rds switchover-global-cluster --region us-west-2 --global-cluster-identifier "
        f"shop-production --target-db-cluster-identifier {arn(EAST)}\n" in text
    )


def test_a_cluster_that_is_no_member_yet_is_waited_for(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    detach(aws)
    text = _printed(aws, capsys)
    assert _steps(text)[2:4] == [
        "[ ] The cluster in us-east-1 follows again   <- you are here",
        "[ ] The cluster in us-east-1 has caught up",
    ]
    assert (
        "Now: shop-production-us-east-1 is no member of shop-production, and its status is available. Wait: "
        "AWS adds it by itself." in _plain(text)
    )
    assert "      $ python main.py failback store.yaml --rebuild\n" in text


def test_only_a_person_says_that_a_cluster_is_made_anew(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    detach(aws)
    text = _printed(aws, capsys, way=GlobalClusterWay(PAIR, rebuild=True))
    assert _steps(text)[2:7] == [
        "[ ] The old cluster in us-east-1 is set aside as shop-production-us-east-1-stale   <- you are here",
        "[ ] us-east-1 has a new cluster that follows",
        "[ ] The new cluster in us-east-1 has its instances",
        "[ ] Terraform knows the new cluster in us-east-1",
        "[ ] The cluster in us-east-1 follows again",
    ]


def test_a_member_is_not_made_anew_whatever_a_person_says(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    rebuilding = _printed(aws, capsys, way=GlobalClusterWay(PAIR, rebuild=True))
    assert rebuilding == _printed(aws, capsys)


def test_a_cluster_whose_name_is_taken_stops_the_way(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    detach(aws)
    aws.client("rds", EAST).create_db_cluster(
        DBClusterIdentifier=f"{PAIR.clusters[EAST]}-stale",
        Engine="aurora-postgresql",
        MasterUsername="dbadmin",
        MasterUserPassword="embedded-password",
    )
    text = _printed(aws, capsys, way=GlobalClusterWay(PAIR, rebuild=True))
    assert _steps(text)[2].startswith("[!] The old cluster in us-east-1 is set aside as")
    assert "Now: shop-production-us-east-1-stale is there already: delete it, or rename it." in _plain(text)


def test_while_the_lost_region_is_silent_what_it_would_tell_is_unseen(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)

    def client(service: str, region: str) -> Any:  # noqa: ANN401 - a boto3 client
        if region == EAST:
            raise EndpointConnectionError(endpoint_url=f"https://{service}.{region}.amazonaws.com/")
        return aws.client(service, region)

    assert run(WAY, TEMPLATES, file=FILE, client=client) == DONE
    text = capsys.readouterr().out
    assert text.splitlines()[1:3] == [
        "Not seen: rds in us-east-1: not asked",
        "Not seen: autoscaling in us-east-1: not asked",
    ]
    assert _steps(text)[1:8] == [
        "[x] The takeover switch is on",
        "[?] The cluster in us-east-1 follows again   <- you are here",
        "[?] The cluster in us-east-1 has caught up",
        "[?] The cluster in us-east-1 has its instances",
        "[?] The application in us-east-1 runs and is healthy",
        "[?] The application in us-east-1 finds its own cluster",
        "[ ] The cluster in us-east-1 is written to: the outage begins",
    ]
    # Its ARN is known all the same: the global database names it.
    assert f"--target-db-cluster-identifier {arn(EAST)}\n" in text


@pytest.mark.parametrize(
    ("seconds", "mark", "note"), [(5.0, "x", ""), (5.1, " ", "it is 5.1 s behind"), (-0.001, " ", "behind")]
)
def test_a_cluster_that_is_far_behind_is_waited_for(
    seconds: float, mark: str, note: str, aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws, behind=seconds)
    text = _printed(aws, capsys)
    assert _steps(text)[3].startswith(f"[{mark}] The cluster in us-east-1 has caught up")
    assert note in text


def test_a_lost_instance_is_made_by_terraform(aws: LocalAws, capsys: pytest.CaptureFixture[str]) -> None:
    fail_over_clusters(aws)
    aws.client("rds", EAST).delete_db_instance(DBInstanceIdentifier="shop-production-us-east-1-2")
    text = _printed(aws, capsys)
    assert _steps(text)[4] == "[ ] The cluster in us-east-1 has its instances   <- you are here"
    assert "Now: not there, or not available: shop-production-us-east-1-2." in text
    assert (
        "plan -out=failback.tfplan -target=aws_rds_cluster_instance.database_us-east-1_cluster_instance-2\n"
        in text
    )


def test_targets_that_are_not_healthy_are_waited_for(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    balancing = aws.client("elbv2", EAST)
    (group,) = balancing.describe_target_groups()["TargetGroups"]
    targets = balancing.describe_target_health(TargetGroupArn=group["TargetGroupArn"])
    balancing.deregister_targets(
        TargetGroupArn=group["TargetGroupArn"],
        Targets=[each["Target"] for each in targets["TargetHealthDescriptions"][:1]],
    )
    text = _printed(aws, capsys)
    assert _steps(text)[5].startswith("[ ] The application in us-east-1 runs and is healthy")
    assert "Now: 4 of 4 instances are healthy, and 3 targets." in _plain(text)


def test_an_application_that_was_led_elsewhere_is_led_back(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    name = f"{PARAMETERS}/database"
    aws.client("ssm", EAST).put_parameter(Name=name, Value=connection(aws, WEST), Overwrite=True)
    text = _printed(aws, capsys)
    assert _steps(text)[6] == "[ ] The application in us-east-1 finds its own cluster   <- you are here"
    assert (
        f"      $ aws ssm put-parameter --region us-east-1 --name {name} --type String --value "
        f"'{connection(aws, EAST)}' --overwrite\n" in text
    )


def test_the_records_go_after_the_plan_and_the_witness(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    last = _printed(aws, capsys).partition("The failover is forgotten")[2].partition("[ ]")[0]
    assert [line.strip() for line in last.splitlines() if line.startswith("      $")] == [
        "$ python main.py synth store.yaml",
        "$ terraform -chdir=cdktf.out/stacks/shop-production init",
        "$ terraform -chdir=cdktf.out/stacks/shop-production plan -detailed-exitcode",
        "$ dig +short witness.shop.example.com",
        "$ aws ssm delete-parameters --region us-west-2 --names /holdfast/shop-production/database "
        "/holdfast/shop-production/failover/decision /holdfast/shop-production/failover/done "
        "/holdfast/shop-production/failover/notices /holdfast/shop-production/failover/promotion "
        "/holdfast/shop-production/failover/witness",
    ]


def test_a_writer_in_the_standby_without_a_record_is_told(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    aws.client("ssm", WEST).delete_parameter(Name=f"{PARAMETERS}/failover/decision")
    text = _printed(aws, capsys)
    assert "[ ] 1. The cluster in us-east-1 is written to   <- you are here\n" in text
    assert f"--target-db-cluster-identifier {arn(EAST)}\n" in text


def test_where_the_roles_stay_the_guard_lets_the_standby_have_fewer_instances(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the file is changed and after it."""
    accepted = (
        "$ python main.py guard failback.json --ends-failover --accept "
        "database-destroyed=aws_rds_cluster_instance.database_us-east-1_cluster_instance-2\n"
    )
    fail_over_clusters(aws)
    assert _printed(aws, capsys, story="stay").count(accepted) == 1
    changed = GlobalClusterWay(replace(PAIR, primary=WEST, standby=EAST, instances={WEST: 2, EAST: 1}))
    assert run(changed, EXCHANGED, file=FILE, client=aws.client) == DONE
    assert capsys.readouterr().out.count(accepted) == 1


def test_the_blocks_import_the_new_cluster_and_its_instances(aws: LocalAws, tmp_path: Path) -> None:
    fail_over_clusters(aws)
    detach(aws)
    target = tmp_path / "failback.tf"
    way = GlobalClusterWay(PAIR, rebuild=True)
    assert run(way, TEMPLATES, file=FILE, write=target, client=aws.client) == DONE
    assert [line.strip() for line in target.read_text().splitlines() if " = " in line] == [
        "to = aws_rds_cluster.database_us-east-1_cluster",
        'id = "shop-production-us-east-1"',
        "to = aws_rds_cluster_instance.database_us-east-1_cluster_instance-1",
        'id = "shop-production-us-east-1-1"',
        "to = aws_rds_cluster_instance.database_us-east-1_cluster_instance-2",
        'id = "shop-production-us-east-1-2"',
    ]


def test_where_nothing_is_rebuilt_nothing_is_imported(
    aws: LocalAws, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over_clusters(aws)
    target = tmp_path / "failback.tf"
    assert run(WAY, TEMPLATES, file=FILE, write=target, client=aws.client) == DONE
    assert capsys.readouterr().out.splitlines()[-1] == (f"{target}: not written: there is nothing to import.")
    assert not target.exists()


def test_a_pilot_light_is_not_asked_whether_it_is_rebuilt(capsys: pytest.CaptureFixture[str]) -> None:
    file = EXAMPLES / "pilot-light.yaml"
    assert run_for(load(file, {}), file=file, story=None, write=None, rebuild=True) == BAD_INPUT
    assert capsys.readouterr().err == (
        f"{file}: a pilot-light: allowed: --rebuild for a warm-standby; the way back of a pilot-light makes "
        "the old primary's database anew in any case; mend: leave it out\n"
    )

"""An Aurora Global Database: two clusters, alike but for their parts, whose roles no plan touches (F22)."""

import json
import re
from typing import Any

import pytest

from config.aurora import Aurora
from constructs_lib.monitoring.kinds.aurora_cluster import WatchedSecondaryCluster
from constructs_lib.testing import Block, Template
from tests.constructs_lib.database.aurora_stack import AURORA, EAST, WEST, AuroraStack, aurora

PROVIDERS = {EAST: "us_east_1", WEST: "us_west_2"}
ONLY_THE_WRITER_SAYS = [
    "database_name",
    "master_password_wo",
    "master_password_wo_version",
    "master_username",
]
IGNORED = [
    "replication_source_identifier",
    "global_cluster_identifier",
    "snapshot_identifier",
    "database_name",
    "master_password_wo_version",
    "master_username",
    "source_region",
    "engine_version",
]
MYSQL: dict[str, Any] = {"engine": "aurora-mysql", "version": "8.0.mysql_aurora.3.10.3"}


@pytest.fixture(scope="module")
def template() -> Template:
    return aurora()


def of_region(template: Template, type_: str, region: str) -> list[Block]:
    return [block for block in template.resources(type_) if block.provider == PROVIDERS[region]]


def cluster(template: Template, region: str) -> Block:
    [found] = of_region(template, "aws_rds_cluster", region)
    return found


def key(template: Template, region: str) -> Block:
    return template.only("aws_kms_key", f"database/{region}")


def test_the_global_database_is_made_empty_encrypted_and_protected(template: Template) -> None:
    template.only("aws_rds_global_cluster").expect(
        provider="us_east_1",
        global_cluster_identifier="shop-test",
        engine="aurora-postgresql",
        engine_version="17.7",
        database_name="app",
        storage_encrypted=True,
        deletion_protection=True,
        source_db_cluster_identifier=None,
        force_destroy=None,
    )


@pytest.mark.parametrize("region", [EAST, WEST])
def test_each_cluster_joins_by_name_under_its_own_regions_key(template: Template, region: str) -> None:
    """An encrypted copy in another region needs a key there (F19)."""
    key(template, region).expect(provider=PROVIDERS[region], enable_key_rotation=True)
    cluster(template, region).expect(
        provider=PROVIDERS[region],
        cluster_identifier=f"shop-test-{region}",
        global_cluster_identifier="shop-test",
        storage_encrypted=True,
        kms_key_id=key(template, region).ref("arn"),
        performance_insights_kms_key_id=key(template, region).ref("arn"),
    )


@pytest.mark.parametrize("region", [EAST, WEST])
def test_no_plan_touches_what_a_failover_changes(template: Template, region: str) -> None:
    """F22: and what only the first writer was told, since the file's roles may change, too."""
    cluster(template, region).expect(provider=PROVIDERS[region], lifecycle={"ignore_changes": IGNORED})


def test_only_the_first_writer_is_told_names_and_password(template: Template) -> None:
    writer, follower = cluster(template, EAST), cluster(template, WEST)

    writer.expect(
        provider="us_east_1",
        database_name="app",
        master_username="dbadmin",
        master_password_wo='${jsondecode(ephemeral.aws_secretsmanager_secret_version.database_password.secret_string)["password"]}',
        manage_master_user_password=None,
        master_password=None,
    )
    assert [name for name in ONLY_THE_WRITER_SAYS if name in follower.body] == []
    follower.expect(provider="us_west_2", source_region="us-east-1")


def test_the_follower_waits_for_the_writer_and_its_instances(template: Template) -> None:
    waits = cluster(template, WEST)["depends_on"]

    assert {cluster(template, EAST).address} | {
        block.address for block in of_region(template, "aws_rds_cluster_instance", EAST)
    } <= set(waits)
    assert template.only("aws_rds_global_cluster").address in cluster(template, EAST)["depends_on"]


def test_no_region_refers_to_an_attribute_of_the_other(template: Template) -> None:
    """So that each can have a state of its own (F29); the secret's copy alone names the other key."""
    for region, other in ((EAST, WEST), (WEST, EAST)):
        foreign = [block.address for block in template.resources() if block.provider == PROVIDERS[other]]
        for block in template.resources():
            if block.provider == PROVIDERS[region] and block.address.split(".")[0] != SECRET:
                body = {name: value for name, value in block.body.items() if name != "depends_on"}
                assert [address for address in foreign if f"${{{address}." in str(body)] == []


SECRET = "aws_secretsmanager_secret"


def bodies(template: Template, type_: str, region: str) -> list[str]:
    """A region's resources of a type, without what names the region or its part."""
    apart = {"provider", "depends_on", "source_region", *ONLY_THE_WRITER_SAYS}
    found = []
    for block in of_region(template, type_, region):
        body = json.dumps({name: value for name, value in block.body.items() if name not in apart})
        found.append(re.sub(r"_[0-9A-F]{8}\b", "", body).replace(region, "<region>"))
    return found


@pytest.mark.parametrize(
    "type_",
    [
        "aws_db_parameter_group",
        "aws_db_subnet_group",
        "aws_rds_cluster",
        "aws_rds_cluster_parameter_group",
        "aws_vpc_security_group_ingress_rule",
    ],
)
def test_both_regions_have_the_same_of_each(template: Template, type_: str) -> None:
    """A cluster that takes over inherits nothing (F22)."""
    assert bodies(template, type_, EAST) == bodies(template, type_, WEST) != []


def test_encrypted_connections_are_demanded_of_either_engine() -> None:
    for engine, parameter in (
        (AURORA, {"apply_method": "pending-reboot", "name": "rds.force_ssl", "value": "1"}),
        (MYSQL, {"apply_method": "pending-reboot", "name": "require_secure_transport", "value": "ON"}),
    ):
        groups = aurora(**engine).resources("aws_rds_cluster_parameter_group")
        assert [group["parameter"] for group in groups] == [[parameter], [parameter]]


def test_parameters_go_to_the_kind_of_group_that_has_them() -> None:
    template = aurora(
        **MYSQL, parameters={"binlog_format": "ROW"}, instance_parameters={"max_connections": "500"}
    )
    for group in template.resources("aws_rds_cluster_parameter_group"):
        assert group["family"] == "aurora-mysql8.0"
        assert group["name"] == "shop-test-aurora-mysql8-0"
        assert [each["name"] for each in group["parameter"]] == ["binlog_format", "require_secure_transport"]
    for group in template.resources("aws_db_parameter_group"):
        assert [each["name"] for each in group["parameter"]] == ["max_connections"]


def test_instances_are_counted_and_none_is_the_writer_by_name() -> None:
    template = aurora(instances=3, standby_instances=2)

    for region, count in ((EAST, 3), (WEST, 2)):
        instances = of_region(template, "aws_rds_cluster_instance", region)
        assert [block["identifier"] for block in instances] == [
            f"shop-test-{region}-{number + 1}" for number in range(count)
        ]
        for block in instances:
            block.expect(
                provider=PROVIDERS[region],
                cluster_identifier=cluster(template, region).ref("cluster_identifier"),
                instance_class="db.r7g.large",
                promotion_tier=1,
                publicly_accessible=False,
                monitoring_interval=60,
                engine_version=None,
            )


def test_the_standbys_class_may_be_its_own() -> None:
    capacity = {"type": "provisioned", "instance_class": "db.r7g.2xlarge", "standby_class": "db.r7g.xlarge"}
    template = aurora(capacity=capacity)

    classes = {
        region: {block["instance_class"] for block in of_region(template, "aws_rds_cluster_instance", region)}
        for region in (EAST, WEST)
    }
    assert classes == {EAST: {"db.r7g.2xlarge"}, WEST: {"db.r7g.xlarge"}}


def test_serverless_instances_have_the_same_limits_in_both_regions() -> None:
    template = aurora(capacity={"type": "serverless", "min_acu": 4, "max_acu": 64})

    for region in (EAST, WEST):
        cluster(template, region).expect(
            provider=PROVIDERS[region],
            serverlessv2_scaling_configuration={"max_capacity": 64, "min_capacity": 4},
        )
        assert {
            block["instance_class"] for block in of_region(template, "aws_rds_cluster_instance", region)
        } == {"db.serverless"}


def test_a_headless_standby_has_a_cluster_and_nothing_that_measures_instances() -> None:
    template = aurora(standby_instances=0)

    cluster(template, WEST)
    assert of_region(template, "aws_rds_cluster_instance", WEST) == []
    assert of_region(template, "aws_iam_role", WEST) == []


def test_insights_are_the_clusters_and_last_as_long_as_their_mode() -> None:
    for insights, mode, days in (
        ("standard", "standard", 7),
        ("advanced", "advanced", 465),
        # Said as well: unsaid it would stay advanced after a change, which AWS refuses without insights.
        ("none", "standard", None),
    ):
        template = aurora(insights=insights)
        for region in (EAST, WEST):
            cluster(template, region).expect(
                provider=PROVIDERS[region],
                database_insights_mode=mode,
                performance_insights_enabled=insights != "none",
                performance_insights_retention_period=days,
            )


def test_write_forwarding_and_optimized_storage_are_for_both_clusters() -> None:
    """The primary's forwards as soon as it follows."""
    chosen, usual = aurora(write_forwarding=True, storage="io-optimized"), aurora()
    for region in (EAST, WEST):
        cluster(chosen, region).expect(
            provider=PROVIDERS[region], enable_global_write_forwarding=True, storage_type="aurora-iopt1"
        )
        cluster(usual, region).expect(
            provider=PROVIDERS[region], enable_global_write_forwarding=None, storage_type=None
        )


def test_either_cluster_keeps_backups_and_a_last_snapshot(template: Template) -> None:
    """After a failover the standby's has the data."""
    for region in (EAST, WEST):
        cluster(template, region).expect(
            provider=PROVIDERS[region],
            backup_retention_period=7,
            delete_automated_backups=False,
            deletion_protection=True,
            skip_final_snapshot=False,
            final_snapshot_identifier=f"shop-test-{region}-final",
        )


def test_rds_measures_instances_of_its_own_cluster_alone(template: Template) -> None:
    [role] = of_region(template, "aws_iam_role", EAST)
    account = "${data.aws_caller_identity.account-us-east-1.account_id}"

    condition = role.document("assume_role_policy")["Statement"][0]["Condition"]["StringEquals"]
    assert condition == {
        "aws:SourceAccount": account,
        "aws:SourceArn": [
            f"arn:aws:rds:us-east-1:{account}:db:shop-test-us-east-1-{number}" for number in (1, 2)
        ],
    }


def test_log_groups_are_there_before_the_cluster_writes_to_them(template: Template) -> None:
    [group] = of_region(template, "aws_cloudwatch_log_group", WEST)

    group.expect(
        provider="us_west_2", name="/aws/rds/cluster/shop-test-us-west-2/postgresql", retention_in_days=30
    )
    assert group.address in cluster(template, WEST)["depends_on"]


def test_when_the_regions_change_places_no_address_changes(template: Template) -> None:
    exchanged = aurora(primary=WEST)

    before = {block.address for block in template.resources()}
    after = {block.address for block in exchanged.resources()}
    # One instance more or fewer: the primary's cluster has two, the standby's one.
    assert {address.rpartition("_")[0] for address in before ^ after} == {
        f"aws_rds_cluster_instance.database_{region}_cluster_instance-2" for region in (EAST, WEST)
    }
    assert exchanged.only("aws_secretsmanager_secret").provider == "us_east_1"
    assert exchanged.only("aws_rds_global_cluster").provider == "us_east_1"


def test_the_secret_has_a_copy_in_the_other_region(template: Template) -> None:
    """RDS manages no password of a global database, and its secret would be in one region alone (F23)."""
    template.only("aws_secretsmanager_secret").expect(
        provider="us_east_1",
        name="holdfast/shop-test/database",
        replica=[{"kms_key_id": key(template, WEST).ref("arn"), "region": "us-west-2"}],
    )


def stack(**changes: Any) -> AuroraStack:  # noqa: ANN401  # whatever the stack takes
    from cdktf import Testing as Synthesis

    return AuroraStack(Synthesis.app(), **changes)


def test_the_controller_is_told_the_standbys_cluster_and_both_for_its_rights() -> None:
    step = stack().database.failover_step

    assert step.settings == {
        "strategy": "global-cluster",
        "identifier": "shop-test-us-west-2",
        "global_cluster": "shop-test",
    }
    assert step.names == {
        "database": "shop-test-us-west-2",
        "global_cluster": "shop-test",
        "primary_region": "us-east-1",
        "primary_database": "shop-test-us-east-1",
    }


def test_the_standbys_lag_is_watched_against_what_may_be_lost() -> None:
    database = stack().database

    [*instances, lag] = database.watched(WEST, rpo_seconds=60)
    assert isinstance(lag, WatchedSecondaryCluster)
    assert (lag.identifier, lag.source_region, lag.rpo_seconds) == ("shop-test-us-west-2", "us-east-1", 60)
    assert [each.what for each in instances] == ["database-1"]
    assert [each.what for each in database.watched(EAST, rpo_seconds=60)] == ["database-1", "database-2"]


def test_applications_log_in_to_their_own_regions_cluster() -> None:
    with_user = stack(application_user="shop")
    [token] = with_user.statements[WEST]
    assert token.actions == ["rds-db:connect"]
    assert token.resources[0].endswith("/shop")

    [read, decrypt] = stack().statements[WEST]
    assert read.actions == ["secretsmanager:GetSecretValue"]
    assert decrypt.actions == ["kms:Decrypt"]


def test_the_model_is_the_same_for_both_regions() -> None:
    """There is nothing to set for one region but the number of its instances and their class."""
    apart = [name for name in Aurora.model_fields if "standby" in name]
    assert apart == ["standby_instances"]

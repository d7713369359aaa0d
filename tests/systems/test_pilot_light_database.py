"""A pilot light's database: a writer, its replica, and who may log in."""

import json

import pytest

from constructs_lib.testing import Block, Template
from tests.support.pilot_lights import PILOT_LIGHT, synthesized_pilot_light

WRITER, REPLICA = "us_east_1", "us_west_2"


@pytest.fixture(scope="module")
def template() -> Template:
    return synthesized_pilot_light()


def instance(template: Template, provider: str) -> Block:
    [found] = [block for block in template.resources("aws_db_instance") if block.provider == provider]
    return found


def key(template: Template, region: str) -> Block:
    return template.only("aws_kms_key", f"database/{region}")


@pytest.mark.parametrize(("provider", "region"), [(WRITER, "us-east-1"), (REPLICA, "us-west-2")])
def test_each_instance_is_encrypted_with_its_own_regions_key(
    template: Template, provider: str, region: str
) -> None:
    """An encrypted copy in another region needs a key there (F19)."""
    key(template, region).expect(provider=provider, enable_key_rotation=True)
    instance(template, provider).expect(
        provider=provider,
        identifier=f"shop-production-{region}",
        storage_encrypted=True,
        kms_key_id=key(template, region).ref("arn"),
    )


@pytest.mark.parametrize("provider", [WRITER, REPLICA])
def test_each_instance_keeps_backups_is_protected_and_watched(template: Template, provider: str) -> None:
    """A replica without backups is unprotected from its promotion on (F20)."""
    instance(template, provider).expect(
        provider=provider,
        backup_retention_period=7,
        delete_automated_backups=False,
        deletion_protection=True,
        copy_tags_to_snapshot=True,
        publicly_accessible=False,
        iam_database_authentication_enabled=True,
        monitoring_interval=60,
        performance_insights_enabled=True,
        performance_insights_retention_period=7,
        enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
    )


@pytest.mark.parametrize("provider", [WRITER, REPLICA])
def test_no_plan_rebuilds_an_instance_because_of_its_source(template: Template, provider: str) -> None:
    """After a promotion the source is gone from AWS and still in the code (F21)."""
    instance(template, provider).expect(
        provider=provider, lifecycle={"ignore_changes": ["replicate_source_db"]}
    )


def test_the_writer_spans_two_zones_and_leaves_a_last_snapshot(template: Template) -> None:
    instance(template, WRITER).expect(
        provider=WRITER,
        engine="postgres",
        engine_version="17",
        multi_az=True,
        allocated_storage=20,
        db_name="app",
        username="dbadmin",
        skip_final_snapshot=False,
        final_snapshot_identifier="shop-production-us-east-1-final",
        replicate_source_db=None,
    )


def test_the_replica_says_only_what_a_replica_may_say(template: Template) -> None:
    """RDS refuses users and names on a replica, and a final snapshot of one."""
    replica = instance(template, REPLICA)

    replica.expect(
        provider=REPLICA,
        replicate_source_db=instance(template, WRITER).ref("arn"),
        multi_az=False,
        skip_final_snapshot=True,
    )
    for refused in (
        "database_insights_mode",
        "engine",
        "engine_version",
        "username",
        "db_name",
        "password_wo",
    ):
        assert refused not in replica.body


def test_both_volumes_are_enlarged_together() -> None:
    """AWS enlarges no replica with its source, and a full one stops replicating."""
    storage = {"gib": 200, "max_gib": 0}
    template = synthesized_pilot_light(database={**PILOT_LIGHT["database"], "storage": storage})

    for provider in (WRITER, REPLICA):
        instance(template, provider).expect(provider=provider, allocated_storage=200)


@pytest.mark.parametrize(("gib", "iops"), [(399, None), (400, 12_000)])
def test_a_large_volume_has_what_rds_wants_of_one(gib: int, iops: int | None) -> None:
    """Else an apply that enlarges it says what it had before, and "Invalid iops value" comes back."""
    storage = {"gib": gib, "max_gib": 1000}
    template = synthesized_pilot_light(database={**PILOT_LIGHT["database"], "storage": storage})

    for provider in (WRITER, REPLICA):
        instance(template, provider).expect(provider=provider, iops=iops, storage_throughput=iops and 500)
    assert instance(template, REPLICA).body.get("storage_type") == (iops and "gp3")


def test_advanced_insights_are_the_writers_alone() -> None:
    """RDS takes no mode for a replica."""
    template = synthesized_pilot_light(database={**PILOT_LIGHT["database"], "insights": "advanced"})

    instance(template, WRITER).expect(
        provider=WRITER, database_insights_mode="advanced", performance_insights_retention_period=465
    )
    instance(template, REPLICA).expect(
        provider=REPLICA, database_insights_mode=None, performance_insights_retention_period=7
    )


def test_without_insights_neither_instance_asks_for_any() -> None:
    template = synthesized_pilot_light(database={**PILOT_LIGHT["database"], "insights": "none"})

    for provider in (WRITER, REPLICA):
        instance(template, provider).expect(
            provider=provider,
            performance_insights_enabled=False,
            performance_insights_kms_key_id=None,
            performance_insights_retention_period=None,
        )
    # Said all the same: unsaid it would stay advanced after a change, which RDS refuses without insights.
    instance(template, WRITER).expect(provider=WRITER, database_insights_mode="standard")
    instance(template, REPLICA).expect(provider=REPLICA, database_insights_mode=None)


def test_both_regions_have_the_same_parameters() -> None:
    """A replica inherits none (F22)."""
    template = synthesized_pilot_light(
        database={**PILOT_LIGHT["database"], "parameters": {"log_min_duration_statement": "1000"}}
    )
    groups = template.resources("aws_db_parameter_group")

    assert sorted(str(group.provider) for group in groups) == [WRITER, REPLICA]
    for group in groups:
        assert group["family"] == "postgres17"
        assert group["parameter"] == [
            {"apply_method": "pending-reboot", "name": "log_min_duration_statement", "value": "1000"},
            {"apply_method": "pending-reboot", "name": "rds.force_ssl", "value": "1"},
        ]


def test_the_password_is_in_no_argument_that_a_state_keeps(template: Template) -> None:
    """RDS refuses replicas of an instance whose password it manages, so it is ephemeral and write-only."""
    writer = instance(template, WRITER)
    version = template.only("aws_secretsmanager_secret_version")

    assert writer["password_wo"] == (
        "${jsondecode(ephemeral.aws_secretsmanager_secret_version.database_password.secret_string)"
        '["password"]}'
    )
    assert "password" not in writer.body
    assert "manage_master_user_password" not in writer.body
    assert "secret_string" not in version.body
    assert "ephemeral.aws_secretsmanager_random_password" in version["secret_string_wo"]
    assert template.document["terraform"]["required_version"] == ">= 1.11.0"


def test_the_password_set_is_the_one_that_the_secret_holds(template: Template) -> None:
    """Read back from it: a second attempt after a failed apply would make another one."""
    version = template.only("aws_secretsmanager_secret_version")

    assert template.document["ephemeral"]["aws_secretsmanager_secret_version"]["database_password"] == {
        "provider": "aws.us_east_1",
        "secret_id": version.ref("secret_id"),
        "version_stage": "AWSCURRENT",
    }


def test_the_secret_has_a_copy_in_the_standby_under_that_regions_key(template: Template) -> None:
    """A secret of the lost region would be lost with it (F23)."""
    template.only("aws_secretsmanager_secret").expect(
        provider=WRITER,
        name="holdfast/shop-production/database",
        kms_key_id=key(template, "us-east-1").ref("arn"),
        replica=[{"kms_key_id": key(template, "us-west-2").ref("arn"), "region": "us-west-2"}],
    )


@pytest.mark.parametrize(("provider", "region"), [(WRITER, "us-east-1"), (REPLICA, "us-west-2")])
def test_only_the_applications_instances_connect(template: Template, provider: str, region: str) -> None:
    group = template.only("aws_security_group", f"database/{region}/instance/access")
    rules = [
        rule
        for rule in template.resources("aws_vpc_security_group_ingress_rule")
        if rule["security_group_id"] == group.ref("id")
    ]

    assert [(rule["from_port"], rule["to_port"], rule["ip_protocol"]) for rule in rules] == [
        (5432, 5432, "tcp")
    ]
    [client] = [
        block
        for block in template.resources("aws_security_group")
        if rules[0]["referenced_security_group_id"] == block.ref("id")
    ]
    assert client.provider == provider
    assert client.path.startswith(f"{region}/application/")
    assert instance(template, provider)["vpc_security_group_ids"] == [group.ref("id")]


def allowed(template: Template, region: str) -> dict[str, list[str]]:
    """What the application's instances may do, by statement."""
    found: dict[str, list[str]] = {}
    for block in template.resources("aws_iam_role_policy"):
        if block.path.startswith(f"{region}/application/"):
            for statement in block.document("policy")["Statement"]:
                found[statement["Sid"]] = statement["Resource"]
    return found


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_instances_read_their_own_regions_copy_of_the_secret(template: Template, region: str) -> None:
    account = f"${{data.aws_caller_identity.account-{region}.account_id}}"

    assert allowed(template, region)["ReadDatabaseSecret"] == [
        f"arn:aws:secretsmanager:{region}:{account}:secret:holdfast/shop-production/database-??????"
    ]
    assert allowed(template, region)["DecryptDatabaseSecret"] == [key(template, region).ref("arn")]


def test_with_an_application_user_instances_log_in_by_tokens_and_read_no_secret() -> None:
    template = synthesized_pilot_light(database={**PILOT_LIGHT["database"], "application_user": "shop"})

    for region in ("us-east-1", "us-west-2"):
        statements = allowed(template, region)
        own = instance(template, region.replace("-", "_"))
        account = f"${{data.aws_caller_identity.account-{region}.account_id}}"
        assert statements["LogInToDatabase"] == [
            f"arn:aws:rds-db:{region}:{account}:dbuser:{own.ref('resource_id')}/shop"
        ]
        assert "ReadDatabaseSecret" not in statements


def test_the_primarys_connection_is_published_as_the_controller_will_publish_the_standbys(
    template: Template,
) -> None:
    parameter = template.only("aws_ssm_parameter", "us-east-1")
    writer = instance(template, WRITER)

    parameter.expect(provider=WRITER, name="/holdfast/shop-production/database")
    assert json.loads(parameter["insecure_value"]) == {
        "endpoint": writer.ref("address"),
        "port": 5432,
        "engine": "postgres",
        "database": "app",
        "username": "dbadmin",
        "secret_arn": None,
    }

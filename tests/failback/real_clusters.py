"""The parts of a warm standby that a failback touches, as code that Terraform can apply."""

from tests.failback.clusters_failed_over import PAIR
from tests.failback.failed_over import EAST, PARAMETERS, WEST
from tests.terraform.stack_builder import Json, Stack


def code(primary: str) -> Json:
    """The stack with the roles that `primary` makes; every address depends on the region alone."""
    standby = PAIR.other(primary)
    stack = Stack((EAST, WEST))
    for region, count in ((primary, 2), (standby, 1)):
        _cluster(stack, region, count)
    stack.add(
        "aws_ssm_parameter",
        f"connection_{primary}",
        primary,
        name=f"{PARAMETERS}/database",
        type="String",
        overwrite=True,
        insecure_value=f'{{"endpoint": "${{aws_rds_cluster.database_{primary}_cluster.endpoint}}", '
        '"port": 5432, "engine": "aurora-postgresql", "database": "app", "username": "dbadmin", '
        '"secret_arn": null}',
    )
    stack.add(
        "aws_ssm_parameter",
        f"takeover_{standby}",
        standby,
        name=f"{PARAMETERS}/takeover",
        type="String",
        insecure_value="off",
        lifecycle={"ignore_changes": ["insecure_value", "value"]},
    )
    for what in (f"primary_{primary}", f"keeps_{standby}"):
        stack.add(
            "aws_route53_health_check",
            what,
            EAST,
            type="HTTPS",
            fqdn=f"{what.replace('_', '.')}.example.net",
            port=443,
            request_interval=10,
            failure_threshold=3,
        )
    return {section: body for section, body in stack.document().items() if body}


def _cluster(stack: Stack, region: str, count: int) -> None:
    cluster = stack.add(
        "aws_rds_cluster",
        f"database_{region}_cluster",
        region,
        cluster_identifier=PAIR.clusters[region],
        engine="aurora-postgresql",
        storage_encrypted=True,
        kms_key_id=f"${{data.aws_kms_alias.{region}.target_key_arn}}",
        backup_retention_period=7,
        port=5432,
        iam_database_authentication_enabled=True,
        copy_tags_to_snapshot=True,
        deletion_protection=True,
        skip_final_snapshot=True,
        # As the construct's: roles are AWS's to say, and what only the first writer was told (F22).
        lifecycle={
            "ignore_changes": [
                "replication_source_identifier",
                "global_cluster_identifier",
                "database_name",
                "master_username",
                "source_region",
                "engine_version",
            ]
        },
    )
    for number in range(1, count + 1):
        stack.add(
            "aws_rds_cluster_instance",
            f"database_{region}_cluster_instance-{number}",
            region,
            identifier=f"{PAIR.clusters[region]}-{number}",
            cluster_identifier=f"${{{cluster}.cluster_identifier}}",
            engine="aurora-postgresql",
            instance_class="db.r7g.large",
            promotion_tier=1,
        )
    stack.look_up("aws_kms_alias", region, region, name="alias/shop-production-database")

"""The parts of a pilot light that a failback touches, as code that Terraform can apply."""

from tests.failback.failed_over import EAST, PAIR, PARAMETERS, WEST
from tests.terraform.stack_builder import Json, Stack


def code(primary: str) -> Json:
    """The stack with the roles that `primary` makes; every address depends on the region alone."""
    standby = PAIR.other(primary)
    stack = Stack((EAST, WEST))
    for region in (EAST, WEST):
        _database(stack, region, source=None if region == primary else primary)
    stack.add(
        "aws_ssm_parameter",
        f"connection_{primary}",
        primary,
        name=f"{PARAMETERS}/database",
        type="String",
        overwrite=True,
        insecure_value=f'{{"endpoint": "${{aws_db_instance.database_{primary}.address}}"}}',
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
    for what in ("primary", "keeps"):
        stack.add(
            "aws_route53_health_check",
            f"{what}_{primary}",
            EAST,
            type="HTTPS",
            fqdn=f"{what}.{primary}.example.net",
            port=443,
            request_interval=10,
            failure_threshold=3,
        )
    return {section: body for section, body in stack.document().items() if body}


def _database(stack: Stack, region: str, source: str | None) -> None:
    part: Json = {
        "backup_retention_period": 7,
        "engine": "postgres",
        "engine_version": "16.3",
        "allocated_storage": 20,
        "username": "shop",
        "final_snapshot_identifier": f"{PAIR.databases[region]}-final",
    }
    if source:
        # Without backups of its own: the provider can only give them to a replica that is there, and waits
        # for that for another minute.
        part = {
            "replicate_source_db": f"${{aws_db_instance.database_{source}.arn}}",
            "skip_final_snapshot": True,
        }
    stack.add(
        "aws_db_instance",
        f"database_{region}",
        region,
        identifier=PAIR.databases[region],
        instance_class="db.m6g.large",
        kms_key_id=f"${{data.aws_kms_alias.{region}.target_key_arn}}",
        storage_encrypted=True,
        multi_az=True,
        copy_tags_to_snapshot=True,
        deletion_protection=True,
        iam_database_authentication_enabled=True,
        **part,
        lifecycle={"ignore_changes": ["replicate_source_db"]},
    )
    stack.look_up("aws_kms_alias", region, region, name="alias/shop-production-database")

"""What lets RDS tell how instances are doing: a role for the operating system's measurements, and log
groups."""

from collections.abc import Sequence
from typing import Literal

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from constructs import Construct

from config.aurora import Aurora
from config.database import Database
from constructs_lib.iam.policy import Statement
from constructs_lib.iam.role import service_role
from constructs_lib.providers import PARTITION, RegionScope

MONITORING_POLICY = f"arn:{PARTITION}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"


class Observation(Construct):
    """`aws_iam_role` for enhanced monitoring, and an `aws_cloudwatch_log_group` for each exported log.

    The groups exist before the instances, so that their retention holds from the first line.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        database: Database | Aurora,
        kind: Literal["instance", "cluster"],
        identifier: str,
        instances: Sequence[str],
        log_retention_days: int,
    ) -> None:
        """`kind` and `identifier` are whose logs these are; `instances` are those that are measured."""
        super().__init__(scope, id_)
        groups = [
            CloudwatchLogGroup(
                self,
                f"log-{log}",
                provider=region.provider,
                name=f"/aws/rds/{kind}/{identifier}/{log}",
                retention_in_days=log_retention_days,
                kms_key_id=region.existing.log_key_arn,
                tags=region.tags(),
            )
            for log in database.exported_logs
        ]
        self.role_arn: str | None = None
        """None where nothing measures."""
        self.before: Sequence[ITerraformDependable] = groups
        """What has to be there before the database."""
        if database.monitoring_interval and instances:
            self.role_arn, attachment = self._role(region, identifier, instances)
            self.before = [*groups, attachment]

    def _role(
        self, region: RegionScope, identifier: str, instances: Sequence[str]
    ) -> tuple[str, ITerraformDependable]:
        arns = [region.arn("rds", f"db:{instance}") for instance in instances]
        role = service_role(
            self,
            region=region,
            name=region.naming.name(region.name, "database-monitoring"),
            description=f"Lets RDS measure the operating system of {identifier}",
            trust=Statement(
                sid="RdsAssumes",
                actions=["sts:AssumeRole"],
                principals={"Service": ["monitoring.rds.amazonaws.com"]},
                conditions={
                    "StringEquals": {
                        "aws:SourceAccount": region.account_id,
                        "aws:SourceArn": arns[0] if len(arns) == 1 else arns,
                    }
                },
            ),
        )
        attachment = IamRolePolicyAttachment(
            self,
            "monitoring",
            provider=region.provider,
            role=role.name,
            policy_arn=MONITORING_POLICY,
        )
        return role.arn, attachment

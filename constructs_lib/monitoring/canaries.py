"""Synthetic requests to other regions' public addresses."""

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.synthetics_canary import (
    SyntheticsCanary,
    SyntheticsCanaryRunConfig,
    SyntheticsCanarySchedule,
)
from constructs import Construct

from constructs_lib.assets import FunctionCode
from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.iam.role import service_role
from constructs_lib.monitoring.canary_bucket import CanaryBucket
from constructs_lib.monitoring.kinds.canary import WatchedCanary
from constructs_lib.providers import RegionScope

RUNTIME = "syn-python-selenium-14.0"
"""The newest. AWS refuses new canaries on a runtime that it has retired, about a year after it came."""
HANDLER = "region_canary.handler"
MEMORY_MB = 960
"""The least that Synthetics takes."""
TIMEOUT_SECONDS = 30
"""Well above the canary's own deadline, and below the shortest schedule, so that runs do not overlap."""


class Canaries(Construct):
    """`aws_synthetics_canary` for each observed region, with one bucket and one role.

    They run in another region than they look at: what looks at a lost region from inside is lost with it.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        targets: Mapping[str, str],
        schedule_minutes: int,
        keep_days: int,
        code: FunctionCode,
    ) -> None:
        """`region` is where they run; `targets` are https:// addresses by observed region."""
        super().__init__(scope, id_)
        bucket = CanaryBucket(self, "bucket", region=region, keep_days=keep_days)
        names = {observed: region.naming.name("canary", observed, limit=255) for observed in targets}
        role_arn, policy = self._role(region, bucket, list(names.values()))
        watched = []
        for observed, url in targets.items():
            canary = SyntheticsCanary(
                self,
                observed,
                provider=region.provider,
                name=names[observed],
                runtime_version=RUNTIME,
                handler=HANDLER,
                zip_file=code.filename,
                execution_role_arn=role_arn,
                artifact_s3_location=f"s3://{bucket.name}/{observed}",
                start_canary=True,
                delete_lambda=True,
                success_retention_period=min(keep_days, 455),
                failure_retention_period=min(keep_days, 455),
                schedule=SyntheticsCanarySchedule(expression=rate(schedule_minutes)),
                run_config=SyntheticsCanaryRunConfig(
                    memory_in_mb=MEMORY_MB,
                    timeout_in_seconds=TIMEOUT_SECONDS,
                    environment_variables={"URL": url},
                ),
                tags=region.tags(),
                depends_on=[policy],
            )
            watched.append(
                WatchedCanary(
                    what=f"canary-{observed}",
                    name=canary.name,
                    observed_region=observed,
                    schedule_minutes=schedule_minutes,
                )
            )
        self.watched: tuple[WatchedCanary, ...] = tuple(watched)
        """For the alarms and the dashboard of the region that they run in."""

    def _role(self, region: RegionScope, bucket: CanaryBucket, names: list[str]) -> tuple[str, IamRolePolicy]:
        role = service_role(
            self,
            region=region,
            name=region.naming.name(region.name, "canaries"),
            description=f"What the canaries in {region.name} may do",
            trust=Statement(
                sid="LambdaAssumes",
                actions=["sts:AssumeRole"],
                principals={"Service": ["lambda.amazonaws.com"]},
            ),
        )
        policy = IamRolePolicy(
            self,
            "policy",
            provider=region.provider,
            name="canaries",
            role=role.id,
            policy=policy_document(*_may(region, bucket, names)),
        )
        return role.arn, policy


def rate(minutes: int) -> str:
    """A schedule: AWS takes `rate(1 minute)` and `rate(5 minutes)`, and no other grammar."""
    return f"rate({minutes} minute{'' if minutes == 1 else 's'})"


def _may(region: RegionScope, bucket: CanaryBucket, names: list[str]) -> list[Statement]:
    """What Synthetics needs, and no more. It names the functions that it makes after the canaries."""
    return [
        Statement(sid="LeaveReports", actions=["s3:PutObject"], resources=[f"{bucket.arn}/*"]),
        Statement(sid="FindBucket", actions=["s3:GetBucketLocation"], resources=[bucket.arn]),
        # Synthetics looks for its bucket among all; this action knows no resources.
        Statement(sid="ListBuckets", actions=["s3:ListAllMyBuckets"], resources=["*"]),
        Statement(
            sid="WriteOwnLogs",
            actions=["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            # A function's name holds 64 characters, of which an id of 36 takes the end: a long name is cut.
            resources=[region.arn("logs", f"log-group:/aws/lambda/cwsyn-{name[:21]}*") for name in names],
        ),
        Statement(
            sid="PublishResults",
            actions=["cloudwatch:PutMetricData"],
            resources=["*"],  # knows no resources: the namespace is what narrows it
            conditions={"StringEquals": {"cloudwatch:namespace": "CloudWatchSynthetics"}},
        ),
    ]

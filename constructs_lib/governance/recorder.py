"""The region's recorder."""

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.config_configuration_recorder import (
    ConfigConfigurationRecorder,
    ConfigConfigurationRecorderRecordingGroup,
    ConfigConfigurationRecorderRecordingMode,
)
from cdktf_cdktf_provider_aws.config_configuration_recorder_status import (
    ConfigConfigurationRecorderStatus,
)
from cdktf_cdktf_provider_aws.config_delivery_channel import (
    ConfigDeliveryChannel,
    ConfigDeliveryChannelSnapshotDeliveryProperties,
)
from cdktf_cdktf_provider_aws.config_retention_configuration import ConfigRetentionConfiguration
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from constructs import Construct

from config.recording import Recording
from constructs_lib.governance.record_bucket import CONFIG, RecordBucket
from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.iam.role import service_role
from constructs_lib.providers import PARTITION, RegionScope

READ_ALL = f"arn:{PARTITION}:iam::aws:policy/service-role/AWS_ConfigRole"


class Recorder(Construct):
    """`aws_config_configuration_recorder`, its `aws_config_delivery_channel`, role and bucket, started.

    Under the deployment's own name: a second recorder is refused by AWS, where one of the name `default`
    would take the place of somebody else's. The role is the deployment's own, since the service-linked one is
    the whole account's, and could be neither made twice nor destroyed alone.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        recording: Recording,
        global_types: bool,
    ) -> None:
        """`global_types`: whether this region records IAM's users, groups, roles and policies, too."""
        super().__init__(scope, id_)
        name = region.naming.name(limit=256)
        bucket = RecordBucket(self, "records", region=region, recording=recording)
        role_arn, rights = self._role(region, bucket)
        recorder = ConfigConfigurationRecorder(
            self,
            "recorder",
            provider=region.provider,
            name=name,
            role_arn=role_arn,
            recording_group=ConfigConfigurationRecorderRecordingGroup(
                all_supported=True, include_global_resource_types=global_types
            ),
            recording_mode=ConfigConfigurationRecorderRecordingMode(
                recording_frequency=recording.frequency.upper()
            ),
            depends_on=rights,
        )
        channel = ConfigDeliveryChannel(
            self,
            "channel",
            provider=region.provider,
            name=name,
            s3_bucket_name=bucket.name,
            s3_kms_key_arn=bucket.key_arn,
            snapshot_delivery_properties=ConfigDeliveryChannelSnapshotDeliveryProperties(
                delivery_frequency="TwentyFour_Hours"
            ),
            # AWS tries the bucket at once, and takes a channel only where there is a recorder.
            depends_on=[recorder, bucket.policy],
        )
        ConfigRetentionConfiguration(
            self,
            "retention",
            provider=region.provider,
            retention_period_in_days=recording.keep_days,
            depends_on=[recorder],
        )
        self.started: ITerraformDependable = ConfigConfigurationRecorderStatus(
            self,
            "started",
            provider=region.provider,
            name=recorder.name,
            is_enabled=True,
            depends_on=[channel],
        )
        """What rules wait for."""

    def _role(self, region: RegionScope, bucket: RecordBucket) -> tuple[str, list[ITerraformDependable]]:
        role = service_role(
            self,
            region=region,
            name=region.naming.name(region.name, "recording"),
            description=f"Lets AWS Config record what is in {region.name}",
            trust=Statement(
                sid="ConfigAssumes",
                actions=["sts:AssumeRole"],
                principals={"Service": [CONFIG]},
                conditions={"StringEquals": {"aws:SourceAccount": region.account_id}},
            ),
        )
        read = IamRolePolicyAttachment(
            self, "reads", provider=region.provider, role=role.name, policy_arn=READ_ALL
        )
        write = IamRolePolicy(
            self,
            "writes",
            provider=region.provider,
            name="records",
            role=role.name,
            policy=policy_document(*_writes(bucket)),
        )
        return role.arn, [read, write]


def _writes(bucket: RecordBucket) -> tuple[Statement, ...]:
    return (
        Statement(sid="LookAtBucket", actions=["s3:GetBucketAcl", "s3:ListBucket"], resources=[bucket.arn]),
        Statement(
            sid="WriteRecords",
            actions=["s3:PutObject"],
            resources=[bucket.records],
            conditions={"StringLike": {"s3:x-amz-acl": "bucket-owner-full-control"}},
        ),
        Statement(
            sid="EncryptRecords",
            actions=["kms:Decrypt", "kms:GenerateDataKey"],
            resources=[bucket.key_arn],
        ),
    )

"""Copies of one region's objects in all the others."""

from collections.abc import Iterator, Sequence

from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.s3_bucket_replication_configuration import (
    S3BucketReplicationConfigurationA,
    S3BucketReplicationConfigurationRule,
    S3BucketReplicationConfigurationRuleDeleteMarkerReplication,
    S3BucketReplicationConfigurationRuleDestination,
    S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration,
    S3BucketReplicationConfigurationRuleDestinationMetrics,
    S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold,
    S3BucketReplicationConfigurationRuleDestinationReplicationTime,
    S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime,
    S3BucketReplicationConfigurationRuleFilter,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteria,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteriaReplicaModifications,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects,
)
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.iam.role import service_role
from constructs_lib.providers import RegionScope
from constructs_lib.storage.content_bucket import BucketRecord

REPLICATION_TIME_MINUTES = 15
"""What S3's promise is about; it makes no other."""


REPLICATED = "releases/"
"""Where releases lie, the same in every region. All else is a region's own, such as its health page."""


def rule_id(destination: str) -> str:
    """The id of the rule that copies to a region, which is also a dimension of its metrics."""
    return f"to-{destination}"


class Replication(Construct):
    """`aws_s3_bucket_replication_configuration` from one bucket to each of the others, and its role.

    Every region has one, so that what is written in any of them reaches all: the way back after a failover.
    Replicas are not copied on, hence a rule per pair. Delete markers and changes of replicas are copied, too;
    what was there before the rule is not (F18).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        source: BucketRecord,
        destinations: Sequence[BucketRecord],
        time_control: bool,
    ) -> None:
        super().__init__(scope, id_)
        role = service_role(
            self,
            region=region,
            name=region.naming.name(region.name, "replication"),
            description=f"S3 copies objects out of {source.region}",
            trust=Statement(
                sid="S3Assumes", actions=["sts:AssumeRole"], principals={"Service": ["s3.amazonaws.com"]}
            ),
        )
        rights = IamRolePolicy(
            self,
            "rights",
            provider=region.provider,
            name="copy",
            role=role.name,
            policy=policy_document(*_rights(source, destinations)),
        )
        S3BucketReplicationConfigurationA(
            self,
            "rules",
            provider=region.provider,
            bucket=source.name,
            role=role.arn,
            rule=[
                _rule(destination, priority=index, time_control=time_control, encrypted=bool(source.key_arn))
                for index, destination in enumerate(destinations)
            ],
            depends_on=[rights],
        )


def _rule(
    destination: BucketRecord, *, priority: int, time_control: bool, encrypted: bool
) -> S3BucketReplicationConfigurationRule:
    return S3BucketReplicationConfigurationRule(
        id=rule_id(destination.region),
        priority=priority,
        status="Enabled",
        filter=S3BucketReplicationConfigurationRuleFilter(prefix=REPLICATED),
        delete_marker_replication=S3BucketReplicationConfigurationRuleDeleteMarkerReplication(
            status="Enabled"
        ),
        source_selection_criteria=S3BucketReplicationConfigurationRuleSourceSelectionCriteria(
            replica_modifications=(
                S3BucketReplicationConfigurationRuleSourceSelectionCriteriaReplicaModifications(
                    status="Enabled"
                )
            ),
            sse_kms_encrypted_objects=(
                S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects(
                    status="Enabled"
                )
                if encrypted
                else None
            ),
        ),
        destination=S3BucketReplicationConfigurationRuleDestination(
            bucket=destination.arn,
            metrics=S3BucketReplicationConfigurationRuleDestinationMetrics(
                status="Enabled",
                event_threshold=(
                    S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold(
                        minutes=REPLICATION_TIME_MINUTES
                    )
                    if time_control
                    else None
                ),
            ),
            replication_time=(
                S3BucketReplicationConfigurationRuleDestinationReplicationTime(
                    status="Enabled",
                    time=S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime(
                        minutes=REPLICATION_TIME_MINUTES
                    ),
                )
                if time_control
                else None
            ),
            encryption_configuration=(
                S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration(
                    replica_kms_key_id=destination.key_arn
                )
                if destination.key_arn
                else None
            ),
        ),
    )


def _rights(source: BucketRecord, destinations: Sequence[BucketRecord]) -> Iterator[Statement]:
    yield Statement(
        sid="ReadTheRules",
        actions=["s3:GetReplicationConfiguration", "s3:ListBucket"],
        resources=[source.arn],
    )
    yield Statement(
        sid="ReadObjects",
        actions=[
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionTagging",
        ],
        resources=[f"{source.arn}/*"],
    )
    yield Statement(
        sid="WriteReplicas",
        actions=["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
        resources=[f"{destination.arn}/*" for destination in destinations],
    )
    if source.key_arn:
        yield Statement(
            sid="Decrypt",
            actions=["kms:Decrypt"],
            resources=[source.key_arn],
            conditions={"StringEquals": {"kms:ViaService": f"s3.{source.region}.amazonaws.com"}},
        )
    for destination in destinations:
        if destination.key_arn:
            yield Statement(
                sid=f"Encrypt{destination.region.title().replace('-', '')}",
                actions=["kms:Encrypt", "kms:GenerateDataKey"],
                resources=[destination.key_arn],
                conditions={"StringEquals": {"kms:ViaService": f"s3.{destination.region}.amazonaws.com"}},
            )

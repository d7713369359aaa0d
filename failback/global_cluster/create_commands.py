"""The commands that make the lost region's new cluster: like the one that was there.

What the code says beside (insights, windows) comes with the apply that takes it over.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from failback.global_cluster.progress import ClusterProgress
from failback.global_cluster.situation import Cluster
from failback.live import MADE_BY
from failback.step import aws


def create_cluster(progress: ClusterProgress) -> tuple[str, str]:
    """The command, and what has to be filled in by hand because it could not be seen."""
    pair, lost = progress.pair, progress.lost.region
    old, source = _old(progress), progress.survivor.cluster
    like = old or source
    engine = like.settings if like else {}
    line = aws(
        lost,
        "rds",
        "create-db-cluster",
        "--db-cluster-identifier",
        pair.clusters[lost],
        "--global-cluster-identifier",
        pair.global_cluster,
        "--source-region",
        progress.survivor.region,
        "--engine",
        engine.get("Engine", "<engine>"),
        "--engine-version",
        (progress.whole.version if progress.whole else "") or "<version>",
        "--tags",
        f"Key={MADE_BY},Value={progress.decision.token}",
        "--storage-encrypted",
        "--enable-iam-database-authentication",
        "--copy-tags-to-snapshot",
        # As the old one: the guard refuses an apply that would take it away.
        *(["--deletion-protection"] if not old or old.settings.get("DeletionProtection") else []),
        *(_alike(old.settings) if old else _unseen(lost)),
    )
    missing = "" if old else f"fill in what is in <>: the cluster in {lost} from before cannot be seen"
    return line, missing


def create_instances(progress: ClusterProgress) -> Iterator[str]:
    """The commands for those that the new cluster lacks, and the wait for the last."""
    pair, lost = progress.pair, progress.lost.region
    old = _old(progress)
    like = old.instances[0].settings if old and old.instances else {}
    source = progress.survivor.cluster
    writer = source.instances[0].settings if source and source.instances else {}
    usual = {"Engine": "<engine>", "DBInstanceClass": "<class>"} | {**writer, **like}
    names = pair.members(lost)
    there = {each.identifier for each in progress.copy.instances} if progress.copy else set()
    for name in names:
        if name not in there:
            yield aws(
                lost,
                "rds",
                "create-db-instance",
                "--db-instance-identifier",
                name,
                "--db-cluster-identifier",
                pair.clusters[lost],
                "--engine",
                usual["Engine"],
                "--db-instance-class",
                usual["DBInstanceClass"],
                *_parameters(like),
                "--no-publicly-accessible",
                "--promotion-tier",
                str(like.get("PromotionTier", 1)),
                *_monitored(like),
            )
    for name in names:
        yield aws(lost, "rds", "wait db-instance-available", "--db-instance-identifier", name)


def _old(progress: ClusterProgress) -> Cluster | None:
    """The cluster from before, under its new name or its old one."""
    return progress.lost.aside or (None if progress.copy else progress.lost.cluster)


def _alike(old: Mapping[str, Any]) -> Iterator[str]:
    """What a follower does not have from the writer: place, key, parameters, capacity."""
    if key := old.get("KmsKeyId"):
        yield from ("--kms-key-id", key)
    if subnets := old.get("DBSubnetGroup"):
        yield from ("--db-subnet-group-name", subnets)
    if groups := [each["VpcSecurityGroupId"] for each in old.get("VpcSecurityGroups", ())]:
        yield from ("--vpc-security-group-ids", *groups)
    if parameters := old.get("DBClusterParameterGroup"):
        yield from ("--db-cluster-parameter-group-name", parameters)
    if port := old.get("Port"):
        yield from ("--port", str(port))
    if days := old.get("BackupRetentionPeriod"):
        yield from ("--backup-retention-period", str(days))
    if (storage := old.get("StorageType")) and storage != "aurora":
        yield from ("--storage-type", storage)
    if logs := old.get("EnabledCloudwatchLogsExports"):
        yield from ("--enable-cloudwatch-logs-exports", *logs)
    if old.get("GlobalWriteForwardingRequested"):
        yield "--enable-global-write-forwarding"
    if limits := old.get("ServerlessV2ScalingConfiguration"):
        text = f"MinCapacity={limits['MinCapacity']},MaxCapacity={limits['MaxCapacity']}"
        yield from ("--serverless-v2-scaling-configuration", text)


def _unseen(region: str) -> Iterator[str]:
    yield from ("--kms-key-id", f"<ARN of the database's key in {region}>")
    yield from ("--db-subnet-group-name", f"<subnet group of the database in {region}>")
    yield from ("--vpc-security-group-ids", f"<security group of the database in {region}>")
    yield from ("--db-cluster-parameter-group-name", f"<parameter group of the cluster in {region}>")


def _parameters(like: Mapping[str, Any]) -> Iterator[str]:
    for parameters in like.get("DBParameterGroups", ())[:1]:
        yield from ("--db-parameter-group-name", parameters["DBParameterGroupName"])


def _monitored(like: Mapping[str, Any]) -> Iterator[str]:
    if like.get("MonitoringInterval") and like.get("MonitoringRoleArn"):
        yield from ("--monitoring-interval", str(like["MonitoringInterval"]))
        yield from ("--monitoring-role-arn", like["MonitoringRoleArn"])

"""The command that makes the copy in the lost region: like the database that was there."""

from collections.abc import Iterator, Mapping
from typing import Any

from failback.live import MADE_BY
from failback.replica.progress import ReplicaProgress
from failback.step import aws


def create_replica(progress: ReplicaProgress) -> tuple[str, str]:
    """The command, and what has to be filled in by hand because it could not be seen."""
    pair, lost = progress.pair, progress.lost.region
    old = progress.aside(progress.lost) or progress.instance(progress.lost)
    source = progress.source
    options = [
        "--db-instance-identifier",
        pair.databases[lost],
        "--source-db-instance-identifier",
        source.arn if source else f"<ARN of the database in {progress.survivor.region}>",
        "--source-region",
        progress.survivor.region,
        "--tags",
        f"Key={MADE_BY},Value={progress.decision.token}",
        "--copy-tags-to-snapshot",
        "--no-publicly-accessible",
        "--enable-iam-database-authentication",
        *(_alike(old.settings) if old else _unseen(source.settings if source else {}, lost)),
    ]
    line = aws(lost, "rds", "create-db-instance-read-replica", *options)
    missing = "" if old else f"fill in what is in <>: the database in {lost} from before cannot be seen"
    return line, missing


def _unseen(source: Mapping[str, Any], region: str) -> Iterator[str]:
    """What somebody has to fill in, because the database from before cannot be seen."""
    yield from ("--db-instance-class", source.get("DBInstanceClass", "<class>"))
    yield from ("--kms-key-id", f"<ARN of the database's key in {region}>")
    yield from ("--db-subnet-group-name", f"<subnet group of the database in {region}>")
    yield from ("--vpc-security-group-ids", f"<security group of the database in {region}>")
    yield from ("--db-parameter-group-name", f"<parameter group of the database in {region}>")


def _alike(old: Mapping[str, Any]) -> Iterator[str]:
    """What a replica does not have from its source: place, key, parameters, observation."""
    yield from ("--db-instance-class", old["DBInstanceClass"])
    if key := old.get("KmsKeyId"):
        yield from ("--kms-key-id", key)
    if subnets := old.get("DBSubnetGroup", {}).get("DBSubnetGroupName"):
        yield from ("--db-subnet-group-name", subnets)
    if groups := [each["VpcSecurityGroupId"] for each in old.get("VpcSecurityGroups", ())]:
        yield from ("--vpc-security-group-ids", *groups)
    for parameters in old.get("DBParameterGroups", ())[:1]:
        yield from ("--db-parameter-group-name", parameters["DBParameterGroupName"])
    yield "--multi-az" if old.get("MultiAZ") else "--no-multi-az"
    if old.get("MonitoringInterval") and old.get("MonitoringRoleArn"):
        yield from ("--monitoring-interval", str(old["MonitoringInterval"]))
        yield from ("--monitoring-role-arn", old["MonitoringRoleArn"])
    if old.get("PerformanceInsightsEnabled"):
        yield "--enable-performance-insights"
        if key := old.get("PerformanceInsightsKMSKeyId"):
            yield from ("--performance-insights-kms-key-id", key)
    if logs := old.get("EnabledCloudwatchLogsExports"):
        yield from ("--enable-cloudwatch-logs-exports", *logs)

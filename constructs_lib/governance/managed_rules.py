"""The rules of AWS Config that are asked for, as values."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from config.recording import RuleName

NEW = frozenset({"ap-east-2", "ap-southeast-7", "ca-west-1", "mx-central-1"})
"""Regions to which rules come late."""


@dataclass(frozen=True, kw_only=True)
class ManagedRule:
    """One of AWS's own rules."""

    identifier: str
    says: str
    """What must hold, as a sentence."""
    parameter: str | None = None
    """For rules that look around once a day and know no scope: the parameter that takes tags instead."""
    not_in: Collection[str] = ()
    """Regions in which AWS does not offer it."""


RULES: Mapping[RuleName, ManagedRule] = {
    "volumes-encrypted": ManagedRule(
        identifier="ENCRYPTED_VOLUMES", says="Volumes that are attached to instances are encrypted."
    ),
    "databases-encrypted": ManagedRule(
        identifier="RDS_STORAGE_ENCRYPTED", says="Database instances are encrypted."
    ),
    "database-clusters-encrypted": ManagedRule(
        identifier="RDS_CLUSTER_ENCRYPTED_AT_REST", says="Database clusters are encrypted.", not_in=NEW
    ),
    "databases-not-public": ManagedRule(
        identifier="RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
        says="Database instances have no public address.",
    ),
    "database-clusters-protected": ManagedRule(
        identifier="RDS_CLUSTER_DELETION_PROTECTION_ENABLED",
        says="Database clusters are protected from deletion.",
    ),
    "database-clusters-backed-up": ManagedRule(
        identifier="AURORA_RESOURCES_PROTECTED_BY_BACKUP_PLAN",
        says="A plan of AWS Backup covers the Aurora clusters.",
        parameter="resourceTags",
        not_in=NEW | {"ap-southeast-5", "il-central-1"},
    ),
    "buckets-not-public": ManagedRule(
        identifier="S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", says="Buckets block public access."
    ),
    "buckets-tls-only": ManagedRule(
        identifier="S3_BUCKET_SSL_REQUESTS_ONLY", says="Buckets refuse requests without TLS."
    ),
    "default-security-groups-closed": ManagedRule(
        identifier="VPC_DEFAULT_SECURITY_GROUP_CLOSED",
        says="Default security groups let nothing in or out.",
    ),
    "no-open-ssh": ManagedRule(
        identifier="INCOMING_SSH_DISABLED",
        says="No security group lets the whole internet in to SSH.",
    ),
}


def rules_in(region: str, *, without: Collection[RuleName]) -> Iterator[tuple[RuleName, ManagedRule]]:
    """Those that a region has and that are wanted."""
    for name, rule in RULES.items():
        if name not in without and region not in rule.not_in:
            yield name, rule

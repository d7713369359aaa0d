"""What a deployment's database is called: known without reading any region (F31)."""

from constructs_lib.naming import Naming

LONGEST_IDENTIFIER = 63
LONGEST_CLUSTER_IDENTIFIER = 60
"""Its instances' identifiers are its own and up to three characters."""


def instance_identifier(naming: Naming, region: str) -> str:
    """The DB instance of a region.

    By region, not by role: when regions change roles no instance changes its name, and nobody who types a
    command can take one for the other.
    """
    return naming.name(region, limit=LONGEST_IDENTIFIER)


def global_identifier(naming: Naming) -> str:
    """The global database, of which AWS lets there be one by this name in all regions together."""
    return naming.name(limit=LONGEST_IDENTIFIER)


def cluster_identifier(naming: Naming, region: str) -> str:
    """The cluster of a region. AWS wants every cluster of a global database to have a name of its own."""
    return naming.name(region, limit=LONGEST_CLUSTER_IDENTIFIER)


def cluster_instance_identifier(cluster: str, number: int) -> str:
    """An instance of a cluster, counted from 1. Which of them is the writer is the cluster's to change."""
    return f"{cluster}-{number}"


def secret_name(naming: Naming) -> str:
    """The secret with the master user's password, the same in both regions."""
    return f"holdfast/{naming.name()}/database"

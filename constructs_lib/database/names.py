"""What a deployment's database is called: known without reading any region (F31)."""

from constructs_lib.naming import Naming

LONGEST_IDENTIFIER = 63


def instance_identifier(naming: Naming, region: str) -> str:
    """The DB instance of a region.

    By region, not by role: when regions change roles no instance changes its name, and nobody who types a
    command can take one for the other.
    """
    return naming.name(region, limit=LONGEST_IDENTIFIER)


def secret_name(naming: Naming) -> str:
    """The secret with the master user's password, the same in both regions."""
    return f"holdfast/{naming.name()}/database"

"""AWS's partitions: the one that everything here is of, and why the others are refused."""

from dataclasses import dataclass

PARTITION = "aws"
"""The one place that names it: every ARN, read or written, is of this partition."""


@dataclass(frozen=True)
class OtherPartition:
    """A partition whose accounts, credentials and DNS have nothing to do with those of `aws`."""

    id: str
    regions: str
    """Beginning of its regions' names."""
    name: str
    reason: str
    """Why no system works there. docs/accounts.md tells it for each."""


OTHER_PARTITIONS = (
    OtherPartition(
        "aws-cn",
        "cn-",
        "the China regions",
        "they have no VPC Lattice; their Route 53 and CloudFront are others, controlled from cn-northwest-1; "
        "and there is no third region for the state (F29)",
    ),
    OtherPartition(
        "aws-us-gov",
        "us-gov-",
        "the GovCloud regions",
        "they have no VPC Lattice and no CloudFront; their Route 53 is another, controlled from "
        "us-gov-west-1; and there is no third region for the state (F29)",
    ),
    OtherPartition(
        "aws-eusc",
        "eusc-",
        "the European Sovereign Cloud",
        "it has one region, and none to fail over to",
    ),
    OtherPartition(
        "aws-iso",
        "us-iso-",
        "the isolated regions",
        "they have neither VPC Lattice nor CloudFront, and their Route 53 is another",
    ),
    OtherPartition(
        "aws-iso-b",
        "us-isob-",
        "the isolated regions",
        "they have neither VPC Lattice nor CloudFront, and their Route 53 is another",
    ),
    OtherPartition(
        "aws-iso-e",
        "eu-isoe-",
        "the isolated regions",
        "they have neither VPC Lattice nor CloudFront, and their Route 53 is another",
    ),
    OtherPartition(
        "aws-iso-f",
        "us-isof-",
        "the isolated regions",
        "they have neither VPC Lattice nor CloudFront, and their Route 53 is another",
    ),
)


def partition_of(region: str) -> OtherPartition | None:
    """The partition of a region that is not of ours; None for ours, and for what is no region."""
    return next((other for other in OTHER_PARTITIONS if region.startswith(other.regions)), None)

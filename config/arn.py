"""ARNs in configuration: their shape, and one message for those of another partition."""

from pydantic import BeforeValidator

from config.model import refused
from config.partitions import PARTITION

ACCOUNT = "[0-9]{12}"
REGION = "[a-z0-9-]+"


def arn_pattern(service: str, resource: str, *, region: str = REGION, account: str = ACCOUNT) -> str:
    """A regular expression for the ARNs of a service; `resource` is the part behind the account."""
    return f"^{arn_text(service, resource, region=region, account=account)}$"


def arn_text(service: str, resource: str, *, region: str = REGION, account: str = ACCOUNT) -> str:
    """The same without its ends, for a longer expression."""
    return f"arn:{PARTITION}:{service}:{region}:{account}:{resource}"


def _of_this_partition(value: object) -> object:
    parts = value.split(":") if isinstance(value, str) else []
    if len(parts) > 2 and parts[0] == "arn" and parts[1].startswith("aws") and parts[1] != PARTITION:
        raise refused(
            f"an ARN of the partition {PARTITION}, where the deployment is: nothing of one partition can be "
            "used in another",
            f"copy the ARN of the one in the partition {PARTITION}, which begins with arn:{PARTITION}:",
        )
    return value


OWN_PARTITION = BeforeValidator(_of_this_partition)
"""Beside a pattern: what is an ARN, but of another partition, is refused for that reason."""


def region_of(arn: str) -> str:
    """The region that an ARN names; empty for what is global."""
    return arn.split(":")[3]


def account_of(arn: str) -> str:
    """The account that an ARN names; `aws` for what AWS keeps itself, empty for a bucket."""
    return arn.split(":")[4]

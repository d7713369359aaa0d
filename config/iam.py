"""What holds for every IAM role that a deployment makes."""

from typing import Annotated

from pydantic import Field

from config.arn import ACCOUNT, OWN_PARTITION, arn_pattern
from config.model import Allowed, ConfigModel


class Iam(ConfigModel):
    """Rules of the account for IAM roles."""

    permissions_boundary: Annotated[
        str | None,
        Field(
            pattern=arn_pattern(
                "iam", r"policy/[A-Za-z0-9+=,.@_/-]{1,640}", region="", account=f"({ACCOUNT}|aws)"
            )
        ),
        OWN_PARTITION,
        Allowed("an IAM policy's ARN", "copy it, such as arn:aws:iam::123456789012:policy/boundary"),
    ] = None
    """Policy that bounds every role of the deployment: a role may do what both its own policy and this one
    allow. What the boundary leaves out fails when it is needed, a failover among it: compare it with the
    roles' policies in the plan. Default: none. A later change takes effect on roles in use."""

"""The one place where roles are made, so that a boundary holds for all of them."""

from cdktf_cdktf_provider_aws.iam_role import IamRole
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.providers import RegionScope


def service_role(
    scope: Construct, *, region: RegionScope, name: str, description: str, trust: Statement
) -> IamRole:
    """`aws_iam_role` with the region's permissions boundary, if there is one. `trust` says who assumes it."""
    return IamRole(
        scope,
        "role",
        provider=region.provider,
        name=name,
        description=description,
        assume_role_policy=policy_document(trust),
        permissions_boundary=region.permissions_boundary,
        tags=region.tags(),
    )

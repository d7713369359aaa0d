"""What instances may do."""

from collections.abc import Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.iam_instance_profile import IamInstanceProfile
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.iam.role import service_role
from constructs_lib.providers import RegionScope

SESSION_ACTIONS = [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
]
"""What Systems Manager's agent calls for Session Manager. AWS's managed policy for it would also let every
instance read every parameter of the account."""


class InstanceRole(Construct):
    """`aws_iam_role`, `aws_iam_role_policy` and `aws_iam_instance_profile`: access by Session Manager, the
    region's own connection parameter, and the caller's statements. No SSH key exists."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        connection_parameter: str,
        statements: Sequence[Statement] = (),
    ) -> None:
        super().__init__(scope, id_)
        name = region.naming.name(region.name, "app")
        role = service_role(
            self,
            region=region,
            name=name,
            description=f"What instances of {region.naming.name()} in {region.name} may do",
            trust=Statement(
                sid="InstancesAssume",
                actions=["sts:AssumeRole"],
                principals={"Service": ["ec2.amazonaws.com"]},
            ),
        )
        role_name = role.name
        self.policy: ITerraformDependable = IamRolePolicy(
            self,
            "policy",
            provider=region.provider,
            name="instance",
            role=role_name,
            policy=policy_document(
                Statement(
                    sid="SessionManager",
                    actions=SESSION_ACTIONS,
                    resources=["*"],  # the agent's channels know no resources
                ),
                Statement(
                    sid="ReadConnection",
                    actions=["ssm:GetParameter"],
                    resources=[region.arn("ssm", f"parameter/{connection_parameter.lstrip('/')}")],
                ),
                *statements,
            ),
        )
        profile = IamInstanceProfile(
            self, "profile", provider=region.provider, name=name, role=role_name, tags=region.tags()
        )
        self.profile_arn: str = profile.arn

"""Who may call a Lattice service."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.vpclattice_auth_policy import VpclatticeAuthPolicy
from constructs import Construct

from config.lattice import Access
from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.lattice.service import LatticeService
from constructs_lib.lattice.service_network import ServiceNetwork
from constructs_lib.providers import PARTITION, RegionScope

INVOKE = "vpc-lattice-svcs:Invoke"


def auth_policy(*, service_arn: str, account_id: str, vpc_ids: Sequence[str], access: Access) -> str:
    """Signed requests of this account out of the deployment's VPCs, and those that `access` names.

    A call from another region comes through an endpoint, from a VPC of the deployment (F2). Nobody is
    admitted unsigned: each statement names accounts or an organisation. A caller needs the permission
    of its own role too; both sides must agree.
    """
    resources = [f"{service_arn}/*"]
    statements = [
        Statement(
            sid="DeploymentVpcs",
            actions=[INVOKE],
            resources=resources,
            principals={"AWS": [_account(account_id)]},
            # Through an endpoint AWS does not always tell the source VPC. The request is then judged by who
            # signed it, and the endpoint's security group by where it comes from.
            conditions={"StringEqualsIfExists": {"vpc-lattice-svcs:SourceVpc": list(vpc_ids)}},
        )
    ]
    if access.accounts:
        statements.append(
            Statement(
                sid="NamedAccounts",
                actions=[INVOKE],
                resources=resources,
                principals={"AWS": [_account(account) for account in access.accounts]},
            )
        )
    if access.organization:
        statements.append(
            Statement(
                sid="NamedOrganization",
                actions=[INVOKE],
                resources=resources,
                principals="*",
                conditions={"StringEquals": {"aws:PrincipalOrgID": access.organization}},
            )
        )
    return policy_document(*statements)


def _account(account_id: str) -> str:
    return f"arn:{PARTITION}:iam::{account_id}:root"


class AuthPolicies(Construct):
    """`aws_vpclattice_auth_policy` on a service and on its network: a call must pass both."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        service_network: ServiceNetwork,
        service: LatticeService,
        vpc_ids: Sequence[str],
        access: Access,
    ) -> None:
        super().__init__(scope, id_)
        policy = auth_policy(
            service_arn=service.arn, account_id=region.account_id, vpc_ids=vpc_ids, access=access
        )
        for what, arn in (("network", service_network.arn), ("service", service.arn)):
            VpclatticeAuthPolicy(self, what, provider=region.provider, resource_identifier=arn, policy=policy)

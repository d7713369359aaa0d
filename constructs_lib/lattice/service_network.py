"""A region's service network. It is regional: 'the same network' in two regions is two networks (F4)."""

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.vpclattice_access_log_subscription import VpclatticeAccessLogSubscription
from cdktf_cdktf_provider_aws.vpclattice_service_network import VpclatticeServiceNetwork
from cdktf_cdktf_provider_aws.vpclattice_service_network_vpc_association import (
    VpclatticeServiceNetworkVpcAssociation,
)
from constructs import Construct

from constructs_lib.network.record import NetworkRecord
from constructs_lib.providers import RegionScope

IAM_AUTH = "AWS_IAM"


class ServiceNetwork(Construct):
    """`aws_vpclattice_service_network` with IAM auth, its VPC association and its access log.

    The access log of the network covers every service in it.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        network: NetworkRecord,
        security_group_id: str,
        name: str | None,
        associate_vpc: bool,
        log_retention_days: int,
    ) -> None:
        """`name` is the user's own; None makes one. The group guards the association's clients.

        A VPC has room for one association; without one the network is reached through its endpoint alone.
        """
        super().__init__(scope, id_)
        provider = region.provider
        service_network = VpclatticeServiceNetwork(
            self,
            "network",
            provider=provider,
            name=name or region.naming.name(limit=63),
            auth_type=IAM_AUTH,
            tags=region.tags(),
        )
        self.id: str = service_network.id
        self.arn: str = service_network.arn
        if associate_vpc:
            VpclatticeServiceNetworkVpcAssociation(
                self,
                "vpc",
                provider=provider,
                service_network_identifier=self.id,
                vpc_identifier=network.vpc_id,
                security_group_ids=[security_group_id],
                tags=region.tags(),
            )
        log_group = CloudwatchLogGroup(
            self,
            "access-log",
            provider=provider,
            # AWS lists other names one by one in the account's log delivery policy, whose size is limited.
            name=f"/aws/vendedlogs/lattice/{region.naming.name()}",
            retention_in_days=log_retention_days,
            kms_key_id=region.existing.log_key_arn,
            tags=region.tags(),
        )
        VpclatticeAccessLogSubscription(
            self,
            "access-log-subscription",
            provider=provider,
            resource_identifier=self.id,
            destination_arn=log_group.arn,
            tags=region.tags(),
        )

"""The routable entrance to a region's services (F2)."""

from cdktf import Postcondition, TerraformLocal, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.data_aws_vpc_endpoint_associations import DataAwsVpcEndpointAssociations
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from constructs import Construct

from constructs_lib.lattice.service import LatticeService
from constructs_lib.lattice.service_network import ServiceNetwork
from constructs_lib.network.record import NetworkRecord
from constructs_lib.providers import RegionScope


class ServiceNetworkEndpoint(Construct):
    """`aws_vpc_endpoint` of type ServiceNetwork, and the name by which it offers one service.

    A Lattice service's own name resolves to link-local addresses, which only its own VPCs can use (F1).
    The endpoint's interfaces have ordinary addresses, which peered regions can route to.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        network: NetworkRecord,
        service_network: ServiceNetwork,
        service: LatticeService,
        security_group_id: str,
    ) -> None:
        super().__init__(scope, id_)
        provider = region.provider
        endpoint = VpcEndpoint(
            self,
            "endpoint",
            provider=provider,
            vpc_id=network.vpc_id,
            vpc_endpoint_type="ServiceNetwork",
            service_network_arn=service_network.arn,
            subnet_ids=list(network.subnet_ids),
            security_group_ids=[security_group_id],
            # The shared name is answered by the deployment's own zone, which follows the health checks;
            # a managed zone for it in this VPC would pin it to this region.
            private_dns_enabled=False,
            tags=region.tags(Name=region.naming.name("lattice")),
            depends_on=[service.network_association],
        )
        associations = DataAwsVpcEndpointAssociations(
            self,
            "associations",
            provider=provider,
            vpc_endpoint_id=endpoint.id,
            # The endpoint outlives a service that is replaced: without this the old name would be read.
            depends_on=[service.network_association],
            lifecycle=TerraformResourceLifecycle(
                postcondition=[
                    Postcondition(
                        condition=f"${{length({_ours('self.associations', service.arn)}) > 0}}",
                        error_message=f"The endpoint in {region.name} does not list the service yet; "
                        "AWS needs a few seconds. Run the same command again.",
                    )
                ]
            ),
        )
        name = TerraformLocal(self, "name", _name_of_service(associations.fqn, service.arn))
        self.dns_name: str = name.as_string
        """Resolves to the endpoint's addresses in this region and forwards to the service."""


def _name_of_service(associations: str, service_arn: str) -> str:
    """The DNS name of the association that stands for the service: the only one, or the one with its ARN.

    The network has one service of ours; other hands may put more into it.
    """
    return f"${{{_ours(f'{associations}.associations', service_arn)}[0].dns_entry[0].dns_name}}"


def _ours(every: str, service_arn: str) -> str:
    return f"[for a in {every} : a if length({every}) == 1 || a.associated_resource_arn == {service_arn}]"

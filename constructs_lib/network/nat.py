"""The way of private subnets to the internet."""

from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from constructs_lib.providers import RegionScope


class Nat(Construct):
    """`aws_nat_gateway` with its own `aws_eip`, in one public subnet."""

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, subnet_id: str, internet: Route
    ) -> None:
        """`internet` is the public subnets' route: without it the gateway would lead nowhere."""
        super().__init__(scope, id_)
        name = region.naming.name("nat", id_.rpartition("-")[2])
        address = Eip(
            self,
            "address",
            provider=region.provider,
            domain="vpc",
            tags=region.tags(Name=name),
            depends_on=[internet],
        )
        gateway = NatGateway(
            self,
            "gateway",
            provider=region.provider,
            allocation_id=address.id,
            subnet_id=subnet_id,
            tags=region.tags(Name=name),
            depends_on=[internet],
        )
        self.id: str = gateway.id

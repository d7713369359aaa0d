"""A VPC of three tiers that is there already, given by id."""

from collections.abc import Sequence

from cdktf import ITerraformDependable, Postcondition, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.data_aws_subnet import DataAwsSubnet
from constructs import Construct

from config.existing_network import ExistingTiers
from config.network_tiers import Tier
from config.regions import Region
from constructs_lib.network.tier_record import TieredNetworkRecord, TierRecord
from constructs_lib.providers import RegionScope


class ExistingTieredNetwork(Construct):
    """The record of a network that this deployment uses but does not own. Makes no resource.

    `data.aws_subnet` for each subnet tells its range, which security groups name, and a plan fails whose
    subnet is in another VPC.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, place: Region, existing: ExistingTiers
    ) -> None:
        super().__init__(scope, id_)
        self._region, self._existing = region, existing
        self.record = TieredNetworkRecord(
            region=region.name,
            vpc_id=existing.vpc_id,
            cidr=str(place.cidr),
            public=self._tier("public", existing.public_subnet_ids),
            private=self._tier("private", existing.private_subnet_ids),
            data=self._tier("data", existing.data_subnet_ids),
        )
        """What other constructs need to know of the VPC."""
        self.ways_out: Sequence[ITerraformDependable] = ()
        """They are there before anything of this deployment."""

    def _tier(self, tier: Tier, subnet_ids: Sequence[str]) -> TierRecord:
        found = [self._subnet(tier, index, subnet_id) for index, subnet_id in enumerate(subnet_ids)]
        return TierRecord(subnet_ids=tuple(subnet_ids), cidrs=tuple(subnet.cidr_block for subnet in found))

    def _subnet(self, tier: Tier, index: int, subnet_id: str) -> DataAwsSubnet:
        vpc_id = self._existing.vpc_id
        return DataAwsSubnet(
            self,
            f"{tier}-{index}",
            provider=self._region.provider,
            id=subnet_id,
            lifecycle=TerraformResourceLifecycle(
                postcondition=[
                    Postcondition(
                        condition=f'${{self.vpc_id == "{vpc_id}"}}',
                        error_message=f"{subnet_id} is not in {vpc_id}: correct {tier}_subnet_ids of "
                        f"{self._region.name}.",
                    )
                ]
            ),
        )

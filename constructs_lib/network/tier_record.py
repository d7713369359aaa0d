"""What a network of tiers tells other constructs: strings, tokens among them, and no resource."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TierRecord:
    """The subnets of one tier, one per zone."""

    subnet_ids: tuple[str, ...]
    cidrs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TieredNetworkRecord:
    """A region's VPC of three tiers."""

    region: str
    vpc_id: str
    """Waits for the internet gateway, without which AWS refuses a load balancer that faces the internet."""
    cidr: str
    public: TierRecord
    private: TierRecord
    data: TierRecord

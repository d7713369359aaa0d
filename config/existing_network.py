"""Networks that are there already, given by id."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from config.model import Allowed, Checks, ConfigModel, Violation, all_different
from config.regions import Region

VpcId = Annotated[
    str,
    Field(pattern=r"^vpc-[0-9a-f]{8,17}$"),
    Allowed("a VPC's id: vpc- and 8 to 17 hexadecimal digits", "copy it, such as vpc-0a1b2c3d4e5f60718"),
]
SubnetId = Annotated[
    str,
    Field(pattern=r"^subnet-[0-9a-f]{8,17}$"),
    Allowed(
        "a subnet's id: subnet- and 8 to 17 hexadecimal digits", "copy it, such as subnet-0a1b2c3d4e5f60718"
    ),
]
RouteTableId = Annotated[
    str,
    Field(pattern=r"^rtb-[0-9a-f]{8,17}$"),
    Allowed(
        "a route table's id: rtb- and 8 to 17 hexadecimal digits", "copy it, such as rtb-0a1b2c3d4e5f60718"
    ),
]


class ExistingNetwork(ConfigModel):
    """A VPC that is already there and is used instead of a new one."""

    vpc_id: VpcId
    """The VPC's id. DNS support and DNS host names must be on in it, or its private zone does not answer."""
    subnet_ids: Annotated[
        tuple[SubnetId, ...],
        Field(min_length=2),
        AfterValidator(all_different),
        Allowed("2 or more subnet ids, in different zones", "list the VPC's private subnets"),
    ]
    """Private subnets, at least 2 in different zones: the functions and the endpoint live in them."""
    route_table_ids: Annotated[
        tuple[RouteTableId, ...],
        AfterValidator(all_different),
        Allowed("route table ids", "list the route tables of the subnets"),
    ] = ()
    """Route tables of these subnets; the routes to the other regions' VPCs are added to them."""


def _subnets(tier: str, what: str) -> Allowed:
    return Allowed(f"2 or more subnet ids, in different zones: {what}", f"list the VPC's {tier} subnets")


class ExistingTiers(ConfigModel):
    """A VPC of three tiers that is already there and is used instead of a new one.

    Nothing is made in it but security groups, the load balancer, instances and the database. What leads in
    and out is yours: routes, gateways, endpoints, access lists and flow logs.
    """

    vpc_id: VpcId
    """The VPC's id. DNS support and DNS host names must be on in it."""
    public_subnet_ids: Annotated[
        tuple[SubnetId, ...],
        Field(min_length=2),
        AfterValidator(all_different),
        _subnets("public", "the load balancer stands in them"),
    ]
    """Subnets of the load balancer, at least 2 in different zones, routed to an internet gateway, with at
    least 8 free addresses each."""
    private_subnet_ids: Annotated[
        tuple[SubnetId, ...],
        Field(min_length=2),
        AfterValidator(all_different),
        _subnets("private", "the instances stand in them"),
    ]
    """Subnets of the instances, at least 2 in different zones. From there they must reach ssm, ssmmessages,
    secretsmanager and S3, over endpoints or NAT: an instance that cannot learn where its database is does not
    start, in a standby on the day of the failover."""
    data_subnet_ids: Annotated[
        tuple[SubnetId, ...],
        Field(min_length=2),
        AfterValidator(all_different),
        _subnets("data", "the database stands in them"),
    ]
    """Subnets of the database, at least 2 in different zones. They need no way out."""

    def checks(self) -> Checks:
        """A subnet in two tiers."""
        return (self._in_two_tiers(),)

    def _in_two_tiers(self) -> Iterator[Violation]:
        seen: dict[str, str] = {}
        for key in ("public_subnet_ids", "private_subnet_ids", "data_subnet_ids"):
            for index, subnet_id in enumerate(getattr(self, key)):
                first = seen.setdefault(subnet_id, key)
                if first != key:
                    yield Violation(
                        (key, index),
                        found=f"{subnet_id}, which is in `{first}` too",
                        allowed="subnets of one tier alone: what is open to one tier is closed to the next",
                        mend="name another subnet in one of the two",
                        because=((first,),),
                    )


class PeeredRegion(Region):
    """One AWS region of the deployment and its network, which is peered with the others."""

    existing: ExistingNetwork | None = None
    """Use this VPC instead of creating one."""

    @property
    def brings_network(self) -> bool:
        """Whether the VPC is there already."""
        return self.existing is not None


class TieredRegion(Region):
    """One AWS region of the deployment and its network of three tiers."""

    existing: ExistingTiers | None = None
    """Use this VPC instead of creating one. `network` then says nothing about this region."""

    @property
    def brings_network(self) -> bool:
        """Whether the VPC is there already."""
        return self.existing is not None

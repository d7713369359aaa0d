"""Who may open a connection to the load balancer and its instances, and where they may open one."""

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.data_aws_ec2_managed_prefix_list import DataAwsEc2ManagedPrefixList
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from constructs_lib.network.access_list import ANYWHERE, HTTP, HTTPS
from constructs_lib.network.tier_record import TieredNetworkRecord
from constructs_lib.providers import RegionScope

WEB: Mapping[str, int] = {"http": HTTP, "https": HTTPS}
EDGE_ADDRESSES = "com.amazonaws.global.cloudfront.origin-facing"
"""AWS's own list of the addresses from which CloudFront asks origins. It counts as 55 of the 60 rules that a
security group may have."""
CHECKER_ADDRESSES = "com.amazonaws.{region}.route53-healthchecks"
"""AWS's own list of the addresses of Route 53's checkers, wherever they stand. It counts as 25 rules."""


class ApplicationSecurity(Construct):
    """Two `aws_security_group`: the load balancer's, open to the internet on 80 and 443 and out to the
    instances alone; the instances', open to the load balancer alone.

    Locked, the load balancer's is open on 443 to CloudFront alone, and there is a third group, which the load
    balancer has too, open to Route 53's checkers: both lists together are more rules than one group may have.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        network: TieredNetworkRecord,
        port: int,
        egress_ports: Sequence[int],
        database_port: int | None,
        locked: bool = False,
    ) -> None:
        """`port` is the application's; `database_port` opens a way to the data subnets; `locked` shuts the
        internet out."""
        super().__init__(scope, id_)
        self._region = region
        self._vpc_id = network.vpc_id
        self.load_balancer_id: str = self._group("entrance", "Load balancer of the application")
        self.load_balancer_ids: tuple[str, ...] = (self.load_balancer_id,)
        """All groups of the load balancer."""
        self.instances_id: str = self._group("instances", "Instances of the application")
        if locked:
            self._let_edge_in()
        else:
            for name, public_port in WEB.items():
                self._ingress(f"entrance-{name}", self.load_balancer_id, public_port, cidr=ANYWHERE)
        self._egress("entrance-to-instances", self.load_balancer_id, port, group_id=self.instances_id)
        self._ingress("instances-from-entrance", self.instances_id, port, group_id=self.load_balancer_id)
        for egress_port in sorted(egress_ports):
            self._egress(f"instances-to-{egress_port}", self.instances_id, egress_port, cidr=ANYWHERE)
        if database_port is not None:
            for index, cidr in enumerate(network.data.cidrs):
                self._egress(f"instances-to-data-{index}", self.instances_id, database_port, cidr=cidr)

    def _let_edge_in(self) -> None:
        checkers_id = self._group("checkers", "Checkers of Route 53, on the application")
        self.load_balancer_ids = (self.load_balancer_id, checkers_id)
        for what, group_id, name in (
            ("edge", self.load_balancer_id, EDGE_ADDRESSES),
            ("checkers", checkers_id, CHECKER_ADDRESSES.format(region=self._region.name)),
        ):
            addresses = DataAwsEc2ManagedPrefixList(
                self, f"{what}-addresses", provider=self._region.provider, name=name
            )
            self._ingress(f"entrance-from-{what}", group_id, HTTPS, prefix_list_id=addresses.id)

    def _group(self, what: str, description: str) -> str:
        name = self._region.naming.name(what, limit=255)
        group = SecurityGroup(
            self,
            what,
            provider=self._region.provider,
            name=name,
            description=description,
            vpc_id=self._vpc_id,
            tags=self._region.tags(Name=name),
        )
        return group.id

    def _ingress(
        self,
        what: str,
        group: str,
        port: int,
        *,
        cidr: str | None = None,
        group_id: str | None = None,
        prefix_list_id: str | None = None,
    ) -> None:
        VpcSecurityGroupIngressRule(
            self,
            f"in-{what}",
            provider=self._region.provider,
            security_group_id=group,
            description=f"TCP {port}: {what}",
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            cidr_ipv4=cidr,
            referenced_security_group_id=group_id,
            prefix_list_id=prefix_list_id,
            tags=self._region.tags(Name=what),
        )

    def _egress(
        self, what: str, group: str, port: int, *, cidr: str | None = None, group_id: str | None = None
    ) -> None:
        VpcSecurityGroupEgressRule(
            self,
            f"out-{what}",
            provider=self._region.provider,
            security_group_id=group,
            description=f"TCP {port}: {what}",
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            cidr_ipv4=cidr,
            referenced_security_group_id=group_id,
            tags=self._region.tags(Name=what),
        )

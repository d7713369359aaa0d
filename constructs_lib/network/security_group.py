"""Security groups as rules, one resource each, so that a rule changes without touching its neighbours."""

from collections.abc import Collection, Mapping

from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from constructs_lib.providers import RegionScope

HTTPS = 443


class HttpsGroup(Construct):
    """`aws_security_group` for HTTPS alone: in from address ranges, out to other groups."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        vpc_id: str,
        what: str,
        description: str,
        clients: Mapping[str, str] | None = None,
        servers: Mapping[str, str] | None = None,
    ) -> None:
        """`clients` are address ranges let in and `servers` group ids let out to, each by a name."""
        super().__init__(scope, id_)
        provider = region.provider
        name = region.naming.name(what, limit=255)
        group = SecurityGroup(
            self,
            "group",
            provider=provider,
            name=name,
            description=description,
            vpc_id=vpc_id,
            tags=region.tags(Name=name),
        )
        self.id: str = group.id
        for client, cidr in (clients or {}).items():
            VpcSecurityGroupIngressRule(
                self,
                f"from-{client}",
                provider=provider,
                security_group_id=self.id,
                description=f"HTTPS from {client}",
                ip_protocol="tcp",
                from_port=HTTPS,
                to_port=HTTPS,
                cidr_ipv4=cidr,
                tags=region.tags(Name=f"from-{client}"),
            )
        for server, group_id in (servers or {}).items():
            VpcSecurityGroupEgressRule(
                self,
                f"to-{server}",
                provider=provider,
                security_group_id=self.id,
                description=f"HTTPS to {server}",
                ip_protocol="tcp",
                from_port=HTTPS,
                to_port=HTTPS,
                referenced_security_group_id=group_id,
                tags=region.tags(Name=f"to-{server}"),
            )


class OutboundGroup(Construct):
    """`aws_security_group` that lets nothing in, and out to some TCP ports wherever they are.

    Where the servers stand is for the network's routes to say: another subnet, a peered VPC, the internet.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        vpc_id: str,
        what: str,
        description: str,
        ports: Collection[int],
    ) -> None:
        super().__init__(scope, id_)
        name = region.naming.name(what, limit=255)
        group = SecurityGroup(
            self,
            "group",
            provider=region.provider,
            name=name,
            description=description,
            vpc_id=vpc_id,
            tags=region.tags(Name=name),
        )
        self.id: str = group.id
        for port in sorted(set(ports)):
            VpcSecurityGroupEgressRule(
                self,
                f"to-port-{port}",
                provider=region.provider,
                security_group_id=self.id,
                description=f"TCP port {port}",
                ip_protocol="tcp",
                from_port=port,
                to_port=port,
                cidr_ipv4="0.0.0.0/0",
                tags=region.tags(Name=f"to-port-{port}"),
            )

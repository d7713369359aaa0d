"""The ways of private subnets to AWS's own services, without the internet."""

from collections.abc import Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from constructs_lib.network.security_group import HTTPS
from constructs_lib.network.tier_record import TieredNetworkRecord
from constructs_lib.providers import RegionScope

GATEWAYS = ("s3", "dynamodb")


class GatewayEndpoints(Construct):
    """`aws_vpc_endpoint` of type Gateway for S3 and DynamoDB: routes, at no price."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        vpc_id: str,
        route_table_ids: Sequence[str],
    ) -> None:
        super().__init__(scope, id_)
        self.endpoints: list[ITerraformDependable] = [
            VpcEndpoint(
                self,
                service,
                provider=region.provider,
                vpc_id=vpc_id,
                service_name=f"com.amazonaws.{region.name}.{service}",
                vpc_endpoint_type="Gateway",
                route_table_ids=list(route_table_ids),
                tags=region.tags(Name=region.naming.name(service)),
            )
            for service in GATEWAYS
        ]


class InterfaceEndpoints(Construct):
    """`aws_vpc_endpoint` of type Interface for each service, in every private subnet, under the service's
    public name. One security group lets HTTPS in from the private subnets."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        network: TieredNetworkRecord,
        services: Sequence[str],
    ) -> None:
        super().__init__(scope, id_)
        name = region.naming.name("endpoints", limit=255)
        group = SecurityGroup(
            self,
            "group",
            provider=region.provider,
            name=name,
            description="Interface endpoints of AWS services",
            vpc_id=network.vpc_id,
            tags=region.tags(Name=name),
        )
        group_id = group.id
        for index, cidr in enumerate(network.private.cidrs):
            VpcSecurityGroupIngressRule(
                self,
                f"from-private-{index}",
                provider=region.provider,
                security_group_id=group_id,
                description=f"HTTPS from private subnet {index}",
                ip_protocol="tcp",
                from_port=HTTPS,
                to_port=HTTPS,
                cidr_ipv4=cidr,
                tags=region.tags(Name=f"from-private-{index}"),
            )
        self.endpoints: list[ITerraformDependable] = [
            VpcEndpoint(
                self,
                service.replace(".", "-"),
                provider=region.provider,
                vpc_id=network.vpc_id,
                service_name=f"com.amazonaws.{region.name}.{service}",
                vpc_endpoint_type="Interface",
                private_dns_enabled=True,
                subnet_ids=list(network.private.subnet_ids),
                security_group_ids=[group_id],
                tags=region.tags(Name=region.naming.name(service)),
            )
            for service in services
        ]

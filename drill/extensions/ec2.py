"""EC2: service-network endpoints of VPC Lattice (F2), which moto takes for gateway endpoints."""

import secrets
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ec2.models.vpcs import VPCEndPoint
from moto.ec2.responses import EC2Response
from moto.vpclattice.models import vpclattice_backends

from drill.extensions.registry import extends

SERVICE = "ec2"

_moto_create = EC2Response.create_vpc_endpoint
_moto_delete = EC2Backend.delete_vpc_endpoints


def _is_service_network(endpoint: VPCEndPoint) -> bool:
    return endpoint.vpc_endpoint_type == "ServiceNetwork"


@extends(
    EC2Response,
    "create_vpc_endpoint",
    service=SERVICE,
    action="CreateVpcEndpoint",
    reason="an endpoint of type ServiceNetwork has network interfaces and shows its service network (F2)",
)
def _create_vpc_endpoint(self: EC2Response) -> ActionResult:
    result = _moto_create(self)
    content: Any = result.result
    endpoint = content["VpcEndpoint"]
    if _is_service_network(endpoint):
        endpoint.service_network_arn = self._get_param("ServiceNetworkArn")
        endpoint.ip_address_type = self._get_param("IpAddressType") or "ipv4"
        endpoint.private_dns_enabled = self._get_bool_param("PrivateDnsEnabled", if_none=False)
        endpoint.cell = secrets.token_hex(4)[:7]
        endpoint.network_interface_ids = [
            _interface(self.ec2_backend, subnet, endpoint) for subnet in endpoint.subnet_ids
        ]
    return result


def _interface(backend: EC2Backend, subnet_id: str, endpoint: VPCEndPoint) -> str:
    interface = backend.create_network_interface(
        backend.get_subnet(subnet_id),
        private_ip_address=[],
        group_ids=endpoint.security_group_ids,
        description=f"VPC Endpoint Interface {endpoint.id}",
    )
    return str(interface.id)


@extends(
    EC2Backend,
    "delete_vpc_endpoints",
    service=SERVICE,
    action="DeleteVpcEndpoints",
    reason="the network interfaces of a ServiceNetwork endpoint go with it, so that its subnets can go too",
)
def _delete_vpc_endpoints(self: EC2Backend, vpce_ids: list[str] | None = None) -> None:
    _moto_delete(self, vpce_ids)
    for name in vpce_ids or []:
        endpoint = self.vpc_end_points.get(name)
        if endpoint is not None and _is_service_network(endpoint):
            for interface in endpoint.network_interface_ids:
                self.enis.pop(interface, None)
            del self.vpc_end_points[name]


@extends(
    EC2Response,
    "describe_vpc_endpoint_associations",
    service=SERVICE,
    action="DescribeVpcEndpointAssociations",
    reason="moto has no such call; it gives each Lattice service its routable name (F2)",
)
def _describe_vpc_endpoint_associations(self: EC2Response) -> ActionResult:
    asked = self._get_param("VpcEndpointIds", [])
    endpoints = [
        each
        for each in self.ec2_backend.vpc_end_points.values()
        if _is_service_network(each) and (not asked or each.id in asked)
    ]
    lattice = vpclattice_backends[self.current_account][self.region]
    associations = [
        {
            "Id": f"{endpoint.id}-{each.id}",
            "VpcEndpointId": endpoint.id,
            "ServiceNetworkArn": network.arn,
            "ServiceNetworkName": network.name,
            "AssociatedResourceAccessibility": "Accessible",
            "AssociatedResourceArn": lattice.services[each.service_id].arn,
            "DnsEntry": {
                "DnsName": f"{endpoint.id}-{each.id}.{endpoint.cell}.vpc-lattice-svcs.{self.region}.on.aws",
                "HostedZoneId": each.dns_entry.hosted_zone_id,
            },
        }
        for endpoint in endpoints
        for network in lattice.service_networks.values()
        for each in lattice.service_network_service_associations.values()
        if network.arn == endpoint.service_network_arn and each.service_network_id == network.id
    ]
    return ActionResult({"VpcEndpointAssociations": associations})

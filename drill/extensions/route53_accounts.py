"""Private zones and the VPCs of other accounts: authorized by the zone's, associated by the VPC's."""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models import ec2_backends
from moto.route53.exceptions import LastVPCAssociation, NoSuchHostedZone, Route53ClientError
from moto.route53.models import FakeZone, Route53Backend, route53_backends
from moto.route53.responses import Route53

from drill.extensions.registry import extends

SERVICE = "route53"


class NotAuthorizedError(Route53ClientError):
    """AWS's answer to an account that the zone's owner has not let in."""

    def __init__(self, vpc_id: str) -> None:
        super().__init__(
            "NotAuthorizedException",
            f"The VPC: {vpc_id} has not authorized to associate with your hosted zone.",
        )


def _authorized(zone: FakeZone) -> list[dict[str, Any]]:
    """VPCs that may be associated; they live on moto's object, so a reset forgets them too."""
    vpcs: list[dict[str, Any]] = zone.__dict__.setdefault("authorized_vpcs", [])
    return vpcs


def _everywhere() -> list[tuple[str, FakeZone]]:
    """Every zone of every account, with its owner."""
    return [
        (account, zone)
        for account in list(route53_backends)
        for zone in route53_backends[account]["aws"].zones.values()
    ]


def _zone(zone_id: str) -> tuple[str, FakeZone]:
    for owner, zone in _everywhere():
        if zone.resource_id == zone_id.removeprefix("/hostedzone/"):
            return owner, zone
    raise NoSuchHostedZone(zone_id)


def _vpc_owner(vpc_id: str, region: str) -> str | None:
    owners = [account for account in list(ec2_backends) if vpc_id in ec2_backends[account][region].vpcs]
    return owners[0] if owners else None


@extends(
    Route53,
    "create_vpc_association_authorization",
    service=SERVICE,
    action="CreateVPCAssociationAuthorization",
    reason="moto lets no account authorize another's VPC",
)
def _authorize(self: Route53) -> ActionResult:
    zone = self.backend.get_hosted_zone(self._get_param("HostedZoneId"))
    vpc = {"VPCId": self._get_param("VPC.VPCId"), "VPCRegion": self._get_param("VPC.VPCRegion")}
    if vpc not in _authorized(zone):
        _authorized(zone).append(vpc)
    return ActionResult({"HostedZoneId": zone.resource_id, "VPC": vpc})


@extends(
    Route53,
    "list_vpc_association_authorizations",
    service=SERVICE,
    action="ListVPCAssociationAuthorizations",
    reason="moto lets no account authorize another's VPC",
)
def _list(self: Route53) -> ActionResult:
    zone = self.backend.get_hosted_zone(self._get_param("HostedZoneId"))
    return ActionResult({"HostedZoneId": zone.resource_id, "VPCs": _authorized(zone)})


@extends(
    Route53,
    "delete_vpc_association_authorization",
    service=SERVICE,
    action="DeleteVPCAssociationAuthorization",
    reason="moto lets no account authorize another's VPC",
)
def _withdraw(self: Route53) -> ActionResult:
    zone = self.backend.get_hosted_zone(self._get_param("HostedZoneId"))
    vpc = {"VPCId": self._get_param("VPC.VPCId"), "VPCRegion": self._get_param("VPC.VPCRegion")}
    if vpc not in _authorized(zone):
        raise Route53ClientError("VPCAssociationAuthorizationNotFound", "The VPC is not authorized.")
    _authorized(zone).remove(vpc)
    return ActionResult({})


@extends(
    Route53Backend,
    "associate_vpc_with_hosted_zone",
    service=SERVICE,
    action="(association)",
    reason="a VPC of another account than the zone's is associated by its own account, once it is authorized",
)
def _associate(self: Route53Backend, zone_id: str, vpcid: str, vpcregion: str) -> FakeZone:
    owner, zone = _zone(zone_id)
    vpc_owner = _vpc_owner(vpcid, vpcregion) or owner
    authorized = {"VPCId": vpcid, "VPCRegion": vpcregion} in _authorized(zone)
    if not (vpc_owner == owner == self.account_id or (vpc_owner == self.account_id and authorized)):
        raise NotAuthorizedError(vpcid)
    if not zone.private_zone:
        raise Route53ClientError("PublicZoneVPCAssociation", "A public zone has no VPCs.")
    zone.add_vpc(vpcid, vpcregion)
    return zone


@extends(
    Route53Backend,
    "disassociate_vpc_from_hosted_zone",
    service=SERVICE,
    action="(disassociation)",
    reason="a VPC of another account than the zone's is taken away by either",
)
def _disassociate(_self: Route53Backend, zone_id: str, vpcid: str) -> FakeZone:
    _, zone = _zone(zone_id)
    if len(zone.vpcs) <= 1:
        raise LastVPCAssociation
    zone.delete_vpc(vpcid)
    return zone


@extends(
    Route53Backend,
    "list_hosted_zones_by_vpc",
    service=SERVICE,
    action="(zones of a VPC)",
    reason="a VPC's account sees the zones of others that it is associated with, and who owns them",
)
def _by_vpc(_self: Route53Backend, vpc_id: str) -> list[dict[str, Any]]:
    return [
        {"HostedZoneId": zone.resource_id, "Name": zone.name, "Owner": {"OwningAccount": owner}}
        for owner, zone in _everywhere()
        if any(vpc["vpc_id"] == vpc_id for vpc in zone.vpcs)
    ]

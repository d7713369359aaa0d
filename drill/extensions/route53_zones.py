"""Route 53 zones and records: no needless waits, private zones, and AWS's own rules for a change batch."""

import copy
from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.route53.exceptions import DnsNameInvalidForZone, NoSuchHostedZone, Route53ClientError
from moto.route53.models import FakeZone, RecordSet, Route53Backend
from moto.route53.responses import Route53
from moto.route53.utils import validate_domain_name

from drill.extensions.registry import extends

SERVICE = "route53"


class InvalidChangeBatchError(Route53ClientError):
    """A change that AWS refuses, and with it the whole batch."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidChangeBatch", f"[{message}]")


def _without_change_info(action: str, method: str) -> None:
    """Answer without `ChangeInfo`: with it the provider waits about 15 s for a change that is done."""
    moto_method: Callable[[Route53], ActionResult] = getattr(Route53, method)

    @extends(
        Route53,
        method,
        service=SERVICE,
        action=action,
        reason="an answer without ChangeInfo spares the provider's fixed wait of 15 s",
    )
    def _answer(self: Route53) -> ActionResult:
        result: Any = moto_method(self).result
        return ActionResult({name: value for name, value in result.items() if name != "ChangeInfo"})


_without_change_info("DeleteHostedZone", "delete_hosted_zone")
_without_change_info("AssociateVPCWithHostedZone", "associate_vpc_with_hosted_zone")
_without_change_info("DisassociateVPCFromHostedZone", "disassociate_vpc_from_hosted_zone")
_without_change_info("ChangeResourceRecordSets", "change_resource_record_sets")


@extends(
    Route53,
    "create_hosted_zone",
    service=SERVICE,
    action="CreateHostedZone",
    reason="a zone with a VPC is private, whatever the PrivateZone flag says; and no wait of 15 s",
)
def _create_hosted_zone(self: Route53) -> ActionResult:
    name = self._get_param("Name")
    vpc_id, vpc_region = self._get_param("VPC.VPCId"), self._get_param("VPC.VPCRegion")
    zone = self.backend.create_hosted_zone(
        name if name.endswith(".") else f"{name}.",
        comment=self._get_param("HostedZoneConfig.Comment"),
        private_zone=vpc_id is not None,
        caller_reference=self._get_param("CallerReference"),
        vpcid=vpc_id,
        vpcregion=vpc_region,
        delegation_set_id=self._get_param("DelegationSetId"),
    )
    return ActionResult(
        {
            "HostedZone": zone,
            "DelegationSet": None if zone.private_zone else zone.delegation_set,
            "VPC": {"VPCRegion": vpc_region, "VPCId": vpc_id} if vpc_id else None,
            "Location": f"https://route53.amazonaws.com/2013-04-01/hostedzone/{zone.resource_id}",
        }
    )


Key = tuple[str, str, str | None]


def _key(name: str, kind: str, identifier: str | None) -> Key:
    return (name.rstrip(".").lower(), kind, identifier)


def _zone_keys(zone: FakeZone) -> dict[Key, RecordSet]:
    return {_key(each.name, str(each.type), each.set_identifier): each for each in zone.rrsets}


@extends(
    Route53Backend,
    "change_resource_record_sets",
    service=SERVICE,
    action="(change batch)",
    reason="records are told apart by name, type and set identifier, where moto deletes by identifier alone; "
    "a batch is done whole or not at all; a CNAME stands alone and never at the apex (F5)",
)
def _change_records(self: Route53Backend, zoneid: str, change_list: list[dict[str, Any]]) -> None:
    zone = self.get_hosted_zone(zoneid)
    if zone is None:
        raise NoSuchHostedZone(zoneid)
    records = _zone_keys(zone)
    for change in copy.deepcopy(change_list):
        _apply(zone, records, change["Action"], change["ResourceRecordSet"])
    zone.rrsets = list(records.values())


#: Abstract to the type checker only: moto leaves CloudFormation methods out.
_make_record: Callable[[dict[str, Any]], RecordSet] = RecordSet


def _apply(zone: FakeZone, records: dict[Key, RecordSet], action: str, wanted: dict[str, Any]) -> None:
    wanted["Name"] = wanted["Name"].rstrip(".") + "."
    validate_domain_name(wanted["Name"], code="InvalidChangeBatch")
    if not f".{wanted['Name']}".endswith(f".{zone.name}"):
        raise DnsNameInvalidForZone(name=wanted["Name"], zone_name=zone.name)
    values = [each["Value"] for each in wanted.get("ResourceRecords") or []]
    key = _key(wanted["Name"], wanted["Type"], wanted.get("SetIdentifier"))
    described = f"resource record set [name='{wanted['Name']}', type='{wanted['Type']}'" + (
        f", set identifier='{key[2]}']" if key[2] else "]"
    )
    if action == "DELETE":
        found = records.get(key)
        if found is None:
            raise InvalidChangeBatchError(f"Tried to delete {described} but it was not found")
        if not wanted.get("AliasTarget") and sorted(values) != sorted(found.records):
            raise InvalidChangeBatchError(f"Tried to delete {described} but the values provided do not match")
        del records[key]
        return
    if action == "CREATE" and key in records:
        raise InvalidChangeBatchError(f"Tried to create {described} but it already exists")
    _check_company(zone, records, key, described)
    if "ResourceRecords" in wanted:
        wanted["ResourceRecords"] = values
    records[key] = _make_record(wanted)


def _check_company(zone: FakeZone, records: dict[Key, RecordSet], key: Key, described: str) -> None:
    name, kind, identifier = key
    if kind == "CNAME" and name == zone.name.rstrip(".").lower():
        raise InvalidChangeBatchError(
            f"RRSet of type CNAME with DNS name {zone.name} is not permitted at apex in zone {zone.name}"
        )
    for other_name, other_kind, other_identifier in records:
        if other_name != name:
            continue
        if "CNAME" in (kind, other_kind) and kind != other_kind:
            raise InvalidChangeBatchError(
                f"{described} conflicts with other records of that name: a CNAME stands alone"
            )
        if kind == other_kind and (identifier is None) != (other_identifier is None):
            raise InvalidChangeBatchError(
                f"{described} conflicts with a record of that name and type under another routing policy"
            )

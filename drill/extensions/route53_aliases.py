"""Route 53's rules for alias records and for groups of records, of which moto takes everything."""

import threading
from typing import Any

from flask import has_request_context, request
from moto.route53.exceptions import NoSuchHostedZone
from moto.route53.models import FakeZone, Route53Backend

from drill.extensions.registry import extends
from drill.extensions.route53_zones import InvalidChangeBatchError
from drill.extensions.route53_zones import _change_records as change_one_by_one

_POLICIES = ("Failover", "Weight", "Region", "GeoLocation", "MultiValueAnswer")
_ONE_BATCH_AT_A_TIME = threading.Lock()
_CLOUDFRONT = "Z2FDTNDATAQYW2"


@extends(
    Route53Backend,
    "change_resource_record_sets",
    service="route53",
    action="(alias and group rules)",
    reason="an alias needs its target, a name and type has one policy, multivalue takes no alias, "
    "and CloudFront neither evaluates its health (F7) nor stands in a private zone; "
    "a call that is sent again because its answer was lost is done once",
)
def _change_records(self: Route53Backend, zoneid: str, change_list: list[dict[str, Any]]) -> None:
    zone = self.get_hosted_zone(zoneid)
    if zone is None:
        raise NoSuchHostedZone(zoneid)
    call = request.headers.get("amz-sdk-invocation-id") if has_request_context() else None
    answered: set[str] = zone.__dict__.setdefault("answered", set())
    with _ONE_BATCH_AT_A_TIME:
        if call in answered:
            return
        for change in change_list:
            if change["Action"] != "DELETE":
                _check(zone, change["ResourceRecordSet"], change_list)
        change_one_by_one(self, zoneid, change_list)
        if call:
            answered.add(call)


def _check(zone: FakeZone, wanted: dict[str, Any], batch: list[dict[str, Any]]) -> None:
    name, kind = _plain(wanted["Name"]), wanted["Type"]
    alias = wanted.get("AliasTarget") or {}
    if alias and alias["HostedZoneId"] == zone.resource_id:
        there = {(_plain(each.name), str(each.type)) for each in zone.rrsets} | {
            (_plain(each["ResourceRecordSet"]["Name"]), each["ResourceRecordSet"]["Type"]) for each in batch
        }
        target = _plain(alias["DNSName"])
        if (target, kind) not in there or target == name:
            raise InvalidChangeBatchError(
                f"Tried to create an alias that targets {target}., type {kind} in zone {zone.resource_id}, "
                "but the alias target name was not found"
            )
    if alias.get("HostedZoneId") == _CLOUDFRONT and (
        zone.private_zone or str(alias["EvaluateTargetHealth"]).lower() == "true"
    ):
        raise InvalidChangeBatchError(f"{name} cannot be an alias to CloudFront with these settings")
    if alias and wanted.get("MultiValueAnswer"):
        raise InvalidChangeBatchError(f"{name}: multivalue answer records cannot be alias records")
    for other in zone.rrsets:
        if (_plain(other.name), str(other.type)) == (name, kind) and _policy(wanted) != _policy_of(other):
            raise InvalidChangeBatchError(f"{name} has records of type {kind} under another routing policy")


def _plain(name: str) -> str:
    return name.rstrip(".").lower()


def _policy(record: dict[str, Any]) -> str:
    return next((each for each in _POLICIES if record.get(each) is not None), "simple")


def _policy_of(record: Any) -> str:  # noqa: ANN401 - moto's class is untyped here
    kept = (
        record.failover,
        record.weight,
        record.region,
        record.geo_location,
        record.multi_value_answer,
    )
    return next((each for each, value in zip(_POLICIES, kept, strict=True) if value is not None), "simple")

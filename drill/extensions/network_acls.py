"""EC2: network ACL entries for ICMP."""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.network_acls import NetworkAclEntry
from moto.ec2.responses import EC2Response

from drill.extensions.registry import extends

REASON = "the type and code of ICMP are lost in moto"


def _remember_icmp(response: EC2Response) -> None:
    acl: Any = response.ec2_backend.get_network_acl(response._get_param("NetworkAclId"))
    number, egress = response._get_param("RuleNumber"), response._get_param("Egress")
    icmp = response._get_param("IcmpTypeCode") or {}
    entries: list[NetworkAclEntry] = acl.network_acl_entries
    for entry in entries:
        if (entry.rule_number, entry.egress) == (number, egress) and icmp:
            entry.icmp_type, entry.icmp_code = icmp.get("Type"), icmp.get("Code")


_moto_create = EC2Response.create_network_acl_entry
_moto_replace = EC2Response.replace_network_acl_entry


@extends(
    EC2Response, "create_network_acl_entry", service="ec2", action="CreateNetworkAclEntry", reason=REASON
)
def _create(self: EC2Response) -> ActionResult:
    result = _moto_create(self)
    _remember_icmp(self)
    return result


@extends(
    EC2Response, "replace_network_acl_entry", service="ec2", action="ReplaceNetworkAclEntry", reason=REASON
)
def _replace(self: EC2Response) -> ActionResult:
    result = _moto_replace(self)
    _remember_icmp(self)
    return result

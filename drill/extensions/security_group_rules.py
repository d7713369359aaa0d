"""EC2: security-group rules that name another group or a prefix list, and how many a group may have."""

from collections.abc import Iterable
from typing import Any

from moto.ec2.exceptions import RulesPerSecurityGroupLimitExceededError
from moto.ec2.models import EC2Backend
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupRule

from drill.extensions.prefix_lists import weight_of
from drill.extensions.registry import extends, replaces

MOST_RULES = 60
"""AWS's default quota, for each direction."""

_moto_init = SecurityGroupRule.__init__
_moto_authorize = EC2Backend.authorize_security_group_ingress


@extends(
    SecurityGroupRule,
    "__init__",
    service="ec2",
    action="(rule of a prefix list)",
    reason="a rule for a prefix list loses its description, and could not even be read",
)
def _init(self: SecurityGroupRule, *arguments: Any, **named: Any) -> None:  # noqa: ANN401  # moto's own
    _moto_init(self, *arguments, **named)
    prefix_list = named.get("prefix_list_id", arguments[7] if len(arguments) > 7 else None)
    self.__dict__["prefix_list_source"] = prefix_list or {}


def _description(rule: SecurityGroupRule) -> str | None:
    source: dict[str, Any] = (
        rule.ip_range or rule.source_group or rule.__dict__.get("prefix_list_source") or {}
    )
    return source.get("Description")


replaces(
    SecurityGroupRule,
    "description",
    property(_description),
    service="ec2",
    action="(security group rules)",
    reason="a rule for another group loses its description, and every plan would set it anew",
)


@extends(
    EC2Backend,
    "authorize_security_group_ingress",
    service="ec2",
    action="AuthorizeSecurityGroupIngress",
    reason="a group has 60 rules at most, and a prefix list counts as all entries that it may have",
)
def _authorize(
    self: EC2Backend,
    group_name_or_id: str,
    *arguments: Any,  # noqa: ANN401  # as above
    **named: Any,  # noqa: ANN401  # as above
) -> Any:  # noqa: ANN401  # as above
    group: SecurityGroup | None = self.get_security_group_by_name_or_id(group_name_or_id)
    new = [each["PrefixListId"] for each in named.get("prefix_list_ids") or []]
    if group is not None and new:
        held = [rule.prefix_list_id for rule in group.ingress_rules]
        if _weight(self, [*held, *new]) > MOST_RULES:
            raise RulesPerSecurityGroupLimitExceededError
    return _moto_authorize(self, group_name_or_id, *arguments, **named)


def _weight(backend: EC2Backend, prefix_lists: Iterable[str | None]) -> int:
    return sum(weight_of(backend, each) if each else 1 for each in prefix_lists)

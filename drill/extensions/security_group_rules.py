"""EC2: security-group rules that name another group."""

from moto.ec2.models.security_groups import SecurityGroupRule

from drill.extensions.registry import replaces


def _description(rule: SecurityGroupRule) -> str | None:
    source = rule.ip_range or rule.source_group
    return source.get("Description")


replaces(
    SecurityGroupRule,
    "description",
    property(_description),
    service="ec2",
    action="(security group rules)",
    reason="a rule for another group loses its description, and every plan would set it anew",
)

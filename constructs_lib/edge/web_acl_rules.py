"""The rules of web ACLs."""

from collections.abc import Sequence
from typing import Any

from config.firewall import CountryRule
from constructs_lib.edge.web_acl import WebAclRule

AS_IT_IS = [{"priority": 0, "type": "NONE"}]
"""No transformation of what is compared. AWS asks for one all the same."""


def rate_limit(requests_per_five_minutes: int) -> WebAclRule:
    """Shuts an address out while it asks more often: first of all, since counting is cheapest."""
    return WebAclRule(
        name="too-many-requests",
        statement={
            "rate_based_statement": {"limit": requests_per_five_minutes, "aggregate_key_type": "IP"},
        },
    )


def countries(rule: CountryRule) -> WebAclRule:
    """Shuts out some countries, or all but some."""
    named = {"geo_match_statement": {"country_codes": list(rule.countries)}}
    return WebAclRule(
        name="countries",
        statement=named if rule.policy == "block" else {"not_statement": {"statement": [named]}},
    )


def managed(group: str, *, counted: Sequence[str] = ()) -> WebAclRule:
    """A rule group of AWS's own; `counted` are rules of it that shut nobody out."""
    statement: dict[str, Any] = {"name": group, "vendor_name": "AWS"}
    if counted:
        statement["rule_action_override"] = [
            {"name": rule, "action_to_use": {"count": {}}} for rule in counted
        ]
    return WebAclRule(name=group, statement={"managed_rule_group_statement": statement}, action=None)


def health_path(path: str) -> WebAclRule:
    """Lets GET of exactly this path in, whatever the rules behind it find: Route 53's checkers must be heard
    by every region, and one rule that mistakes them for somebody else would be a failover."""
    return WebAclRule(
        name="health-path",
        action="allow",
        statement={
            "and_statement": {
                "statement": [_exactly("uri_path", path), _exactly("method", "GET")],
            }
        },
    )


def _exactly(field: str, text: str) -> dict[str, Any]:
    return {
        "byte_match_statement": {
            "field_to_match": {field: {}},
            "positional_constraint": "EXACTLY",
            "search_string": text,
            "text_transformation": AS_IT_IS,
        }
    }

"""A region's load balancer: which values of the header its listener rule accepts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .aws import call
from .errors import RotationError

MOST_VALUES = 5
"""What a load balancer takes in one rule."""
HTTPS = 443


class Entrance:
    """One load balancer by its name; its listener and rule are found from there, whenever they were made."""

    def __init__(self, region: str, name: str, *, header: str, priority: int) -> None:
        self.region = region
        self._name, self._header, self._priority = name, header, priority

    def accepted(self) -> frozenset[str]:
        """The values that its rule accepts; none of a rule that Terraform has just made."""
        return _values(self._rule(), self._header)

    def accept(self, values: Iterable[str]) -> None:
        """Makes the rule accept these values and no other; the most important ones first."""
        wanted = list(dict.fromkeys(values))[:MOST_VALUES]
        rule = self._rule()
        if _values(rule, self._header) == frozenset(wanted):
            return
        self._call(
            "modify_rule",
            RuleArn=rule["RuleArn"],
            Conditions=[
                {
                    "Field": "http-header",
                    "HttpHeaderConfig": {"HttpHeaderName": self._header, "Values": wanted},
                }
            ],
        )

    def _rule(self) -> dict[str, Any]:
        balancers = self._call("describe_load_balancers", Names=[self._name])["LoadBalancers"]
        listeners = self._call("describe_listeners", LoadBalancerArn=balancers[0]["LoadBalancerArn"])
        for listener in listeners["Listeners"]:
            if listener["Port"] == HTTPS:
                for rule in self._call("describe_rules", ListenerArn=listener["ListenerArn"])["Rules"]:
                    if rule["Priority"] == str(self._priority):
                        found: dict[str, Any] = rule
                        return found
        raise RotationError(
            f"load balancer {self._name} in {self.region} has no rule {self._priority} on port {HTTPS}: "
            "apply its region"
        )

    def _call(self, operation: str, **arguments: object) -> dict[str, Any]:
        return call("elbv2", operation, region=self.region, **arguments)


def _values(rule: dict[str, Any], header: str) -> frozenset[str]:
    return frozenset(
        value
        for condition in rule["Conditions"]
        if condition["Field"] == "http-header"
        and condition["HttpHeaderConfig"]["HttpHeaderName"].lower() == header.lower()
        for value in condition["HttpHeaderConfig"]["Values"]
    )

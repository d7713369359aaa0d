"""AWS WAF in front of a distribution."""

from typing import Any

from cdktf_cdktf_provider_aws.wafv2_web_acl import (
    Wafv2WebAcl,
    Wafv2WebAclDefaultAction,
    Wafv2WebAclDefaultActionAllow,
    Wafv2WebAclRule,
    Wafv2WebAclRuleVisibilityConfig,
    Wafv2WebAclVisibilityConfig,
)
from constructs import Construct

from config.edge_firewall import Firewall
from constructs_lib.providers import RegionScope


class EdgeFirewall(Construct):
    """`aws_wafv2_web_acl` of scope CLOUDFRONT: in us-east-1, or AWS refuses it (F17).

    Everybody may come in but those whom a rule shuts out: the rate first, since counting is cheapest.
    """

    def __init__(self, scope: Construct, id_: str, *, edge: RegionScope, firewall: Firewall) -> None:
        super().__init__(scope, id_)
        self._prefix = edge.naming.name(limit=80)
        acl = Wafv2WebAcl(
            self,
            "acl",
            provider=edge.provider,
            name=edge.naming.name("edge", limit=128),
            description=f"Who may not ask {edge.naming.name()}",
            scope="CLOUDFRONT",
            default_action=Wafv2WebAclDefaultAction(allow=Wafv2WebAclDefaultActionAllow()),
            rule=[
                self._rate_rule(firewall),
                *(
                    self._managed_rule(name, priority)
                    for priority, name in enumerate(firewall.managed_rules, start=1)
                ),
            ],
            visibility_config=Wafv2WebAclVisibilityConfig(**self._visible("edge")),
            tags=edge.tags(),
        )
        self.arn: str = acl.arn

    def _rate_rule(self, firewall: Firewall) -> Wafv2WebAclRule:
        return Wafv2WebAclRule(
            name="too-many-requests",
            priority=0,
            action={"block": {}},
            statement={
                "rate_based_statement": {
                    "limit": firewall.requests_per_five_minutes,
                    "aggregate_key_type": "IP",
                }
            },
            visibility_config=Wafv2WebAclRuleVisibilityConfig(**self._visible("too-many-requests")),
        )

    def _managed_rule(self, name: str, priority: int) -> Wafv2WebAclRule:
        return Wafv2WebAclRule(
            name=name,
            priority=priority,
            override_action={"none": {}},
            statement={"managed_rule_group_statement": {"name": name, "vendor_name": "AWS"}},
            visibility_config=Wafv2WebAclRuleVisibilityConfig(**self._visible(name)),
        )

    def _visible(self, what: str) -> dict[str, Any]:
        """Counted and sampled, so that a rule that shuts out the wrong people is found."""
        return {
            "cloudwatch_metrics_enabled": True,
            "sampled_requests_enabled": True,
            "metric_name": f"{self._prefix}-{what}",
        }

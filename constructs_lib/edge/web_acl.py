"""AWS WAF: rules that say who may not come in, at the edge or at a load balancer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cdktf_cdktf_provider_aws.wafv2_web_acl import (
    Wafv2WebAcl,
    Wafv2WebAclDefaultAction,
    Wafv2WebAclDefaultActionAllow,
    Wafv2WebAclRule,
    Wafv2WebAclRuleVisibilityConfig,
    Wafv2WebAclVisibilityConfig,
)
from constructs import Construct

from constructs_lib.providers import RegionScope

Scope = Literal["CLOUDFRONT", "REGIONAL"]


@dataclass(frozen=True, kw_only=True)
class WebAclRule:
    """One rule. Its priority is its place among the others."""

    name: str
    statement: Mapping[str, Any]
    action: Literal["allow", "block"] | None = "block"
    """None: the actions are those of the rule group that the statement names."""


class WebAcl(Construct):
    """`aws_wafv2_web_acl`. Everybody may come in but those whom a rule shuts out.

    Of scope CLOUDFRONT it is in us-east-1, or AWS refuses it (F17); of scope REGIONAL in the region of what
    it stands in front of.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        kind: Scope,
        what: str,
        description: str,
        rules: Sequence[WebAclRule],
    ) -> None:
        """`what` is the last part of its name. The first rule that lets in or shuts out decides."""
        super().__init__(scope, id_)
        self._prefix = region.naming.name(limit=80)
        acl = Wafv2WebAcl(
            self,
            "acl",
            provider=region.provider,
            name=region.naming.name(what, limit=128),
            description=description,
            scope=kind,
            default_action=Wafv2WebAclDefaultAction(allow=Wafv2WebAclDefaultActionAllow()),
            rule=[self._rule(rule, priority) for priority, rule in enumerate(rules)],
            visibility_config=Wafv2WebAclVisibilityConfig(**self._visible(what)),
            tags=region.tags(),
        )
        self.arn: str = acl.arn

    def _rule(self, rule: WebAclRule, priority: int) -> Wafv2WebAclRule:
        done: dict[str, Any] = (
            {"action": {rule.action: {}}} if rule.action else {"override_action": {"none": {}}}
        )
        return Wafv2WebAclRule(
            name=rule.name,
            priority=priority,
            statement=rule.statement,
            visibility_config=Wafv2WebAclRuleVisibilityConfig(**self._visible(rule.name)),
            **done,
        )

    def _visible(self, what: str) -> dict[str, Any]:
        """Counted and sampled, so that a rule that shuts out the wrong people is found."""
        return {
            "cloudwatch_metrics_enabled": True,
            "sampled_requests_enabled": True,
            "metric_name": f"{self._prefix}-{what}",
        }

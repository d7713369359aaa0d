"""A load balancer that answers the edge alone, and Route 53's checkers on one path."""

from dataclasses import dataclass

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.lb_listener import LbListenerDefaultAction, LbListenerDefaultActionFixedResponse
from cdktf_cdktf_provider_aws.lb_listener_rule import (
    LbListenerRule,
    LbListenerRuleAction,
    LbListenerRuleCondition,
    LbListenerRuleConditionHttpRequestMethod,
    LbListenerRuleConditionPathPattern,
    LbListenerRuleConditionSourceIp,
)
from constructs import Construct

from constructs_lib.providers import RegionScope

HEADER = "x-origin-verify"
CHECKERS_PRIORITY, EDGE_PRIORITY = 1, 2
"""Places of the listener's rules. The rotation finds the second one by it."""
NOBODY = "192.0.2.1/32"
"""An address that no packet comes from (RFC 5737)."""


@dataclass(frozen=True, kw_only=True)
class OriginLock:
    """What an entrance needs to know to let nobody in but the edge."""

    checked_path: str
    """What Route 53's checkers ask for, without the header: they send no header of one's own."""
    header: str = HEADER
    """The header by which the edge is known. Its value is the rotation's to set."""

    @property
    def checked_pattern(self) -> str:
        """The path without a query string, which no path pattern sees."""
        return self.checked_path.partition("?")[0]


def refusal() -> LbListenerDefaultAction:
    """What everybody else gets."""
    return LbListenerDefaultAction(
        type="fixed-response",
        fixed_response=LbListenerDefaultActionFixedResponse(
            content_type="text/plain", message_body="Forbidden", status_code="403"
        ),
    )


class OriginRules(Construct):
    """Two `aws_lb_listener_rule`: for the checkers' path, and for requests with the header.

    The second one is made closed, with a condition that nothing meets, and its condition is then left to the
    rotation, which opens it within a minute with the values that the secret holds. So no plan of a region
    reads the secret, which is in us-east-1 (F29), and none ever sets an old value. What Terraform keeps in
    hand is the rule itself and where it leads.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        listener_arn: str,
        target_group_arn: str,
        lock: OriginLock,
    ) -> None:
        super().__init__(scope, id_)
        forward = [LbListenerRuleAction(type="forward", target_group_arn=target_group_arn)]
        condition = LbListenerRuleCondition
        LbListenerRule(
            self,
            "checkers",
            provider=region.provider,
            listener_arn=listener_arn,
            priority=CHECKERS_PRIORITY,
            action=forward,
            condition=[
                condition(path_pattern=LbListenerRuleConditionPathPattern(values=[lock.checked_pattern])),
                condition(http_request_method=LbListenerRuleConditionHttpRequestMethod(values=["GET"])),
            ],
            tags=region.tags(),
        )
        self.edge: ITerraformDependable = LbListenerRule(
            self,
            "edge",
            provider=region.provider,
            listener_arn=listener_arn,
            priority=EDGE_PRIORITY,
            action=forward,
            condition=[condition(source_ip=LbListenerRuleConditionSourceIp(values=[NOBODY]))],
            tags=region.tags(),
            lifecycle=TerraformResourceLifecycle(ignore_changes=["condition"]),
        )
        """With it the target group has a load balancer."""

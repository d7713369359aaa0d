"""What AWS Config found to be otherwise than a rule says, told to people."""

import json
from collections.abc import Sequence

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetInputTransformer,
)
from constructs import Construct

from constructs_lib.providers import RegionScope

_PATHS = {
    "region": "$.detail.awsRegion",
    "rule": "$.detail.configRuleName",
    "kind": "$.detail.resourceType",
    "resource": "$.detail.resourceId",
}
_LINES = (
    "AWS Config in <region>: <kind> <resource> is not as the rule <rule> says.",
    "Why: https://<region>.console.aws.amazon.com/config/home?region=<region>#/rules/details?configRuleName=<rule>",
)


class RecordingFindings(Construct):
    """`aws_cloudwatch_event_rule` for resources that come to break one of these rules, with the region's
    topic as `aws_cloudwatch_event_target`. The topic must hear EventBridge.

    Told once, when it changes. EventBridge delivers AWS Config's events on a best-effort basis; what was
    found stays in AWS Config.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, rule_names: Sequence[str], topic_arn: str
    ) -> None:
        super().__init__(scope, id_)
        rule = CloudwatchEventRule(
            self,
            "rule",
            provider=region.provider,
            name=region.naming.name("recording"),
            description=f"What of {region.naming.name()} in {region.name} is not as AWS Config's rules say",
            event_pattern=_pattern(rule_names),
            tags=region.tags(),
        )
        CloudwatchEventTarget(
            self,
            "target",
            provider=region.provider,
            rule=rule.name,
            target_id="topic",
            arn=topic_arn,
            input_transformer=CloudwatchEventTargetInputTransformer(
                input_paths=_PATHS, input_template="\n".join(json.dumps(line) for line in _LINES)
            ),
        )


def _pattern(rule_names: Sequence[str]) -> str:
    """By the rules' whole names: another deployment's may begin with ours."""
    pattern = {
        "source": ["aws.config"],
        "detail-type": ["Config Rules Compliance Change"],
        "detail": {
            "messageType": ["ComplianceChangeNotification"],
            "configRuleName": [*rule_names],
            "newEvaluationResult": {"complianceType": ["NON_COMPLIANT"]},
        },
    }
    return json.dumps(pattern, separators=(",", ":"))

"""What AWS Config found to be otherwise than a rule says, told to people."""

import json
from collections.abc import Sequence

from constructs import Construct

from constructs_lib.monitoring.told_event import Words, tell
from constructs_lib.providers import RegionScope

_WORDS = Words(
    paths={
        "region": "$.detail.awsRegion",
        "rule": "$.detail.configRuleName",
        "kind": "$.detail.resourceType",
        "resource": "$.detail.resourceId",
    },
    lines=(
        "AWS Config in <region>: <kind> <resource> is not as the rule <rule> says.",
        "Why: https://<region>.console.aws.amazon.com/config/home?region=<region>#/rules/details?configRuleName=<rule>",
    ),
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
        tell(
            self,
            region=region,
            what="recording",
            description=f"What of {region.naming.name()} in {region.name} is not as AWS Config's rules say",
            pattern=_pattern(rule_names),
            words=_WORDS,
            topic_arn=topic_arn,
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

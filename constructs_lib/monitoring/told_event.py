"""An event of AWS's own, told to people in their words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetInputTransformer,
)
from constructs import Construct

from constructs_lib.providers import RegionScope


@dataclass(frozen=True, kw_only=True)
class Words:
    """What becomes of an event's fields."""

    paths: Mapping[str, str]
    """JSON path by name. One that an event lacks leaves nothing behind."""
    lines: Sequence[str]
    """Text with the names in angle brackets."""


def tell(
    scope: Construct,
    *,
    region: RegionScope,
    what: str,
    description: str,
    pattern: str,
    words: Words,
    topic_arn: str,
    prefix: str = "",
) -> None:
    """`aws_cloudwatch_event_rule` named after `what`, with the region's topic as
    `aws_cloudwatch_event_target`. The topic must hear EventBridge. `prefix` begins the constructs' ids, where
    a scope has several.
    """
    rule = CloudwatchEventRule(
        scope,
        f"{prefix}rule",
        provider=region.provider,
        name=region.naming.name(what),
        description=description,
        event_pattern=pattern,
        tags=region.tags(),
    )
    CloudwatchEventTarget(
        scope,
        f"{prefix}target",
        provider=region.provider,
        rule=rule.name,
        target_id="topic",
        arn=topic_arn,
        input_transformer=CloudwatchEventTargetInputTransformer(
            input_paths=dict(words.paths), input_template="\n".join(json.dumps(line) for line in words.lines)
        ),
    )

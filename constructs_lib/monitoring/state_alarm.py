"""A state of a region, or of all of them, as one alarm over several."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from cdktf_cdktf_provider_aws.cloudwatch_composite_alarm import CloudwatchCompositeAlarm
from constructs import Construct

from constructs_lib.monitoring.alarms import MadeAlarm, alarm_arn
from constructs_lib.providers import RegionScope

NO_TAGS: Mapping[str, str] = MappingProxyType({})
MOST_CHILDREN = 100
"""CloudWatch's limit of alarms under one composite alarm."""


class StateAlarm(Construct):
    """`aws_cloudwatch_composite_alarm`, in the region of its children: it reads no other region's alarms.

    It tells people once when a state begins and once when it ends, however many alarms took part.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        what: str,
        description: str,
        alarms: Sequence[MadeAlarm],
        when: Literal["any", "all"],
        topic_arn: str,
        tags: Mapping[str, str] = NO_TAGS,
    ) -> None:
        """`alarms` are the children, at most 100. `when`: which of them must alarm."""
        super().__init__(scope, id_)
        if not 1 <= len(alarms) <= MOST_CHILDREN:
            raise ValueError(
                f"{what} has {len(alarms)} alarms; a composite alarm takes 1 to {MOST_CHILDREN}."
            )
        name = region.naming.name(what, limit=255)
        CloudwatchCompositeAlarm(
            self,
            "alarm",
            provider=region.provider,
            alarm_name=name,
            alarm_description=description,
            alarm_rule={"any": " OR ", "all": " AND "}[when].join(f'ALARM("{each.name}")' for each in alarms),
            alarm_actions=[topic_arn],
            ok_actions=[topic_arn],
            tags=region.tags(**tags),
            # CloudWatch refuses a rule that names alarms which are not there.
            depends_on=[each.resource for each in alarms],
        )
        self.arn: str = alarm_arn(region, name)

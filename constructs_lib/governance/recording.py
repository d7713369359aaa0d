"""AWS Config in the regions of a deployment."""

import json
from collections.abc import Mapping, Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.config_config_rule import (
    ConfigConfigRule,
    ConfigConfigRuleScope,
    ConfigConfigRuleSource,
)
from constructs import Construct

from config.recording import NO_GLOBAL_TYPES, Recording
from constructs_lib.governance.deployment_tag import DEPLOYMENT_TAG
from constructs_lib.governance.findings import RecordingFindings
from constructs_lib.governance.managed_rules import ManagedRule, rules_in
from constructs_lib.governance.recorder import Recorder
from constructs_lib.providers import RegionScope


class RegionRecording(Construct):
    """A region's `Recorder`, unless there is one, and an `aws_config_config_rule` per rule.

    Rules look at what carries the deployment's tag: another team's resources are that team's.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        recording: Recording,
        global_types: bool = False,
    ) -> None:
        """`global_types`: whether this region records IAM's users, groups, roles and policies, too."""
        super().__init__(scope, id_)
        self._region = region
        self._rule_names: list[str] = []
        started: Sequence[ITerraformDependable] | None = None
        if recording.recorder == "own":
            recorder = Recorder(
                self, "recorder", region=region, recording=recording, global_types=global_types
            )
            started = [recorder.started]
        for name, rule in rules_in(region.name, without=recording.without):
            self._rule_names.append(region.naming.name(name, limit=128))
            ConfigConfigRule(
                self,
                name,
                provider=region.provider,
                name=self._rule_names[-1],
                description=rule.says,
                source=ConfigConfigRuleSource(owner="AWS", source_identifier=rule.identifier),
                scope=None if rule.parameter else _scope(region),
                input_parameters=_tagged(region, rule) if rule.parameter else None,
                tags=region.tags(),
                depends_on=started,
            )

    def tell(self, topic_arn: str) -> None:
        """Tells this topic of the region what is not as a rule says. Once; it must hear EventBridge."""
        if self._rule_names:
            RecordingFindings(
                self, "findings", region=self._region, rule_names=self._rule_names, topic_arn=topic_arn
            )


class PairedRecording(Construct):
    """A `RegionRecording` per region, under the region's name.

    One of them records IAM's users, groups, roles and policies, since once is enough: the last by name that
    can, whatever the roles, so that regions that change places change no recorder. `global_types_in` names
    another one.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        scopes: Mapping[str, RegionScope],
        recording: Recording,
        global_types_in: str | None = None,
    ) -> None:
        """`scopes` are the regions' by name."""
        super().__init__(scope, id_)
        able = sorted(
            (name for name in scopes if name not in NO_GLOBAL_TYPES),
            key=lambda name: (name == global_types_in, name),
        )
        self._regions = {
            name: RegionRecording(
                self, name, region=region, recording=recording, global_types=able[-1:] == [name]
            )
            for name, region in scopes.items()
        }

    def tell(self, topic_arns: Mapping[str, str]) -> None:
        """Tells each region's topic, by region, what is not as a rule says. Once."""
        for name, region in self._regions.items():
            region.tell(topic_arns[name])


def _scope(region: RegionScope) -> ConfigConfigRuleScope:
    return ConfigConfigRuleScope(tag_key=DEPLOYMENT_TAG, tag_value=region.naming.deployment)


def _tagged(region: RegionScope, rule: ManagedRule) -> str:
    """JSON within JSON: a parameter's value is text."""
    tags = json.dumps({DEPLOYMENT_TAG: region.naming.deployment}, separators=(",", ":"))
    return json.dumps({rule.parameter: tags})

"""AWS Config: how often a recorder records, and what a rule looks at. Nothing is recorded or evaluated."""

from typing import Any

from moto.config.models import ConfigBackend, Scope

from drill.extensions.registry import extends

SERVICE = "config"

Json = dict[str, Any]

_moto_put = ConfigBackend.put_configuration_recorder
_moto_scope = Scope.__init__


@extends(
    ConfigBackend,
    "put_configuration_recorder",
    service=SERVICE,
    action="PutConfigurationRecorder",
    reason="how often a recorder records is kept; an empty list of exclusions is none",
)
def _put(self: ConfigBackend, config_recorder: Json) -> None:
    group = config_recorder.get("recordingGroup") or {}
    if not (group.get("exclusionByResourceTypes") or {}).get("resourceTypes"):
        group.pop("exclusionByResourceTypes", None)
    _moto_put(self, config_recorder)
    mode = config_recorder.get("recordingMode") or {"recordingFrequency": "CONTINUOUS"}
    # What has a name without underscore in front is shown.
    self.recorders[config_recorder["name"]].__dict__["recording_mode"] = mode


@extends(
    Scope,
    "__init__",
    service=SERVICE,
    action="PutConfigRule",
    reason="the tag that a rule looks for is shown under the names that it was given by",
)
def _scope(
    self: Scope,
    compliance_resource_types: list[str] | None = None,
    tag_key: str | None = None,
    tag_value: str | None = None,
    compliance_resource_id: str | None = None,
) -> None:
    _moto_scope(self, compliance_resource_types, tag_key, tag_value, compliance_resource_id)
    self.__dict__.update(tags=None, tag_key=tag_key, tag_value=tag_value)

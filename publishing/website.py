"""Where a deployed website lives."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

from publishing.errors import NotDeployedError

OUTPUT = "website"
"""The Terraform output: `{"buckets": [{"region": ..., "bucket": ...}, ...], "key_value_store_arn": ...}`."""


@dataclass(frozen=True, kw_only=True)
class Website:
    """What a release needs to know of the deployment."""

    buckets: Mapping[str, str]
    """The bucket of each region, the primary region first."""
    key_value_store_arn: str
    """Holds the release that is served; the edge function reads it."""

    @property
    def regions(self) -> tuple[str, ...]:
        """The primary first."""
        return tuple(self.buckets)

    @classmethod
    def from_outputs(cls, outputs: Mapping[str, Any], stack: str) -> Self:
        """From what `terraform output -json` prints for the stack."""
        value = outputs.get(OUTPUT, {}).get("value")
        try:
            buckets = {str(each["region"]): str(each["bucket"]) for each in value["buckets"]}
            arn = str(value["key_value_store_arn"])
        except (TypeError, KeyError):
            raise NotDeployedError(
                f"{stack}: nothing to publish to",
                found="no website in the stack's Terraform outputs",
                allowed=f"a website that has been applied, with the output `{OUTPUT}`",
                mend="apply the stack first, and publish from the folder where it was applied",
            ) from None
        return cls(buckets=MappingProxyType(buckets), key_value_store_arn=arn)

"""`SETTINGS`, checked: who is to agree on the secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from .errors import RotationError

_TEXTS = ("secret_arn", "distribution_id", "origin_id", "header")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All that the function is told."""

    secret_arn: str
    distribution_id: str
    origin_id: str
    """The one origin of the distribution that is sent the header."""
    header: str
    """The header's name."""
    rule_priority: int
    """Of the listener rule that looks at it, the same in each region."""
    load_balancers: Mapping[str, str]
    """Load balancers' names by region."""

    @staticmethod
    def parse(text: str | None) -> Settings:
        """Settings from their JSON, or `RotationError` with the one reason."""
        try:
            given = json.loads(text or "")
        except ValueError:
            raise RotationError("SETTINGS is not valid JSON") from None
        if not isinstance(given, dict):
            raise RotationError("SETTINGS must be a JSON object")
        unknown = sorted(set(given) - {*_TEXTS, "rule_priority", "load_balancers"})
        if unknown:
            raise RotationError(f"SETTINGS has unknown keys: {', '.join(unknown)}")
        for key in _TEXTS:
            if not isinstance(given.get(key), str) or not given[key]:
                raise RotationError(f"SETTINGS.{key} must be a text")
        if type(given.get("rule_priority")) is not int:
            raise RotationError("SETTINGS.rule_priority must be a whole number")
        names = given.get("load_balancers")
        if (
            not isinstance(names, dict)
            or not names
            or not all(isinstance(name, str) and name for name in names.values())
        ):
            raise RotationError("SETTINGS.load_balancers must name one load balancer for each region")
        return Settings(**given)

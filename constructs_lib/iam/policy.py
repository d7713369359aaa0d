"""IAM policy documents as typed values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Condition = Mapping[str, Mapping[str, str | Sequence[str]]]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement. An action is always named in full; a resource is `*` only where AWS has no finer one."""

    sid: str
    actions: Sequence[str]
    resources: Sequence[str] = ()
    principals: Mapping[str, Sequence[str]] | str | None = None
    """By kind (`{"Service": [...]}`), or `"*"` under a condition. None in a policy of a role."""
    conditions: Condition = field(default_factory=dict)
    effect: str = "Allow"

    def document(self) -> dict[str, Any]:
        """The statement as AWS reads it, empty elements left out."""
        principals = self.principals
        if isinstance(principals, Mapping):
            principals = {kind: list(names) for kind, names in principals.items()}
        parts = {
            "Sid": self.sid,
            "Effect": self.effect,
            "Principal": principals,
            "Action": list(self.actions),
            "Resource": list(self.resources),
            "Condition": {test: dict(keys) for test, keys in self.conditions.items()},
        }
        return {name: part for name, part in parts.items() if part}


def policy_document(*statements: Statement) -> str:
    """The JSON of a policy. Values may be tokens: they resolve inside the string."""
    return json.dumps({"Version": "2012-10-17", "Statement": [s.document() for s in statements]})

"""Terraform JSON, built resource by resource."""

import json
from typing import Any

Json = dict[str, Any]

ZONE = "example.com"
DOMAIN = "api.example.com"


class Stack:
    """Terraform JSON under construction."""

    def __init__(self, regions: tuple[str, ...]) -> None:
        self.regions = regions
        self.resources: dict[str, dict[str, Json]] = {}
        self.data: dict[str, dict[str, Json]] = {}
        self.outputs: dict[str, Json] = {}

    def add(self, kind: str, name: str, region: str, /, **arguments: Any) -> str:  # noqa: ANN401 - JSON
        """Add a resource; returns its address."""
        self.resources.setdefault(kind, {})[name] = {"provider": provider(region), **arguments}
        return f"{kind}.{name}"

    def look_up(self, kind: str, name: str, region: str, /, **arguments: Any) -> str:  # noqa: ANN401 - JSON
        """Add a data source; returns its address."""
        self.data.setdefault(kind, {})[name] = {"provider": provider(region), **arguments}
        return f"data.{kind}.{name}"

    def document(self) -> Json:
        """The whole JSON document."""
        return {
            "terraform": {
                "required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 5.100.0, < 7.0.0"}},
                "backend": {"local": {"path": "../elsewhere.tfstate"}},
            },
            "provider": {
                "aws": [
                    {
                        "alias": alias(region),
                        "region": region,
                        "default_tags": [{"tags": {"ManagedBy": "holdfast", "Region": region}}],
                    }
                    for region in self.regions
                ]
            },
            "data": self.data,
            "resource": self.resources,
            "output": self.outputs,
        }


def alias(region: str) -> str:
    """The provider alias of a region."""
    return region.replace("-", "_")


def provider(region: str) -> str:
    """The provider reference of a region."""
    return f"aws.{alias(region)}"


def of(address: str, attribute: str) -> str:
    """An interpolation."""
    return f"${{{address}.{attribute}}}"


def policy(action: str, *, resource: str | None = None, principal: str | dict[str, str] | None = None) -> str:
    """A policy document of one statement."""
    statement: Json = {"Effect": "Allow", "Action": action}
    if resource is not None:
        statement["Resource"] = resource
    if principal is not None:
        statement["Principal"] = principal
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})

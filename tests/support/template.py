"""Reads synthesized Terraform JSON the way a test speaks of it.

    template = Template.of(stack)
    zone = template.only("aws_route53_zone")
    zone.expect(provider="us_east_1", name="svc.example.com")

A failed expectation names the resource's address and shows each attribute as found and as expected.
`cdktf.Testing.to_have_resource_with_properties` passes when any resource matches and cannot say why none did.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cdktf import TerraformStack

HASH = re.compile("_[0-9A-F]{8}$")
"""What cdktf appends to the names of nested constructs."""

Json = Any
"""What `json.loads` returns."""


@dataclass(frozen=True)
class Block:
    """One resource or data source."""

    address: str
    body: Mapping[str, Json]

    @property
    def provider(self) -> str | None:
        """The alias of its provider, or None where it has no explicit one."""
        provider = self.body.get("provider")
        return provider.removeprefix("aws.") if provider else None

    @property
    def path(self) -> str:
        """Its place in the construct tree, as cdktf keeps it in the address: `us-east-1/network/vpc`."""
        return HASH.sub("", self.address.rpartition(".")[2]).replace("_", "/")

    def __getitem__(self, attribute: str) -> Json:
        if attribute not in self.body:
            raise AssertionError(f"{self.address} has no {attribute}; it has {', '.join(sorted(self.body))}")
        return self.body[attribute]

    def document(self, attribute: str) -> Json:
        """An attribute that holds JSON as text, parsed: a policy, a log format."""
        return json.loads(self[attribute])

    def ref(self, attribute: str) -> str:
        """How another resource refers to one of this one's attributes."""
        return f"${{{self.address}.{attribute}}}"

    def expect(self, *, provider: str, **attributes: Json) -> None:
        """Its provider alias and these attributes, exactly; others may have any value."""
        found = {"provider": self.provider, **{name: self.body.get(name) for name in attributes}}
        expected = {"provider": provider, **attributes}
        different = [name for name in expected if found[name] != expected[name]]
        if different:
            lines = [
                f"  {name}\n    found:    {found[name]!r}\n    expected: {expected[name]!r}"
                for name in different
            ]
            raise AssertionError("\n".join([self.address, *lines]))


class Template:
    """A stack's Terraform JSON."""

    def __init__(self, document: Mapping[str, Json]) -> None:
        self.document = document

    @classmethod
    def of(cls, stack: "TerraformStack") -> "Template":
        """Synthesizes the stack."""
        from cdktf import Testing  # not above: it starts Node, which reading a file needs not wait for

        return cls(json.loads(Testing.synth(stack)))

    @property
    def providers(self) -> dict[str, Mapping[str, Json]]:
        """The AWS providers by alias."""
        return {provider["alias"]: provider for provider in self.document["provider"]["aws"]}

    @property
    def outputs(self) -> dict[str, Json]:
        """Each output's value."""
        return {name: output["value"] for name, output in self.document["output"].items()}

    def resources(self, type_: str | None = None) -> list[Block]:
        """The resources of a type, or all."""
        return list(self._blocks("resource", "", type_))

    def data(self, type_: str | None = None) -> list[Block]:
        """The data sources of a type, or all."""
        return list(self._blocks("data", "data.", type_))

    def only(self, type_: str, path: str = "") -> Block:
        """The one resource of a type, below `path` of the construct tree; any other number is a failure."""
        found = [block for block in self.resources(type_) if f"/{path}/" in f"/{block.path}/" or not path]
        if len(found) != 1:
            names = ", ".join(block.path for block in found) or "none"
            raise AssertionError(f"expected one {type_} at {path or 'any path'}, found {len(found)}: {names}")
        return found[0]

    def resolved(self, value: str) -> str:
        """A value with the stack's locals put in."""
        for name, local in self.document.get("locals", {}).items():
            value = value.replace(f"${{local.{name}}}", local)
        return value

    def _blocks(self, kind: str, prefix: str, type_: str | None) -> Iterator[Block]:
        for found, blocks in self.document.get(kind, {}).items():
            if type_ in (None, found):
                for name, body in blocks.items():
                    yield Block(f"{prefix}{found}.{name}", body)

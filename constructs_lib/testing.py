"""Reads synthesized Terraform JSON the way a test speaks of it. For any stack and any test runner.

    template = Template.of(stack)
    zone = template.only("aws_route53_zone")
    zone.expect(provider="us_east_1", name="svc.example.com")
    template.expect_count("aws_vpc", 2)

A failed expectation is an `AssertionError` that names the resource's address and shows what was found beside
what was expected. `cdktf.Testing.to_have_resource_with_properties` passes when any resource matches and
cannot say why none did.
"""

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cdktf import TerraformStack

__all__ = ["Block", "Json", "Template"]

HASH = re.compile("_[0-9A-F]{8}$")
"""What cdktf appends to the names of nested constructs."""

Json = Any
"""What `json.loads` returns."""


@dataclass(frozen=True)
class Block:
    """One resource or data source."""

    address: str
    """As Terraform names it: `aws_vpc.us-east-1_network_vpc_0A1B2C3D`, `data.aws_region.here`."""
    body: Mapping[str, Json]

    @property
    def provider(self) -> str | None:
        """The alias of its provider, or None where it has no explicit one."""
        provider = self.body.get("provider")
        return provider.removeprefix("aws.") if provider else None

    @property
    def path(self) -> str:
        """Its place in the construct tree, as cdktf keeps it in the address: `us-east-1/network/vpc`. An
        underscore in an id of your own reads like a step down."""
        return HASH.sub("", self.address.rpartition(".")[2]).replace("_", "/")

    def __getitem__(self, attribute: str) -> Json:
        if attribute not in self.body:
            raise AssertionError(f"{self.address} has no {attribute}; it has {', '.join(sorted(self.body))}")
        return self.body[attribute]

    def document(self, attribute: str) -> Json:
        """An attribute that holds JSON as text, parsed: a policy, a log format."""
        text = self[attribute]
        try:
            return json.loads(text)
        except (TypeError, ValueError):
            raise AssertionError(f"{self.address}: {attribute} is no JSON text: {text!r}") from None

    def ref(self, attribute: str) -> str:
        """How another resource refers to one of this one's attributes."""
        return f"${{{self.address}.{attribute}}}"

    def expect(self, *, provider: str | None, **attributes: Json) -> None:
        """Its provider alias and these attributes, exactly; others may have any value.

        None means without an explicit provider, and without the attribute.
        """
        found = {"provider": self.provider, **{name: self.body.get(name) for name in attributes}}
        expected = {"provider": provider, **attributes}
        different = [name for name in expected if found[name] != expected[name]]
        if different:
            shown = (_difference(name, found[name], expected[name]) for name in different)
            raise AssertionError("\n".join([self.address, *shown]))


class Template:
    """A stack's Terraform JSON."""

    def __init__(self, document: Mapping[str, Json]) -> None:
        self.document = document

    @classmethod
    def of(cls, stack: "TerraformStack") -> "Template":
        """Synthesizes the stack, which any `App` may hold; `cdktf.Testing.app()` makes one for a test."""
        from cdktf import Testing  # not above: reading a file needs no cdktf

        return cls(json.loads(Testing.synth(stack)))

    @classmethod
    def read(cls, stack: Path) -> "Template":
        """A stack as it was synthesized to disk: its folder, or the file in it."""
        file = stack / "cdk.tf.json" if stack.is_dir() else stack
        return cls(json.loads(file.read_text(encoding="utf-8")))

    @property
    def providers(self) -> dict[str, Mapping[str, Json]]:
        """The AWS providers by alias; one without an alias stands under the empty name."""
        return {each.get("alias", ""): each for each in self.document.get("provider", {}).get("aws", ())}

    @property
    def outputs(self) -> dict[str, Json]:
        """Each output's value."""
        return {name: output["value"] for name, output in self.document.get("output", {}).items()}

    def resources(self, type_: str | None = None) -> list[Block]:
        """The resources of a type, or all."""
        return list(self._blocks("resource", "", type_))

    def data(self, type_: str | None = None) -> list[Block]:
        """The data sources of a type, or all."""
        return list(self._blocks("data", "data.", type_))

    def at(self, address: str) -> Block:
        """The resource or data source at an address; a failure names the addresses closest to it."""
        blocks = {block.address: block for block in (*self.resources(), *self.data())}
        if address not in blocks:
            closest = ", ".join(difflib.get_close_matches(address, blocks, cutoff=0.0)) or "none"
            raise AssertionError(f"nothing is at {address}; closest: {closest}")
        return blocks[address]

    def only(self, type_: str, path: str = "") -> Block:
        """The one resource of a type, below `path` of the construct tree; any other number is a failure."""
        (found,) = self._counted(type_, 1, path)
        return found

    def expect_count(self, type_: str, count: int, path: str = "") -> None:
        """Exactly this many resources of a type, below `path` of the construct tree; 0 means none."""
        self._counted(type_, count, path)

    def resolved(self, value: str) -> str:
        """A value with the stack's locals put in; one that is no text as its JSON."""
        for name, local in self.document.get("locals", {}).items():
            text = local if isinstance(local, str) else json.dumps(local)
            value = value.replace(f"${{local.{name}}}", text)
        return value

    def _counted(self, type_: str, count: int, path: str) -> list[Block]:
        place = path.replace("_", "/")
        found = [block for block in self.resources(type_) if not place or f"/{place}/" in f"/{block.path}/"]
        if len(found) != count:
            wanted = "one" if count == 1 else str(count)
            elsewhere = "" if found else f"; in the whole stack: {_paths(self.resources(type_))}"
            raise AssertionError(
                f"expected {wanted} {type_} at {path or 'any path'}, "
                f"found {len(found)}: {_paths(found)}{elsewhere}"
            )
        return found

    def _blocks(self, kind: str, prefix: str, type_: str | None) -> Iterator[Block]:
        for found, blocks in self.document.get(kind, {}).items():
            if type_ in (None, found):
                for name, body in blocks.items():
                    yield Block(f"{prefix}{found}.{name}", body)


def _paths(blocks: Sequence[Block]) -> str:
    return ", ".join(block.path for block in blocks) or "none"


def _difference(name: str, found: Json, expected: Json) -> str:
    """Both values, or, where both are lists or mappings, the lines in which they differ."""
    if not (isinstance(found, list | dict) and isinstance(expected, list | dict)):
        return f"  {name}\n    found:    {found!r}\n    expected: {expected!r}"
    lines = difflib.unified_diff(_lines(found), _lines(expected), "found", "expected", lineterm="", n=2)
    return "\n".join([f"  {name}", *(f"    {line}" for line in lines if not line.startswith("@@"))])


def _lines(value: Json) -> list[str]:
    return json.dumps(value, indent=2, sort_keys=True, default=repr).splitlines()

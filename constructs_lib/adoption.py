"""Import blocks for what was made by hand and becomes the deployment's own."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from cdktf import TerraformStack


class UnknownAddressesError(Exception):
    """`adopt` names what the stack does not have: a fault of the user's file, known only after synthesis."""


def adopt(stack: TerraformStack, adoptions: Mapping[str, str]) -> None:
    """`import` blocks (Terraform 1.5), by address. What is in the state already, Terraform passes over."""
    if adoptions:
        blocks = [{"to": address, "id": id_} for address, id_ in adoptions.items()]
        stack.add_override("import", blocks)


def refuse_unknown(name: str, template: Mapping[str, Any]) -> None:
    """Raises `UnknownAddressesError` where the stack `name` imports to an address that it does not have."""
    known = list(_addresses(template))
    unknown = [block["to"] for block in template.get("import", ()) if block["to"] not in known]
    if unknown:
        raise UnknownAddressesError("\n\n".join(_message(name, address, known) for address in unknown))


def _addresses(template: Mapping[str, Any]) -> Iterator[str]:
    for type_, blocks in template.get("resource", {}).items():
        for resource in blocks:
            yield f"{type_}.{resource}"


def _message(name: str, address: str, known: list[str]) -> str:
    type_ = address.partition(".")[0]
    alike = [each for each in known if each.startswith(f"{type_}.")]
    near = get_close_matches(address, alike, n=3, cutoff=0) or get_close_matches(address, known, n=1)
    mend = f"did you mean {' or '.join(near)}?" if near else "remove the line"
    return (
        f"{name}: adopt.{address}\n"
        "  found:   an address that is not in the stack\n"
        f"  allowed: the address of one of its {len(known)} resources, as a plan shows it\n"
        f"  mend:    {mend}"
    )

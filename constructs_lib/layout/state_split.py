"""One stack's Terraform state as the states of the stacks that it was divided into. Nothing is read or
written: JSON in, JSON out.

Commands such as `terraform state mv` would do it one resource at a time, and could not say that what is
global has a provider of its own from now on.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from constructs_lib.layout.blocks import Json
from constructs_lib.layout.state_format import UnfitStateError, refuse_malformed


@dataclass(frozen=True, kw_only=True)
class Split:
    """What becomes of a state."""

    states: Mapping[str, Json]
    """By stack. Outputs and data sources are left out: they are read again."""
    new: tuple[str, ...]
    """Addresses that stacks have and the state has not: the first apply makes them."""
    shared: Mapping[str, tuple[str, ...]]
    """By address of the one state, the addresses that stand for the same thing in several: the record that
    proves a name, which each region's stack now has."""
    left: tuple[str, ...]
    """Addresses that no stack has any more. What they stand for stays as it is."""


def split(state: Json, whole: Json, stacks: Mapping[str, Json]) -> Split:
    """`state` is the one of the template `whole`, which was divided into the templates `stacks`.

    Raises `UnfitStateError` for a state of another format, of a deployment that is not fully applied, or
    with resources that the template does not have: they would be lost.
    """
    refuse_malformed(state)
    _check(state, whole)
    place = {address: stack for stack, template in stacks.items() for address in _addresses(template)}
    there = {_address(each): each for each in _managed(state)}
    shared = _shared(whole, stacks, place)
    resources: dict[str, list[Json]] = {stack: [] for stack in stacks}
    for address, resource in there.items():
        for other in shared.get(address, (address,)):
            if other in place:
                resources[place[other]].append(_moved(resource, other, stacks[place[other]], place))
    known = {other for several in shared.values() for other in several}
    return Split(
        states={
            stack: {
                "version": state["version"],
                "terraform_version": state["terraform_version"],
                "serial": 1,
                # Another state, and the same one when it is split again.
                "lineage": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{state['lineage']}/{stack}")),
                "outputs": {},
                "resources": found,
            }
            for stack, found in resources.items()
        },
        new=tuple(sorted(place.keys() - there.keys() - known)),
        shared=shared,
        left=tuple(address for address in there if address not in place and address not in shared),
    )


def _check(state: Json, whole: Json) -> None:
    inner = [each for each in state["resources"] if each.get("module")]
    if inner:
        raise UnfitStateError(f"resources of modules, such as {inner[0]['module']}: no stack here has any")
    addresses = [_address(each) for each in _managed(state)]
    there = set(addresses)
    if len(there) < len(addresses):
        twice = sorted({each for each in there if addresses.count(each) > 1})
        raise UnfitStateError(f"{len(twice)} resources that are there twice: {_some(twice)}")
    code = set(_addresses(whole))
    if unknown := sorted(there - code):
        raise UnfitStateError(f"{len(unknown)} resources that the file does not describe: {_some(unknown)}")
    if missing := sorted(code - there):
        raise UnfitStateError(f"{len(missing)} resources of the file are missing: {_some(missing)}")


def _some(addresses: list[str]) -> str:
    return ", ".join(addresses[:3]) + (" and others" if len(addresses) > 3 else "")


def _managed(state: Json) -> Iterator[Json]:
    """Resources that stand for something: without an instance, or with only such as are still to be destroyed
    (deposed), nothing was made."""
    return (
        each
        for each in state["resources"]
        if each["mode"] == "managed" and any("deposed" not in instance for instance in each["instances"])
    )


def _address(resource: Json) -> str:
    return f"{resource['type']}.{resource['name']}"


def _addresses(template: Json) -> Iterator[str]:
    for type_, named in template.get("resource", {}).items():
        for name in named:
            yield f"{type_}.{name}"


def _shared(whole: Json, stacks: Mapping[str, Json], place: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What stands once in the whole and in several stacks, with the place in its path: `proof` there and
    `proof-us-east-1` here."""
    name = whole["//"]["metadata"]["stackName"]
    paths = {(address.partition(".")[0], _path(whole, address)): address for address in _addresses(whole)}
    found: dict[str, tuple[str, ...]] = {}
    for address, stack in place.items():
        if address in paths.values():
            continue
        type_ = address.partition(".")[0]
        once = paths.get((type_, _path(stacks[stack], address).replace(stack.removeprefix(name), "")))
        if once is not None and once not in place:
            found[once] = (*found.get(once, ()), address)
    return found


def _path(template: Json, address: str) -> str:
    """A resource's place in the construct tree."""
    type_, _, name = address.partition(".")
    return str(template["resource"][type_][name].get("//", {}).get("metadata", {}).get("path", address))


def _moved(resource: Json, address: str, template: Json, place: Mapping[str, str]) -> Json:
    """A resource as its new state has it: with that stack's provider, and dependencies in that stack."""
    type_, _, name = address.partition(".")
    source = resource["provider"].partition("]")[0] + "]"
    alias = template["resource"][type_][name].get("provider", "").partition(".")[2]

    def instance(each: Json) -> Json:
        kept: dict[str, Any] = dict(each)
        if "dependencies" in each:
            kept["dependencies"] = [
                other for other in each["dependencies"] if place.get(other) == place[address]
            ]
        return kept

    return {
        **resource,
        "name": name,
        "provider": f"{source}.{alias}" if alias else source,
        "instances": [instance(each) for each in resource["instances"]],
    }

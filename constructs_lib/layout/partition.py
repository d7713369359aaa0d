"""The partitioner: one stack's Terraform JSON in, one per place out. It reads and writes no file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from constructs_lib.layout.blocks import BARE, Block, Blocks, Json
from constructs_lib.layout.crossing import Crossing, Forbidden
from constructs_lib.layout.document import StateOf, document
from constructs_lib.layout.expressions import Reference
from constructs_lib.layout.placement import Placement
from constructs_lib.layout.places import GLOBAL, MESH, ZONE, Places
from constructs_lib.layout.written import Written
from constructs_lib.providers import EDGE_ALIAS

DIVIDED = frozenset(
    {"//", "data", "ephemeral", "import", "locals", "output", "provider", "resource", "terraform"}
)
"""Sections of a template that can be told apart by place."""


class ForbiddenReferences(Exception):  # noqa: N818  # it is the references that are wrong
    """What no place's state may hold; of references both addresses are named."""


@dataclass(frozen=True, kw_only=True)
class PlaceStack:
    """One place's stack."""

    place: str
    template: Json
    dependencies: tuple[str, ...]
    """The places that have to be applied before it, in the order in which they are."""


def partitioned(
    template: Json,
    *,
    state_of: Callable[[str], StateOf],
    name_of: Callable[[str], str],
) -> list[PlaceStack]:
    """The stacks, in the order in which they are applied; addresses are those of `template`.

    `template` has a provider for each region, and `global` for the edge (`Providers(own_edge=True)`).
    `state_of` and `name_of` tell of a place where its state is and what its stack is called. Raises
    `ForbiddenReferences` for what would make a region's plan need another region, or anything need what comes
    after it (F29).
    """
    return _Partition(template).stacks(state_of, name_of)


def forbidden_references(template: Json) -> list[Forbidden]:
    """What `partitioned` would refuse: for the author of a system, to see all of it at once."""
    return _Partition(template).forbidden


class _Partition:
    def __init__(self, template: Json) -> None:
        places = Places.of(template)
        if unknown := template.keys() - DIVIDED:
            raise ForbiddenReferences(f"a template with {', '.join(sorted(unknown))} cannot be divided")
        self._template, self._places = template, places
        self._blocks = blocks = Blocks.of(template)
        self._written = written = Written(template, blocks)

        def writable(holder: str, address: str, attribute: str | None) -> bool:
            reference = Reference(address=address, attribute=attribute)
            return written.can(reference, alias=blocks[holder].alias)

        self._placement = Placement(blocks, places, writable=writable)
        self._crossing = Crossing(blocks, places, self._placement, written)
        self._sections: dict[str, dict[str, Any]] = {place: {} for place in places.in_order}
        for address, place in self._placement.items():
            self._take(place, blocks[address])
        for name, output in template.get("output", {}).items():
            place = self._place_of_output(output)
            self._put_output(place, name, self._moved(output, f"output.{name}", place, None))
        for block in template.get("import", ()):
            place = self._placement[block["to"]]
            moved = self._moved(block, f"import of {block['to']}", place, None)
            self._sections[place].setdefault("import", []).append(moved)
        self._take_unread_data()
        for (place, name), reference in sorted(self._crossing.found.told.items()):
            self._put_output(place, name, {"value": f"${{{reference}}}"})
        self.forbidden: list[Forbidden] = self._crossing.found.forbidden

    def stacks(self, state_of: Callable[[str], StateOf], name_of: Callable[[str], str]) -> list[PlaceStack]:
        """Every place that has anything."""
        if self.forbidden:
            raise ForbiddenReferences("\n".join(map(str, self.forbidden)))
        after = self._order()
        reads = self._crossing.found.reads
        return [
            PlaceStack(
                place=place,
                template=document(
                    self._template,
                    self._sections[place],
                    name=name_of(place),
                    region=self._places.region_in(place),
                    state=state_of(place),
                    read={other: state_of(other) for reader, other in sorted(reads) if reader == place},
                ),
                dependencies=tuple(other for other in self._places.in_order if other in after[place]),
            )
            for place in _sorted(after, self._places.in_order)
            if self._sections[place]
        ]

    def _order(self) -> dict[str, set[str]]:
        """By place, those that come before it."""
        found = self._crossing.found
        after: dict[str, set[str]] = {place: set() for place in self._places.in_order}
        for place, other in (*found.reads, *found.waits):
            after[place].add(other)
        try:
            TopologicalSorter(after).prepare()
        except CycleError:
            waits = (
                f"{holder} ({place}) waits for {other}" for (place, other), holder in found.waits.items()
            )
            raise ForbiddenReferences(f"regions wait for each other: {'; '.join(waits)}") from None
        return after

    def _take(self, place: str, block: Block) -> None:
        """Puts a block into a place, with the data sources and local values that it needs there.

        What is the edge's, and stands elsewhere, has that place's own provider.
        """
        section = self._sections[place].setdefault(block.section, {})
        named = section.setdefault(block.type, {}) if block.type else section
        if block.name in named:
            return
        alias = self._places.alias_in(place) if block.alias in (None, EDGE_ALIAS) else block.alias
        moved = self._moved(block.body, block.address, place, alias)
        if block.alias == EDGE_ALIAS:
            moved["provider"] = f"aws.{alias}"
        named[block.name] = moved

    def _moved(self, body: Json, holder: str, place: str, alias: str | None) -> Json:
        """A block's body as it stands in a place; `alias` None is the place's own provider."""
        alias = alias or self._places.alias_in(place)
        moved = self._blocks.rewritten(
            body, lambda reference: self._crossing.put(reference, holder=holder, place=place, alias=alias)
        )
        moved = self._without_elsewhere(moved, holder, place)
        for address in self._blocks.mentioned(moved):
            if self._blocks[address].section in ("data", "locals"):
                self._take(place, self._blocks[address])
        return moved

    def _without_elsewhere(self, body: Json, holder: str, place: str) -> Json:
        """Without bare addresses of what is in another place."""
        if isinstance(body, list):
            return [self._without_elsewhere(each, holder, place) for each in body]
        if not isinstance(body, Mapping):
            return body
        kept: dict[str, Json] = {}
        for key, value in body.items():
            if key in BARE and isinstance(value, list):
                here = [each for each in value if self._crossing.bare(each, holder=holder, place=place)]
                if here:
                    kept[key] = here
            else:
                kept[key] = value if key == "//" else self._without_elsewhere(value, holder, place)
        return kept

    def _place_of_output(self, output: Json) -> str:
        """The place that can know it first; the edge for what is known everywhere, or of several regions."""
        blocks = [self._blocks[each.address] for each in self._blocks.references_in(output)]
        places = {self._placement.of(block) for block in blocks if not self._crossing.anywhere(block)}
        if len(places - {ZONE}) == 1:
            (place,) = places - {ZONE}
            return GLOBAL if place == MESH else place
        return ZONE if places == {ZONE} else GLOBAL

    def _put_output(self, place: str, name: str, output: Json) -> None:
        outputs = self._sections[place].setdefault("output", {})
        if name in outputs:
            raise ForbiddenReferences(f"two outputs of {place} are called {name}")
        outputs[name] = output
        for address in self._blocks.mentioned(output):
            if self._blocks[address].section == "data":
                self._take(place, self._blocks[address])

    def _take_unread_data(self) -> None:
        """Nobody reads it, or it was the only thing to be read: it stays with its provider."""
        read = {
            f"data.{type_}.{name}"
            for sections in self._sections.values()
            for type_, named in sections.get("data", {}).items()
            for name in named
        }
        for address, block in self._blocks.items():
            place = self._placement.of(block)
            if block.section == "data" and address not in read and self._sections[place]:
                self._take(place, block)


def _sorted(after: Mapping[str, set[str]], in_order: Sequence[str]) -> list[str]:
    """Every place behind those that come before it, otherwise in the order of `in_order`."""
    done: list[str] = []
    while len(done) < len(in_order):
        done.append(next(each for each in in_order if each not in done and after[each] <= set(done)))
    return done

"""What becomes of a reference to something that another place has, or that no place has yet."""

from dataclasses import dataclass, field

from config.plain_secrets import is_secret_key
from constructs_lib.layout.blocks import SECTIONS, Block, Blocks
from constructs_lib.layout.document import REMOTE_STATE
from constructs_lib.layout.expressions import Put, Reference
from constructs_lib.layout.placement import Placement
from constructs_lib.layout.places import MESH, Places
from constructs_lib.layout.written import IDENTITY, NotWritable, Written
from constructs_lib.providers import EDGE_ALIAS

GLOBAL_DATA = frozenset({"aws_route53_zone"})
"""Data sources that every region's provider answers alike: each place looks for itself."""


@dataclass(frozen=True, kw_only=True)
class Forbidden:
    """A reference that would make one place's plan need another, which it must not need (F29)."""

    holder: str
    """Address of the block that refers."""
    place: str
    reference: str
    other: str
    """The place of what is referred to."""
    reason: str

    def __str__(self) -> str:
        return f"{self.holder} ({self.place}) refers to {self.reference} ({self.other}): {self.reason}"


@dataclass(kw_only=True)
class Crossings:
    """What was found on the way: what places tell others, who waits for whom, and what may not be."""

    told: dict[tuple[str, str], Reference] = field(default_factory=dict)
    """By place and output name."""
    reads: set[tuple[str, str]] = field(default_factory=set)
    """Reader and read place."""
    waits: dict[tuple[str, str], str] = field(default_factory=dict)
    """By waiting and awaited place, the address that waits: an order alone, nothing is read."""
    forbidden: list[Forbidden] = field(default_factory=list)


class Crossing:
    """Decides for every reference: it stays, is written by name, is read from an output, or is forbidden."""

    def __init__(self, blocks: Blocks, places: Places, placement: Placement, written: Written) -> None:
        self._blocks, self._places = blocks, places
        self._placement, self._written = placement, written
        self.found = Crossings()

    def put(self, reference: Reference, *, holder: str, place: str, alias: str | None) -> Put | None:
        """What stands in the reference's place in a block of `place`, whose provider is `alias`."""
        block = self._blocks[reference.address]
        if block.section == "locals" or self._stays(block, place):
            return None
        other = self._placement.of(block)
        if block.section == "data" and self._written.can(reference, alias=alias):
            return self._written.put(reference, alias=alias)
        if self._places.may_read(place, other) and block.section != "ephemeral":
            return self._read(reference, holder=holder, place=place, other=other)
        try:
            put = self._written.put(reference, alias=alias)
        except NotWritable:
            self._forbid(holder, place, reference, other, "its value is known to AWS alone")
            return None
        if self._written.waits(reference):
            self._wait(holder, place, reference, other)
        return put

    def bare(self, address: str, *, holder: str, place: str) -> bool:
        """Whether an address in `depends_on` stays; what is elsewhere becomes an order of the stacks."""
        parts = address.split(".")
        reference = Reference(address=".".join(parts[: 3 if f"{parts[0]}." in SECTIONS.values() else 2]))
        block = self._blocks.get(reference.address)
        if block is None or self._stays(block, place):
            return True
        other = self._placement.of(block)
        if block.section == "data":  # whoever reads something leaves nothing to wait for
            return False
        if self._places.may_read(place, other):
            self.found.waits.setdefault((place, other), holder)
        else:
            self._wait(holder, place, reference, other)
        return False

    def anywhere(self, block: Block) -> bool:
        """Whether each place can look a data source up for itself: the edge's services by its own provider,
        the zones' account by that account's, and the account's id."""
        if block.section != "data":
            return False
        if not self._written.own_account(block):
            return True
        return block.type == IDENTITY or (block.alias == EDGE_ALIAS and block.type in GLOBAL_DATA)

    def _stays(self, block: Block, place: str) -> bool:
        home = self._placement.of(block)
        if block.section != "data" or home == place:
            return home == place
        if block.type == IDENTITY and self._written.own_account(block):
            return place == MESH
        return self.anywhere(block) or (place == MESH and home in self._places.regions)

    def _read(self, reference: Reference, *, holder: str, place: str, other: str) -> Put | None:
        if reference.attribute is None:
            self._forbid(holder, place, reference, other, "only single attributes can be told")
            return None
        if is_secret_key((reference.attribute,)):
            self._forbid(holder, place, reference, other, "outputs of one state must hold no secret of it")
            return None
        name = output_name(reference)
        self.found.told[other, name] = reference
        self.found.reads.add((place, other))
        return Put(text=f"data.{REMOTE_STATE}.{other}.outputs.{name}")

    def _wait(self, holder: str, place: str, reference: Reference, other: str) -> None:
        if place in self._places.regions and other in self._places.regions:
            self.found.waits.setdefault((place, other), holder)
        else:
            self._forbid(
                holder, place, reference, other, "it would have to be applied first, and comes later"
            )

    def _forbid(self, holder: str, place: str, reference: Reference, other: str, reason: str) -> None:
        self.found.forbidden.append(
            Forbidden(holder=holder, place=place, reference=str(reference), other=other, reason=reason)
        )


def output_name(reference: Reference) -> str:
    """The output that tells a reference's value to other stacks."""
    return str(reference).replace(".", "_")

"""Which place each block of a template belongs to: told by its provider, and by who needs it."""

from collections.abc import Callable, Iterable, Mapping

from constructs_lib.layout.blocks import Block, Blocks
from constructs_lib.layout.places import GLOBAL, MESH, ZONE, Places

RECORD = "aws_route53_record"
"""A record that one region alone waits for, such as the proof for its certificate, is that region's: Route 53
has one endpoint, which every region's provider reaches."""
BEFORE_REGIONS = frozenset({"aws_route53_zone"})
"""What of the edge may come before the regions, where they need it."""

JOINS = frozenset(
    {
        "aws_s3_bucket_replication_configuration",
        "aws_vpc_peering_connection",
        "aws_vpc_peering_connection_accepter",
        "aws_vpc_peering_connection_options",
        "aws_vpclattice_auth_policy",
    }
)
"""What belongs to two regions at once: always the mesh's, and not only where it refers to the other region,
which a VPC or a key that exists already would change. A resource that moved between two states would be put
by the one and then deleted by the other."""
ROLE = "aws_iam_role"
RIGHTS = "aws_iam_role_policy"
"""Rights of a role that something of the mesh has are the mesh's for the same reason: whether they name
another region's key depends on the file."""
SPANS = frozenset({RIGHTS, "aws_route", "aws_synthetics_canary"})
"""What may name resources of other regions, and then has to wait for them where their names are not known."""

Writable = Callable[[str, str, str | None], bool]
"""Of the address of a block that refers, and the address and attribute referred to: whether it can be
written by name instead."""


class Placement:
    """The place of each resource and ephemeral resource; data sources are wherever they are read."""

    def __init__(self, blocks: Blocks, places: Places, *, writable: Writable) -> None:
        self._blocks, self._places, self._writable = blocks, places, writable
        self._users = blocks.users()
        self._of: dict[str, str] = {}
        for address, block in blocks.items():
            if block.section in ("resource", "ephemeral"):
                self._place(address)
        self._lift()
        self._advance()

    def __getitem__(self, address: str) -> str:
        return self._of[address]

    def of(self, block: Block) -> str:
        """A block's place; that of a data source or local value is where its provider is."""
        return self._of.get(block.address) or self._home(block)

    def items(self) -> Iterable[tuple[str, str]]:
        """Address and place of each resource and ephemeral resource."""
        return self._of.items()

    def by_place(self) -> Mapping[str, list[str]]:
        """The addresses in each place."""
        found: dict[str, list[str]] = {place: [] for place in self._places.in_order}
        for address, place in self._of.items():
            found[place].append(address)
        return found

    def _home(self, block: Block) -> str:
        return self._places.region_of(block.alias) or GLOBAL

    def _place(self, address: str) -> str:
        if address not in self._of:
            block = self._blocks[address]
            home = self._home(block)
            follows = block.alias is None or (block.type == RECORD and home == GLOBAL)
            self._of[address] = self._with_users(block) if follows else home
        return self._of[address]

    def _with_users(self, block: Block) -> str:
        """The one region that needs it; the edge, where nobody does or several do."""
        users = [self._blocks[user] for user in self._users[block.address]]
        places = {self._place(user.address) for user in users if user.section in ("resource", "ephemeral")}
        (place,) = places if len(places) == 1 else (GLOBAL,)
        return place

    def _lift(self) -> None:
        """Puts into the mesh what cannot be in one region alone, and then what waits for that."""
        for address, place in self._of.items():
            if place in self._places.regions and self._joins(address):
                self._of[address] = MESH
        waiting = [address for address in self._of if self._blocks[address].type in SPANS]
        lifted = True
        while lifted:
            lifted = False
            for address in waiting:
                if self._of[address] in self._places.regions and self._spans(address):
                    self._of[address] = MESH
                    lifted = True

    def _joins(self, address: str) -> bool:
        """Whether it is the mesh's by its type, or by that of what its role is for."""
        if self._blocks[address].type != RIGHTS:
            return self._blocks[address].type in JOINS
        roles = (each.address for each in self._blocks.references(address))
        return any(
            self._blocks[user].type in JOINS
            for role in roles
            if self._blocks[role].type == ROLE
            for user in self._users[role]
        )

    def _spans(self, address: str) -> bool:
        for reference in self._blocks.references(address):
            other = self._of.get(reference.address)
            if other is None or other in (self._of[address], ZONE, GLOBAL):
                continue
            if not self._writable(address, reference.address, reference.attribute):
                return True
        return False

    def _advance(self) -> None:
        """Puts before the regions what of the edge they need."""
        for address, place in list(self._of.items()):
            users = (self._of.get(user) for user in self._users[address])
            if (
                place == GLOBAL
                and self._blocks[address].type in BEFORE_REGIONS
                and any(user in (*self._places.regions, MESH) for user in users)
            ):
                self._of[address] = ZONE

"""What an account must have before a stack can be planned, read from the synthesized JSON alone."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

_VPC = re.compile(r"vpc-[0-9a-f]+")
_SUBNET = re.compile(r"subnet-[0-9a-f]+")
_ROUTE_TABLE = re.compile(r"rtb-[0-9a-f]+")
_ZONE = re.compile(r"Z[0-9A-Z]+")
_CERTIFICATE = re.compile(r"aws_acm_certificate\.([\w-]+)")


@dataclass(frozen=True)
class ExistingZone:
    """A hosted zone that the stack looks up by name, or names by id (then its name is deduced)."""

    name: str
    private: bool
    region: str
    zone_id: str | None = None

    def __str__(self) -> str:
        kind = "private" if self.private else "public"
        return f"{kind} zone {self.name}" + (f" ({self.zone_id})" if self.zone_id else "")


@dataclass(frozen=True)
class ExistingNetwork:
    """A VPC named by id, with the subnets and route tables that are named in the same region."""

    vpc_id: str
    region: str
    subnet_ids: tuple[str, ...]
    route_table_ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.vpc_id} in {self.region} with {len(self.subnet_ids)} subnets"


@dataclass(frozen=True)
class Prerequisites:
    """Everything that a stack expects to find."""

    zones: tuple[ExistingZone, ...]
    networks: tuple[ExistingNetwork, ...]


@dataclass(frozen=True)
class _Block:
    kind: str
    name: str
    region: str
    body: Json


def prerequisites(document: Json) -> Prerequisites:
    """What the stack in `document` (Terraform JSON) uses without creating it."""
    resources = list(_blocks(document, "resource"))
    return Prerequisites(
        zones=(*_looked_up_zones(document), *_zones_by_id(resources)),
        networks=tuple(_networks(resources)),
    )


def _blocks(document: Json, section: str) -> Iterator[_Block]:
    regions = {
        f"aws.{block['alias']}" if "alias" in block else "aws": block.get("region", "us-east-1")
        for block in document.get("provider", {}).get("aws", [])
    }
    for kind, named in document.get(section, {}).items():
        for name, body in named.items():
            yield _Block(kind, name, regions.get(body.get("provider", "aws"), "us-east-1"), body)


def _looked_up_zones(document: Json) -> Iterator[ExistingZone]:
    seen: set[tuple[str, bool]] = set()
    for block in _blocks(document, "data"):
        name = block.body.get("name")
        if block.kind != "aws_route53_zone" or not name or "${" in name:
            continue
        private = bool(block.body.get("private_zone", False))
        if (name, private) not in seen:
            seen.add((name, private))
            yield ExistingZone(name.rstrip("."), private, block.region)


def _zones_by_id(resources: list[_Block]) -> Iterator[ExistingZone]:
    """Zones named by id: the name is what the records in it have in common.

    The name of a validation record is known only after the apply; its certificate's domain stands for it,
    and tells that the zone is public.
    """
    users: dict[str, list[_Block]] = {}
    for block in resources:
        zone_id = block.body.get("zone_id")
        if isinstance(zone_id, str) and _ZONE.fullmatch(zone_id):
            users.setdefault(zone_id, []).append(block)
    domains = {
        each.name: each.body.get("domain_name", "")
        for each in resources
        if each.kind == "aws_acm_certificate"
    }
    for zone_id, blocks in users.items():
        names: list[str] = []
        validates = False
        for block in blocks:
            if block.kind != "aws_route53_record":
                continue
            name = str(block.body.get("name", ""))
            certificate = _CERTIFICATE.search(name)
            validates = validates or certificate is not None
            names.append(domains.get(certificate[1], "") if certificate else name)
        associated = any(block.kind == "aws_route53_zone_association" for block in blocks)
        yield ExistingZone(_common_parent(names), associated or not validates, blocks[0].region, zone_id)


def _common_parent(names: list[str]) -> str:
    """The longest name under which all of `names` are, itself none of them."""
    parents = [name.rstrip(".").split(".")[1:] for name in names if name]
    if not parents:
        return "existing.example"
    common = list(
        itertools.takewhile(
            lambda labels: len(set(labels)) == 1, zip(*(parent[::-1] for parent in parents), strict=False)
        )
    )
    return ".".join(labels[0] for labels in common[::-1])


def _networks(resources: list[_Block]) -> Iterator[ExistingNetwork]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for block in resources:
        texts = list(_texts(block.body))
        # A peer's VPC is in the peer's region, where other resources name it too.
        own = [text for text in texts if text != block.body.get("peer_vpc_id")]
        region = str(block.body.get("vpc_region") or block.region)
        known = found.setdefault(region, {"vpc": (), "subnet": (), "route_table": ()})
        for kind, pattern in (("vpc", _VPC), ("subnet", _SUBNET), ("route_table", _ROUTE_TABLE)):
            new = [text for text in own if pattern.fullmatch(text)]
            known[kind] = tuple(dict.fromkeys((*known[kind], *new)))
    for region, known in found.items():
        for index, vpc_id in enumerate(known["vpc"]):
            first = index == 0
            yield ExistingNetwork(
                vpc_id, region, known["subnet"] if first else (), known["route_table"] if first else ()
            )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)

"""What one region's network tells the others: strings, tokens among them, and no resource."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class NetworkRecord:
    """A region's VPC, made here or given by id."""

    region: str
    vpc_id: str
    cidr: str
    subnet_ids: Sequence[str]
    """The private subnets, one per zone."""
    route_table_ids: Sequence[str]
    """The tables that need a route to every other region."""


@dataclass(frozen=True, kw_only=True)
class Peering:
    """A peering connection that both sides have agreed to."""

    connection_id: str

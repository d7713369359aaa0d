"""Peering between every two regions of a deployment."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from constructs import Construct

from constructs_lib.network.peering import PeeringAcceptance, PeeringRequest, PeeringRoutes
from constructs_lib.network.record import NetworkRecord
from constructs_lib.providers import RegionScope


@dataclass(frozen=True, kw_only=True)
class Member:
    """A region in the mesh."""

    scope: RegionScope
    network: NetworkRecord


class PeeringMesh(Construct):
    """For each pair of regions: a request, its acceptance, and routes on both sides.

    Peering is not transitive: n regions have n·(n-1)/2 connections.
    """

    def __init__(self, scope: Construct, id_: str, *, members: Sequence[Member]) -> None:
        """Of each pair the one whose name sorts first asks: roles may change, connections must not."""
        super().__init__(scope, id_)
        for first, second in combinations(sorted(members, key=lambda member: member.scope.name), 2):
            pair = Construct(self, f"{first.scope.name}-{second.scope.name}")
            request = PeeringRequest(
                pair, "request", region=first.scope, own=first.network, other=second.network
            )
            acceptance = PeeringAcceptance(
                pair,
                "acceptance",
                region=second.scope,
                requested=request.requested,
                requester=first.network,
            )
            for own, other in ((first, second), (second, first)):
                PeeringRoutes(
                    pair,
                    f"routes-{own.scope.name}",
                    region=own.scope,
                    own=own.network,
                    other=other.network,
                    peering=acceptance.agreed,
                )

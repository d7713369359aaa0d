"""VPC Lattice: the targets of a target group."""

from typing import Any

from moto.vpclattice.responses import VPCLatticeResponse

from drill.extensions.vpc_lattice_answer import answers, found, named


def _targets(self: VPCLatticeResponse) -> dict[tuple[str, int | None], dict[str, Any]]:
    """The targets of the request's group; they live on moto's object, so a reset forgets them too."""
    group = found(self.backend.target_groups, named(self, "targetGroupIdentifier"))
    targets: dict[tuple[str, int | None], dict[str, Any]] = group.__dict__.setdefault("targets", {})
    return targets


@answers("RegisterTargets", "moto has no targets")
def _register_targets(self: VPCLatticeResponse) -> dict[str, Any]:
    targets, wanted = _targets(self), self._get_param("targets")
    for target in wanted:
        # A Lambda target has no health check, so AWS reports it as UNAVAILABLE for as long as it lives.
        targets[target["id"], target.get("port")] = {**target, "status": "UNAVAILABLE"}
    return {"successful": wanted, "unsuccessful": []}


@answers("DeregisterTargets", "moto has no targets")
def _deregister_targets(self: VPCLatticeResponse) -> dict[str, Any]:
    targets, wanted = _targets(self), self._get_param("targets")
    for target in wanted:
        targets.pop((target["id"], target.get("port")), None)
    return {"successful": wanted, "unsuccessful": []}


@answers("ListTargets", "moto has no targets")
def _list_targets(self: VPCLatticeResponse) -> dict[str, Any]:
    asked = {target["id"] for target in self._get_param("targets") or []}
    return {"items": [each for each in _targets(self).values() if not asked or each["id"] in asked]}

"""Checks of `health` against the regions and the routing that it is about."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from config.model import KeyPath, Violation
from config.routing import FailoverRouting, LatencyRouting

if TYPE_CHECKING:
    from config.lattice_service import LatticeService

Found = Iterator[Violation]


def _names(deployment: "LatticeService") -> tuple[KeyPath, ...]:
    return tuple(("regions", index, "name") for index in range(len(deployment.regions)))


def checks_elsewhere(deployment: "LatticeService") -> Found:
    """A further check makes one of the deployment's own regions ready or not."""
    names = [region.name for region in deployment.regions]
    for index, check in enumerate(deployment.health.further_checks):
        if check.knows("region") and check.region not in names:
            yield Violation(
                ("health", "further_checks", index, "region"),
                allowed=f"one of the deployment's regions: {', '.join(names)}",
                mend="name the region that is not ready while this check fails",
                because=_names(deployment),
            )


def too_many_required(deployment: "LatticeService") -> Found:
    """A region that can never count enough healthy checks is never ready (F11)."""
    required = deployment.health.required_checks
    if required is None:
        return
    further = Counter(check.region for check in deployment.health.further_checks if check.knows("region"))
    counts = {region.name: 1 + further[region.name] for region in deployment.regions if region.knows("name")}
    least = min(counts, key=counts.__getitem__, default=None)
    if least and required > counts[least]:
        yield Violation(
            ("health", "required_checks"),
            found=f"{required}, but {least} has {_counted(counts[least])}",
            allowed="at most as many as every region has, its own check included: "
            "with more the region would never be ready",
            mend=f"set `required_checks: {counts[least]}`, or add further checks of {least}",
            because=_names(deployment),
        )


def _counted(checks: int) -> str:
    return f"{checks} check{'' if checks == 1 else 's'}"


def takeover_without_failover(deployment: "LatticeService") -> Found:
    """Only a failover record has a standby that takes over."""
    if deployment.health.takeover and deployment.routing.policy != "failover":
        yield Violation(
            ("health", "takeover"),
            found=f"takeover with `routing.policy: {deployment.routing.policy}`",
            allowed="takeover with `routing.policy: failover` only: no other policy has a standby",
            mend="remove `takeover`, or set `policy: failover`; `routing_controls` go with every policy",
            because=(("routing", "policy"),),
        )


def uncountable_standbys(deployment: "LatticeService") -> Found:
    """A record that leads to several regions has a calculated check over theirs, and it counts no calculated
    one (F11): with several standbys, and where a region has a fallback."""
    counted = _counted_together(deployment)
    allowed = (
        "one check alone for each region that stands in for another, or is stood in for: Route 53 counts "
        "their checks, and cannot count a check that counts others"
    )
    if deployment.health.routing_controls and counted:
        yield Violation(
            ("health", "routing_controls"),
            found=f"routing_controls with {' and '.join(counted)} counted together",
            allowed=allowed,
            mend=f"remove `routing_controls`, or {_uncounted(deployment)}",
            because=(("regions",), ("routing", "policy")),
        )
    for index, check in enumerate(deployment.health.further_checks):
        if check.knows("region") and check.region in counted:
            yield Violation(
                ("health", "further_checks", index, "region"),
                found=f"a further check of {check.region}, with {' and '.join(counted)} counted together",
                allowed=allowed,
                mend=f"remove this check, or {_uncounted(deployment)}",
                because=_names(deployment),
            )


def _counted_together(deployment: "LatticeService") -> list[str]:
    routing = deployment.routing
    if isinstance(routing, LatencyRouting):
        named = {*routing.fallback, *routing.fallback.values()}
        return [region.name for region in deployment.regions if region.name in named]
    if isinstance(routing, FailoverRouting) and len(deployment.regions) > 2:
        return [region.name for region in deployment.regions if region.role == "standby"]
    return []


def _uncounted(deployment: "LatticeService") -> str:
    return "keep to two regions" if deployment.routing.policy == "failover" else "remove `routing.fallback`"

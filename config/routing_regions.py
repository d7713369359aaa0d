"""Checks of what the routing policy and the regions must have in common; a system calls `checks`."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from config.model import Checks, KeyPath, Violation
from config.regions import Region
from config.routing import (
    FailoverRouting,
    GeolocationRouting,
    LatencyRouting,
    MultivalueRouting,
    WeightedRouting,
)

MULTIVALUE_ANSWERS = 8
"""How many healthy records Route 53 puts into one multivalue answer."""


class RoutedRegions(Protocol):
    """What is checked: any system with regions and a routing policy."""

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions in the file's order."""

    @property
    def routing(
        self,
    ) -> FailoverRouting | WeightedRouting | LatencyRouting | GeolocationRouting | MultivalueRouting:
        """Any of the policies."""


def checks(deployment: RoutedRegions) -> Checks:
    """Roles that do not fit the policy, regions that it leaves out, and names that are no regions."""
    return (
        _not_one_primary(deployment),
        _roles_of_failover(deployment),
        _roles_of_active_regions(deployment),
        _missing_weights(deployment),
        _unknown_regions(deployment),
        _silent_regions(deployment),
        _too_many_answers(deployment),
    )


def _names(deployment: RoutedRegions) -> list[str]:
    return [region.name for region in deployment.regions]


def _name_keys(deployment: RoutedRegions) -> tuple[KeyPath, ...]:
    return tuple(("regions", index, "name") for index in range(len(deployment.regions)))


def _not_one_primary(deployment: RoutedRegions) -> Iterator[Violation]:
    """Failover records know one primary; every other region stands by."""
    regions = deployment.regions
    if not isinstance(deployment.routing, FailoverRouting) or not regions:
        return
    primaries = [
        region.name if region.knows("name") else f"regions[{index}]"
        for index, region in enumerate(regions)
        if region.role == "primary"
    ]
    if len(primaries) != 1:
        yield Violation(
            ("regions",),
            found=f"{len(primaries)} primaries: {', '.join(primaries)}" if primaries else "no primary",
            allowed="exactly one region with `role: primary`",
            mend="keep one primary and give the others `role: standby`"
            if primaries
            else "give the region that should answer first `role: primary`",
        )


def _roles_of_failover(deployment: RoutedRegions) -> Iterator[Violation]:
    if isinstance(deployment.routing, FailoverRouting):
        for index, region in enumerate(deployment.regions):
            if region.role == "active":
                yield Violation(
                    ("regions", index, "role"),
                    allowed="primary or standby, with `routing.policy: failover`",
                    mend="set `role: standby`",
                    because=(("routing", "policy"),),
                )


def _roles_of_active_regions(deployment: RoutedRegions) -> Iterator[Violation]:
    """Under the other policies all regions answer together, but for one that is only somebody's fallback."""
    routing = deployment.routing
    if isinstance(routing, FailoverRouting):
        return
    only_fallbacks = set(_fallback(deployment).values())
    for index, region in enumerate(deployment.regions):
        standby = region.role == "standby" and region.knows("name") and region.name in only_fallbacks
        if region.role != "active" and not standby:
            also = (
                ", or standby where it is the `fallback` of another"
                if isinstance(routing, LatencyRouting | GeolocationRouting)
                else ""
            )
            yield Violation(
                ("regions", index, "role"),
                found=region.role,
                allowed=f"active, with `routing.policy: {routing.policy}`: all regions answer together{also}",
                mend="set `role: active`",
                because=(("routing", "policy"),),
            )


def _missing_weights(deployment: RoutedRegions) -> Iterator[Violation]:
    routing = deployment.routing
    if isinstance(routing, WeightedRouting):
        missing = [name for name in _names(deployment) if name not in routing.weights]
        if missing:
            yield Violation(
                ("routing", "weights"),
                found=f"no weight for {' and '.join(missing)}",
                allowed="a weight for every region",
                mend=f"add `{missing[0]}: 0`, or the share that it should get",
                because=_name_keys(deployment),
            )


def _unknown_regions(deployment: RoutedRegions) -> Iterator[Violation]:
    names = _names(deployment)
    for key, name in _named_in(deployment):
        if name not in names:
            yield Violation(
                key,
                found=f"{name}, which is not among the regions",
                allowed=f"the deployment's regions: {', '.join(names)}",
                mend="remove the line, or correct the region",
                because=_name_keys(deployment),
            )


def _named_in(deployment: RoutedRegions) -> Iterator[tuple[KeyPath, str]]:
    routing = deployment.routing
    if isinstance(routing, WeightedRouting):
        for name in routing.weights:
            yield ("routing", "weights", name), name
    if isinstance(routing, GeolocationRouting):
        for name in routing.locations:
            yield ("routing", "locations", name), name
        yield ("routing", "default"), routing.default
    for name, other in _fallback(deployment).items():
        yield ("routing", "fallback", name), name
        yield ("routing", "fallback", name), other


def _silent_regions(deployment: RoutedRegions) -> Iterator[Violation]:
    """Regions that would never answer: without a place, not the default, and nobody's fallback."""
    routing = deployment.routing
    if isinstance(routing, GeolocationRouting):
        heard = {*routing.locations, routing.default, *routing.fallback.values()}
        for name in _names(deployment):
            if name not in heard:
                yield Violation(
                    ("routing", "locations"),
                    found=f"nothing for {name}",
                    allowed="for every region places, or a part as `default` or as `fallback` of another: "
                    "without any it would never answer",
                    mend=f"add `{name}:` with `countries:` below it, or make it a fallback",
                    because=_name_keys(deployment),
                )
    for name in _unreachable_keys(deployment):
        yield Violation(
            ("routing", "fallback", name),
            found=f"a fallback for {name}, which stands by",
            allowed="fallbacks of regions that answer",
            mend="remove the line",
            because=_name_keys(deployment),
        )


def _unreachable_keys(deployment: RoutedRegions) -> Iterator[str]:
    """A standby answers only as a fallback; it has none itself."""
    standbys = [region.name for region in deployment.regions if region.role == "standby"]
    return (name for name in _fallback(deployment) if name in standbys)


def _too_many_answers(deployment: RoutedRegions) -> Iterator[Violation]:
    count = len(deployment.regions)
    if isinstance(deployment.routing, MultivalueRouting) and count > MULTIVALUE_ANSWERS:
        yield Violation(
            ("routing", "policy"),
            found=f"multivalue over {count} regions",
            allowed=f"at most {MULTIVALUE_ANSWERS} regions: Route 53 puts no more addresses into one answer, "
            "so each answer would lack some region",
            mend=f"keep {MULTIVALUE_ANSWERS} regions, or set `policy: latency`",
        )


def _fallback(deployment: RoutedRegions) -> Mapping[str, str]:
    routing = deployment.routing
    return routing.fallback if isinstance(routing, LatencyRouting | GeolocationRouting) else {}

"""The readiness of every region of a deployment: what its records ask and its operators can decide.

Switches are imported where a deployment has one: most have none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from constructs import Construct

from config.health import HealthCheck
from config.regions import Region
from constructs_lib.assets import function_code
from constructs_lib.dns.further_checks import FurtherChecks
from constructs_lib.dns.health import Check, Endpoint, EndpointCheck
from constructs_lib.dns.readiness import Readiness
from constructs_lib.monitoring.watched import Watched
from constructs_lib.providers import RegionScope

if TYPE_CHECKING:
    from constructs_lib.dns.routing_control import RoutingControls


@dataclass(frozen=True, kw_only=True)
class CheckedRegion:
    """A region and the endpoint that answers for it."""

    region: Region
    scope: RegionScope
    endpoint: Endpoint


class RegionalReadiness(Construct):
    """Per region an `EndpointCheck`, the user's further checks and a `Readiness` over all of them.

    With `health.takeover` a `TakeoverSwitch` in the first standby region is part of the primary's readiness;
    with `health.routing_controls` each region's control is part of its own.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        regions: Sequence[CheckedRegion],
        health: HealthCheck,
        log_retention_days: int,
    ) -> None:
        """`regions` are in the order in which they take over."""
        super().__init__(scope, id_)
        self._edge, self._health = edge, health
        self._log_retention_days = log_retention_days
        places = [checked.region for checked in regions]
        self.operators_outputs: dict[str, str] = {}
        """What an operator who moves traffic needs, by output name; empty where the checks alone decide."""
        self.watched: dict[str, tuple[Watched, ...]] = {}
        """By region, what the checks stand on and has metrics; regions without such a thing are not named."""
        extra: dict[str, list[Check]] = {region.name: [] for region in places}
        if health.takeover:
            standby = next(checked for checked in regions if checked.region.role == "standby")
            extra[places[0].name].append(self._takeover(places[0], standby))
        if health.routing_controls:
            from constructs_lib.dns.routing_control import RoutingControls

            controls = RoutingControls(
                self, "routing-controls", edge=edge, regions=places, config=health.routing_controls
            )
            self._tell(controls)
            for name, check in controls.checks.items():
                extra[name].append(check)
        self.of: Mapping[str, Readiness] = {
            checked.region.name: self._readiness(checked, extra[checked.region.name]) for checked in regions
        }
        """By region."""

    def _takeover(self, primary: Region, standby: CheckedRegion) -> Check:
        from constructs_lib.dns.takeover_switch import TakeoverSwitch

        switch = TakeoverSwitch(
            self,
            # By region: another standby gets a switch of its own, made there, instead of one that is sought
            # in the wrong region.
            f"takeover-{standby.region.name}",
            edge=self._edge,
            standby_scope=standby.scope,
            primary=primary,
            code=function_code(self, function="takeover_switch"),
            timing=self._health,
            log_retention_days=self._log_retention_days,
        )
        self.watched[standby.region.name] = switch.watched
        self.operators_outputs |= {
            "takeover_on": switch.take_over_command,
            "takeover_off": switch.give_back_command,
        }
        return switch.primary_keeps

    def _tell(self, controls: "RoutingControls") -> None:
        for region, arn in controls.control_arns.items():
            self.operators_outputs[f"routing_control_arn_{region.replace('-', '_')}"] = arn
        if controls.cluster_endpoints:
            self.operators_outputs["routing_control_endpoints"] = controls.cluster_endpoints

    def _readiness(self, checked: CheckedRegion, extra: Sequence[Check]) -> Readiness:
        region = checked.region
        own = EndpointCheck(
            self,
            region.name,
            edge=self._edge,
            region=region,
            endpoint=checked.endpoint,
            timing=self._health,
        )
        further = FurtherChecks(
            self,
            f"further-{region.name}",
            edge=self._edge,
            region_scope=checked.scope,
            region=region,
            health=self._health,
        )
        return Readiness(
            self,
            f"readiness-{region.name}",
            edge=self._edge,
            region=region,
            checks=[own.check, *further.checks, *extra],
            required=self._health.required_checks,
        )

"""The further checks of one region, as the user lists them."""

from constructs import Construct

from config.health import HealthCheck
from config.health_alarm import AlarmCheck as AlarmCheckConfig
from config.health_endpoint import HttpCheck, HttpsCheck, TcpCheck
from config.regions import Region
from constructs_lib.dns.alarm_check import MetricCheck
from constructs_lib.dns.health import Check, Endpoint, EndpointCheck
from constructs_lib.providers import RegionScope


class FurtherChecks(Construct):
    """A check for each entry of `health.further_checks` that speaks for `region`, in the file's order."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        region_scope: RegionScope,
        region: Region,
        health: HealthCheck,
    ) -> None:
        """`region_scope` gets the alarms."""
        super().__init__(scope, id_)
        self._edge, self._region_scope, self._region, self._health = edge, region_scope, region, health
        self.checks: tuple[Check, ...] = tuple(
            self._made(config) for config in health.further_checks if config.region == region.name
        )
        """What `Readiness` takes beside the region's own check."""

    def _made(self, config: HttpCheck | HttpsCheck | TcpCheck | AlarmCheckConfig) -> Check:
        if isinstance(config, AlarmCheckConfig):
            return MetricCheck(
                self,
                config.name,
                edge=self._edge,
                region_scope=self._region_scope,
                region=self._region,
                config=config,
            ).check
        return EndpointCheck(
            self,
            config.name,
            edge=self._edge,
            region=self._region,
            what=[config.name],
            endpoint=endpoint_of(config),
            timing=self._health,
            inverted=config.inverted,
        ).check


def endpoint_of(config: HttpCheck | HttpsCheck | TcpCheck) -> Endpoint:
    """What the checkers ask, of what the user wrote."""
    if isinstance(config, TcpCheck):
        return Endpoint(protocol="TCP", port=config.port, host=config.host, address=config.address)
    return Endpoint(
        protocol="HTTP" if isinstance(config, HttpCheck) else "HTTPS",
        port=config.port,
        host=config.host,
        address=config.address,
        path=config.path,
        contains=config.contains,
    )

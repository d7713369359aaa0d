"""Where traffic goes: the shared name, what its records ask, and the witness beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from constructs import Construct

from config.health import HealthCheck
from config.regions import Region
from constructs_lib.assets import function_code
from constructs_lib.dns.health import Check, Endpoint, EndpointCheck
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.dns.policy import Answer, Failover
from constructs_lib.dns.readiness import Readiness
from constructs_lib.dns.routed_name import RoutedName
from constructs_lib.dns.takeover_switch import TakeoverSwitch
from constructs_lib.dns.target import LoadBalancerAlias
from constructs_lib.failover.witness import WitnessRecord
from constructs_lib.providers import RegionScope


class Entrance(Protocol):
    """A region's load balancer."""

    @property
    def dns_name(self) -> str:
        """Its own name."""

    @property
    def zone_id(self) -> str:
        """Its own hosted zone, for alias records."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """The public names, and how long a resolver may keep the witness's answer, in seconds."""

    application: str
    witness: str
    witness_ttl: int


class FailoverTraffic(Construct):
    """The primary's health check, the takeover switch, the failover records, and the witness record.

    The primary is evaluated twice: by its readiness (its check and the switch), and by whether its load
    balancer has healthy targets. The standby is not evaluated at all: empty, it counts as unhealthy (F7),
    and with both unhealthy Route 53 would answer with the primary again (F6), whose data is stale once the
    replica was promoted. Data safety comes first: while the standby is empty, clients get its error.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        standby_scope: RegionScope,
        primary: Region,
        entrances: Mapping[str, Entrance],
        zone: HostedZone,
        names: Names,
        health_path: str,
        timing: HealthCheck,
        log_retention_days: int,
    ) -> None:
        """`entrances` by region."""
        super().__init__(scope, id_)
        standby = standby_scope.name
        self.primary_check: Check = EndpointCheck(
            self,
            "primary",
            edge=edge,
            region=primary,
            # By the load balancer's own name. The shared one leads to the standby while the primary is
            # unhealthy, and a load balancer has no fixed address to go with a name (F10). Its certificate is
            # for the shared name, which is no matter: Route 53 verifies none (F9).
            endpoint=Endpoint(
                protocol="HTTPS", port=443, host=entrances[primary.name].dns_name, path=health_path
            ),
            timing=timing,
        ).check
        """Of the primary's load balancer alone, whatever the switch says."""
        self.switch = TakeoverSwitch(
            Construct(self, standby),
            "takeover",
            edge=edge,
            standby_scope=standby_scope,
            primary=primary,
            code=function_code(self, function="takeover_switch"),
            timing=timing,
            log_retention_days=log_retention_days,
        )
        """The controller turns it on when it decides: the old primary must not get traffic again by
        itself."""
        self.readiness: Check = Readiness(
            self,
            "readiness",
            edge=edge,
            region=primary,
            checks=[self.primary_check, self.switch.primary_keeps],
        ).check
        """What the primary's record asks."""

        def answer(region: str, *, check_id: str | None, evaluated: bool) -> Answer:
            return Answer(
                identifier=region,
                target=LoadBalancerAlias(
                    dns_name=entrances[region].dns_name,
                    zone_id=entrances[region].zone_id,
                    evaluate_target_health=evaluated,
                ),
                health_check_id=check_id,
                calculated_check=check_id is not None,
            )

        RoutedName(
            self,
            "records",
            edge=edge,
            zone=zone,
            name=names.application,
            policy=Failover(
                primary=answer(primary.name, check_id=self.readiness.id, evaluated=True),
                secondary=answer(standby, check_id=None, evaluated=False),
            ),
        )
        WitnessRecord(
            self,
            "witness",
            edge=edge,
            zone=zone,
            name=names.witness,
            ttl=names.witness_ttl,
            primary_check=self.primary_check,
        )

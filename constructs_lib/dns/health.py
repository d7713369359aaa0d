"""Route 53 health checks: what every kind has in common, and the checks of endpoints."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck
from constructs import Construct

from config.health import CHECKER_REGIONS, HealthCheck
from config.health_endpoint import LONGEST_TEXT
from config.regions import Region
from constructs_lib.providers import RegionScope

REPLACED_WHILE_IN_USE = TerraformResourceLifecycle(create_before_destroy=True)
"""What a check says that was deleted under a record's feet cannot be predicted: the record moves first, and
a check that counts others forgets one before that one goes. Without it Terraform deletes first."""

CheckKind = Literal["endpoint", "alarm", "routing-control", "calculated"]


@dataclass(frozen=True, kw_only=True)
class Check:
    """A health check as others know it: ids are global, so that it may stand in any state (F31)."""

    id: str
    kind: CheckKind
    """A calculated check can be a record's, but no part of another calculated one (F11)."""


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """What Route 53's checkers ask. Values may be tokens."""

    protocol: Literal["HTTP", "HTTPS", "TCP"]
    port: int
    host: str | None = None
    """The name to look up; with an address, only what is sent as Host header and in TLS (F10)."""
    address: str | None = None
    """The public address to connect to."""
    path: str | None = None
    contains: str | None = None
    """A text in the answer's first 5,120 bytes, at most 255 characters (F9)."""

    def __post_init__(self) -> None:
        """Raises `ValueError` for what Terraform would take and AWS refuse, or take and never answer."""
        if not self.host and not self.address:
            raise ValueError("an endpoint needs a host or an address")
        if self.protocol == "HTTPS" and not self.host:
            raise ValueError("an HTTPS endpoint needs a host: without one TLS has no name to ask for")
        if self.protocol == "TCP" and (self.path is not None or self.contains is not None):
            raise ValueError("a TCP endpoint has neither path nor text: only the connection is tried")
        if self.contains is not None and not 1 <= len(self.contains) <= LONGEST_TEXT:
            raise ValueError(f"Route 53 looks for 1 to {LONGEST_TEXT} characters, not {len(self.contains)}")

    @property
    def type(self) -> str:
        """Route 53's name for this kind of check."""
        return f"{self.protocol}_STR_MATCH" if self.contains else self.protocol


class EndpointCheck(Construct):
    """`aws_route53_health_check` on an endpoint that answers for one region.

    A new check starts healthy, an inverted one unhealthy, until the checkers have answered; the endpoint
    has 4 s to connect and 2 s more to answer 2xx or 3xx (F9). It is never disabled: a disabled check
    counts as healthy (F6).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        region: Region,
        what: Sequence[str] = (),
        endpoint: Endpoint,
        timing: HealthCheck,
        inverted: bool = False,
    ) -> None:
        """`region` is the one that the check speaks for: the check itself is global and carries its tags.

        `what` are the last parts of its name. Of `timing`, interval and threshold, the checkers' regions and
        the latency graph are used; a change of interval or graph makes a new check.
        """
        super().__init__(scope, id_)
        resource = Route53HealthCheck(
            self,
            "check",
            provider=edge.provider,
            type=endpoint.type,
            fqdn=endpoint.host,
            ip_address=endpoint.address,
            port=endpoint.port,
            resource_path=endpoint.path,
            search_string=endpoint.contains,
            enable_sni=True if endpoint.protocol == "HTTPS" else None,
            request_interval=timing.interval,
            failure_threshold=timing.threshold,
            measure_latency=timing.measure_latency,
            invert_healthcheck=inverted or None,
            # All eight by name rather than none: the provider cannot take a list back.
            regions=list(timing.checker_regions or CHECKER_REGIONS),
            tags=edge.tags(Name=edge.naming.name(region.name, *what), Region=region.name, Role=region.role),
            lifecycle=REPLACED_WHILE_IN_USE,
        )
        self.check = Check(id=resource.id, kind="endpoint")


class AnyHealthy(Construct):
    """`aws_route53_health_check`, CALCULATED: healthy while at least one of several checks is (F11)."""

    def __init__(
        self, scope: Construct, id_: str, *, edge: RegionScope, what: str, checks: Sequence[str]
    ) -> None:
        """`checks` are the ids of checks that are not themselves calculated."""
        super().__init__(scope, id_)
        resource = Route53HealthCheck(
            self,
            "check",
            provider=edge.provider,
            type="CALCULATED",
            child_healthchecks=list(checks),
            child_health_threshold=1,
            tags=edge.tags(Name=edge.naming.name(what)),
            lifecycle=REPLACED_WHILE_IN_USE,
        )
        self.id: str = resource.id

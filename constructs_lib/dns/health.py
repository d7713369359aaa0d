"""Route 53 health checks."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck
from constructs import Construct

from config.health import HealthCheck
from config.regions import Region
from constructs_lib.providers import RegionScope


class HttpsHealthCheck(Construct):
    """`aws_route53_health_check` on an HTTPS endpoint that answers for one region.

    A new check starts healthy; the endpoint has 4 s to connect and 2 s more to answer 2xx or 3xx (F9).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        region: Region,
        host: str,
        path: str,
        check: HealthCheck,
    ) -> None:
        """`region` is the one that is checked: the check itself is global and carries its tags."""
        super().__init__(scope, id_)
        resource = Route53HealthCheck(
            self,
            "check",
            provider=edge.provider,
            type="HTTPS",
            fqdn=host,
            port=443,
            resource_path=path,
            enable_sni=True,
            request_interval=check.interval,
            failure_threshold=check.threshold,
            measure_latency=check.measure_latency,
            regions=list(check.checker_regions) or None,
            tags=edge.tags(Name=edge.naming.name(region.name), Region=region.name, Role=region.role),
        )
        self.id: str = resource.id


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
        )
        self.id: str = resource.id

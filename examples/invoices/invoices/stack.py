"""An archive of ours in each region, and one name that fails over between them."""

from cdktf import TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_versioning import (
    S3BucketVersioningA,
    S3BucketVersioningVersioningConfiguration,
)
from constructs import Construct
from holdfast.config.health import HealthCheck
from holdfast.config.regions import Region
from holdfast.config.routing_zone import PublicZone as PublicZoneConfig
from holdfast.constructs_lib.assets import function_code
from holdfast.constructs_lib.dns.health import Endpoint, EndpointCheck
from holdfast.constructs_lib.dns.policy import Answer, failover_chain
from holdfast.constructs_lib.dns.public_zone import PublicZone
from holdfast.constructs_lib.dns.readiness import Readiness
from holdfast.constructs_lib.dns.routed_name import RoutedName
from holdfast.constructs_lib.dns.takeover_switch import TakeoverSwitch
from holdfast.constructs_lib.dns.target import Cname
from holdfast.constructs_lib.naming import Naming
from holdfast.constructs_lib.providers import Providers, RegionScope

PRIMARY = Region(name="eu-west-1", role="primary")
STANDBY = Region(name="eu-central-1", role="standby")
TIMING = HealthCheck(interval=10, threshold=3)


class InvoicesStack(TerraformStack):
    """`host` answers from the primary's entrance, or from the standby's when that is not well.

    The entrances, `<region>.<host>`, exist already.
    """

    def __init__(self, scope: Construct, id_: str, *, host: str, zone: str) -> None:
        super().__init__(scope, id_)
        providers = Providers(
            self, naming=Naming(deployment="invoices", environment="production"), tags={"Team": "invoices"}
        )
        scopes = {region.name: providers.region(region) for region in (PRIMARY, STANDBY)}
        edge = providers.global_edge()
        for regional in scopes.values():
            self._archive(regional)
        switch = TakeoverSwitch(
            self,
            "takeover",
            edge=edge,
            standby_scope=scopes[STANDBY.name],
            primary=PRIMARY,
            code=function_code(self, function="takeover_switch"),
            timing=TIMING,
            log_retention_days=30,
        )
        answers = []
        for region in (PRIMARY, STANDBY):
            entrance = f"{region.name}.{host}"
            own = EndpointCheck(
                self,
                f"health-{region.name}",
                edge=edge,
                region=region,
                endpoint=Endpoint(protocol="HTTPS", port=443, host=entrance, path="/health"),
                timing=TIMING,
            )
            checks = [own.check, switch.primary_keeps] if region is PRIMARY else [own.check]
            ready = Readiness(self, f"ready-{region.name}", edge=edge, region=region, checks=checks)
            answers.append(
                Answer(
                    identifier=region.name,
                    target=Cname(dns_name=entrance),
                    health_check_id=ready.health_check_id,
                    calculated_check=ready.check.kind == "calculated",
                )
            )
        public = PublicZone(self, "zone", edge=edge, zone=PublicZoneConfig(name=zone, lookup_zone=True))
        RoutedName(
            self,
            "name",
            edge=edge,
            zone=public.hosted,
            name=host,
            policy=failover_chain(answers),
            ttl=60,
        )
        TerraformOutput(self, "takeover_on", value=switch.take_over_command)

    def _archive(self, region: RegionScope) -> None:
        """Our own bucket, beside Holdfast's resources and under its providers."""
        name = region.name
        bucket = S3Bucket(
            self, f"archive-{name}", provider=region.provider, bucket=f"invoices-archive-{name}"
        )
        S3BucketVersioningA(
            self,
            f"archive-{name}-versioning",
            provider=region.provider,
            bucket=bucket.bucket,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
        )

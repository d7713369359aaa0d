"""`website`: the same files in several regions; where one does not answer, the edge asks another."""

from collections.abc import Mapping
from typing import Any

from cdktf import TerraformOutput, TerraformStack
from constructs import Construct

from config.website import Website as WebsiteConfig
from constructs_lib.dns.health import Endpoint, EndpointCheck
from constructs_lib.dns.public_zone import PublicZone
from constructs_lib.edge.certificate import EdgeCertificate
from constructs_lib.edge.distribution import EdgeDistribution, health_path, origin_id
from constructs_lib.edge.router import EdgeOrigin, EdgeRouter, RouterSettings
from constructs_lib.edge.site_edge import SiteEdge
from constructs_lib.edge.site_records import SiteRecords
from constructs_lib.edge.watched_distribution import WatchedDistribution
from constructs_lib.governance.audit_trail import AuditTrail
from constructs_lib.monitoring.deployment_monitoring import DeploymentMonitoring
from constructs_lib.monitoring.health_events import backup_scope
from constructs_lib.monitoring.watched import WatchedHealthCheck, WatchedRegion
from constructs_lib.storage.content_bucket import BucketRecord, ContentBucket
from constructs_lib.storage.region_page import RegionPage
from constructs_lib.storage.replication import Replication
from constructs_lib.storage.watched_replication import copies
from constructs_lib.systems.beginning import begin

HEALTH_SERVICES = ("CLOUDFRONT", "ROUTE53", "S3")
"""AWS Health's codes of what a website consists of."""


class WebsiteStack(TerraformStack):
    """All regions in one state: a bucket in each and the copies between them, and one edge."""

    def __init__(self, scope: Construct, id_: str, *, deployment: WebsiteConfig) -> None:
        super().__init__(scope, id_)
        providers = begin(self, deployment)
        self._deployment = deployment
        self._regions = deployment.in_order
        self._scopes = {region.name: providers.region(region) for region in self._regions}
        self._edge = providers.global_edge()
        self._health_backup = backup_scope(providers, deployment.monitoring, self._scopes)
        contents = {
            name: ContentBucket(Construct(self, name), "content", region=scope_, storage=deployment.storage)
            for name, scope_ in self._scopes.items()
        }
        buckets = {name: content.record for name, content in contents.items()}
        for name, bucket in buckets.items():
            RegionPage(
                self,
                f"page-{name}",
                region=self._scopes[name],
                bucket=bucket,
                key=health_path(name).removeprefix("/"),
            )
        self._replicate(buckets)
        zone = PublicZone(self, "zone", edge=providers.dns(), zone=deployment.domain.zone)
        router = EdgeRouter(self, "router", edge=self._edge, settings=self._router_settings())
        distribution = SiteEdge(
            self,
            "edge",
            edge=self._edge,
            settings=deployment.edge,
            routing=deployment.routing,
            names=deployment.domain.names,
            certificate_arn=self._certificate(zone),
            buckets=buckets,
            router=router,
            keep_logs_days=deployment.storage.keep_logs_days,
        ).distribution
        for content in contents.values():
            # A distribution in another state has an id that nobody knows before.
            content.serve(None if self._edge.stands_alone else distribution.arn)
        SiteRecords(
            self,
            "records",
            edge=self._edge,
            zone=zone.hosted,
            names=deployment.domain.names,
            distribution_name=distribution.domain_name,
            ipv6=deployment.edge.ipv6,
        )
        health_checks = self._health_checks(distribution)
        self._watch(buckets, distribution, health_checks)
        if deployment.governance.audit_trail.enabled:
            AuditTrail(
                self,
                "audit",
                # By its place in the file: by its role it would be sought elsewhere once roles are exchanged.
                region=self._scopes[deployment.regions[1].name],
                trail=deployment.governance.audit_trail,
            )
        self._outputs(buckets, router, distribution, zone, health_checks)

    def _replicate(self, buckets: Mapping[str, BucketRecord]) -> None:
        for name, source in buckets.items():
            Replication(
                self,
                f"replication-{name}",
                region=self._scopes[name],
                source=source,
                destinations=[bucket for bucket in buckets.values() if bucket is not source],
                time_control=self._deployment.storage.replication_time_control,
            )

    def _certificate(self, zone: PublicZone) -> str:
        domain = self._deployment.domain
        if domain.certificate_arn:
            return domain.certificate_arn
        return EdgeCertificate(self, "certificate", edge=self._edge, zone=zone.hosted, names=domain.names).arn

    def _router_settings(self) -> RouterSettings:
        deployment = self._deployment
        return RouterSettings(
            routing=deployment.routing,
            origins=[
                EdgeOrigin(region=region.name, origin_id=origin_id(region.name)) for region in self._regions
            ],
            host=deployment.domain.name,
            redirect_from=deployment.domain.redirect_from,
            spa=deployment.edge.spa,
            error_codes=deployment.edge.failover.status_codes,
        )

    def _health_checks(self, distribution: EdgeDistribution) -> dict[str, str]:
        """Each region's check, by the edge's generated name: about the region, not about the site's DNS."""
        return {
            region.name: EndpointCheck(
                self,
                f"health-{region.name}",
                edge=self._edge,
                region=region,
                endpoint=Endpoint(
                    protocol="HTTPS",
                    port=443,
                    host=distribution.domain_name,
                    path=health_path(region.name),
                ),
                timing=self._deployment.health.timing,
            ).check.id
            for region in self._regions
        }

    def _watch(
        self,
        buckets: Mapping[str, BucketRecord],
        distribution: EdgeDistribution,
        health_checks: Mapping[str, str],
    ) -> None:
        DeploymentMonitoring(
            self,
            "monitoring",
            edge=self._edge,
            scopes=self._scopes,
            regions=[
                WatchedRegion(
                    name=region.name,
                    role=region.role,
                    resources=copies(region.name, buckets),
                    health_check=WatchedHealthCheck(id=health_checks[region.name], followed_by="edge"),
                    public_url=f"https://{self._deployment.domain.name}{health_path(region.name)}",
                )
                for region in self._regions
            ],
            shared=[WatchedDistribution(what="edge", id=distribution.id)],
            monitoring=self._deployment.monitoring,
            health_services=HEALTH_SERVICES,
            health_backup=self._health_backup,
        )

    def _outputs(
        self,
        buckets: Mapping[str, BucketRecord],
        router: EdgeRouter,
        distribution: EdgeDistribution,
        zone: PublicZone,
        health_checks: Mapping[str, str],
    ) -> None:
        """One for `publish`; the others flat, one value each, for scripts (`terraform output -raw`)."""
        url = f"https://{self._deployment.domain.name}"
        outputs: dict[str, Any] = {
            # What publishing a release reads; the primary first.
            "website": {
                "buckets": [{"region": name, "bucket": bucket.name} for name, bucket in buckets.items()],
                "key_value_store_arn": router.store_arn,
            },
            "site_url": url,
            "distribution_id": distribution.id,
            "distribution_name": distribution.domain_name,
            "key_value_store_arn": router.store_arn,
            "zone_id": zone.id,
        }
        if zone.delegation:
            outputs["delegation"] = zone.delegation
        if zone.ds_record:
            outputs["ds_record"] = zone.ds_record
        for region in self._regions:
            outputs |= {
                f"bucket_{region.alias}": buckets[region.name].name,
                f"health_url_{region.alias}": f"{url}{health_path(region.name)}",
                f"health_check_id_{region.alias}": health_checks[region.name],
            }
        for name, value in outputs.items():
            TerraformOutput(self, name, value=value)

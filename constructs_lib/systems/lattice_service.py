"""`lattice-service`: one name for VPC Lattice services in several regions, answered by one that is well."""

from collections.abc import Mapping

from cdktf import TerraformOutput, TerraformStack
from constructs import Construct

from config.existing_network import PeeredRegion
from config.lattice_service import LatticeService as LatticeServiceConfig
from constructs_lib.assets import function_code
from constructs_lib.dns.health import Endpoint
from constructs_lib.dns.policy import Answer
from constructs_lib.dns.private_zone import PrivateZone
from constructs_lib.dns.regional_policy import regional_policy
from constructs_lib.dns.regional_readiness import CheckedRegion, RegionalReadiness
from constructs_lib.dns.routed_name import RoutedName
from constructs_lib.dns.shared_certificate import SharedCertificate
from constructs_lib.dns.target import Cname
from constructs_lib.lattice.regional_service import RegionalService, ServiceCode
from constructs_lib.monitoring.deployment_monitoring import DeploymentMonitoring
from constructs_lib.monitoring.health_events import backup_scope
from constructs_lib.monitoring.watched import WatchedHealthCheck, WatchedRegion
from constructs_lib.network.existing_network import existing_network
from constructs_lib.network.mesh import Member, PeeringMesh
from constructs_lib.network.private_network import PrivateNetwork
from constructs_lib.network.record import NetworkRecord
from constructs_lib.systems.beginning import begin

AWS_HEALTH_SERVICES = (
    "APIGATEWAY",
    "LAMBDA",
    "ROUTE53",
    "ROUTE53PRIVATEDNS",
    "VPC",
    "VPCE_PRIVATELINK",
    "VPC_LATTICE",
)
"""The services whose events concern this system, by AWS Health's codes."""


class LatticeServiceStack(TerraformStack):
    """All regions in one state: networks and their peering, the service in each, and the shared name."""

    def __init__(self, scope: Construct, id_: str, *, deployment: LatticeServiceConfig) -> None:
        super().__init__(scope, id_)
        providers = begin(self, deployment)
        self._deployment = deployment
        self._regions = deployment.in_order
        self._scopes = {region.name: providers.region(region) for region in self._regions}
        self._edge, self._dns = providers.global_edge(), providers.dns()
        self._health_backup = backup_scope(providers, deployment.monitoring, self._scopes)
        places = {region.name: Construct(self, region.name) for region in self._regions}
        networks = {region.name: self._network(places[region.name], region) for region in self._regions}
        PeeringMesh(
            self,
            "peering",
            members=[Member(scope=self._scopes[name], network=network) for name, network in networks.items()],
        )
        services = self._services(places, networks)
        readiness = self._readiness(services)
        elsewhere = deployment.providers.dns and deployment.providers.dns.private_zone
        zone = PrivateZone(
            self,
            "zone",
            edge=self._edge,
            domain=deployment.domain,
            networks=list(networks.values()),
            owner=self._dns if elsewhere else None,
        )
        self._records(services, readiness, zone)
        self._monitoring(services, readiness)
        self._outputs(services, readiness, zone)

    def _network(self, place: Construct, region: PeeredRegion) -> NetworkRecord:
        if region.existing:
            return existing_network(region, region.existing)
        network = PrivateNetwork(
            place,
            "network",
            region=self._scopes[region.name],
            place=region,
            network=self._deployment.network,
        )
        return network.record

    def _services(
        self, places: Mapping[str, Construct], networks: Mapping[str, NetworkRecord]
    ) -> dict[str, RegionalService]:
        deployment = self._deployment
        certificate = SharedCertificate(
            self,
            "certificate",
            edge=self._dns,
            regions=list(self._scopes.values()),
            domain=deployment.domain,
        )
        code = ServiceCode(
            service=function_code(self, function="service_health"),
            probe=function_code(self, function="region_probe"),
        )
        return {
            name: RegionalService(
                places[name],
                "service",
                region=region,
                network=networks[name],
                networks=networks,
                custom_name=deployment.domain.name,
                certificate_arn=certificate.arns[name],
                lattice=deployment.lattice,
                simulate_failure=deployment.lattice.function.simulate_failure
                and name == deployment.primary.name,
                code=code,
                log_retention_days=deployment.monitoring.log_retention_days,
            )
            for name, region in self._scopes.items()
        }

    def _readiness(self, services: Mapping[str, RegionalService]) -> RegionalReadiness:
        return RegionalReadiness(
            self,
            "health",
            edge=self._edge,
            regions=[
                CheckedRegion(
                    region=region,
                    scope=self._scopes[region.name],
                    endpoint=Endpoint(
                        protocol="HTTPS",
                        port=443,
                        host=services[region.name].probe.host,
                        path=services[region.name].probe.path,
                    ),
                )
                for region in self._regions
            ],
            health=self._deployment.health,
            log_retention_days=self._deployment.monitoring.log_retention_days,
        )

    def _records(
        self, services: Mapping[str, RegionalService], readiness: RegionalReadiness, zone: PrivateZone
    ) -> None:
        answers = {
            name: Answer(
                identifier=name,
                target=Cname(dns_name=service.endpoint.dns_name),
                health_check_id=readiness.of[name].health_check_id,
                calculated_check=readiness.of[name].check.kind == "calculated",
            )
            for name, service in services.items()
        }
        RoutedName(
            self,
            "records",
            edge=self._edge,
            zone=zone.hosted,
            name=self._deployment.domain.name,
            policy=regional_policy(
                self._deployment.routing,
                answers,
                standbys=[region.name for region in self._deployment.standbys],
            ),
            ttl=self._deployment.routing.ttl,
        )

    def _monitoring(self, services: Mapping[str, RegionalService], readiness: RegionalReadiness) -> None:
        checks = {name: ready.check for name, ready in readiness.of.items()}
        DeploymentMonitoring(
            self,
            "monitoring",
            edge=self._edge,
            scopes=self._scopes,
            regions=[
                WatchedRegion(
                    name=region.name,
                    role=region.role,
                    resources=(*services[region.name].watched, *readiness.watched.get(region.name, ())),
                    health_check=WatchedHealthCheck(
                        id=checks[region.name].id, endpoint=checks[region.name].kind == "endpoint"
                    ),
                    public_url=services[region.name].probe.url,
                )
                for region in self._regions
            ],
            monitoring=self._deployment.monitoring,
            health_services=AWS_HEALTH_SERVICES,
            health_backup=self._health_backup,
        )

    def _outputs(
        self, services: Mapping[str, RegionalService], readiness: RegionalReadiness, zone: PrivateZone
    ) -> None:
        """Flat names, one value each, so that `terraform output -raw` serves scripts."""
        outputs = {"service_name": self._deployment.domain.name, "zone_id": zone.id}
        for region in self._regions:
            service, alias = services[region.name], region.alias
            outputs |= {
                f"service_arn_{alias}": service.service.arn,
                f"endpoint_name_{alias}": service.endpoint.dns_name,
                f"probe_url_{alias}": service.probe.url,
                f"health_check_id_{alias}": readiness.of[region.name].health_check_id,
                f"function_name_{alias}": service.function_name,
            }
        for name, value in {**outputs, **readiness.operators_outputs}.items():
            TerraformOutput(self, name, value=value)

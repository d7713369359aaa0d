"""`lattice-service`: one name for VPC Lattice services in several regions, answered by one that is well."""

from collections.abc import Mapping

from cdktf import TerraformOutput, TerraformStack
from constructs import Construct

from config.deployment import LatticeService as LatticeServiceConfig
from config.regions import Region
from constructs_lib.assets import function_code
from constructs_lib.dns.failover import Answer, FailoverRecords
from constructs_lib.dns.health import HttpsHealthCheck
from constructs_lib.dns.private_zone import PrivateZone
from constructs_lib.dns.shared_certificate import SharedCertificate
from constructs_lib.lattice.regional_service import RegionalService, ServiceCode
from constructs_lib.monitoring.alert_topic import AlertTopic
from constructs_lib.monitoring.health_alarm import HealthAlarm
from constructs_lib.naming import Naming
from constructs_lib.network.existing_network import existing_network
from constructs_lib.network.mesh import Member, PeeringMesh
from constructs_lib.network.private_network import PrivateNetwork
from constructs_lib.network.record import NetworkRecord
from constructs_lib.providers import Providers
from constructs_lib.state_backend import use_state


class LatticeServiceStack(TerraformStack):
    """All regions in one state: networks and their peering, the service in each, and the shared name."""

    def __init__(self, scope: Construct, id_: str, *, deployment: LatticeServiceConfig) -> None:
        super().__init__(scope, id_)
        use_state(self, name=deployment.stack_name, state=deployment.state)
        naming = Naming(deployment=deployment.name, environment=deployment.environment)
        providers = Providers(self, naming=naming, tags=deployment.tags)
        self._deployment = deployment
        # The primary first, then the standbys in the order in which they take over.
        self._regions = (deployment.primary, *deployment.standbys)
        self._scopes = {region.name: providers.region(region) for region in self._regions}
        self._edge = providers.global_edge()
        places = {region.name: Construct(self, region.name) for region in self._regions}
        networks = {region.name: self._network(places[region.name], region) for region in self._regions}
        PeeringMesh(
            self,
            "peering",
            members=[Member(scope=self._scopes[name], network=network) for name, network in networks.items()],
        )
        services = self._services(places, networks)
        zone = PrivateZone(
            self, "zone", edge=self._edge, domain=deployment.domain, networks=list(networks.values())
        )
        health_checks = self._health_checks(services)
        FailoverRecords(
            self,
            "records",
            edge=self._edge,
            zone_id=zone.id,
            name=deployment.domain.name,
            ttl=deployment.routing.ttl,
            answers=[
                Answer(
                    region=name, target=services[name].endpoint.dns_name, health_check_id=health_checks[name]
                )
                for name in services
            ],
        )
        self._outputs(services, zone, health_checks)

    def _network(self, place: Construct, region: Region) -> NetworkRecord:
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
            edge=self._edge,
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

    def _health_checks(self, services: Mapping[str, RegionalService]) -> dict[str, str]:
        """The id of each region's health check; an alarm on each tells people."""
        topic = AlertTopic(
            self, "alerts", region=self._edge, what="alerts", emails=self._deployment.monitoring.emails
        )
        ids = {}
        for region in self._regions:
            check = HttpsHealthCheck(
                self,
                f"health-{region.name}",
                edge=self._edge,
                region=region,
                host=services[region.name].probe.host,
                path=services[region.name].probe.path,
                check=self._deployment.health,
            )
            ids[region.name] = check.id
            HealthAlarm(
                self,
                f"alarm-{region.name}",
                edge=self._edge,
                region=region,
                health_check_id=check.id,
                topic=topic,
            )
        return ids

    def _outputs(
        self, services: Mapping[str, RegionalService], zone: PrivateZone, health_checks: Mapping[str, str]
    ) -> None:
        """Flat names, one value each, so that `terraform output -raw` serves scripts."""
        outputs = {"service_name": self._deployment.domain.name, "zone_id": zone.id}
        for region in self._regions:
            service, alias = services[region.name], region.alias
            outputs |= {
                f"service_arn_{alias}": service.service.arn,
                f"endpoint_name_{alias}": service.endpoint.dns_name,
                f"probe_url_{alias}": f"https://{service.probe.host}{service.probe.path}",
                f"health_check_id_{alias}": health_checks[region.name],
                f"function_name_{alias}": service.function_name,
            }
        for name, value in outputs.items():
            TerraformOutput(self, name, value=value)

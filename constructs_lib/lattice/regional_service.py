"""Everything that one region of a `lattice-service` has of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from constructs import Construct

from config.health import HttpDependency, TcpDependency
from config.lattice import Lattice, ServiceFunction
from constructs_lib.assets import FunctionCode
from constructs_lib.compute.function import Function, VpcPlacement
from constructs_lib.lattice.auth_policy import AuthPolicies
from constructs_lib.lattice.endpoint import ServiceNetworkEndpoint
from constructs_lib.lattice.region_probe import RegionProbe
from constructs_lib.lattice.service import LatticeService
from constructs_lib.lattice.service_network import ServiceNetwork
from constructs_lib.monitoring.kinds.function import WatchedFunction
from constructs_lib.monitoring.kinds.lattice_service import WatchedLatticeService
from constructs_lib.monitoring.watched import Watched
from constructs_lib.network.record import NetworkRecord
from constructs_lib.network.security_group import HttpsGroup, OutboundGroup
from constructs_lib.providers import RegionScope


@dataclass(frozen=True, kw_only=True)
class ServiceCode:
    """The packaged functions of the system."""

    service: FunctionCode
    probe: FunctionCode


class RegionalService(Construct):
    """The service function, its Lattice service in its network, the endpoint before it and the probe."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        network: NetworkRecord,
        networks: Mapping[str, NetworkRecord],
        custom_name: str,
        certificate_arn: str,
        lattice: Lattice,
        simulate_failure: bool,
        code: ServiceCode,
        log_retention_days: int,
    ) -> None:
        """`networks` are those of all regions, by region: their ranges and VPCs are let in.

        `simulate_failure` makes this region's service answer 503, for an exercise.
        """
        super().__init__(scope, id_)
        entrance = HttpsGroup(
            self,
            "entrance",
            region=region,
            vpc_id=network.vpc_id,
            what="lattice",
            description="Callers of the service network, from every region of the deployment",
            clients={name: other.cidr for name, other in networks.items()},
        )
        self.service_network = ServiceNetwork(
            self,
            "service-network",
            region=region,
            network=network,
            security_group_id=entrance.id,
            name=lattice.network_name,
            associate_vpc=lattice.associate_vpcs,
            log_retention_days=log_retention_days,
        )
        function = self._function(
            region,
            lattice.function,
            code=code.service,
            placement=self._function_placement(region, lattice.function, network),
            simulate_failure=simulate_failure,
            log_retention_days=log_retention_days,
        )
        self.function_name: str = function.name
        self.service = LatticeService(
            self,
            "service",
            region=region,
            service_network=self.service_network,
            custom_name=custom_name,
            certificate_arn=certificate_arn,
            function=function,
        )
        AuthPolicies(
            self,
            "auth",
            region=region,
            service_network=self.service_network,
            service=self.service,
            vpc_ids=[other.vpc_id for other in networks.values()],
            access=lattice.access,
        )
        self.endpoint = ServiceNetworkEndpoint(
            self,
            "endpoint",
            region=region,
            network=network,
            service_network=self.service_network,
            service=self.service,
            security_group_id=entrance.id,
        )
        self.probe = RegionProbe(
            self,
            "probe",
            region=region,
            code=code.probe,
            placement=VpcPlacement(
                subnet_ids=network.subnet_ids,
                security_group_id=self._probe_group(region, network, entrance).id,
            ),
            service=self.service,
            service_name=custom_name,
            endpoint=self.endpoint,
            throttle=lattice.probe,
            log_retention_days=log_retention_days,
        )

        self.watched: tuple[Watched, ...] = (
            WatchedLatticeService(what="service", id=self.service.id),
            WatchedFunction(
                what="service-function",
                name=self.function_name,
                timeout_seconds=lattice.function.timeout_seconds,
            ),
            *self.probe.watched,
        )
        """What of this region has metrics; the service is the clients' entrance."""

    def _function(
        self,
        region: RegionScope,
        function: ServiceFunction,
        *,
        code: FunctionCode,
        placement: VpcPlacement | None,
        simulate_failure: bool,
        log_retention_days: int,
    ) -> Function:
        return Function(
            self,
            "function",
            region=region,
            what="service",
            description="Answers behind VPC Lattice with this region's health",
            code=code,
            environment={
                "HEALTH_CHECKS": function.health_checks,
                "HEALTH_DEADLINE_MS": str(function.deadline_ms),
                "SERVICE_VERSION": function.version,
                "SIMULATE_FAILURE": str(simulate_failure).lower(),
            },
            memory_mb=function.memory_mb,
            timeout_seconds=function.timeout_seconds,
            log_retention_days=log_retention_days,
            vpc=placement,
        )

    def _function_placement(
        self, region: RegionScope, function: ServiceFunction, network: NetworkRecord
    ) -> VpcPlacement | None:
        if not function.in_vpc:
            return None
        group = OutboundGroup(
            self,
            "function-group",
            region=region,
            vpc_id=network.vpc_id,
            what="service",
            description="The service function, which calls its dependencies and nothing else",
            ports=[_port(dependency) for dependency in function.dependencies],
        )
        return VpcPlacement(subnet_ids=network.subnet_ids, security_group_id=group.id)

    def _probe_group(self, region: RegionScope, network: NetworkRecord, entrance: HttpsGroup) -> HttpsGroup:
        return HttpsGroup(
            self,
            "probe-group",
            region=region,
            vpc_id=network.vpc_id,
            what="probe",
            description="The probe, which calls the service network and nothing else",
            servers={"service-network": entrance.id},
        )


def _port(dependency: HttpDependency | TcpDependency) -> int:
    if isinstance(dependency, TcpDependency):
        return dependency.port
    url = urlsplit(dependency.url)
    return url.port or {"http": 80, "https": 443}[url.scheme]

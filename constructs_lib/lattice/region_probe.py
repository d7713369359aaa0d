"""A public entrance that tells whether a region's service answers on its real path."""

from constructs import Construct

from config.lattice import Throttle
from constructs_lib.assets import FunctionCode
from constructs_lib.compute.function import Function, VpcPlacement
from constructs_lib.dns.check_entrance import CheckEntrance
from constructs_lib.iam.policy import Statement
from constructs_lib.lattice.auth_policy import INVOKE
from constructs_lib.lattice.endpoint import ServiceNetworkEndpoint
from constructs_lib.lattice.service import LatticeService
from constructs_lib.monitoring.kinds.function import WatchedFunction
from constructs_lib.monitoring.watched import Watched
from constructs_lib.providers import RegionScope

HEALTH_PATH = "/health"
MEMORY_MB = 512
"""Twice the service's: processor time grows with memory, and the probe signs and speaks TLS in its 1.5 s."""
TIMEOUT_SECONDS = 5
"""Far above the probe's own deadline, which keeps its answer inside Route 53's 2 s (F9)."""


class RegionProbe(Construct):
    """A function in the VPC behind a `CheckEntrance` with the one route GET /health.

    Route 53's checkers are on the internet and cannot reach a Lattice service (F1). The probe calls it
    for them: by its custom name, signed, through the region's endpoint. So network, auth policy,
    listener and target are all in what is checked.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        code: FunctionCode,
        placement: VpcPlacement,
        service: LatticeService,
        service_name: str,
        endpoint: ServiceNetworkEndpoint,
        throttle: Throttle,
        log_retention_days: int,
    ) -> None:
        """`service_name` is the custom domain that TLS, Host header and signature carry (F3)."""
        super().__init__(scope, id_)
        function = Function(
            self,
            "function",
            region=region,
            what="probe",
            description=f"Answers Route 53 for {service_name} in {region.name}",
            code=code,
            environment={
                "DEPLOYMENT": region.naming.name(),
                "ENDPOINT_NAME": endpoint.dns_name,
                "SERVICE_NAME": service_name,
                "SERVICE_PATH": HEALTH_PATH,
            },
            memory_mb=MEMORY_MB,
            timeout_seconds=TIMEOUT_SECONDS,
            log_retention_days=log_retention_days,
            statements=[
                Statement(sid="CallService", actions=[INVOKE], resources=[f"{service.arn}{HEALTH_PATH}"])
            ],
            vpc=placement,
        )
        entrance = CheckEntrance(
            self,
            "entrance",
            region=region,
            what="probe",
            description=f"Health of {service_name} in {region.name}",
            path=HEALTH_PATH,
            function=function,
            timeout_seconds=TIMEOUT_SECONDS,
            throttle=throttle,
            log_retention_days=log_retention_days,
        )
        self.host: str = entrance.host
        """The entrance's public name."""
        self.path = HEALTH_PATH
        self.url: str = f"https://{self.host}{HEALTH_PATH}"
        self.watched: tuple[Watched, ...] = (
            WatchedFunction(what="probe", name=function.name, timeout_seconds=TIMEOUT_SECONDS),
            entrance.watched,
        )

"""A public entrance that tells whether a region's service answers on its real path."""

import json
from collections.abc import Mapping

from cdktf import Fn
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api
from cdktf_cdktf_provider_aws.apigatewayv2_integration import Apigatewayv2Integration
from cdktf_cdktf_provider_aws.apigatewayv2_route import Apigatewayv2Route
from cdktf_cdktf_provider_aws.apigatewayv2_stage import (
    Apigatewayv2Stage,
    Apigatewayv2StageAccessLogSettings,
    Apigatewayv2StageDefaultRouteSettings,
)
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from constructs import Construct

from config.lattice import Throttle
from constructs_lib.assets import FunctionCode
from constructs_lib.compute.function import Function, VpcPlacement
from constructs_lib.iam.policy import Statement
from constructs_lib.lattice.auth_policy import INVOKE
from constructs_lib.lattice.endpoint import ServiceNetworkEndpoint
from constructs_lib.lattice.service import LatticeService
from constructs_lib.monitoring.kinds.function import WatchedFunction
from constructs_lib.monitoring.kinds.http_api import WatchedHttpApi
from constructs_lib.monitoring.watched import Watched
from constructs_lib.providers import RegionScope

HEALTH_PATH = "/health"
MEMORY_MB = 512
"""Twice the service's: processor time grows with memory, and the probe signs and speaks TLS in its 1.5 s."""
TIMEOUT_SECONDS = 5
"""Far above the probe's own deadline, which keeps its answer inside Route 53's 2 s (F9)."""

ACCESS_LOG_FIELDS = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "sourceIp": "$context.identity.sourceIp",
    "route": "$context.routeKey",
    "status": "$context.status",
    "latencyMs": "$context.responseLatency",
    "error": "$context.integrationErrorMessage",
}


class RegionProbe(Construct):
    """A function in the VPC behind `aws_apigatewayv2_api` with the one route GET /health.

    Route 53's checkers are on the internet and cannot reach a Lattice service (F1). The probe calls it
    for them: by its custom name, signed, through the region's endpoint. So network, auth policy,
    listener and target are all in what is checked. API Gateway rather than a function URL: F32.
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
        self._region = region
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
        api = Apigatewayv2Api(
            self,
            "api",
            provider=region.provider,
            name=region.naming.name("probe", limit=128),
            description=f"Health of {service_name} in {region.name}",
            protocol_type="HTTP",
            tags=region.tags(),
        )
        api_id = api.id
        route = self._route(api_id, function)
        self._stage(api_id, throttle, log_retention_days)
        LambdaPermission(
            self,
            "permission",
            provider=region.provider,
            statement_id="api-gateway",
            action="lambda:InvokeFunction",
            function_name=function.name,
            principal="apigateway.amazonaws.com",
            source_arn=f"{api.execution_arn}/*/{route.replace(' ', '')}",
        )
        self.host: str = Fn.trimprefix(api.api_endpoint, "https://")
        """The entrance's public name."""
        self.path = HEALTH_PATH
        self.url: str = f"https://{self.host}{HEALTH_PATH}"
        self.watched: tuple[Watched, ...] = (
            WatchedFunction(what="probe", name=function.name, timeout_seconds=TIMEOUT_SECONDS),
            WatchedHttpApi(what="probe-api", id=api_id, serves_clients=False),
        )

    def _route(self, api_id: str, function: Function) -> str:
        integration = Apigatewayv2Integration(
            self,
            "integration",
            provider=self._region.provider,
            api_id=api_id,
            integration_type="AWS_PROXY",
            integration_uri=function.invoke_arn,
            payload_format_version="2.0",
            timeout_milliseconds=TIMEOUT_SECONDS * 1000,
        )
        route = f"GET {HEALTH_PATH}"
        Apigatewayv2Route(
            self,
            "route",
            provider=self._region.provider,
            api_id=api_id,
            route_key=route,
            target=f"integrations/{integration.id}",
        )
        return route

    def _stage(self, api_id: str, throttle: Throttle, log_retention_days: int) -> None:
        region = self._region
        log_group = CloudwatchLogGroup(
            self,
            "access-log",
            provider=region.provider,
            name=f"/aws/vendedlogs/apigateway/{region.naming.name('probe')}",
            retention_in_days=log_retention_days,
            tags=region.tags(),
        )
        Apigatewayv2Stage(
            self,
            "stage",
            provider=region.provider,
            api_id=api_id,
            name="$default",
            auto_deploy=True,
            default_route_settings=Apigatewayv2StageDefaultRouteSettings(
                throttling_rate_limit=throttle.rate_per_second, throttling_burst_limit=throttle.burst
            ),
            access_log_settings=Apigatewayv2StageAccessLogSettings(
                destination_arn=log_group.arn, format=_json_line(ACCESS_LOG_FIELDS)
            ),
            tags=region.tags(),
        )


def _json_line(fields: Mapping[str, str]) -> str:
    return json.dumps(fields, separators=(",", ":"))

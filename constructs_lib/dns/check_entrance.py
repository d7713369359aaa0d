"""A public entrance for Route 53's checkers: one route to one function."""

import json

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
from constructs_lib.compute.function import Function
from constructs_lib.monitoring.kinds.http_api import WatchedHttpApi
from constructs_lib.providers import RegionScope

ACCESS_LOG_FIELDS = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "sourceIp": "$context.identity.sourceIp",
    "route": "$context.routeKey",
    "status": "$context.status",
    "latencyMs": "$context.responseLatency",
    "error": "$context.integrationErrorMessage",
}


class CheckEntrance(Construct):
    """`aws_apigatewayv2_api` with GET on one path, throttled and logged, rather than a function URL (F32).

    Only this API may invoke the function, and only by this route.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        what: str,
        description: str,
        path: str,
        function: Function,
        timeout_seconds: int,
        throttle: Throttle,
        log_retention_days: int,
    ) -> None:
        """`what` is the last part of its name; `path` begins with a slash; the timeout is the function's."""
        super().__init__(scope, id_)
        provider = region.provider
        api = Apigatewayv2Api(
            self,
            "api",
            provider=provider,
            name=region.naming.name(what, limit=128),
            description=description,
            protocol_type="HTTP",
            tags=region.tags(),
        )
        api_id = api.id
        integration = Apigatewayv2Integration(
            self,
            "integration",
            provider=provider,
            api_id=api_id,
            integration_type="AWS_PROXY",
            integration_uri=function.invoke_arn,
            payload_format_version="2.0",
            timeout_milliseconds=timeout_seconds * 1000,
        )
        Apigatewayv2Route(
            self,
            "route",
            provider=provider,
            api_id=api_id,
            route_key=f"GET {path}",
            target=f"integrations/{integration.id}",
        )
        LambdaPermission(
            self,
            "permission",
            provider=provider,
            statement_id="api-gateway",
            action="lambda:InvokeFunction",
            function_name=function.name,
            principal="apigateway.amazonaws.com",
            source_arn=f"{api.execution_arn}/*/GET{path}",
        )
        self._stage(region, what, api_id, throttle, log_retention_days)
        self.host: str = Fn.trimprefix(api.api_endpoint, "https://")
        """The entrance's public name."""
        self.watched = WatchedHttpApi(what=f"{what}-api", id=api_id, serves_clients=False)
        """For the monitoring of its region."""

    def _stage(
        self, region: RegionScope, what: str, api_id: str, throttle: Throttle, log_retention_days: int
    ) -> None:
        log_group = CloudwatchLogGroup(
            self,
            "access-log",
            provider=region.provider,
            name=f"/aws/vendedlogs/apigateway/{region.naming.name(what)}",
            retention_in_days=log_retention_days,
            kms_key_id=region.existing.log_key_arn,
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
                destination_arn=log_group.arn, format=json.dumps(ACCESS_LOG_FIELDS, separators=(",", ":"))
            ),
            tags=region.tags(),
        )

"""A deployment with one resource of every kind that can be watched, in two regions."""

from typing import Any

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import App, TerraformStack, Testing
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster
from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.vpclattice_service import VpclatticeService
from constructs import Construct

from config.monitoring import Monitoring
from config.regions import Region
from constructs_lib.monitoring.deployment_monitoring import DeploymentMonitoring
from constructs_lib.monitoring.kinds.aurora_cluster import WatchedSecondaryCluster
from constructs_lib.monitoring.kinds.db_instance import WatchedDbInstance
from constructs_lib.monitoring.kinds.function import WatchedFunction
from constructs_lib.monitoring.kinds.http_api import WatchedHttpApi
from constructs_lib.monitoring.kinds.lattice_service import WatchedLatticeService
from constructs_lib.monitoring.kinds.load_balancer import WatchedLoadBalancer, WatchedTargetGroup
from constructs_lib.monitoring.kinds.queue import WatchedDeadLetters
from constructs_lib.monitoring.watched import Watched, WatchedHealthCheck, WatchedRegion
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers, RegionScope

PRIMARY, STANDBY = "us-east-1", "us-west-2"
SERVICES = ("LAMBDA", "VPC_LATTICE", "ROUTE53")
EVERYTHING: dict[str, Any] = {
    "emails": ["oncall@example.com"],
    "webhooks": ["https://alerts.example.com/holdfast"],
    "functions": ["arn:aws:lambda:us-west-2:123456789012:function:page-someone"],
    "canaries": {"enabled": True},
}
NAMES = {
    "function": "orders",
    "queue": "orders-dead",
    "balancer": "app/orders/50dc6c495c0c9188",
    "targets": "targetgroup/orders/73e2d6bc24d8a067",
    "database": "orders",
    "cluster": "ledger",
}


def example(
    *regions: str,
    app: App | None = None,
    real: bool = False,
    health_backup: bool = False,
    **monitoring: Any,  # noqa: ANN401  # whatever YAML can say
) -> TerraformStack:
    """The deployment's stack. `real`: load balancers, databases and functions are named but not made.

    Terraform needs minutes for those, and alarms and dashboards no more than their names.
    """
    stack = TerraformStack(app or Testing.app(), "monitoring")
    providers = Providers(stack, naming=Naming(deployment="orders", environment="production"), tags={})
    places = [
        Region(name=name, role="standby" if index else "primary")
        for index, name in enumerate(regions or (PRIMARY, STANDBY))
    ]
    scopes = {place.name: providers.region(place) for place in places}
    edge = providers.global_edge()
    shared = Apigatewayv2Api(stack, "shared", provider=edge.provider, name="shared", protocol_type="HTTP")
    DeploymentMonitoring(
        stack,
        "monitoring",
        edge=edge,
        scopes=scopes,
        regions=[
            watched(
                Construct(stack, place.name),
                scopes[place.name],
                edge,
                role=place.role,
                source=places[0].name,
                real=real,
            )
            for place in places
        ],
        shared=[WatchedHttpApi(what="shared", id=shared.id)],
        monitoring=Monitoring.model_validate(monitoring),
        health_services=SERVICES,
        health_backup=providers.region(Region(name="us-west-2", role="active")) if health_backup else None,
    )
    return stack


def watched(
    scope: Construct, region: RegionScope, edge: RegionScope, *, role: str, source: str, real: bool
) -> WatchedRegion:
    """One resource of every kind, and a health check."""
    check = Route53HealthCheck(
        scope,
        "check",
        provider=edge.provider,
        type="HTTPS",
        fqdn=f"{region.name}.example.com",
        port=443,
        failure_threshold=3,
        request_interval=30,
    )
    return WatchedRegion(
        name=region.name,
        role=role,
        health_check=WatchedHealthCheck(id=check.id),
        public_url=f"https://{region.name}.example.com/health",
        resources=[
            *light(scope, region),
            *kinds(**(NAMES if real else heavy(scope, region)), source=source),
        ],
    )


def light(scope: Construct, region: RegionScope) -> list[Watched]:
    """What Terraform makes in seconds."""
    api = Apigatewayv2Api(
        scope, "api", provider=region.provider, name=f"api-{region.name}", protocol_type="HTTP"
    )
    probe = Apigatewayv2Api(
        scope, "probe-api", provider=region.provider, name=f"probe-{region.name}", protocol_type="HTTP"
    )
    lattice = VpclatticeService(scope, "lattice", provider=region.provider, name="orders")
    return [
        WatchedLatticeService(what="service", id=lattice.id),
        WatchedHttpApi(what="api", id=api.id),
        WatchedHttpApi(what="probe", id=probe.id, serves_clients=False),
    ]


def heavy(scope: Construct, region: RegionScope) -> dict[str, str]:
    """What Terraform waits for."""
    at: dict[str, Any] = {"provider": region.provider}
    function = LambdaFunction(
        scope, "function", function_name="orders", role="arn:aws:iam::1:role/orders", **at
    )
    database = DbInstance(scope, "database", instance_class="db.t4g.micro", identifier="orders", **at)
    cluster = RdsCluster(scope, "cluster", engine="aurora-mysql", cluster_identifier="ledger", **at)
    return {
        "function": function.function_name,
        "queue": SqsQueue(scope, "queue", name="orders-dead", **at).name,
        "balancer": Lb(scope, "balancer", name="orders", **at).arn_suffix,
        "targets": LbTargetGroup(scope, "targets", name="orders", **at).arn_suffix,
        "database": database.identifier,
        "cluster": cluster.cluster_identifier,
    }


def kinds(
    *, function: str, queue: str, balancer: str, targets: str, database: str, cluster: str, source: str
) -> list[Watched]:
    """Records of those."""
    return [
        WatchedFunction(what="orders", name=function, timeout_seconds=10),
        WatchedDeadLetters(what="failover", name=queue),
        WatchedLoadBalancer(what="entrance", arn_suffix=balancer),
        WatchedTargetGroup(
            what="web", arn_suffix=targets, load_balancer_arn_suffix=balancer, expected_targets=2
        ),
        WatchedDbInstance(
            what="database", identifier=database, storage_gib=100, max_connections=200, rpo_seconds=300
        ),
        WatchedSecondaryCluster(what="ledger", identifier=cluster, source_region=source, rpo_seconds=60),
    ]

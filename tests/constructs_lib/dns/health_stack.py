"""A stack with every kind of health check, as a deployment of two regions would have them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import App, TerraformOutput, TerraformStack
from cdktf import Testing as Synthesis
from constructs import Construct

from config.health import HealthCheck
from config.regions import Region
from constructs_lib.assets import function_code
from constructs_lib.dns.further_checks import FurtherChecks
from constructs_lib.dns.health import Check, Endpoint, EndpointCheck
from constructs_lib.dns.readiness import Readiness
from constructs_lib.dns.routing_control import RoutingControls
from constructs_lib.dns.takeover_switch import TakeoverSwitch
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers
from constructs_lib.testing import Template

PRIMARY = Region(name="eu-west-1", role="primary")
STANDBY = Region(name="us-west-2", role="standby")

HEARTBEAT: dict[str, Any] = {
    "type": "alarm",
    "name": "heartbeat",
    "region": "eu-west-1",
    "namespace": "Holdfast",
    "metric": "Heartbeat",
    "dimensions": {"Deployment": "orders-production", "Region": "eu-west-1"},
    "statistic": "Sum",
    "period": 60,
    "evaluation_periods": 3,
    "comparison": "LessThanThreshold",
    "threshold": 1,
    "insufficient_data": "unhealthy",
}

TIMING = {
    "interval": 10,
    "threshold": 2,
    "checker_regions": ["us-east-1", "eu-west-1", "ap-southeast-1"],
    "measure_latency": True,
}

EVERY_KIND: dict[str, Any] = {
    **TIMING,
    "further_checks": [
        {"type": "http", "name": "plain", "region": "eu-west-1", "host": "plain.example.com"},
        {
            "type": "http",
            "name": "by-address",
            "region": "eu-west-1",
            "host": "www.example.com",
            "address": "1.1.1.1",
            "port": 8080,
            "path": "/health?deep=yes",
            "contains": '"status": "healthy"',
        },
        {
            "type": "https",
            "name": "shared-name",
            "region": "eu-west-1",
            "host": "www.example.com",
            "address": "2606:4700:4700::1111",
        },
        {
            "type": "https",
            "name": "maintenance",
            "region": "eu-west-1",
            "host": "status.example.com",
            "contains": "Closed for maintenance",
            "inverted": True,
        },
        {"type": "tcp", "name": "database", "region": "eu-west-1", "address": "1.0.0.1", "port": 5432},
        HEARTBEAT,
        {"type": "tcp", "name": "database", "region": "us-west-2", "host": "db.example.com", "port": 5432},
    ],
}


class HealthStack(TerraformStack):
    """Own check, further checks and a switch of each region, made one readiness."""

    def __init__(self, scope: Construct, *, health: HealthCheck) -> None:
        super().__init__(scope, "orders-production")
        providers = Providers(
            self, naming=Naming(deployment="orders", environment="production"), tags={"Team": "orders"}
        )
        regions = (PRIMARY, STANDBY)
        scopes = {region.name: providers.region(region) for region in regions}
        self.edge = providers.global_edge()
        switch = (
            TakeoverSwitch(
                self,
                "takeover",
                edge=self.edge,
                standby_scope=scopes[STANDBY.name],
                primary=PRIMARY,
                code=function_code(self, function="takeover_switch"),
                timing=health,
                log_retention_days=30,
            )
            if health.takeover
            else None
        )
        controls = (
            RoutingControls(self, "controls", edge=self.edge, regions=regions, config=health.routing_controls)
            if health.routing_controls
            else None
        )
        for region in regions:
            further = FurtherChecks(
                self,
                f"further-{region.name}",
                edge=self.edge,
                region_scope=scopes[region.name],
                region=region,
                health=health,
            )
            switches: Sequence[Check] = [
                *([switch.primary_keeps] if switch and region is PRIMARY else []),
                *([controls.checks[region.name]] if controls else []),
            ]
            own = EndpointCheck(
                self,
                f"health-{region.name}",
                edge=self.edge,
                region=region,
                endpoint=Endpoint(
                    protocol="HTTPS", port=443, host=f"{region.name}.example.com", path="/health"
                ),
                timing=health,
            )
            readiness = Readiness(
                self,
                f"readiness-{region.name}",
                edge=self.edge,
                region=region,
                checks=[own.check, *further.checks, *switches],
                required=health.required_checks,
            )
            TerraformOutput(self, f"health_check_id_{region.alias}", value=readiness.health_check_id)
        if switch:
            TerraformOutput(self, "takeover_host", value=switch.host)
            TerraformOutput(self, "takeover_on", value=switch.take_over_command)
            TerraformOutput(self, "takeover_off", value=switch.give_back_command)
        if controls and controls.cluster_endpoints:
            TerraformOutput(self, "cluster_endpoints", value=controls.cluster_endpoints)


def written(directory: Path, health: Mapping[str, Any]) -> Path:
    """The stack's folder below `directory`, for Terraform."""
    app = App(outdir=str(directory))
    HealthStack(app, health=HealthCheck.model_validate(health))
    app.synth()
    return directory / "stacks" / "orders-production"


def template(health: Mapping[str, Any]) -> Template:
    """The stack's JSON, for one test."""
    return Template.of(HealthStack(Synthesis.app(), health=HealthCheck.model_validate(health)))


@cache
def every_kind() -> Template:
    """Every kind of further check, and the takeover switch."""
    return template({**EVERY_KIND, "takeover": True})


@cache
def with_controls() -> Template:
    """Routing controls in a cluster of their own."""
    return template({"routing_controls": {"create_cluster": True}})

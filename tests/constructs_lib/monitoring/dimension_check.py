"""Which metrics of a template's dashboards and alarms name a resource that the template does not hold."""

import json
import re
from collections.abc import Iterator

from constructs_lib.testing import Block, Json, Template

SOURCES = {
    "ApiId": {"aws_apigatewayv2_api.id"},
    "BackupVaultName": {"aws_backup_vault.name"},
    "CanaryName": {"aws_synthetics_canary.name"},
    "DBClusterIdentifier": {"aws_rds_cluster.cluster_identifier"},
    "DBInstanceIdentifier": {"aws_db_instance.identifier"},
    "FunctionName": {"aws_lambda_function.function_name"},
    "HealthCheckId": {"aws_route53_health_check.id"},
    "LoadBalancer": {"aws_lb.arn_suffix"},
    "QueueName": {"aws_sqs_queue.name"},
    "Service": {"aws_vpclattice_service.id"},
    "TargetGroup": {"aws_lb_target_group.arn_suffix"},
}
"""What a dimension's value must be an attribute of."""
REFERENCE = re.compile(r"\$\{(?P<type>aws_\w+)\.(?P<name>[\w-]+)\.(?P<attribute>\w+)\}")


def drawn(template: Template) -> Iterator[tuple[str, Json]]:
    """Every metric of every dashboard, with the dashboard's name."""
    for dashboard in template.resources("aws_cloudwatch_dashboard"):
        for widget in dashboard.document("dashboard_body")["widgets"]:
            if widget["type"] == "metric":
                for metric in widget["properties"]["metrics"]:
                    yield dashboard["dashboard_name"], metric


def dimensions(metric: Json) -> dict[str, str]:
    """A dashboard metric's dimensions: between its name and its settings, names and values in turn."""
    middle = metric[2:-1]
    return dict(zip(middle[::2], middle[1::2], strict=True))


def unresolved(template: Template) -> list[str]:
    """One line for each dimension value that is no attribute of a resource of the right type and region."""
    found = []
    regions = {f"aws.{alias}": provider["region"] for alias, provider in template.providers.items()}
    resources = {block.address: block for block in template.resources()}
    for name, metric in drawn(template):
        for dimension, value in dimensions(metric).items():
            wrong = _wrong(dimension, value, metric[-1]["region"], resources, regions)
            if wrong:
                found.append(f"{name}: {metric[0]} {metric[1]}: {dimension} {value} {wrong}")
    for alarm in template.resources("aws_cloudwatch_metric_alarm"):
        for dimension, value in alarm["dimensions"].items():
            wrong = _wrong(dimension, value, regions[alarm["provider"]], resources, regions)
            if wrong:
                found.append(f"{alarm.address}: {dimension} {value} {wrong}")
    return found


def _wrong(
    dimension: str, value: str, region: str, resources: dict[str, Block], regions: dict[str, str]
) -> str | None:
    if dimension == "SourceRegion":
        return None if value in regions.values() else "is no region of the deployment"
    reference = REFERENCE.fullmatch(value)
    if not reference:
        return "refers to no resource"
    if f"{reference['type']}.{reference['attribute']}" not in SOURCES[dimension]:
        return "refers to something else"
    resource = resources.get(f"{reference['type']}.{reference['name']}")
    if resource is None:
        return "is not there"
    # Health-check metrics are in us-east-1 (F14), as is the provider that makes the checks.
    return None if regions[resource["provider"]] == region else f"is not in {region}"


def bodies(template: Template) -> dict[str, Json]:
    """The dashboards' documents by name."""
    return {
        block["dashboard_name"]: json.loads(block["dashboard_body"])
        for block in template.resources("aws_cloudwatch_dashboard")
    }

"""A stack with every resource type that our systems use, in two regions or more: what the embedded AWS must carry."""

import json
import zipfile
from pathlib import Path
from typing import Any

Json = dict[str, Any]

ZONE = "example.com"
DOMAIN = "api.example.com"
REGIONS = ("us-east-1", "us-west-2")

HANDLER = """
import os

def handler(event, context):
    if os.environ.get("SIMULATE_FAILURE") == "true":
        return {"statusCode": 503, "body": "unhealthy"}
    return {"statusCode": 200, "body": "healthy", "region": os.environ["AWS_REGION"]}
"""


class Stack:
    """Terraform JSON under construction."""

    def __init__(self, regions: tuple[str, ...]) -> None:
        self.regions = regions
        self.resources: dict[str, dict[str, Json]] = {}
        self.data: dict[str, dict[str, Json]] = {}
        self.outputs: dict[str, Json] = {}

    def add(self, kind: str, name: str, region: str, /, **arguments: Any) -> str:  # noqa: ANN401 - JSON
        """Add a resource; returns its address."""
        self.resources.setdefault(kind, {})[name] = {"provider": provider(region), **arguments}
        return f"{kind}.{name}"

    def look_up(self, kind: str, name: str, region: str, /, **arguments: Any) -> str:  # noqa: ANN401 - JSON
        """Add a data source; returns its address."""
        self.data.setdefault(kind, {})[name] = {"provider": provider(region), **arguments}
        return f"data.{kind}.{name}"

    def document(self) -> Json:
        """The whole JSON document."""
        return {
            "terraform": {
                "required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 5.100.0, < 7.0.0"}},
                "backend": {"local": {"path": "../elsewhere.tfstate"}},
            },
            "provider": {
                "aws": [
                    {
                        "alias": alias(region),
                        "region": region,
                        "default_tags": [{"tags": {"ManagedBy": "holdfast", "Region": region}}],
                    }
                    for region in self.regions
                ]
            },
            "data": self.data,
            "resource": self.resources,
            "output": self.outputs,
        }


def alias(region: str) -> str:
    """The provider alias of a region."""
    return region.replace("-", "_")


def provider(region: str) -> str:
    """The provider reference of a region."""
    return f"aws.{alias(region)}"


def of(address: str, attribute: str) -> str:
    """An interpolation."""
    return f"${{{address}.{attribute}}}"


def write(directory: Path, regions: tuple[str, ...] = REGIONS) -> Path:
    """Write the stack and its function's zip into `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(directory / "function.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("handler.py"), HANDLER)
    (directory / "cdk.tf.json").write_text(json.dumps(build(regions), indent=2), encoding="utf-8")
    return directory


def build(regions: tuple[str, ...] = REGIONS) -> Json:
    """The stack as a document."""
    stack = Stack(regions)
    primary = regions[0]
    stack.look_up("aws_caller_identity", "me", primary)
    stack.look_up("aws_partition", "here", primary)
    stack.look_up("aws_route53_zone", "public", primary, name=ZONE)
    for index, region in enumerate(regions):
        _network(stack, region, index)
        _function(stack, region)
        _lattice(stack, region, primary)
        _entrance(stack, region)
    _peering(stack, regions)
    _names(stack, regions)
    _health(stack, regions)
    _alarms(stack, regions)
    return stack.document()


def _network(stack: Stack, region: str, index: int) -> None:
    a = alias(region)
    stack.look_up("aws_region", a, region)
    zones = stack.look_up("aws_availability_zones", a, region, state="available")
    vpc = stack.add(
        "aws_vpc", a, region, cidr_block=f"10.{index}.0.0/16", enable_dns_hostnames=True, enable_dns_support=True,
        tags={"Name": f"lattice-{region}"},
    )  # fmt: skip
    table = stack.add("aws_route_table", a, region, vpc_id=of(vpc, "id"), tags={"Name": "private"})
    for number in range(2):
        subnet = stack.add(
            "aws_subnet", f"{a}_{number}", region, vpc_id=of(vpc, "id"), cidr_block=f"10.{index}.{number}.0/24",
            availability_zone=f"${{{zones}.names[{number}]}}",
        )  # fmt: skip
        stack.add(
            "aws_route_table_association", f"{a}_{number}", region, subnet_id=of(subnet, "id"),
            route_table_id=of(table, "id"),
        )  # fmt: skip
    stack.add("aws_default_security_group", a, region, vpc_id=of(vpc, "id"))
    group = stack.add(
        "aws_security_group", a, region, name=f"lattice-{region}", description="Lattice", vpc_id=of(vpc, "id")
    )
    for other in range(len(stack.regions)):
        stack.add(
            "aws_vpc_security_group_ingress_rule", f"{a}_{other}", region, security_group_id=of(group, "id"),
            ip_protocol="tcp", from_port=443, to_port=443, cidr_ipv4=f"10.{other}.0.0/16",
        )  # fmt: skip
    stack.add(
        "aws_vpc_security_group_egress_rule", a, region, security_group_id=of(group, "id"), ip_protocol="-1",
        cidr_ipv4="0.0.0.0/0",
    )  # fmt: skip
    stack.add(
        "aws_flow_log", a, region, vpc_id=of(vpc, "id"), traffic_type="REJECT", log_destination_type="cloud-watch-logs",
        log_destination=f"${{aws_cloudwatch_log_group.{a}_flow.arn}}", iam_role_arn=f"${{aws_iam_role.{a}.arn}}",
    )  # fmt: skip
    stack.add("aws_cloudwatch_log_group", f"{a}_flow", region, name="/lattice/flow", retention_in_days=30)


def _peering(stack: Stack, regions: tuple[str, ...]) -> None:
    for i, one in enumerate(regions):
        for j, other in list(enumerate(regions))[i + 1 :]:
            name = f"{alias(one)}_{alias(other)}"
            peering = stack.add(
                "aws_vpc_peering_connection", name, one, vpc_id=f"${{aws_vpc.{alias(one)}.id}}",
                peer_vpc_id=f"${{aws_vpc.{alias(other)}.id}}", peer_region=other, auto_accept=False,
                tags={"Name": name},
            )  # fmt: skip
            accepter = stack.add(
                "aws_vpc_peering_connection_accepter", name, other,
                vpc_peering_connection_id=of(peering, "id"), auto_accept=True, tags={"Name": name},
            )  # fmt: skip
            for here, there in ((one, j), (other, i)):
                stack.add(
                    "aws_route", f"{alias(here)}_{there}", here,
                    route_table_id=f"${{aws_route_table.{alias(here)}.id}}",
                    destination_cidr_block=f"10.{there}.0.0/16", vpc_peering_connection_id=of(accepter, "id"),
                )  # fmt: skip


def _function(stack: Stack, region: str) -> None:
    a = alias(region)
    role = stack.add(
        "aws_iam_role", a, region, name=f"service-{region}",
        assume_role_policy=_policy("sts:AssumeRole", principal={"Service": "lambda.amazonaws.com"}),
    )  # fmt: skip
    stack.add(
        "aws_iam_role_policy", a, region, name="logs", role=of(role, "id"),
        policy=_policy("logs:PutLogEvents", resource=f"${{aws_cloudwatch_log_group.{a}.arn}}:*"),
    )  # fmt: skip
    stack.add(
        "aws_iam_role_policy_attachment", a, region, role=of(role, "name"),
        policy_arn="arn:${data.aws_partition.here.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
    )  # fmt: skip
    group = stack.add("aws_cloudwatch_log_group", a, region, name="/aws/lambda/service", retention_in_days=30)
    function = stack.add(
        "aws_lambda_function", a, region, function_name="service", role=of(role, "arn"), handler="handler.handler",
        runtime="python3.13", filename="function.zip", source_code_hash='${filebase64sha256("function.zip")}',
        timeout=10, memory_size=256, environment={"variables": {"SIMULATE_FAILURE": "false"}},
        logging_config={"log_format": "JSON", "log_group": of(group, "name")},
        vpc_config={
            "subnet_ids": [f"${{aws_subnet.{a}_{number}.id}}" for number in range(2)],
            "security_group_ids": [f"${{aws_security_group.{a}.id}}"],
        },
        tags={"Role": "service"}, depends_on=[f"aws_iam_role_policy.{a}"],
    )  # fmt: skip
    stack.add(
        "aws_lambda_permission", f"{a}_lattice", region, statement_id="Lattice", action="lambda:InvokeFunction",
        function_name=of(function, "function_name"), principal="vpc-lattice.amazonaws.com",
        source_arn=f"${{aws_vpclattice_target_group.{a}.arn}}",
    )  # fmt: skip


def _lattice(stack: Stack, region: str, primary: str) -> None:
    a = alias(region)
    network = stack.add("aws_vpclattice_service_network", a, region, name="shared", auth_type="AWS_IAM")
    certificate = stack.add(
        "aws_acm_certificate", a, region, domain_name=DOMAIN, validation_method="DNS",
        lifecycle={"create_before_destroy": True},
    )  # fmt: skip
    if region == primary:
        options = f"tolist({certificate}.domain_validation_options)[0]"
        stack.add(
            "aws_route53_record", "validation", primary, zone_id="${data.aws_route53_zone.public.zone_id}",
            name=f"${{{options}.resource_record_name}}", type=f"${{{options}.resource_record_type}}",
            records=[f"${{{options}.resource_record_value}}"], ttl=60,
        )  # fmt: skip
    validation = stack.add(
        "aws_acm_certificate_validation", a, region, certificate_arn=of(certificate, "arn"),
        validation_record_fqdns=["${aws_route53_record.validation.fqdn}"],
    )  # fmt: skip
    service = stack.add(
        "aws_vpclattice_service", a, region, name="api", auth_type="AWS_IAM", custom_domain_name=DOMAIN,
        certificate_arn=of(validation, "certificate_arn"),
    )  # fmt: skip
    group = stack.add(
        "aws_vpclattice_target_group", a, region, name="api", type="LAMBDA",
        config={"lambda_event_structure_version": "V2"},
    )  # fmt: skip
    stack.add(
        "aws_vpclattice_target_group_attachment", a, region, target_group_identifier=of(group, "id"),
        target={"id": f"${{aws_lambda_function.{a}.arn}}"},
    )  # fmt: skip
    forward = {"forward": [{"target_groups": [{"target_group_identifier": of(group, "id"), "weight": 100}]}]}
    listener = stack.add(
        "aws_vpclattice_listener", a, region, name="https", protocol="HTTPS", port=443,
        service_identifier=of(service, "id"), default_action=forward,
    )  # fmt: skip
    stack.add(
        "aws_vpclattice_listener_rule", a, region, name="health", priority=10,
        listener_identifier=of(listener, "listener_id"), service_identifier=of(service, "id"), action=forward,
        match={"http_match": {"method": "GET", "path_match": {"case_sensitive": True, "match": {"exact": "/health"}}}},
    )  # fmt: skip
    association = stack.add(
        "aws_vpclattice_service_network_service_association", a, region, service_identifier=of(service, "id"),
        service_network_identifier=of(network, "id"),
    )  # fmt: skip
    stack.add(
        "aws_vpclattice_service_network_vpc_association", a, region, vpc_identifier=f"${{aws_vpc.{a}.id}}",
        service_network_identifier=of(network, "id"), security_group_ids=[f"${{aws_security_group.{a}.id}}"],
    )  # fmt: skip
    for name, address in (("network", network), ("service", service)):
        stack.add(
            "aws_vpclattice_auth_policy", f"{a}_{name}", region, resource_identifier=of(address, "arn"),
            policy=_policy("vpc-lattice-svcs:Invoke", resource="*", principal="*"),
        )  # fmt: skip
    logs = stack.add(
        "aws_cloudwatch_log_group", f"{a}_access", region, name="/lattice/access", retention_in_days=30
    )
    stack.add(
        "aws_vpclattice_access_log_subscription", a, region, resource_identifier=of(service, "id"),
        destination_arn=f"${{{logs}.arn}}:*",
    )  # fmt: skip
    endpoint = stack.add(
        "aws_vpc_endpoint", a, region, vpc_endpoint_type="ServiceNetwork", vpc_id=f"${{aws_vpc.{a}.id}}",
        service_network_arn=of(network, "arn"), subnet_ids=[f"${{aws_subnet.{a}_{n}.id}}" for n in range(2)],
        security_group_ids=[f"${{aws_security_group.{a}.id}}"], private_dns_enabled=False, tags={"Name": "lattice"},
    )  # fmt: skip
    names = stack.look_up(
        "aws_vpc_endpoint_associations",
        a,
        region,
        vpc_endpoint_id=of(endpoint, "id"),
        depends_on=[association],
    )
    stack.outputs[f"endpoint_{a}"] = {"value": _service_name(names, service)}


def _service_name(names: str, service: str) -> str:
    return (
        f"${{one([for each in {names}.associations : each.dns_entry[0].dns_name "
        f"if each.associated_resource_arn == {service}.arn])}}"
    )


def _entrance(stack: Stack, region: str) -> None:
    a = alias(region)
    api = stack.add("aws_apigatewayv2_api", a, region, name="probe", protocol_type="HTTP")
    integration = stack.add(
        "aws_apigatewayv2_integration", a, region, api_id=of(api, "id"), integration_type="AWS_PROXY",
        integration_uri=f"${{aws_lambda_function.{a}.invoke_arn}}", payload_format_version="2.0",
        timeout_milliseconds=4000,
    )  # fmt: skip
    stack.add(
        "aws_apigatewayv2_route", a, region, api_id=of(api, "id"), route_key="GET /health",
        target=f"integrations/${{{integration}.id}}",
    )  # fmt: skip
    logs = stack.add("aws_cloudwatch_log_group", f"{a}_api", region, name="/api/access", retention_in_days=30)
    stack.add(
        "aws_apigatewayv2_stage", a, region, api_id=of(api, "id"), name="$default", auto_deploy=True,
        access_log_settings={"destination_arn": of(logs, "arn"), "format": '{"status":"$context.status"}'},
        default_route_settings={"throttling_burst_limit": 20, "throttling_rate_limit": 10},
    )  # fmt: skip
    stack.add(
        "aws_lambda_permission", f"{a}_api", region, statement_id="Api", action="lambda:InvokeFunction",
        function_name=f"${{aws_lambda_function.{a}.function_name}}", principal="apigateway.amazonaws.com",
        source_arn=f"${{{api}.execution_arn}}/*/*/health",
    )  # fmt: skip


def _names(stack: Stack, regions: tuple[str, ...]) -> None:
    primary = regions[0]
    zone = stack.add(
        "aws_route53_zone", "private", primary, name=f"internal.{ZONE}", comment="Failover",
        vpc={"vpc_id": f"${{aws_vpc.{alias(primary)}.id}}", "vpc_region": primary},
        lifecycle={"ignore_changes": ["vpc"]},
    )  # fmt: skip
    for region in regions[1:]:
        stack.add(
            "aws_route53_zone_association", alias(region), primary, zone_id=of(zone, "zone_id"),
            vpc_id=f"${{aws_vpc.{alias(region)}.id}}", vpc_region=region,
        )  # fmt: skip
    for index, region in enumerate(regions[:2]):
        a = alias(region)
        policies: dict[str, Json] = {
            "failover": {"failover_routing_policy": {"type": ("PRIMARY", "SECONDARY")[index]}},
            "weighted": {"weighted_routing_policy": {"weight": 100 * index}},
            "latency": {"latency_routing_policy": {"region": region}},
            "geolocation": {"geolocation_routing_policy": {"country": ("*", "DE")[index]}},
        }
        for policy, arguments in policies.items():
            stack.add(
                "aws_route53_record", f"{policy}_{a}", primary, zone_id=of(zone, "zone_id"), type="CNAME", ttl=60,
                name=f"{policy}.internal.{ZONE}", set_identifier=region,
                records=[_service_name(f"data.aws_vpc_endpoint_associations.{a}", f"aws_vpclattice_service.{a}")],
                health_check_id=f"${{aws_route53_health_check.{a}.id}}", **arguments,
            )  # fmt: skip
        stack.add(
            "aws_route53_record", f"multivalue_{a}", primary, zone_id=of(zone, "zone_id"), type="A", ttl=60,
            name=f"multivalue.internal.{ZONE}", set_identifier=region, records=[f"10.{index}.0.10"],
            multivalue_answer_routing_policy=True, health_check_id=f"${{aws_route53_health_check.{a}.id}}",
        )  # fmt: skip


def _health(stack: Stack, regions: tuple[str, ...]) -> None:
    primary = regions[0]
    for region in regions:
        a = alias(region)
        stack.add(
            "aws_route53_health_check", a, primary, type="HTTPS", port=443, resource_path="/health",
            fqdn=f'${{replace(aws_apigatewayv2_api.{a}.api_endpoint, "https://", "")}}', enable_sni=True,
            request_interval=30, failure_threshold=3, measure_latency=True, tags={"Name": f"probe-{region}"},
        )  # fmt: skip
    stack.add(
        "aws_route53_health_check", "all", primary, type="CALCULATED", child_health_threshold=1,
        child_healthchecks=[f"${{aws_route53_health_check.{alias(region)}.id}}" for region in regions],
    )  # fmt: skip
    stack.add(
        "aws_route53_health_check", "alarm", primary, type="CLOUDWATCH_METRIC",
        cloudwatch_alarm_name="${aws_cloudwatch_metric_alarm.errors.alarm_name}", cloudwatch_alarm_region=primary,
        insufficient_data_health_status="Unhealthy",
    )  # fmt: skip


def _alarms(stack: Stack, regions: tuple[str, ...]) -> None:
    primary = regions[0]
    key = stack.add(
        "aws_kms_key", "alerts", primary, description="Alerts", enable_key_rotation=True, deletion_window_in_days=7,
        policy=_policy(
            "kms:*", principal={"AWS": "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root"}, resource="*"
        ),
    )  # fmt: skip
    stack.add("aws_kms_alias", "alerts", primary, name="alias/alerts", target_key_id=of(key, "key_id"))
    topic = stack.add("aws_sns_topic", "alerts", primary, name="alerts", kms_master_key_id=of(key, "arn"))
    stack.add(
        "aws_sns_topic_policy", "alerts", primary, arn=of(topic, "arn"),
        policy=_policy("sns:Publish", principal={"Service": "cloudwatch.amazonaws.com"}, resource=of(topic, "arn")),
    )  # fmt: skip
    stack.add(
        "aws_sns_topic_subscription", "mail", primary, topic_arn=of(topic, "arn"), protocol="email",
        endpoint="ops@example.com",
    )  # fmt: skip
    common: Json = {"evaluation_periods": 2, "period": 60, "threshold": 1, "statistic": "Minimum"}
    for region in regions:
        a = alias(region)
        stack.add(
            "aws_cloudwatch_metric_alarm", a, primary, alarm_name=f"probe-{region}", namespace="AWS/Route53",
            metric_name="HealthCheckStatus", comparison_operator="LessThanThreshold", treat_missing_data="breaching",
            dimensions={"HealthCheckId": f"${{aws_route53_health_check.{a}.id}}"}, alarm_actions=[of(topic, "arn")],
            ok_actions=[of(topic, "arn")], **common,
        )  # fmt: skip
    stack.add(
        "aws_cloudwatch_metric_alarm", "errors", primary, alarm_name="errors", namespace="AWS/Lambda",
        metric_name="Errors", comparison_operator="GreaterThanThreshold", dimensions={"FunctionName": "service"},
        **(common | {"statistic": "Sum"}),
    )  # fmt: skip
    stack.add(
        "aws_cloudwatch_composite_alarm", "both", primary, alarm_name="all-regions", alarm_actions=[of(topic, "arn")],
        alarm_rule=" AND ".join(f"ALARM(probe-{region})" for region in regions),
        depends_on=[f"aws_cloudwatch_metric_alarm.{alias(region)}" for region in regions],
    )  # fmt: skip
    widget = {"type": "text", "x": 0, "y": 0, "width": 6, "height": 3, "properties": {"markdown": "Failover"}}
    stack.add(
        "aws_cloudwatch_dashboard", "failover", primary, dashboard_name="failover",
        dashboard_body=json.dumps({"widgets": [widget]}),
    )  # fmt: skip
    rule = stack.add(
        "aws_cloudwatch_event_rule", "alarms", primary, name="alarms",
        event_pattern=json.dumps({"source": ["aws.cloudwatch"]}),
    )  # fmt: skip
    stack.add(
        "aws_cloudwatch_event_target",
        "alarms",
        primary,
        rule=of(rule, "name"),
        target_id="topic",
        arn=of(topic, "arn"),
    )


def _policy(
    action: str, *, resource: str | None = None, principal: str | dict[str, str] | None = None
) -> str:
    statement: Json = {"Effect": "Allow", "Action": action}
    if resource is not None:
        statement["Resource"] = resource
    if principal is not None:
        statement["Principal"] = principal
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})

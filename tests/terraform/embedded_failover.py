"""Names, health checks and alarms of the stack that tries the embedded AWS."""

import json

from tests.terraform.embedded_lattice import service_name
from tests.terraform.stack_builder import ZONE, Json, Stack, alias, of, policy


def names(stack: Stack, regions: tuple[str, ...]) -> None:
    """The private zone and a record under each routing policy."""
    primary = regions[0]
    zone = stack.add(
        "aws_route53_zone",
        "private",
        primary,
        name=f"internal.{ZONE}",
        comment="Failover",
        vpc={"vpc_id": f"${{aws_vpc.{alias(primary)}.id}}", "vpc_region": primary},
        lifecycle={"ignore_changes": ["vpc"]},
    )
    for region in regions[1:]:
        stack.add(
            "aws_route53_zone_association",
            alias(region),
            primary,
            zone_id=of(zone, "zone_id"),
            vpc_id=f"${{aws_vpc.{alias(region)}.id}}",
            vpc_region=region,
        )
    for index, region in enumerate(regions[:2]):
        a = alias(region)
        policies: dict[str, Json] = {
            "failover": {"failover_routing_policy": {"type": ("PRIMARY", "SECONDARY")[index]}},
            "weighted": {"weighted_routing_policy": {"weight": 100 * index}},
            "latency": {"latency_routing_policy": {"region": region}},
            "geolocation": {"geolocation_routing_policy": {"country": ("*", "DE")[index]}},
        }
        for kind, arguments in policies.items():
            stack.add(
                "aws_route53_record",
                f"{kind}_{a}",
                primary,
                zone_id=of(zone, "zone_id"),
                type="CNAME",
                ttl=60,
                name=f"{kind}.internal.{ZONE}",
                set_identifier=region,
                records=[
                    service_name(f"data.aws_vpc_endpoint_associations.{a}", f"aws_vpclattice_service.{a}")
                ],
                health_check_id=f"${{aws_route53_health_check.{a}.id}}",
                **arguments,
            )
        stack.add(
            "aws_route53_record",
            f"multivalue_{a}",
            primary,
            zone_id=of(zone, "zone_id"),
            type="A",
            ttl=60,
            name=f"multivalue.internal.{ZONE}",
            set_identifier=region,
            records=[f"10.{index}.0.10"],
            multivalue_answer_routing_policy=True,
            health_check_id=f"${{aws_route53_health_check.{a}.id}}",
        )


def health(stack: Stack, regions: tuple[str, ...]) -> None:
    """One health check of each kind."""
    primary = regions[0]
    for region in regions:
        a = alias(region)
        stack.add(
            "aws_route53_health_check",
            a,
            primary,
            type="HTTPS",
            port=443,
            resource_path="/health",
            fqdn=f'${{replace(aws_apigatewayv2_api.{a}.api_endpoint, "https://", "")}}',
            enable_sni=True,
            request_interval=30,
            failure_threshold=3,
            measure_latency=True,
            tags={"Name": f"probe-{region}"},
        )
    stack.add(
        "aws_route53_health_check",
        "all",
        primary,
        type="CALCULATED",
        child_health_threshold=1,
        child_healthchecks=[f"${{aws_route53_health_check.{alias(region)}.id}}" for region in regions],
    )
    stack.add(
        "aws_route53_health_check",
        "alarm",
        primary,
        type="CLOUDWATCH_METRIC",
        cloudwatch_alarm_name="${aws_cloudwatch_metric_alarm.errors.alarm_name}",
        cloudwatch_alarm_region=primary,
        insufficient_data_health_status="Unhealthy",
    )


def alarms(stack: Stack, regions: tuple[str, ...]) -> None:
    """Topic, key, alarms, dashboard and event rule."""
    primary = regions[0]
    key = stack.add(
        "aws_kms_key",
        "alerts",
        primary,
        description="Alerts",
        enable_key_rotation=True,
        deletion_window_in_days=7,
        policy=policy(
            "kms:*",
            principal={"AWS": "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root"},
            resource="*",
        ),
    )
    stack.add("aws_kms_alias", "alerts", primary, name="alias/alerts", target_key_id=of(key, "key_id"))
    topic = stack.add("aws_sns_topic", "alerts", primary, name="alerts", kms_master_key_id=of(key, "arn"))
    stack.add(
        "aws_sns_topic_policy",
        "alerts",
        primary,
        arn=of(topic, "arn"),
        policy=policy(
            "sns:Publish", principal={"Service": "cloudwatch.amazonaws.com"}, resource=of(topic, "arn")
        ),
    )
    stack.add(
        "aws_sns_topic_subscription",
        "mail",
        primary,
        topic_arn=of(topic, "arn"),
        protocol="email",
        endpoint="ops@example.com",
    )
    common: Json = {"evaluation_periods": 2, "period": 60, "threshold": 1, "statistic": "Minimum"}
    for region in regions:
        a = alias(region)
        stack.add(
            "aws_cloudwatch_metric_alarm",
            a,
            primary,
            alarm_name=f"probe-{region}",
            namespace="AWS/Route53",
            metric_name="HealthCheckStatus",
            comparison_operator="LessThanThreshold",
            treat_missing_data="breaching",
            dimensions={"HealthCheckId": f"${{aws_route53_health_check.{a}.id}}"},
            alarm_actions=[of(topic, "arn")],
            ok_actions=[of(topic, "arn")],
            **common,
        )
    stack.add(
        "aws_cloudwatch_metric_alarm",
        "errors",
        primary,
        alarm_name="errors",
        namespace="AWS/Lambda",
        metric_name="Errors",
        comparison_operator="GreaterThanThreshold",
        dimensions={"FunctionName": "service"},
        **(common | {"statistic": "Sum"}),
    )
    stack.add(
        "aws_cloudwatch_composite_alarm",
        "both",
        primary,
        alarm_name="all-regions",
        alarm_actions=[of(topic, "arn")],
        alarm_rule=" AND ".join(f"ALARM(probe-{region})" for region in regions),
        depends_on=[f"aws_cloudwatch_metric_alarm.{alias(region)}" for region in regions],
    )
    widget = {"type": "text", "x": 0, "y": 0, "width": 6, "height": 3, "properties": {"markdown": "Failover"}}
    stack.add(
        "aws_cloudwatch_dashboard",
        "failover",
        primary,
        dashboard_name="failover",
        dashboard_body=json.dumps({"widgets": [widget]}),
    )
    rule = stack.add(
        "aws_cloudwatch_event_rule",
        "alarms",
        primary,
        name="alarms",
        event_pattern=json.dumps({"source": ["aws.cloudwatch"]}),
    )
    stack.add(
        "aws_cloudwatch_event_target",
        "alarms",
        primary,
        rule=of(rule, "name"),
        target_id="topic",
        arn=of(topic, "arn"),
    )

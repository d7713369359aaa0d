"""A `warm-standby` whole: who gets in, where traffic goes, what grows, and what is kept."""

import json
from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.support.warm_standbys import WARM_STANDBY, synthesized_warm_standby

PRIMARY, STANDBY = "us_east_1", "us_west_2"
REGIONS = {PRIMARY: "us-east-1", STANDBY: "us-west-2"}


@pytest.fixture(scope="module")
def template() -> Template:
    return synthesized_warm_standby()


def settings_of(template: Template, path: str) -> dict[str, Any]:
    """The controller's settings."""
    function = template.only("aws_lambda_function", path)
    settings: dict[str, Any] = json.loads(function["environment"]["variables"]["SETTINGS"])
    return settings


def test_visitors_are_led_to_the_edge_and_the_edge_to_the_region_that_serves(template: Template) -> None:
    """F16: the origin is a name with failover records, so that POST fails over too."""
    distribution = template.only("aws_cloudfront_distribution")
    balancers = {block.provider: block for block in template.resources("aws_lb")}
    leads = {
        (block["name"], block["type"], block.body.get("set_identifier")): block["alias"]
        for block in template.resources("aws_route53_record")
        if "alias" in block.body
    }

    assert leads == {
        ("store.example.com", "A", None): {
            "name": distribution.ref("domain_name"),
            "zone_id": "Z2FDTNDATAQYW2",
            "evaluate_target_health": False,
        },
        ("store.example.com", "AAAA", None): {
            "name": distribution.ref("domain_name"),
            "zone_id": "Z2FDTNDATAQYW2",
            "evaluate_target_health": False,
        },
        ("origin.store.example.com", "A", "primary"): {
            "name": balancers[PRIMARY].ref("dns_name"),
            "zone_id": balancers[PRIMARY].ref("zone_id"),
            "evaluate_target_health": True,
        },
        ("origin.store.example.com", "A", "secondary"): {
            "name": balancers[STANDBY].ref("dns_name"),
            "zone_id": balancers[STANDBY].ref("zone_id"),
            "evaluate_target_health": False,
        },
    }
    [origin] = distribution["origin"]
    assert origin["domain_name"] == "origin.store.example.com"
    assert origin["custom_origin_config"]["origin_protocol_policy"] == "https-only"
    assert "origin_group" not in distribution.body
    assert "POST" in distribution["default_cache_behavior"]["allowed_methods"]


def test_the_edge_and_each_load_balancer_have_a_certificate_of_their_region(template: Template) -> None:
    """F17. In us-east-1, which is one of the regions, one certificate serves both."""
    found = {
        block.provider: (block["domain_name"], block["subject_alternative_names"])
        for block in template.resources("aws_acm_certificate")
    }

    assert found == dict.fromkeys(REGIONS, ("store.example.com", ["origin.store.example.com"]))
    listeners = {block.provider: block["certificate_arn"] for block in template.resources("aws_lb_listener")}
    viewer = template.only("aws_cloudfront_distribution")["viewer_certificate"]
    assert viewer["acm_certificate_arn"] == listeners[PRIMARY] != listeners[STANDBY]


def test_outside_us_east_1_the_edge_has_a_certificate_of_its_own() -> None:
    regions = [
        {"name": "eu-west-1", "role": "primary", "cidr": "10.0.0.0/16"},
        {"name": "eu-central-1", "role": "standby", "cidr": "10.1.0.0/16"},
    ]
    template = synthesized_warm_standby(regions=regions)

    found = sorted(str(block.provider) for block in template.resources("aws_acm_certificate"))

    assert found == ["eu_central_1", "eu_west_1", "us_east_1"]


@pytest.mark.parametrize("region", REGIONS)
def test_a_load_balancer_lets_in_cloudfront_and_the_checkers_alone(template: Template, region: str) -> None:
    [listener] = [block for block in template.resources("aws_lb_listener") if block.provider == region]
    lists = {
        block.ref("id"): block["name"]
        for block in template.data("aws_ec2_managed_prefix_list")
        if block.provider == region
    }
    opened = {
        (lists[block["prefix_list_id"]], block["from_port"], block["to_port"])
        for block in template.resources("aws_vpc_security_group_ingress_rule")
        if block.provider == region and "prefix_list_id" in block.body
    }
    anywhere = [
        block.path
        for block in template.resources("aws_vpc_security_group_ingress_rule")
        if block.provider == region and block.body.get("cidr_ipv4") == "0.0.0.0/0"
    ]

    listener.expect(provider=region, port=443, protocol="HTTPS")
    assert listener["default_action"][0]["fixed_response"]["status_code"] == "403"
    assert opened == {
        ("com.amazonaws.global.cloudfront.origin-facing", 443, 443),
        (f"com.amazonaws.{REGIONS[region]}.route53-healthchecks", 443, 443),
    }
    assert anywhere == []


def test_firewalls_stand_at_the_edge_and_at_each_entrance(template: Template) -> None:
    found = sorted((block["scope"], block.provider) for block in template.resources("aws_wafv2_web_acl"))

    assert found == [("CLOUDFRONT", PRIMARY), ("REGIONAL", PRIMARY), ("REGIONAL", STANDBY)]
    template.expect_count("aws_wafv2_web_acl_association", 2)
    assert "web_acl_id" in template.only("aws_cloudfront_distribution").body


def test_the_standby_serves_with_a_part_and_no_plan_touches_its_sizes(template: Template) -> None:
    """F21."""
    groups = {block.provider: block for block in template.resources("aws_autoscaling_group")}

    groups[PRIMARY].expect(provider=PRIMARY, min_size=4, max_size=12, desired_capacity=4)
    groups[STANDBY].expect(provider=STANDBY, min_size=2, max_size=12, desired_capacity=2)
    assert groups[STANDBY]["lifecycle"]["ignore_changes"] == ["min_size", "max_size", "desired_capacity"]


def test_the_controller_grows_the_standby_to_the_primary_s_size_and_fails_the_cluster_over(
    template: Template,
) -> None:
    settings = settings_of(template, "failover/function")

    assert settings["database"] == {
        "strategy": "global-cluster",
        "identifier": "store-production-us-west-2",
        "global_cluster": "store-production",
    }
    assert {key: settings["group"][key] for key in ("min", "max", "desired")} == {
        "min": 4,
        "max": 12,
        "desired": 4,
    }
    assert settings["healthy_targets"] == 4
    assert settings["witness"]["name"] == "witness.store.example.com"


def test_replication_that_falls_behind_the_objective_is_an_alarm() -> None:
    objectives = {"rto_minutes": 15, "rpo_seconds": 20}
    alarm = synthesized_warm_standby(objectives=objectives).only(
        "aws_cloudwatch_metric_alarm", "alarms/database-lag"
    )

    alarm.expect(
        provider=STANDBY,
        namespace="AWS/RDS",
        metric_name="AuroraGlobalDBReplicationLag",
        threshold=20_000,  # milliseconds
        dimensions={"DBClusterIdentifier": "store-production-us-west-2", "SourceRegion": "us-east-1"},
    )


def test_each_region_is_looked_at_and_traffic_follows_the_primary_alone(template: Template) -> None:
    balancers = {block.provider: block for block in template.resources("aws_lb")}
    looked_at = {
        block["fqdn"]: block["resource_path"]
        for block in template.resources("aws_route53_health_check")
        if block["type"] == "HTTPS" and block["resource_path"] == "/health"
    }
    [secondary] = [
        block
        for block in template.resources("aws_route53_record")
        if block["name"] == "origin.store.example.com" and block["set_identifier"] == "secondary"
    ]

    assert looked_at == {balancer.ref("dns_name"): "/health" for balancer in balancers.values()}
    assert "health_check_id" not in secondary.body


def test_an_unhealthy_standby_s_alarm_says_that_nothing_follows_its_check(template: Template) -> None:
    told = {
        block["alarm_name"]: block["alarm_description"].partition(". ")[0]
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if block["metric_name"] == "HealthCheckStatus" and block["alarm_name"].endswith("-unhealthy")
    }

    assert told == {
        "store-production-us-east-1-unhealthy": "Route 53 finds us-east-1 unhealthy and avoids it",
        "store-production-us-west-2-unhealthy": "Route 53 finds us-west-2 unhealthy: it is no region to fail "
        "over to",
    }


def test_a_rotation_that_fails_at_the_edge_is_heard_of(template: Template) -> None:
    """Its alarms do not speak for themselves: the state over what is shared does."""
    state = template.only("aws_cloudwatch_composite_alarm", "monitoring/global/shared-impaired")
    silent = [
        block
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if block.path.startswith("monitoring/global/") and "alarm_actions" not in block.body
    ]
    of_shared = [block for block in silent if "FunctionName" in block["dimensions"]]

    assert of_shared != []
    for alarm in of_shared:
        assert f'ALARM("{alarm["alarm_name"]}")' in state["alarm_rule"]


def test_each_region_backs_its_cluster_up_and_the_primary_s_goes_to_the_other(template: Template) -> None:
    vaults = {block.provider: block for block in template.resources("aws_backup_vault")}
    rules = {block.provider: block["rule"][0] for block in template.resources("aws_backup_plan")}
    tagged = {
        block.provider: block["tags"].get("BackupPlan") for block in template.resources("aws_rds_cluster")
    }

    assert vaults.keys() == rules.keys() == tagged.keys() == {PRIMARY, STANDBY}
    assert tagged == dict.fromkeys(REGIONS, "store-production")
    assert [rule["lifecycle"]["delete_after"] for rule in rules.values()] == [30, 30]
    [copy] = rules[PRIMARY]["copy_action"]
    assert copy["destination_vault_arn"].startswith("arn:aws:backup:us-west-2:")
    assert "copy_action" not in rules[STANDBY]
    template.expect_count("aws_backup_restore_testing_plan", 2)


def test_no_plan_sets_back_the_window_that_continuous_backups_have_moved(template: Template) -> None:
    """The file's is for the cluster's first day; from then on it is AWS Backup's."""
    continuous = synthesized_warm_standby(
        backup={"continuous": True, "keep_days": 7},
        database={"engine": "aurora-postgresql", "version": "17.7", "backup_retention_days": 7},
    )
    for chosen, ignores in ((continuous, True), (template, False)):
        clusters = chosen.resources("aws_rds_cluster")
        assert len(clusters) == 2
        for cluster in clusters:
            assert cluster["preferred_backup_window"] == "03:00-03:30"
            assert ("preferred_backup_window" in cluster["lifecycle"]["ignore_changes"]) is ignores


def test_a_budget_tells_of_what_is_spent_and_of_what_will_be() -> None:
    template = synthesized_warm_standby(cost_control={"budget": {"monthly_usd": 500}})

    budget = template.only("aws_budgets_budget")

    budget.expect(provider=PRIMARY, limit_amount="500", limit_unit="USD", time_unit="MONTHLY")
    assert sorted((each["notification_type"], each["threshold"]) for each in budget["notification"]) == [
        ("ACTUAL", 80),
        ("ACTUAL", 100),
        ("FORECASTED", 100),
    ]


def test_configuration_is_recorded_in_both_regions_where_it_is_wanted(template: Template) -> None:
    recorded = synthesized_warm_standby(recording={"enabled": True})

    template.expect_count("aws_config_configuration_recorder", 0)
    assert {block.provider for block in recorded.resources("aws_config_configuration_recorder")} == {
        PRIMARY,
        STANDBY,
    }
    assert {block.provider for block in recorded.resources("aws_config_config_rule")} == {PRIMARY, STANDBY}


def test_a_regions_topic_hears_what_its_recording_finds_even_if_nothing_else_speaks_by_events() -> None:
    template = synthesized_warm_standby(
        recording={"enabled": True}, backup={"enabled": False}, monitoring={"health_events": False}
    )

    for provider in (PRIMARY, STANDBY):
        (target,) = [
            each
            for each in template.resources("aws_cloudwatch_event_target")
            if each.provider == provider and "recording/" in each.path
        ]
        (policy,) = [
            each for each in template.resources("aws_sns_topic_policy") if each["arn"] == target["arn"]
        ]
        assert "events.amazonaws.com" in policy["policy"]


def test_what_is_not_wanted_leaves_nothing_behind() -> None:
    template = synthesized_warm_standby(
        backup={"enabled": False},
        content_delivery={
            "access_logs": False,
            "firewall": {"edge": {"enabled": False}, "entrances": {"enabled": False}},
        },
        monitoring={"alarms": {"enabled": False}, "dashboards": False, "health_events": False},
    )

    for type_ in (
        "aws_backup_vault",
        "aws_budgets_budget",
        "aws_ce_anomaly_monitor",
        "aws_cloudwatch_dashboard",
        "aws_wafv2_web_acl",
        "aws_cloudwatch_log_delivery",
    ):
        template.expect_count(type_, 0)
    assert "web_acl_id" not in template.only("aws_cloudfront_distribution").body


def test_given_certificates_are_used_and_none_is_requested() -> None:
    arns = {name: f"arn:aws:acm:{name}:123456789012:certificate/a1" for name in REGIONS.values()}
    template = synthesized_warm_standby(domain={**WARM_STANDBY["domain"], "certificate_arns": arns})

    template.expect_count("aws_acm_certificate", 0)
    viewer = template.only("aws_cloudfront_distribution")["viewer_certificate"]
    assert viewer["acm_certificate_arn"] == arns["us-east-1"]
    listeners = {block.provider: block["certificate_arn"] for block in template.resources("aws_lb_listener")}
    assert listeners == {alias: arns[name] for alias, name in REGIONS.items()}


def test_no_password_stands_in_the_template(template: Template) -> None:
    text = json.dumps(template.document)

    assert '"master_password":' not in text
    assert '"secret_string":' not in text

"""The load balancer: who gets in, how, and how long a connection lasts."""

import pytest

from constructs_lib.monitoring.kinds.load_balancer import WatchedLoadBalancer, WatchedTargetGroup
from constructs_lib.testing import Block, Template
from tests.constructs_lib.compute.application_stack import (
    CERTIFICATE,
    ApplicationStack,
    application,
    default_application,
)

REGIONS = ["us-east-1", "us-west-2"]


def alias(region: str) -> str:
    """A region's provider."""
    return region.replace("-", "_")


def rules(template: Template, type_: str, group: Block) -> list[tuple[int, int, str | None]]:
    """A group's rules in one direction: ports, and a range or another group."""
    return sorted(
        (
            block["from_port"],
            block["to_port"],
            block.body.get("cidr_ipv4") or block.body.get("referenced_security_group_id"),
        )
        for block in template.resources(type_)
        if block["security_group_id"] == group.ref("id")
    )


@pytest.mark.parametrize("region", REGIONS)
def test_both_regions_have_the_same_entrance_on_the_internet(region: str) -> None:
    template = default_application()
    network = [
        block.ref("id")
        for block in template.resources("aws_subnet")
        if f"{region}/network/public" in block.path
    ]

    template.only("aws_lb", region).expect(
        provider=alias(region),
        name="shop-test-app",
        internal=False,
        load_balancer_type="application",
        subnets=network,
        drop_invalid_header_fields=True,
        enable_deletion_protection=True,
        idle_timeout=60,
    )


@pytest.mark.parametrize("region", REGIONS)
def test_a_client_looks_the_name_up_again_within_a_minute(region: str) -> None:
    """AWS's default holds a connection, and with it the client, for an hour."""
    default_application().only("aws_lb", region).expect(provider=alias(region), client_keep_alive=60)


def test_https_is_answered_with_the_regions_certificate_and_tls_1_2_or_newer() -> None:
    template = default_application()

    template.only("aws_lb_listener", "us-west-2/application/entrance/https").expect(
        provider="us_west_2",
        port=443,
        protocol="HTTPS",
        certificate_arn=CERTIFICATE,
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
        default_action=[
            {
                "type": "forward",
                "target_group_arn": template.only("aws_lb_target_group", "us-west-2").ref("arn"),
            }
        ],
    )


def test_http_leads_to_https_for_good() -> None:
    default_application().only("aws_lb_listener", "us-east-1/application/entrance/http").expect(
        provider="us_east_1",
        port=80,
        protocol="HTTP",
        default_action=[
            {
                "type": "redirect",
                "redirect": {"port": "443", "protocol": "HTTPS", "status_code": "HTTP_301"},
            }
        ],
    )


def test_an_instance_is_asked_for_its_health_on_its_own_port() -> None:
    default_application().only("aws_lb_target_group", "us-east-1").expect(
        provider="us_east_1",
        name="shop-test-8080",
        port=8080,
        protocol="HTTP",
        target_type="instance",
        deregistration_delay="30",
        health_check={
            "enabled": True,
            "protocol": "HTTP",
            "port": "traffic-port",
            "path": "/health",
            "matcher": "200",
            "interval": 10,
            "timeout": 5,
            "healthy_threshold": 2,
            "unhealthy_threshold": 3,
        },
    )


def test_another_port_makes_a_new_target_group_before_the_old_one_goes() -> None:
    changed = application(compute={"port": 9000}).only("aws_lb_target_group", "us-east-1")

    changed.expect(provider="us_east_1", name="shop-test-9000", lifecycle={"create_before_destroy": True})


@pytest.mark.parametrize("region", REGIONS)
def test_access_logs_go_to_a_private_bucket_of_the_region(region: str) -> None:
    template = default_application()
    bucket = template.only("aws_s3_bucket", region)
    policy = template.only("aws_s3_bucket_policy", region)
    balancer = template.only("aws_lb", region)

    assert balancer["access_logs"] == {"bucket": bucket.ref("bucket"), "enabled": True}
    assert balancer["depends_on"] == [policy.address]
    template.only("aws_s3_bucket_public_access_block", region).expect(
        provider=alias(region),
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
    )


def test_only_the_delivery_of_load_balancer_logs_writes_them_and_only_this_accounts() -> None:
    template = default_application()
    arn = template.only("aws_s3_bucket", "us-west-2").ref("arn")
    statements = template.only("aws_s3_bucket_policy", "us-west-2").document("policy")["Statement"]

    assert [each for each in statements if each["Effect"] == "Allow"] == [
        {
            "Sid": "LoadBalancersWriteLogs",
            "Effect": "Allow",
            "Principal": {"Service": ["logdelivery.elasticloadbalancing.amazonaws.com"]},
            "Action": ["s3:PutObject"],
            "Resource": [f"{arn}/AWSLogs/${{data.aws_caller_identity.account-us-west-2.account_id}}/*"],
        }
    ]


def test_the_bucket_of_the_logs_is_encrypted_by_s3_which_is_all_that_the_delivery_can_write_to() -> None:
    (rule,) = default_application().only("aws_s3_bucket_server_side_encryption_configuration", "us-east-1")[
        "rule"
    ]

    assert rule["apply_server_side_encryption_by_default"] == {"sse_algorithm": "AES256"}


def test_logs_are_forgotten() -> None:
    (rule,) = default_application().only("aws_s3_bucket_lifecycle_configuration", "us-east-1")["rule"]

    assert (rule["status"], rule["expiration"]) == ("Enabled", [{"days": 90}])


def test_the_entrance_is_open_to_the_web_and_opens_connections_to_instances_alone() -> None:
    template = default_application()
    entrance = template.only("aws_security_group", "us-east-1/application/security/entrance")
    instances = template.only("aws_security_group", "us-east-1/application/security/instances")

    assert template.only("aws_lb", "us-east-1")["security_groups"] == [entrance.ref("id")]
    assert rules(template, "aws_vpc_security_group_ingress_rule", entrance) == [
        (80, 80, "0.0.0.0/0"),
        (443, 443, "0.0.0.0/0"),
    ]
    assert rules(template, "aws_vpc_security_group_egress_rule", entrance) == [
        (8080, 8080, instances.ref("id"))
    ]


def test_instances_let_the_entrance_in_and_go_out_to_https_and_their_database() -> None:
    template = default_application()
    entrance = template.only("aws_security_group", "us-west-2/application/security/entrance")
    instances = template.only("aws_security_group", "us-west-2/application/security/instances")

    assert rules(template, "aws_vpc_security_group_ingress_rule", instances) == [
        (8080, 8080, entrance.ref("id"))
    ]
    assert rules(template, "aws_vpc_security_group_egress_rule", instances) == [
        (443, 443, "0.0.0.0/0"),
        (5432, 5432, "10.1.128.0/24"),
        (5432, 5432, "10.1.129.0/24"),
    ]


def test_a_standby_without_targets_raises_no_alarm_and_a_primary_without_two_does() -> None:
    from cdktf import Testing as Synthesis  # not above: it starts Node

    stack = ApplicationStack(Synthesis.app())
    expected = {
        region: [each.expected_targets for each in watched if isinstance(each, WatchedTargetGroup)]
        for region, watched in stack.watched.items()
    }

    assert expected == {"us-east-1": [2], "us-west-2": [0]}
    assert [type(watched[0]) for watched in stack.watched.values()] == [WatchedLoadBalancer] * 2

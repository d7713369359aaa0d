"""Instances: what they are started with, what they may do, and how many there are."""

import pytest

from constructs_lib.testing import Template
from tests.constructs_lib.compute.application_stack import SWAPPED, application, default_application

IMAGES = {"us-east-1": "ami-0123456789abcdef0", "us-west-2": "ami-0fedcba9876543210"}


@pytest.fixture(scope="module")
def pinned() -> Template:
    """Images by id, scaling by requests."""
    return application(
        compute={
            "image": {"type": "ids", "ids": IMAGES},
            "scaling": {"metric": "requests", "target": 500},
            "root_device": "/dev/sda1",
            "volume_gb": 40,
        }
    )


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_metadata_takes_a_session_token_and_stays_on_the_instance(region: str) -> None:
    assert default_application().only("aws_launch_template", region)["metadata_options"] == {
        "http_endpoint": "enabled",
        "http_tokens": "required",
        "http_put_response_hop_limit": 1,
    }


def test_volumes_are_encrypted_and_go_with_their_instance(pinned: Template) -> None:
    assert pinned.only("aws_launch_template", "us-west-2")["block_device_mappings"] == [
        {
            "device_name": "/dev/sda1",
            "ebs": {
                "encrypted": "true",
                "volume_type": "gp3",
                "volume_size": 40,
                "delete_on_termination": "true",
            },
        }
    ]


def test_a_newer_image_of_a_parameter_shows_in_no_plan() -> None:
    """EC2 looks the parameter up at every start; Terraform never sees an image's id."""
    template = default_application()

    assert template.data("aws_ssm_parameter") == []
    template.only("aws_launch_template", "us-west-2").expect(
        provider="us_west_2",
        image_id="resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    )


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_an_image_given_by_id_is_the_regions_own(pinned: Template, region: str) -> None:
    assert pinned.only("aws_launch_template", region)["image_id"] == IMAGES[region]


def test_instances_have_no_ssh_key_and_no_public_address() -> None:
    template = default_application().only("aws_launch_template", "us-east-1")

    template.expect(provider="us_east_1", key_name=None, network_interfaces=None)


def test_the_primary_has_its_sizes_and_leaves_the_desired_one_to_the_load() -> None:
    default_application().only("aws_autoscaling_group", "us-east-1").expect(
        provider="us_east_1",
        name="shop-test",
        min_size=2,
        max_size=6,
        desired_capacity=2,
        lifecycle={"ignore_changes": ["desired_capacity"]},
    )


def test_the_standby_is_empty_and_stays_as_a_failover_left_it() -> None:
    """F21"""
    default_application().only("aws_autoscaling_group", "us-west-2").expect(
        provider="us_west_2",
        name="shop-test",
        min_size=0,
        max_size=0,
        desired_capacity=0,
        lifecycle={"ignore_changes": ["min_size", "max_size", "desired_capacity"]},
    )


def test_an_exchange_of_roles_moves_no_address_of_the_application() -> None:
    def addresses(template: Template) -> set[str]:
        return {block.address for block in template.resources() if "/application/" in f"/{block.path}"}

    assert addresses(application(regions=SWAPPED)) == addresses(default_application())


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_an_exchange_of_roles_starts_no_instance_anew(region: str) -> None:
    swapped, before = (
        template.only("aws_launch_template", region).body
        for template in (application(regions=SWAPPED), default_application())
    )

    assert swapped == before


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_instances_stand_in_private_subnets_behind_the_load_balancer(region: str) -> None:
    template = default_application()
    private = [
        block.ref("id")
        for block in template.resources("aws_subnet")
        if f"{region}/network/private" in block.path
    ]

    template.only("aws_autoscaling_group", region).expect(
        provider=region.replace("-", "_"),
        vpc_zone_identifier=private,
        target_group_arns=[template.only("aws_lb_target_group", region).ref("arn")],
        health_check_type="ELB",
        health_check_grace_period=300,
        default_instance_warmup=120,
        wait_for_capacity_timeout="0",
    )


def test_a_new_template_is_rolled_out_with_new_instances_first(pinned: Template) -> None:
    def preferences(template: Template) -> object:
        return template.only("aws_autoscaling_group", "us-east-1")["instance_refresh"]

    rolling = {"min_healthy_percentage": 100, "max_healthy_percentage": 200}
    assert preferences(pinned) == {"strategy": "Rolling", "preferences": {**rolling, "auto_rollback": True}}
    assert preferences(default_application()) == {
        "strategy": "Rolling",
        "preferences": {**rolling, "auto_rollback": False},
    }


def test_a_group_follows_its_template_version_by_version() -> None:
    template = default_application()
    launch = template.only("aws_launch_template", "us-west-2")

    assert template.only("aws_autoscaling_group", "us-west-2")["launch_template"] == {
        "id": launch.ref("id"),
        "version": launch.ref("latest_version"),
    }


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_instances_and_volumes_carry_the_deployments_tags_but_no_role_that_may_change(region: str) -> None:
    template = default_application()
    expected = {
        "CostCenter": "shop",
        "Deployment": "shop",
        "Environment": "test",
        "ManagedBy": "holdfast",
        "Name": "shop-test",
        "Region": region,
    }
    tags = template.only("aws_autoscaling_group", region)["tag"]

    assert {tag["key"]: tag["value"] for tag in tags} == expected
    assert {tag["propagate_at_launch"] for tag in tags} == {True}
    assert template.only("aws_launch_template", region)["tag_specifications"] == [
        {"resource_type": "volume", "tags": expected}
    ]


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_the_load_decides_in_a_woken_standby_as_in_the_primary(region: str) -> None:
    template = default_application()

    template.only("aws_autoscaling_policy", region).expect(
        provider=region.replace("-", "_"),
        autoscaling_group_name=template.only("aws_autoscaling_group", region).ref("name"),
        policy_type="TargetTrackingScaling",
        target_tracking_configuration={
            "target_value": 60,
            "predefined_metric_specification": {"predefined_metric_type": "ASGAverageCPUUtilization"},
        },
    )


def test_requests_are_counted_at_the_regions_own_load_balancer(pinned: Template) -> None:
    balancer, targets = (pinned.only(type_, "us-east-1") for type_ in ("aws_lb", "aws_lb_target_group"))

    assert pinned.only("aws_autoscaling_policy", "us-east-1")["target_tracking_configuration"] == {
        "target_value": 500,
        "predefined_metric_specification": {
            "predefined_metric_type": "ALBRequestCountPerTarget",
            "resource_label": f"{balancer.ref('arn_suffix')}/{targets.ref('arn_suffix')}",
        },
    }


def test_instances_may_be_reached_by_session_manager_read_one_parameter_and_do_what_is_asked_for() -> None:
    statements = (
        default_application()
        .only("aws_iam_role_policy", "us-west-2/application")
        .document("policy")["Statement"]
    )
    account = "${data.aws_caller_identity.account-us-west-2.account_id}"

    assert [(each["Sid"], each["Action"], each["Resource"]) for each in statements] == [
        (
            "SessionManager",
            [
                "ssm:UpdateInstanceInformation",
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel",
            ],
            ["*"],
        ),
        (
            "ReadConnection",
            ["ssm:GetParameter"],
            [f"arn:aws:ssm:us-west-2:{account}:parameter/holdfast/shop-test/connection"],
        ),
        ("ReadSecret", ["secretsmanager:GetSecretValue"], ["arn:aws:secret"]),
    ]


def test_only_instances_may_take_the_role_and_no_managed_policy_widens_it() -> None:
    template = default_application()
    (trust,) = template.only("aws_iam_role", "us-east-1/application").document("assume_role_policy")[
        "Statement"
    ]

    assert (trust["Action"], trust["Principal"]) == (["sts:AssumeRole"], {"Service": ["ec2.amazonaws.com"]})
    assert template.resources("aws_iam_role_policy_attachment") == []

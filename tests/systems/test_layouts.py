"""With one state per region nothing in a region needs another region, or what is global (F29)."""

from typing import Any

import pytest

from config.state import LocalState
from constructs_lib.layout.partition import PlaceStack, forbidden_references, partitioned
from constructs_lib.layout.state_split import split
from constructs_lib.state_backend import state_of
from tests.systems.divided import PER_REGION, SHAPES, deployment_of, undivided

Json = Any
SINGLE = {"backend": "local"}
ONE_OF_EACH = ["lattice-service", "website, everything", "pilot-light", "warm-standby"]
ELSEWHERE = "pilot-light, a new zone in another account"


def stacks_of(template: Json) -> dict[str, PlaceStack]:
    state = LocalState(layout="per-region")
    stacks = partitioned(
        template, state_of=lambda place: state_of(state, name=place, part=place), name_of=lambda place: place
    )
    return {stack.place: stack for stack in stacks}


def addresses(template: Json) -> set[str]:
    return {f"{type_}.{name}" for type_, named in template.get("resource", {}).items() for name in named}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_any_system_has_a_forbidden_reference(shape: str) -> None:
    assert forbidden_references(undivided(deployment_of(shape, PER_REGION))) == []


@pytest.mark.parametrize("shape", ONE_OF_EACH)
def test_the_addresses_are_those_of_one_state_but_for_the_proofs(shape: str) -> None:
    """A proof is in each region's state; all else only moves."""
    one = addresses(undivided(deployment_of(shape, SINGLE)))
    several = {
        address
        for stack in stacks_of(undivided(deployment_of(shape, PER_REGION))).values()
        for address in addresses(stack.template)
    }
    different = one ^ several
    assert {address.partition(".")[0] for address in different} <= {"aws_route53_record"}
    assert all("proof" in address for address in different)


@pytest.mark.parametrize("shape", ONE_OF_EACH)
def test_one_state_becomes_those_of_the_stacks_with_nothing_new_and_nothing_left(shape: str) -> None:
    one = undivided(deployment_of(shape, SINGLE))
    stacks = stacks_of(undivided(deployment_of(shape, PER_REGION)))
    provider = 'provider["registry.terraform.io/hashicorp/aws"].us_east_1'
    state = {
        "version": 4,
        "terraform_version": "1.11.4",
        "lineage": "5d1f6e2c",
        "resources": [
            {"mode": "managed", "type": type_, "name": name, "provider": provider, "instances": [{}]}
            for type_, named in one["resource"].items()
            for name in named
        ],
    }
    one["//"] = {"metadata": {"stackName": "shop"}}
    done = split(state, one, {f"shop-{place}": stack.template for place, stack in stacks.items()})

    assert (done.new, done.left) == ((), ())
    assert {address.partition(".")[0] for address in done.shared} <= {"aws_route53_record"}


@pytest.mark.parametrize("shape", [*ONE_OF_EACH, ELSEWHERE])
def test_a_region_s_stack_speaks_to_its_region_alone(shape: str) -> None:
    deployment = deployment_of(shape, PER_REGION)
    stacks = stacks_of(undivided(deployment))
    for region in deployment.in_order:
        stack = stacks[region.name]
        assert {each["region"] for each in stack.template["provider"]["aws"]} == {region.name}
        assert stack.template["data"].get("terraform_remote_state", {}).keys() <= {"zone"}


def test_a_new_zone_comes_before_the_regions_whose_certificates_it_proves() -> None:
    shape = next(name for name in SHAPES if "a new zone, mysql" in name)
    stacks = stacks_of(undivided(deployment_of(shape, PER_REGION)))

    assert {address.partition(".")[0] for address in addresses(stacks["zone"].template)} == {
        "aws_route53_zone"
    }
    assert "delegation" in stacks["zone"].template["output"]
    for place in ("ap-southeast-1", "ap-southeast-4"):
        assert "zone" in stacks[place].dependencies


def test_the_mesh_of_a_lattice_service_is_its_peering_and_who_may_call() -> None:
    stacks = stacks_of(undivided(deployment_of("lattice-service", PER_REGION)))

    assert {address.partition(".")[0] for address in addresses(stacks["mesh"].template)} == {
        "aws_route",
        "aws_vpc_peering_connection",
        "aws_vpc_peering_connection_accepter",
        "aws_vpclattice_auth_policy",
    }


def test_the_standby_of_a_pilot_light_comes_after_its_primary() -> None:
    stacks = stacks_of(undivided(deployment_of("pilot-light", PER_REGION)))

    assert stacks["us-east-1"].dependencies == ()
    assert stacks["us-west-2"].dependencies == ("us-east-1",)
    replica = stacks["us-west-2"].template["resource"]["aws_db_instance"].values()
    (source,) = [each["replicate_source_db"] for each in replica]
    account = "${data.aws_caller_identity.account-us-west-2.account_id}"
    assert source == f"arn:aws:rds:us-east-1:{account}:db:shop-production-us-east-1"


def test_the_copy_of_a_pilot_light_s_secret_waits_for_no_key() -> None:
    """The key of the copy's region may come later than the secret; what a copy has is left alone."""
    stack = stacks_of(undivided(deployment_of("pilot-light", PER_REGION)))["us-east-1"]
    (secret,) = stack.template["resource"]["aws_secretsmanager_secret"].values()

    assert secret["replica"] == [{"region": "us-west-2"}]
    assert secret["lifecycle"] == {"ignore_changes": ["replica"]}


def test_a_writer_away_from_the_secret_reads_its_own_region_s_copy() -> None:
    stacks = stacks_of(undivided(deployment_of("pilot-light, roles exchanged", PER_REGION)))

    assert "aws_secretsmanager_random_password" in stacks["us-east-1"].template["ephemeral"]
    read = stacks["us-west-2"].template["ephemeral"]["aws_secretsmanager_secret_version"]["database_password"]
    assert read == {
        "provider": "aws.us_west_2",
        "secret_id": "holdfast/shop-production/database",
        "version_stage": "AWSCURRENT",
    }


def test_a_bucket_lets_any_distribution_of_the_account_read_where_its_own_is_not_known() -> None:
    stack = stacks_of(undivided(deployment_of("website", PER_REGION)))["eu-central-1"]
    policies = stack.template["resource"]["aws_s3_bucket_policy"]
    (policy,) = [each["policy"] for name, each in policies.items() if "content_bucket" in name]

    account = "${data.aws_caller_identity.account-eu-central-1.account_id}"
    assert f'"ArnLike":{{"aws:SourceArn":"arn:aws:cloudfront::{account}:distribution/*"}}' in policy.replace(
        " ", ""
    )
    assert f'"aws:SourceAccount":"{account}"' in policy.replace(" ", "")


def test_us_east_1_keeps_its_topic_and_the_edge_publishes_to_it() -> None:
    stacks = stacks_of(undivided(deployment_of("lattice-service", PER_REGION)))
    topic = next(iter(stacks["us-east-1"].template["resource"]["aws_sns_topic"]))

    assert "monitoring_global" in topic
    assert "aws_sns_topic" not in stacks["global"].template["resource"]
    told = f"${{data.terraform_remote_state.us-east-1.outputs.aws_sns_topic_{topic}_arn}}"
    for alarm in stacks["global"].template["resource"]["aws_cloudwatch_metric_alarm"].values():
        assert alarm.get("alarm_actions", [told]) == [told]


def test_every_dashboard_is_the_edge_s() -> None:
    """An account's dashboards are the same in every region, and they show health checks."""
    stacks = stacks_of(undivided(deployment_of("lattice-service", PER_REGION)))

    assert len(stacks["global"].template["resource"]["aws_cloudwatch_dashboard"]) == 3
    for place in ("us-east-1", "us-west-2"):
        assert "aws_cloudwatch_dashboard" not in stacks[place].template["resource"]

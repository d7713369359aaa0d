"""What belongs where, what crosses and how, and what must not."""

from typing import Any

import pytest

from constructs_lib.layout.document import StateOf
from constructs_lib.layout.partition import (
    ForbiddenReferences,
    PlaceStack,
    forbidden_references,
    partitioned,
)
from tests.constructs_lib.layout.template_builder import EAST, EDGE, WEST, Template

ACCOUNT = {EAST: "account-us_east_1", WEST: "account-us_west_2"}


def state_of(place: str) -> StateOf:
    path = {"path": f"{place}.tfstate"}
    return StateOf(backend="local", settings=path, reading=path)


def divided(template: Template) -> dict[str, PlaceStack]:
    stacks = partitioned(template.json, state_of=state_of, name_of=lambda place: f"shop-{place}")
    return {stack.place: stack for stack in stacks}


def addresses(stack: PlaceStack) -> set[str]:
    resources = stack.template.get("resource", {})
    return {f"{type_}.{name}" for type_, named in resources.items() for name in named}


def body(stack: PlaceStack, address: str) -> Any:  # noqa: ANN401  # JSON
    type_, name = address.split(".")
    return stack.template["resource"][type_][name]


def aliases(stack: PlaceStack) -> list[str]:
    return [each["alias"] for each in stack.template["provider"]["aws"]]


def test_each_region_and_the_edge_have_their_own_and_their_own_provider() -> None:
    template = Template()
    east = template.add("aws_vpc", "east", EAST)
    west = template.add("aws_vpc", "west", WEST)
    check = template.add("aws_route53_health_check", "check", EDGE)
    stacks = divided(template)

    assert {place: addresses(stack) for place, stack in stacks.items()} == {
        "us-east-1": {east},
        "us-west-2": {west},
        "global": {check},
    }
    assert {place: aliases(stack) for place, stack in stacks.items()} == {
        "us-east-1": [EAST],
        "us-west-2": [WEST],
        "global": [EDGE],
    }
    assert all(stack.dependencies == () for stack in stacks.values())


def test_the_edge_reads_a_region_s_output_from_its_state() -> None:
    template = Template()
    template.add("aws_lb", "east", EAST)
    check = template.add("aws_route53_health_check", "check", EDGE, fqdn="${aws_lb.east.dns_name}")
    stacks = divided(template)

    told = "aws_lb_east_dns_name"
    assert stacks["us-east-1"].template["output"] == {told: {"value": "${aws_lb.east.dns_name}"}}
    assert stacks["global"].template["data"]["terraform_remote_state"] == {
        "us-east-1": {"backend": "local", "config": {"path": "us-east-1.tfstate"}}
    }
    expected = f"${{data.terraform_remote_state.us-east-1.outputs.{told}}}"
    assert body(stacks["global"], check)["fqdn"] == expected
    assert stacks["global"].dependencies == ("us-east-1",)


def test_an_argument_of_another_region_is_written_as_it_stands_there() -> None:
    template = Template()
    name = "shop-${data.aws_caller_identity.account-us_west_2.account_id}"
    template.add("aws_s3_bucket", "west", WEST, bucket=name)
    template.add("aws_s3_bucket_versioning", "west", WEST, bucket="${aws_s3_bucket.west.bucket}")
    alarm = template.add(
        "aws_cloudwatch_metric_alarm", "late", EAST, what="to ${aws_s3_bucket_versioning.west.bucket}"
    )
    stack = divided(template)["us-east-1"]

    account = f"data.aws_caller_identity.{ACCOUNT[EAST]}.account_id"
    assert body(stack, alarm)["what"] == f"to shop-${{{account}}}"
    assert "terraform_remote_state" not in stack.template["data"]
    assert stack.dependencies == ()


@pytest.mark.parametrize(
    ("type_", "arguments", "arn"),
    [
        ("aws_sns_topic", {"name": "alerts"}, "sns:us-west-2:ACCOUNT:alerts"),
        ("aws_lambda_function", {"function_name": "wake"}, "lambda:us-west-2:ACCOUNT:function:wake"),
    ],
)
def test_the_arn_of_a_named_resource_is_written(type_: str, arguments: dict[str, str], arn: str) -> None:
    """F31."""
    template = Template()
    other = template.add(type_, "west", WEST, **arguments)
    holder = template.add("aws_lambda_permission", "east", EAST, source_arn=f"${{{other}.arn}}")
    stack = divided(template)["us-east-1"]

    account = f"${{data.aws_caller_identity.{ACCOUNT[EAST]}.account_id}}"
    assert body(stack, holder)["source_arn"] == f"arn:aws:{arn}".replace("ACCOUNT", account)
    assert stack.dependencies == ()


def test_a_replica_s_region_comes_after_its_source_s() -> None:
    template = Template()
    template.add("aws_db_instance", "west", WEST, identifier="shop-west")
    template.add("aws_db_instance", "east", EAST, replicate_source_db="${aws_db_instance.west.arn}")
    stacks = divided(template)

    assert list(stacks) == ["us-west-2", "us-east-1"]
    assert stacks["us-east-1"].dependencies == ("us-west-2",)


def test_an_explicit_order_across_regions_becomes_one_of_the_stacks() -> None:
    template = Template()
    template.add("aws_rds_cluster", "west", WEST)
    east = template.add("aws_rds_cluster", "east", EAST, depends_on=["aws_rds_cluster.west"])
    stacks = divided(template)

    assert "depends_on" not in body(stacks["us-east-1"], east)
    assert stacks["us-east-1"].dependencies == ("us-west-2",)


def test_nobody_waits_for_what_another_region_only_reads() -> None:
    template = Template()
    template.add("data.aws_subnets", "west", WEST)
    template.add("aws_vpc", "east", EAST, depends_on=["data.aws_subnets.west"])
    stacks = divided(template)

    assert list(stacks) == ["us-east-1"]
    assert stacks["us-east-1"].dependencies == ()


def test_regions_that_wait_for_each_other_are_refused() -> None:
    template = Template()
    template.add("aws_rds_cluster", "west", WEST, depends_on=["aws_vpc.east"])
    template.add("aws_vpc", "west", WEST)
    template.add("aws_vpc", "east", EAST, depends_on=["aws_vpc.west"])

    with pytest.raises(ForbiddenReferences, match="regions wait for each other") as refused:
        divided(template)
    assert "aws_rds_cluster.west (us-west-2) waits for us-east-1" in str(refused.value)
    assert "aws_vpc.east (us-east-1) waits for us-west-2" in str(refused.value)


def test_a_value_that_aws_alone_knows_is_refused_with_both_addresses() -> None:
    template = Template()
    template.add("aws_vpc", "west", WEST)
    template.add("aws_subnet", "east", EAST, vpc_id="${aws_vpc.west.id}")

    with pytest.raises(ForbiddenReferences) as refused:
        divided(template)
    assert str(refused.value) == (
        "aws_subnet.east (us-east-1) refers to aws_vpc.west.id (us-west-2): its value is known to AWS alone"
    )
    assert [str(each) for each in forbidden_references(template.json)] == [str(refused.value)]


def test_a_region_must_not_need_the_edge() -> None:
    template = Template()
    template.add("aws_cloudfront_distribution", "site", EDGE)
    template.add("aws_s3_bucket_policy", "east", EAST, policy="${aws_cloudfront_distribution.site.arn}")

    with pytest.raises(ForbiddenReferences, match=r"aws_cloudfront_distribution\.site\.arn \(global\)"):
        divided(template)


def test_an_order_that_cannot_be_is_refused() -> None:
    template = Template()
    template.add("aws_cloudfront_distribution", "site", EDGE)
    template.add("aws_s3_bucket", "east", EAST, depends_on=["aws_cloudfront_distribution.site"])

    with pytest.raises(ForbiddenReferences, match="it would have to be applied first, and comes later"):
        divided(template)


def test_peering_is_in_the_mesh_with_the_providers_of_both_sides() -> None:
    template = Template()
    for name, alias in (("east", EAST), ("west", WEST)):
        template.add("aws_vpc", name, alias)
        template.add("aws_route_table", name, alias)
    connection = template.add(
        "aws_vpc_peering_connection", "c", EAST, vpc_id="${aws_vpc.east.id}", peer_vpc_id="${aws_vpc.west.id}"
    )
    accepter = template.add(
        "aws_vpc_peering_connection_accepter", "a", WEST, connection=f"${{{connection}.id}}"
    )
    route = template.add(
        "aws_route", "r", EAST, table="${aws_route_table.east.id}", connection=f"${{{accepter}.id}}"
    )
    stacks = divided(template)

    assert addresses(stacks["mesh"]) == {connection, accepter, route}
    assert aliases(stacks["mesh"]) == [EAST, WEST]
    assert body(stacks["mesh"], route)["connection"] == f"${{{accepter}.id}}"
    assert stacks["mesh"].dependencies == ("us-east-1", "us-west-2")
    assert list(stacks) == ["us-east-1", "us-west-2", "mesh"]


def test_replication_waits_in_the_mesh_although_both_names_are_known() -> None:
    """S3 wants the other bucket to be there, with its versions kept (F18)."""
    template = Template()
    template.add("aws_s3_bucket", "west", WEST, bucket="west")
    rules = template.add(
        "aws_s3_bucket_replication_configuration", "east", EAST, to="${aws_s3_bucket.west.bucket}"
    )
    rights = template.add("aws_iam_role_policy", "east", EAST, policy="${aws_s3_bucket.west.bucket}")
    stacks = divided(template)

    assert addresses(stacks["mesh"]) == {rules}
    assert addresses(stacks["us-east-1"]) == {rights}


@pytest.mark.parametrize("to", ["${aws_s3_bucket.west.bucket}", "${aws_kms_key.west.arn}", "*"])
def test_rights_of_a_role_that_replicates_are_in_the_mesh_whatever_they_name(to: str) -> None:
    template = Template()
    template.add("aws_s3_bucket", "west", WEST, bucket="west")
    template.add("aws_kms_key", "west", WEST)
    role = template.add("aws_iam_role", "east", EAST, name="copy")
    rights = template.add("aws_iam_role_policy", "east", EAST, role=f"${{{role}.name}}", policy=to)
    rules = template.add("aws_s3_bucket_replication_configuration", "east", EAST, role=f"${{{role}.arn}}")
    stacks = divided(template)

    assert addresses(stacks["mesh"]) == {rights, rules}
    assert role in addresses(stacks["us-east-1"])


def test_peering_of_vpcs_that_exist_is_in_the_mesh_on_both_sides() -> None:
    template = Template()
    connection = template.add("aws_vpc_peering_connection", "c", EAST, vpc_id="vpc-1", peer_vpc_id="vpc-2")
    accepter = template.add(
        "aws_vpc_peering_connection_accepter", "a", WEST, connection=f"${{{connection}.id}}"
    )

    assert {place: addresses(stack) for place, stack in divided(template).items()} == {
        "mesh": {connection, accepter}
    }


def test_rights_to_a_key_of_another_region_wait_in_the_mesh() -> None:
    template = Template()
    template.add("aws_kms_key", "west", WEST)
    rights = template.add("aws_iam_role_policy", "east", EAST, policy="${aws_kms_key.west.arn}")

    assert addresses(divided(template)["mesh"]) == {rights}


def test_a_proof_is_its_region_s_and_a_zone_that_it_needs_comes_first() -> None:
    template = Template()
    zone = template.add("aws_route53_zone", "zone", EDGE)
    record = template.add("aws_route53_record", "www", EDGE, zone_id=f"${{{zone}.zone_id}}")
    proofs = {}
    for name, alias in (("east", EAST), ("west", WEST)):
        proofs[name] = template.add("aws_route53_record", name, EDGE, zone_id=f"${{{zone}.zone_id}}")
        template.add("aws_acm_certificate_validation", name, alias, depends_on=[proofs[name]])
    stacks = divided(template)

    assert addresses(stacks["zone"]) == {zone}
    assert aliases(stacks["zone"]) == [EDGE]
    assert proofs["east"] in addresses(stacks["us-east-1"])
    assert body(stacks["us-west-2"], proofs["west"])["provider"] == "aws.us_west_2"
    assert aliases(stacks["us-west-2"]) == [WEST]
    assert addresses(stacks["global"]) == {record}
    assert stacks["us-east-1"].dependencies == ("zone",)
    assert list(stacks) == ["zone", "us-east-1", "us-west-2", "global"]


def test_an_existing_zone_is_looked_up_wherever_it_is_needed() -> None:
    template = Template()
    zone = template.add("data.aws_route53_zone", "zone", EDGE, name="example.com")
    template.add("aws_route53_record", "www", EDGE, zone_id=f"${{{zone}.zone_id}}")
    proof = template.add("aws_route53_record", "proof", EDGE, zone_id=f"${{{zone}.zone_id}}")
    template.add("aws_acm_certificate_validation", "east", EAST, depends_on=[proof])
    stacks = divided(template)

    for place, alias in (("us-east-1", EAST), ("global", EDGE)):
        found = stacks[place].template["data"]["aws_route53_zone"]["zone"]
        assert found == {"provider": f"aws.{alias}", "name": "example.com"}
    assert stacks["us-east-1"].dependencies == ()


def test_the_zones_account_is_asked_in_the_stack_s_own_region() -> None:
    """A provider asks for its identity where it is: in another region a plan would need that region."""
    template = Template(EAST, WEST, EDGE, "dns")
    zone = template.add("data.aws_route53_zone", "zone", "dns", name="example.com")
    proof = template.add("aws_route53_record", "proof", "dns", zone_id=f"${{{zone}.zone_id}}")
    template.add("aws_acm_certificate_validation", "west", WEST, depends_on=[proof])
    stack = divided(template)["us-west-2"]

    assert body(stack, proof)["provider"] == "aws.dns"
    assert stack.template["provider"]["aws"] == [
        {"alias": WEST, "region": "us-west-2"},
        {"alias": "dns", "region": "us-west-2"},
    ]


def test_an_output_is_where_it_can_be_known_first() -> None:
    template = Template()
    template.add("aws_lb", "east", EAST)
    template.add("aws_lb", "west", WEST)
    template.tell("east", "${aws_lb.east.dns_name}")
    template.tell("both", "${aws_lb.east.dns_name} ${aws_lb.west.dns_name}")
    template.tell("known", "shop.example.com")
    stacks = divided(template)

    assert "east" in stacks["us-east-1"].template["output"]
    assert set(stacks["global"].template["output"]) == {"both", "known"}
    assert stacks["us-east-1"].template["//"] == {
        "metadata": {"stackName": "shop-us-east-1", "backend": "local"},
        "outputs": {"shop-us-east-1": {"east": "east"}},
    }


def test_no_output_holds_a_secret() -> None:
    template = Template()
    template.add("aws_db_instance", "east", EAST)
    template.add("aws_ssm_parameter", "edge", EDGE, value="${aws_db_instance.east.password}")

    with pytest.raises(ForbiddenReferences, match="must hold no secret"):
        divided(template)


def test_an_ephemeral_value_is_its_region_s_and_crosses_nowhere() -> None:
    template = Template()
    password = template.add("ephemeral.aws_secretsmanager_random_password", "p", EAST)
    template.add("aws_db_instance", "east", EAST, password_wo=f"${{{password}.random_password}}")
    stacks = divided(template)
    assert set(stacks["us-east-1"].template["ephemeral"]) == {"aws_secretsmanager_random_password"}

    template.add("aws_db_instance", "west", WEST, password_wo=f"${{{password}.random_password}}")
    with pytest.raises(ForbiddenReferences, match=r"aws_db_instance\.west \(us-west-2\) refers to ephemeral"):
        divided(template)


def test_a_local_value_is_with_whoever_uses_it() -> None:
    template = Template()
    template.add("aws_lb", "east", EAST)
    template.json["locals"] = {"host": '${trimprefix(aws_lb.east.dns_name, "x")}'}
    template.add("aws_ssm_parameter", "east", EAST, value="${local.host}")
    template.add("aws_route53_health_check", "check", EDGE, fqdn="${local.host}")
    stacks = divided(template)

    assert stacks["us-east-1"].template["locals"] == template.json["locals"]
    told = "data.terraform_remote_state.us-east-1.outputs.aws_lb_east_dns_name"
    assert stacks["global"].template["locals"] == {"host": f'${{trimprefix({told}, "x")}}'}


def test_what_has_no_provider_goes_with_what_needs_it() -> None:
    template = Template()
    policy = template.add("terraform_data", "policy", None, triggers_replace="failover")
    record = template.add(
        "aws_route53_record", "www", EDGE, lifecycle={"replace_triggered_by": [policy]}, depends_on=[policy]
    )
    stack = divided(template)["global"]

    assert addresses(stack) == {policy, record}
    assert body(stack, record)["lifecycle"] == {"replace_triggered_by": [policy]}


def test_an_import_is_where_its_resource_is() -> None:
    template = Template()
    template.add("aws_s3_bucket", "west", WEST)
    template.json["import"] = [{"to": "aws_s3_bucket.west", "id": "by-hand"}]

    assert divided(template)["us-west-2"].template["import"] == template.json["import"]


def test_a_section_that_cannot_be_told_apart_is_refused() -> None:
    template = Template()
    template.json["module"] = {"theirs": {"source": "./theirs"}}

    with pytest.raises(ForbiddenReferences, match="a template with module cannot be divided"):
        divided(template)

"""Network ACLs and flow logs: the fence behind the security groups, and who was seen at it."""

import pytest

from constructs_lib.testing import Block
from tests.constructs_lib.compute.application_stack import default_application
from tests.constructs_lib.network.test_tiered_network import one_nat, subnets

ANYWHERE = "0.0.0.0/0"


def access_list(tier: str) -> Block:
    """The list of one tier of us-east-1."""
    return default_application().only("aws_network_acl", f"us-east-1/network/access/{tier}")


def tcp(rules: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    """The ranges and ports that are open for TCP, in order."""
    return [
        (rule["cidr_block"], rule["from_port"], rule["to_port"])
        for rule in sorted(rules, key=lambda rule: str(rule["rule_no"]).zfill(5))
        if rule["protocol"] == "tcp"
    ]


def test_the_public_list_lets_the_web_in_and_answers() -> None:
    assert tcp(access_list("public")["ingress"]) == [
        (ANYWHERE, 80, 80),
        (ANYWHERE, 443, 443),
        ("10.0.0.0/16", 1, 65535),
        (ANYWHERE, 1024, 65535),
    ]


def test_the_private_list_lets_in_the_vpc_and_answers() -> None:
    assert tcp(access_list("private")["ingress"]) == [("10.0.0.0/16", 1, 65535), (ANYWHERE, 1024, 65535)]


@pytest.mark.parametrize("tier", ["public", "private"])
def test_tiers_that_may_open_connections_leave_the_ports_to_the_security_groups(tier: str) -> None:
    assert tcp(access_list(tier)["egress"]) == [(ANYWHERE, 1, 65535)]


@pytest.mark.parametrize("direction", ["ingress", "egress"])
def test_the_data_list_knows_private_and_data_subnets_only(direction: str) -> None:
    assert tcp(access_list("data")[direction]) == [
        (cidr, 1, 65535) for cidr in ("10.0.64.0/20", "10.0.80.0/20", "10.0.128.0/24", "10.0.129.0/24")
    ]


@pytest.mark.parametrize("tier", ["public", "private", "data"])
@pytest.mark.parametrize("direction", ["ingress", "egress"])
def test_every_list_passes_on_that_a_packet_was_too_large(tier: str, direction: str) -> None:
    (rule,) = (rule for rule in access_list(tier)[direction] if rule["protocol"] == "icmp")

    assert (rule["icmp_type"], rule["icmp_code"], rule["cidr_block"]) == (3, 4, ANYWHERE)


@pytest.mark.parametrize("tier", ["public", "private", "data"])
def test_each_list_is_for_all_subnets_of_its_tier(tier: str) -> None:
    found = subnets(default_application(), "us_east_1", tier)

    assert access_list(tier)["subnet_ids"] == [subnet.ref("id") for subnet in found]


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_connections_are_logged_to_a_group_of_their_own(region: str) -> None:
    template = default_application()
    group = template.only("aws_cloudwatch_log_group", f"{region}/network")

    group.expect(provider=region.replace("-", "_"), name="/aws/vpc/shop-test-flow-logs", retention_in_days=30)
    template.only("aws_flow_log", region).expect(
        provider=region.replace("-", "_"),
        vpc_id=template.only("aws_vpc", region).ref("id"),
        traffic_type="ALL",
        log_destination_type="cloud-watch-logs",
        log_destination=group.ref("arn"),
        iam_role_arn=template.only("aws_iam_role", f"{region}/network/flow-log").ref("arn"),
    )


def test_only_the_rejected_can_be_logged() -> None:
    assert {block["traffic_type"] for block in one_nat().resources("aws_flow_log")} == {"REJECT"}


def test_only_this_accounts_flow_logs_may_take_their_role() -> None:
    template = default_application()
    (statement,) = template.only("aws_iam_role", "us-west-2/network/flow-log").document("assume_role_policy")[
        "Statement"
    ]
    account = "${data.aws_caller_identity.account-us-west-2.account_id}"

    assert statement["Principal"] == {"Service": ["vpc-flow-logs.amazonaws.com"]}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": account},
        "ArnLike": {"aws:SourceArn": f"arn:aws:ec2:us-west-2:{account}:vpc-flow-log/*"},
    }


def test_the_flow_logs_role_writes_to_its_own_group_only() -> None:
    template = default_application()
    group = template.only("aws_cloudwatch_log_group", "us-west-2/network")
    statements = template.only("aws_iam_role_policy", "us-west-2/network").document("policy")["Statement"]

    assert [(each["Action"], each["Resource"]) for each in statements] == [
        (
            ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            [f"{group.ref('arn')}:*"],
        ),
        (["logs:DescribeLogGroups"], ["*"]),
    ]

"""AWS's prefix lists in the embedded AWS, and how many of them a security group bears."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

REGION = "eu-west-1"
EDGE = "com.amazonaws.global.cloudfront.origin-facing"
CHECKERS = f"com.amazonaws.{REGION}.route53-healthchecks"


def list_id(aws: LocalAws, name: str) -> str:
    """A list by its name."""
    found = aws.client("ec2", REGION).describe_managed_prefix_lists(
        Filters=[{"Name": "prefix-list-name", "Values": [name]}]
    )
    (one,) = found["PrefixLists"]
    return str(one["PrefixListId"])


def group(aws: LocalAws) -> str:
    """A security group in a VPC of its own."""
    ec2 = aws.client("ec2", REGION)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    return str(ec2.create_security_group(GroupName="entrance", Description="x", VpcId=vpc)["GroupId"])


def open_to(aws: LocalAws, group_id: str, name: str) -> Any:  # noqa: ANN401  # boto3's answer
    """A rule for a list."""
    permission = {
        "IpProtocol": "tcp",
        "FromPort": 443,
        "ToPort": 443,
        "PrefixListIds": [{"PrefixListId": list_id(aws, name), "Description": "said"}],
    }
    ec2 = aws.client("ec2", REGION)
    ec2.authorize_security_group_ingress(GroupId=group_id, IpPermissions=[permission])
    return ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group_id]}])


@pytest.mark.parametrize("name", [EDGE, CHECKERS])
def test_a_rule_for_a_list_keeps_its_description(aws: LocalAws, name: str) -> None:
    rules = open_to(aws, group(aws), name)["SecurityGroupRules"]
    (rule,) = [each for each in rules if not each["IsEgress"]]

    assert (rule["PrefixListId"], rule["Description"]) == (list_id(aws, name), "said")


def test_both_lists_together_are_more_rules_than_a_group_may_have(aws: LocalAws) -> None:
    """55 and 25, of 60."""
    group_id = group(aws)
    open_to(aws, group_id, EDGE)
    with pytest.raises(ClientError, match="RulesPerSecurityGroupLimitExceeded"):
        open_to(aws, group_id, CHECKERS)

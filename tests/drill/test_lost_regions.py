"""A lost region answers nobody, and the others go on."""

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws


def test_a_lost_region_refuses_every_call_and_says_what_was_asked(aws: LocalAws) -> None:
    with aws.without("us-west-2") as refused:
        with pytest.raises(ClientError):
            aws.client("ec2", "us-west-2").describe_vpcs()
        with pytest.raises(ClientError):
            aws.client("sts", "us-west-2").get_caller_identity()
        assert aws.client("ec2", "us-east-1").describe_vpcs()["Vpcs"]
        assert refused == ["us-west-2 ec2 POST /", "us-west-2 sts POST /"]
    assert aws.client("ec2", "us-west-2").describe_vpcs()["Vpcs"]


def test_what_is_global_is_not_lost_with_us_east_1(aws: LocalAws) -> None:
    with aws.without("us-east-1") as refused:
        aws.client("iam").list_roles()
        aws.client("route53").list_hosted_zones()
        aws.client("cloudfront").list_distributions()
        assert refused == []


def test_a_dashboard_is_the_same_in_every_region(aws: LocalAws) -> None:
    aws.client("cloudwatch", "us-west-2").put_dashboard(DashboardName="shop", DashboardBody='{"widgets": []}')

    found = aws.client("cloudwatch", "eu-west-1").get_dashboard(DashboardName="shop")
    assert found["DashboardBody"] == '{"widgets": []}'

    aws.client("cloudwatch", "us-east-1").delete_dashboards(DashboardNames=["shop"])
    assert aws.client("cloudwatch", "us-west-2").list_dashboards()["DashboardEntries"] == []

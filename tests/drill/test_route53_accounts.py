"""A private zone of one account and the VPC of another, as AWS has it."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import ACCOUNT_ID, LocalAws

OTHER = "222222222222"


@pytest.fixture
def owner(aws: LocalAws) -> Any:  # noqa: ANN401  # boto3's client
    """The zone's account."""
    return aws.client("route53", account_id=OTHER)


@pytest.fixture
def zone(aws: LocalAws, owner: Any) -> str:  # noqa: ANN401  # boto3's client
    vpc = aws.client("ec2", account_id=OTHER).create_vpc(CidrBlock="192.168.0.0/24")["Vpc"]["VpcId"]
    made = owner.create_hosted_zone(
        Name="svc.example.com",
        CallerReference="1",
        VPC={"VPCRegion": "us-east-1", "VPCId": vpc},
        HostedZoneConfig={"PrivateZone": True},
    )
    return str(made["HostedZone"]["Id"].removeprefix("/hostedzone/"))


@pytest.fixture
def vpc(aws: LocalAws) -> dict[str, str]:
    """Of the deployment's account."""
    made = aws.client("ec2", "us-west-2").create_vpc(CidrBlock="10.0.0.0/24")
    return {"VPCRegion": "us-west-2", "VPCId": made["Vpc"]["VpcId"]}


def test_a_client_in_another_account_is_in_that_account(aws: LocalAws) -> None:
    assert aws.client("sts").get_caller_identity()["Account"] == ACCOUNT_ID
    assert aws.client("sts", account_id=OTHER).get_caller_identity()["Account"] == OTHER


def test_without_an_authorization_neither_account_can_associate(
    aws: LocalAws,
    owner: Any,  # noqa: ANN401  # boto3's client
    zone: str,
    vpc: dict[str, str],
) -> None:
    for client in (owner, aws.client("route53")):
        with pytest.raises(ClientError, match="NotAuthorizedException"):
            client.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=vpc)


def test_an_authorized_vpc_is_associated_by_its_own_account(
    aws: LocalAws,
    owner: Any,  # noqa: ANN401  # boto3's client
    zone: str,
    vpc: dict[str, str],
) -> None:
    owner.create_vpc_association_authorization(HostedZoneId=zone, VPC=vpc)
    assert owner.list_vpc_association_authorizations(HostedZoneId=zone)["VPCs"] == [vpc]
    with pytest.raises(ClientError, match="NotAuthorizedException"):
        owner.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=vpc)

    here = aws.client("route53")
    here.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=vpc)

    (summary,) = here.list_hosted_zones_by_vpc(**vpc)["HostedZoneSummaries"]
    assert (summary["HostedZoneId"], summary["Owner"]) == (zone, {"OwningAccount": OTHER})
    with pytest.raises(ClientError, match="NoSuchHostedZone"):
        here.get_hosted_zone(Id=zone)


def test_an_authorization_can_be_withdrawn_once(
    owner: Any,  # noqa: ANN401  # boto3's client
    zone: str,
    vpc: dict[str, str],
) -> None:
    owner.create_vpc_association_authorization(HostedZoneId=zone, VPC=vpc)
    owner.delete_vpc_association_authorization(HostedZoneId=zone, VPC=vpc)

    with pytest.raises(ClientError, match="VPCAssociationAuthorizationNotFound"):
        owner.delete_vpc_association_authorization(HostedZoneId=zone, VPC=vpc)

"""Route 53's rules for aliases, groups of records and DNSSEC, in the embedded AWS."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

Json = dict[str, Any]

NAME = "www.example.com"


@pytest.fixture
def route53(aws: LocalAws) -> Any:  # noqa: ANN401  # a boto3 client
    return aws.client("route53")


@pytest.fixture
def zone(route53: Any) -> str:  # noqa: ANN401
    created = route53.create_hosted_zone(Name="example.com", CallerReference="1")
    return str(created["HostedZone"]["Id"].rsplit("/", 1)[1])


def create(route53: Any, zone: str, record: Json) -> None:  # noqa: ANN401
    batch = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]}
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch)


def address(name: str = NAME, **policy: object) -> Json:
    return {"Name": name, "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}], **policy}


def alias(target: str, zone: str, *, evaluated: bool = False, **policy: object) -> Json:
    target_block = {"HostedZoneId": zone, "DNSName": target, "EvaluateTargetHealth": evaluated}
    return {"Name": NAME, "Type": "A", "AliasTarget": target_block, **policy}


def test_an_alias_to_a_record_that_is_not_there_is_refused(route53: Any, zone: str) -> None:  # noqa: ANN401
    with pytest.raises(ClientError, match="alias target name was not found"):
        create(route53, zone, alias("standby.www.example.com", zone))


def test_an_alias_to_a_record_that_is_there_is_taken(route53: Any, zone: str) -> None:  # noqa: ANN401
    create(route53, zone, address("standby.www.example.com"))
    create(route53, zone, alias("standby.www.example.com", zone, evaluated=True))


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (address(SetIdentifier="b", Region="us-west-2"), "another routing policy"),
        (
            alias("d1.cloudfront.net", "Z2FDTNDATAQYW2", evaluated=True, SetIdentifier="b", Weight=1),
            "cannot be an alias to CloudFront",
        ),
        (
            alias("web.us-east-1.elb.amazonaws.com", "Z35", SetIdentifier="b", MultiValueAnswer=True),
            "cannot be alias records",
        ),
    ],
)
def test_what_aws_refuses_of_a_group_is_refused(
    route53: Any,  # noqa: ANN401
    zone: str,
    record: Json,
    reason: str,
) -> None:
    create(route53, zone, address(SetIdentifier="a", Weight=1))
    with pytest.raises(ClientError, match=reason):
        create(route53, zone, record)


def signing_key(route53: Any, zone: str, region: str = "us-east-1") -> Json:  # noqa: ANN401
    arn = f"arn:aws:kms:{region}:123456789012:key/11111111-2222-3333-4444-555555555555"
    created: Json = route53.create_key_signing_key(
        CallerReference="1", HostedZoneId=zone, KeyManagementServiceArn=arn, Name="key", Status="ACTIVE"
    )
    return created["KeySigningKey"]  # type: ignore[no-any-return]  # boto3's answers are untyped


def test_a_zone_is_signed_with_an_active_key_only(route53: Any, zone: str) -> None:  # noqa: ANN401
    with pytest.raises(ClientError, match="no active key"):
        route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
    signing_key(route53, zone)
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
    assert route53.get_dnssec(HostedZoneId=zone)["Status"]["ServeSignature"] == "SIGNING"


def test_the_key_that_signs_cannot_be_taken_away(route53: Any, zone: str) -> None:  # noqa: ANN401
    signing_key(route53, zone)
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
    with pytest.raises(ClientError, match="signed with this key alone"):
        route53.deactivate_key_signing_key(HostedZoneId=zone, Name="key")
    route53.disable_hosted_zone_dnssec(HostedZoneId=zone)
    route53.deactivate_key_signing_key(HostedZoneId=zone, Name="key")
    route53.delete_key_signing_key(HostedZoneId=zone, Name="key")
    assert route53.get_dnssec(HostedZoneId=zone)["KeySigningKeys"] == []


def test_a_key_outside_us_east_1_is_refused(route53: Any, zone: str) -> None:  # noqa: ANN401
    with pytest.raises(ClientError, match="must be in us-east-1"):
        signing_key(route53, zone, "eu-west-1")

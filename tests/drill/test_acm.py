"""ACM in the embedded AWS: a certificate is issued when its record is found."""

import pytest

from drill.local_aws import LocalAws

Record = dict[str, str]


def request(aws: LocalAws, region: str, domain: str) -> tuple[str, Record]:
    acm = aws.client("acm", region)
    arn = acm.request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
    [option] = acm.describe_certificate(CertificateArn=arn)["Certificate"]["DomainValidationOptions"]
    return arn, option["ResourceRecord"]


def publish(aws: LocalAws, record: Record, *, private: bool = False) -> None:
    route53 = aws.client("route53")
    vpc = {
        "VPCId": aws.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"],
        "VPCRegion": "us-east-1",
    }
    zone = route53.create_hosted_zone(
        Name="example.com", CallerReference=str(private), **({"VPC": vpc} if private else {})
    )["HostedZone"]["Id"]
    wanted = {
        "Name": record["Name"],
        "Type": "CNAME",
        "TTL": 60,
        "ResourceRecords": [{"Value": record["Value"]}],
    }
    route53.change_resource_record_sets(
        HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": wanted}]}
    )


def status(aws: LocalAws, region: str, arn: str) -> str:
    return str(aws.client("acm", region).describe_certificate(CertificateArn=arn)["Certificate"]["Status"])


def test_one_record_validates_the_name_in_every_region(aws: LocalAws) -> None:
    east, record = request(aws, "us-east-1", "api.example.com")
    west, same = request(aws, "us-west-2", "api.example.com")
    assert same == record
    publish(aws, record)
    assert [status(aws, "us-east-1", east), status(aws, "us-west-2", west)] == ["ISSUED", "ISSUED"]


def test_another_name_has_another_record(aws: LocalAws) -> None:
    assert request(aws, "us-east-1", "a.example.com")[1] != request(aws, "us-east-1", "b.example.com")[1]


def test_a_wildcard_shares_the_record_of_its_parent(aws: LocalAws) -> None:
    assert request(aws, "us-east-1", "*.example.com")[1] == request(aws, "us-east-1", "example.com")[1]


@pytest.mark.parametrize("published", [None, "private"])
def test_without_a_record_in_a_public_zone_it_stays_pending(aws: LocalAws, published: str | None) -> None:
    arn, record = request(aws, "us-east-1", "api.example.com")
    if published:
        publish(aws, record, private=True)
    assert status(aws, "us-east-1", arn) == "PENDING_VALIDATION"

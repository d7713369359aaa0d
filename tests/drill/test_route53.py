"""Route 53 in the embedded AWS: AWS's rules for records, and all fields of health checks."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

Json = dict[str, Any]


@pytest.fixture
def route53(aws: LocalAws) -> Any:  # noqa: ANN401 - a boto3 client
    return aws.client("route53")


@pytest.fixture
def zone(route53: Any) -> str:  # noqa: ANN401
    created = route53.create_hosted_zone(Name="example.com", CallerReference="1")
    return str(created["HostedZone"]["Id"].rsplit("/", 1)[1])


def cname(name: str, value: str, **policy: str | int) -> Json:
    return {"Name": name, "Type": "CNAME", "TTL": 60, "ResourceRecords": [{"Value": value}], **policy}


def change(route53: Any, zone: str, action: str, *records: Json) -> Json:  # noqa: ANN401
    batch = {"Changes": [{"Action": action, "ResourceRecordSet": record} for record in records]}
    answer: Json = route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch)
    return answer


def values(route53: Any, zone: str) -> dict[tuple[str, str | None], str]:  # noqa: ANN401
    records = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    return {
        (record["Name"], record.get("SetIdentifier")): record["ResourceRecords"][0]["Value"]
        for record in records
        if record["Type"] == "CNAME"
    }


def test_changes_answer_without_change_info(route53: Any, zone: str) -> None:  # noqa: ANN401
    assert "ChangeInfo" not in change(route53, zone, "CREATE", cname("a.example.com", "x"))


def test_a_zone_with_a_vpc_is_private(aws: LocalAws, route53: Any) -> None:  # noqa: ANN401
    vpc = aws.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    created = route53.create_hosted_zone(
        Name="internal.example.com", CallerReference="2", VPC={"VPCId": vpc, "VPCRegion": "us-east-1"}
    )
    found = route53.get_hosted_zone(Id=created["HostedZone"]["Id"])
    assert found["HostedZone"]["Config"]["PrivateZone"] is True
    assert found["VPCs"] == [{"VPCId": vpc, "VPCRegion": "us-east-1"}]


def test_deleting_one_record_leaves_another_name_with_its_set_identifier(route53: Any, zone: str) -> None:  # noqa: ANN401
    one = cname("a.example.com", "x", SetIdentifier="primary", Failover="PRIMARY")
    other = cname("b.example.com", "y", SetIdentifier="primary", Failover="PRIMARY")
    change(route53, zone, "CREATE", one, other)
    change(route53, zone, "DELETE", one)
    assert values(route53, zone) == {("b.example.com.", "primary"): "y"}


def test_a_record_can_be_created_again_after_its_deletion(route53: Any, zone: str) -> None:  # noqa: ANN401
    change(route53, zone, "CREATE", cname("a.example.com", "x"), cname("b.example.com", "y"))
    change(route53, zone, "DELETE", cname("a.example.com", "x"))
    change(route53, zone, "CREATE", cname("a.example.com", "x"))
    assert values(route53, zone) == {("a.example.com.", None): "x", ("b.example.com.", None): "y"}


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (cname("a.example.com", "other"), "it already exists"),
        (cname("example.com", "x"), "not permitted at apex"),
        ({**cname("a.example.com", "192.0.2.1"), "Type": "A"}, "a CNAME stands alone"),
        (cname("a.example.com", "x", SetIdentifier="one", Weight=1), "another routing policy"),
        (cname("a.example.org", "x"), "not permitted in zone"),
    ],
)
def test_what_aws_refuses_is_refused(route53: Any, zone: str, record: Json, reason: str) -> None:  # noqa: ANN401
    change(route53, zone, "CREATE", cname("a.example.com", "x"))
    with pytest.raises(ClientError, match=f"InvalidChangeBatch.*{reason}"):
        change(route53, zone, "CREATE", record)
    assert values(route53, zone) == {("a.example.com.", None): "x"}


def test_a_batch_with_one_bad_change_changes_nothing(route53: Any, zone: str) -> None:  # noqa: ANN401
    with pytest.raises(ClientError, match="apex"):
        change(route53, zone, "CREATE", cname("a.example.com", "x"), cname("example.com", "x"))
    assert values(route53, zone) == {}


def test_a_check_of_an_alarm_keeps_its_alarm(route53: Any) -> None:  # noqa: ANN401
    alarm = {"Region": "us-west-2", "Name": "errors"}
    check = route53.create_health_check(
        CallerReference="1",
        HealthCheckConfig={
            "Type": "CLOUDWATCH_METRIC",
            "AlarmIdentifier": alarm,
            "InsufficientDataHealthStatus": "Unhealthy",
        },
    )["HealthCheck"]
    route53.update_health_check(HealthCheckId=check["Id"], InsufficientDataHealthStatus="Healthy")
    config = route53.get_health_check(HealthCheckId=check["Id"])["HealthCheck"]["HealthCheckConfig"]
    assert config["AlarmIdentifier"] == alarm
    assert config["InsufficientDataHealthStatus"] == "Healthy"
    assert "Port" not in config


def test_an_update_leaves_what_it_does_not_name(route53: Any) -> None:  # noqa: ANN401
    regions = ["us-east-1", "us-west-2", "eu-west-1"]
    config = {"Type": "HTTPS", "FullyQualifiedDomainName": "a.example.com", "Regions": regions}
    made = route53.create_health_check(CallerReference="1", HealthCheckConfig=config)["HealthCheck"]
    route53.update_health_check(HealthCheckId=made["Id"], FullyQualifiedDomainName="b.example.com")
    found = route53.get_health_check(HealthCheckId=made["Id"])["HealthCheck"]["HealthCheckConfig"]
    assert (found["FullyQualifiedDomainName"], found["Regions"]) == ("b.example.com", regions)

"""A deployment in an account that is assumed, its zones in another: each thing in its own account."""

from pathlib import Path
from typing import Any

import pytest

from constructs_lib.synthesis import synthesize
from drill.local_aws import ACCOUNT_ID, LocalAws
from drill.terraform import TerraformError
from tests.support.deployments import lattice_service

pytestmark = pytest.mark.terraform(minutes=2)

HERE, ZONES = "111111111111", "222222222222"
NAME = "orders.svc.example.com"


def role(account: str) -> dict[str, str]:
    return {"role_arn": f"arn:aws:iam::{account}:role/deploy", "session_name": "holdfast", "duration": "15m"}


PROVIDERS: dict[str, Any] = {
    "assume_role": role(HERE),
    "allowed_account_ids": [HERE],
    "ignore_tags": {"keys": ["LastScanned"]},
    "retry_mode": "adaptive",
    "dns": {"assume_role": role(ZONES), "allowed_account_ids": [ZONES]},
}


def existing_zones(aws: LocalAws) -> dict[str, str]:
    """A public and a private zone in the zones' account, by name."""
    route53 = aws.client("route53", account_id=ZONES)
    vpc = aws.client("ec2", account_id=ZONES).create_vpc(CidrBlock="192.168.0.0/24")["Vpc"]["VpcId"]
    private = {
        "VPC": {"VPCRegion": "us-east-1", "VPCId": vpc},
        "HostedZoneConfig": {"PrivateZone": True},
    }
    made = {
        name: route53.create_hosted_zone(Name=name, CallerReference=name, **arguments)["HostedZone"]["Id"]
        for name, arguments in (("example.com", {}), ("svc.example.com", private))
    }
    return {name: str(id_).removeprefix("/hostedzone/") for name, id_ in made.items()}


def records(aws: LocalAws, zone_id: str) -> set[tuple[str, str]]:
    """Names and types, without those that every zone has."""
    sets = aws.client("route53", account_id=ZONES).list_resource_record_sets(HostedZoneId=zone_id)
    found = {(each["Name"].rstrip("."), each["Type"]) for each in sets["ResourceRecordSets"]}
    return {each for each in found if each[1] not in ("NS", "SOA")}


def counts(aws: LocalAws, account: str) -> dict[str, int]:
    """What stands in an account, by kind."""
    route53 = aws.client("route53", account_id=account)
    return {
        "zones": len(route53.list_hosted_zones()["HostedZones"]),
        "checks": len(route53.list_health_checks()["HealthChecks"]),
        "roles": len(aws.client("iam", account_id=account).list_roles()["Roles"]),
        "functions": sum(
            len(aws.client("lambda", region, account_id=account).list_functions()["Functions"])
            for region in ("us-east-1", "us-west-2")
        ),
    }


def test_each_thing_is_in_the_account_that_it_belongs_to(aws: LocalAws, tmp_path: Path) -> None:
    """Apply; a scanner's tag shows in no plan; clean; gone."""
    zones = existing_zones(aws)
    domain = {"name": NAME, "lookup_zone": True, "certificate": {"validation_zone": "example.com"}}
    (stack,) = synthesize([lattice_service(providers=PROVIDERS, domain=domain)], tmp_path / "cdktf.out")
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.apply(terraform.plan()).added == stack.resources

        assert counts(aws, ACCOUNT_ID) == {"zones": 0, "checks": 0, "roles": 0, "functions": 0}
        assert counts(aws, HERE) == {"zones": 0, "checks": 2, "roles": 4, "functions": 4}
        assert counts(aws, ZONES) == {"zones": 2, "checks": 0, "roles": 0, "functions": 0}
        assert (NAME, "CNAME") in records(aws, zones["svc.example.com"])
        ((proof, kind),) = records(aws, zones["example.com"])
        assert proof.endswith(f".{NAME}")
        assert kind == "CNAME"
        private = aws.client("route53", account_id=ZONES).get_hosted_zone(Id=zones["svc.example.com"])
        assert sorted(each["VPCRegion"] for each in private["VPCs"]) == [
            "us-east-1",
            "us-east-1",
            "us-west-2",
        ]

        iam = aws.client("iam", account_id=HERE)
        for each in iam.list_roles()["Roles"]:
            iam.tag_role(RoleName=each["RoleName"], Tags=[{"Key": "LastScanned", "Value": "today"}])
        again = terraform.plan()
        assert (again.changes, again.has_changes) == ((), False)

        assert terraform.destroy().destroyed == stack.resources
    assert records(aws, zones["svc.example.com"]) == set()
    assert counts(aws, ZONES)["zones"] == 2
    assert aws.failures == []


def test_terraform_stops_in_an_account_that_is_not_allowed(aws: LocalAws, tmp_path: Path) -> None:
    """The environment's credentials are of another account than the allowed one."""
    deployment = lattice_service(providers={"allowed_account_ids": [HERE]})
    (stack,) = synthesize([deployment], tmp_path / "cdktf.out")
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        with pytest.raises(TerraformError, match=f"AWS account ID not allowed: {ACCOUNT_ID}"):
            terraform.plan()

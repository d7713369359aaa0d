"""Every policy with every kind of target, in a public and a private zone, through real Terraform."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck

from config.domain import PrivateDomain
from config.regions import Region
from config.routing_zone import PublicZone as PublicZoneConfig
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.dns.policy import Answer, Failover, Policy, Share, Weighted
from constructs_lib.dns.private_zone import PrivateZone
from constructs_lib.dns.public_zone import PublicZone
from constructs_lib.dns.routed_name import RoutedName
from constructs_lib.dns.target import Addresses
from constructs_lib.naming import Naming
from constructs_lib.network.record import NetworkRecord
from constructs_lib.providers import Providers, RegionScope
from drill.local_aws import LocalAws
from drill.prerequisites import prerequisites
from drill.working_copy import read
from tests.terraform.routing_cases import ANY, REGIONS, TTL, Json, cases, shown

pytestmark = pytest.mark.terraform

GIVEN_ZONE_ID = "Z0123456789GIVEN"
PUBLIC, PRIVATE, FOUND, GIVEN = "example.com", "svc.example.com", "found.example.com", "given.example.com"


class RoutingStack(TerraformStack):
    """All cases, and the four ways to a zone."""

    def __init__(self, app: App) -> None:
        super().__init__(app, "routing")
        providers = Providers(self, naming=Naming(deployment="orders", environment="test"), tags={})
        edge = providers.region(Region(name="us-east-1", role="active"))
        public = PublicZone(
            self,
            "public",
            edge=edge,
            zone=PublicZoneConfig(
                name=PUBLIC,
                certificate_authorities=("amazon.com", "letsencrypt.org"),
                caa_report_to="security@example.com",
                dnssec=True,
            ),
        )
        private = _private_zone(self, edge)
        self._checks = {region: self._check(edge, region) for region in REGIONS}
        self._names(edge, public.hosted, private.hosted)
        found = PublicZone(self, "found", edge=edge, zone=PublicZoneConfig(name=FOUND, lookup_zone=True))
        given = PublicZone(self, "given", edge=edge, zone=PublicZoneConfig(name=GIVEN, zone_id=GIVEN_ZONE_ID))
        assert (given.name_servers, given.ds_record) == (None, None)
        policy = next(cases(self._checks, private=False)).policy
        RoutedName(self, "apex", edge=edge, zone=found.hosted, name=FOUND, policy=policy)
        RoutedName(self, "www", edge=edge, zone=given.hosted, name=f"www.{GIVEN}", policy=policy)
        outputs = {
            "public_id": public.id,
            "private_id": private.id,
            "delegation": public.delegation,
            "delegation_found": found.delegation,
            "ds_record": public.ds_record,
        } | {f"check_id_{region}": check for region, check in self._checks.items()}
        for name, value in outputs.items():
            TerraformOutput(self, name, value=value)

    def _check(self, edge: RegionScope, region: str) -> str:
        check = Route53HealthCheck(
            self,
            f"check-{region}",
            provider=edge.provider,
            type="HTTPS",
            fqdn=f"probe.{region}.example.net",
            port=443,
            request_interval=30,
            failure_threshold=3,
        )
        return check.id

    def _names(self, edge: RegionScope, public: HostedZone, private: HostedZone) -> None:
        for zone in (public, private):
            for case in cases(self._checks, private=zone.private):
                RoutedName(
                    self,
                    f"{'private' if zone.private else 'public'}-{case.name}",
                    edge=edge,
                    zone=zone,
                    name=f"{case.name}.{zone.name}",
                    policy=case.policy,
                    ttl=None if case.kind.alias else TTL,
                )


def _private_zone(stack: TerraformStack, edge: RegionScope) -> PrivateZone:
    domain = PrivateDomain.model_validate(
        {"name": f"orders.{PRIVATE}", "zone": PRIVATE, "certificate": {"validation_zone": "example.com"}}
    )
    network = NetworkRecord(
        region="us-east-1",
        vpc_id="vpc-0a1b2c3d4e5f60718",
        cidr="10.0.0.0/16",
        subnet_ids=(),
        route_table_ids=(),
    )
    return PrivateZone(stack, "private", edge=edge, domain=domain, networks=[network])


def _records(route53: Any, zone_id: str) -> list[Json]:  # noqa: ANN401  # a boto3 client
    pages = route53.get_paginator("list_resource_record_sets").paginate(HostedZoneId=zone_id)
    return [record for page in pages for record in page["ResourceRecordSets"]]


def _key(record: Json) -> tuple[str, str, str]:
    return record["Name"], record["Type"], record.get("SetIdentifier", "")


def _calculated(route53: Any, found: Json, checks: dict[str, str]) -> bool:  # noqa: ANN401  # a boto3 client
    """Whether the record's check counts some of the regions' checks and asks for one of them."""
    config = route53.get_health_check(HealthCheckId=found["HealthCheckId"])["HealthCheck"][
        "HealthCheckConfig"
    ]
    children = set(config["ChildHealthChecks"])
    return (
        config["Type"] == "CALCULATED"
        and config["HealthThreshold"] == 1
        and len(children) == 2
        and children < set(checks.values())
    )


def test_every_policy_with_every_target_is_applied_as_configured_and_planned_clean(
    aws: LocalAws, tmp_path: Path
) -> None:
    route53 = aws.client("route53")
    app = App(outdir=str(tmp_path / "out"))
    RoutingStack(app)
    app.synth()
    stack = tmp_path / "out/stacks/routing"
    aws.plant(prerequisites(read(stack)))
    with aws.terraform(stack) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        terraform.apply()
        again = terraform.plan()
        assert (again.changes, again.has_changes) == ((), False)

        outputs = {name: output.value for name, output in terraform.output().items()}
        checks = {region: outputs[f"check_id_{region}"] for region in REGIONS}
        for zone_name, zone_id, private in (
            (PUBLIC, outputs["public_id"], False),
            (PRIVATE, outputs["private_id"], True),
        ):
            expected = [
                record
                for case in cases(checks, private=private)
                for record in shown(case, zone_name, zone_id, checks)
            ]
            found = [
                record for record in _records(route53, zone_id) if record["Type"] in ("A", "AAAA", "CNAME")
            ]
            for record in found:
                if record.get("HealthCheckId") not in (None, *checks.values()):
                    assert _calculated(route53, record, checks), record
                    record["HealthCheckId"] = ANY
            assert sorted(found, key=_key) == sorted(expected, key=_key)

        _assert_public_zone(route53, outputs)
        given = [record for record in _records(route53, GIVEN_ZONE_ID) if record["Type"] in ("A", "AAAA")]
        assert [record["Name"] for record in given] == [f"www.{GIVEN}."] * 2

        terraform.destroy()
        assert terraform.addresses() == ()
    assert aws.failures == []


def _assert_public_zone(route53: Any, outputs: Json) -> None:  # noqa: ANN401  # a boto3 client
    """Delegation, CAA and DNSSEC as they were asked for."""
    zone = route53.get_hosted_zone(Id=outputs["public_id"])
    assert sorted(outputs["delegation"].split()) == sorted(zone["DelegationSet"]["NameServers"])
    assert len(outputs["delegation_found"].split()) == 4
    (caa,) = (record for record in _records(route53, outputs["public_id"]) if record["Type"] == "CAA")
    assert (caa["Name"], caa["TTL"]) == (f"{PUBLIC}.", 3600)
    assert {each["Value"] for each in caa["ResourceRecords"]} == {
        '0 issue "amazon.com"',
        '0 issue "letsencrypt.org"',
        '0 iodef "mailto:security@example.com"',
    }
    dnssec = route53.get_dnssec(HostedZoneId=outputs["public_id"])
    (key,) = dnssec["KeySigningKeys"]
    assert dnssec["Status"]["ServeSignature"] == "SIGNING"
    assert (key["Name"], key["Status"], key["DSRecord"]) == (
        "orders_test_dnssec",
        "ACTIVE",
        outputs["ds_record"],
    )
    assert key["KmsArn"].startswith("arn:aws:kms:us-east-1:")


class OneName(TerraformStack):
    """One name in a zone of its own."""

    def __init__(self, app: App, policy: Policy) -> None:
        super().__init__(app, "routing")
        providers = Providers(self, naming=Naming(deployment="orders", environment="test"), tags={})
        edge = providers.region(Region(name="us-east-1", role="active"))
        zone = PublicZone(self, "zone", edge=edge, zone=PublicZoneConfig(name=PUBLIC))
        RoutedName(self, "name", edge=edge, zone=zone.hosted, name=f"www.{PUBLIC}", policy=policy, ttl=TTL)


def _policies() -> Iterator[Policy]:
    """Failover, then weighted with the same answers, then a shift."""
    east, west = (
        Answer(identifier=region, target=Addresses(ipv4=[address]), health_check_id=f"check-{region}")
        for region, address in (("us-east-1", "192.0.2.1"), ("us-west-2", "192.0.2.2"))
    )
    yield Failover(primary=east, secondary=west)
    for weights in ((90, 10), (50, 50)):
        yield Weighted(
            shares=[
                Share(weight=weight, branch=branch)
                for weight, branch in zip(weights, (east, west), strict=True)
            ]
        )


def test_a_policy_changes_in_one_apply_and_a_shift_changes_records_in_place(
    aws: LocalAws, tmp_path: Path
) -> None:
    """Record by record Route 53 refuses another policy for as long as one of the old is there."""
    stacks = []
    for number, policy in enumerate(_policies()):
        app = App(outdir=str(tmp_path / str(number)))
        OneName(app, policy)
        app.synth()
        stacks.append(tmp_path / str(number) / "stacks/routing")
    summaries, weights = [], []
    with aws.terraform(stacks[0]) as terraform:
        terraform.init()
        for stack in stacks:
            shutil.copy(stack / "cdk.tf.json", terraform.directory)
            plan = terraform.plan()
            summaries.append(plan.summary)
            terraform.apply(plan)
            (zone,) = aws.client("route53").list_hosted_zones()["HostedZones"]
            records = _records(aws.client("route53"), zone["Id"])
            weights.append({r["SetIdentifier"]: r.get("Weight") for r in records if r["Type"] == "A"})
    assert summaries == [
        "4 to add, 0 to change, 0 to destroy",
        "3 to add, 0 to change, 3 to destroy",
        "0 to add, 2 to change, 0 to destroy",
    ]
    assert weights == [
        {"primary": None, "secondary": None},
        {"us-east-1": 90, "us-west-2": 10},
        {"us-east-1": 50, "us-west-2": 50},
    ]

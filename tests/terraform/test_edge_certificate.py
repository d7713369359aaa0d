"""A site gets another name: its certificate is replaced, and the proofs of its other names stay."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import App, DataResource, TerraformOutput, TerraformResourceLifecycle, TerraformStack

from config.regions import Region
from config.routing_zone import PublicZone as PublicZoneConfig
from constructs_lib.dns.public_zone import PublicZone
from constructs_lib.edge.certificate import EdgeCertificate
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers
from drill.local_aws import LocalAws

pytestmark = pytest.mark.terraform

ONE, TWO = ("www.example.com",), ("www.example.com", "example.com")


class CertificateStack(TerraformStack):
    """A certificate, and something that is made anew before the old one goes, as a distribution is."""

    def __init__(self, app: App, names: Sequence[str]) -> None:
        super().__init__(app, "site")
        providers = Providers(self, naming=Naming(deployment="site", environment="test"), tags={})
        edge = providers.region(Region(name="us-east-1", role="active"))
        zone = PublicZone(self, "zone", edge=edge, zone=PublicZoneConfig(name="example.com"))
        certificate = EdgeCertificate(self, "certificate", edge=edge, zone=zone.hosted, names=names)
        DataResource(
            self,
            "distribution",
            input={"certificate": certificate.arn},
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        TerraformOutput(self, "zone_id", value=zone.id)


def written(directory: Path, names: Sequence[str]) -> Path:
    """The stack's folder below `directory`, for Terraform."""
    app = App(outdir=str(directory))
    CertificateStack(app, names)
    app.synth()
    return directory / "stacks" / "site"


def proofs(aws: LocalAws, zone_id: str) -> int:
    """How many names are proved in the zone."""
    found = aws.client("route53").list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    return sum(record["Type"] == "CNAME" for record in found)


def test_names_come_and_go_and_no_other_loses_its_proof(aws: LocalAws, tmp_path: Path) -> None:
    """ACM asks the same record for a name again: replaced with its certificate, it would be written, and then
    deleted as the old one, and the new certificate would never be renewed.
    """
    with aws.terraform(written(tmp_path / "before", ONE)) as terraform:
        terraform.init()
        terraform.apply()
        zone_id = terraform.output()["zone_id"].value
        assert proofs(aws, zone_id) == 1

        for number, names in enumerate((TWO, ONE)):
            changed = written(tmp_path / str(number), names) / "cdk.tf.json"
            (terraform.directory / "cdk.tf.json").write_bytes(changed.read_bytes())
            terraform.apply()
            assert proofs(aws, zone_id) == len(names)
            assert terraform.plan().has_changes is False
        terraform.destroy()
    assert aws.failures == []

"""A stack with an Aurora Global Database over two small networks, and nothing else."""

from pathlib import Path
from typing import Any

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import App, TerraformStack
from cdktf import Testing as Synthesis
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

from config.aurora import Aurora
from config.regions import Region
from constructs_lib.database.global_database import GlobalDatabase
from constructs_lib.naming import Naming
from constructs_lib.network.tier_record import TieredNetworkRecord, TierRecord
from constructs_lib.providers import Providers, RegionScope
from constructs_lib.testing import Template

EAST, WEST = "us-east-1", "us-west-2"
AURORA: dict[str, Any] = {"engine": "aurora-postgresql", "version": "17.7"}
STACK = "database"


class AuroraStack(TerraformStack):
    """Both regions in one state."""

    def __init__(self, app: App, *, primary: str = EAST, **changes: Any) -> None:  # noqa: ANN401  # any YAML
        """`changes` are of the database, as in a deployment's YAML."""
        super().__init__(app, STACK)
        providers = Providers(self, naming=Naming(deployment="shop", environment="test"), tags={})
        roles = {name: "primary" if name == primary else "standby" for name in (EAST, WEST)}
        scopes = {
            name: providers.region(Region.model_validate({"name": name, "role": role}))
            for name, role in roles.items()
        }
        groups: dict[str, str] = {}
        networks: dict[str, TieredNetworkRecord] = {}
        for name, scope in scopes.items():
            networks[name], groups[name] = _network(Construct(self, name), scope)
        standby = next(name for name in scopes if name != primary)
        self.database = GlobalDatabase(
            self,
            "database",
            primary=scopes[primary],
            standby=scopes[standby],
            secret_home=scopes[EAST],
            networks=networks,
            database=Aurora.model_validate({**AURORA, **changes}),
            log_retention_days=30,
        )
        self.statements = {name: self.database.login_statements(scope) for name, scope in scopes.items()}
        for name in scopes:
            self.database.clusters[name].access.let_in("application", groups[name])


def _network(scope: Construct, region: RegionScope) -> tuple[TieredNetworkRecord, str]:
    """A VPC with two subnets, and a group for clients: as much as a database asks for."""
    vpc = Vpc(scope, "vpc", provider=region.provider, cidr_block="10.0.0.0/16", enable_dns_hostnames=False)
    subnets = [
        Subnet(
            scope,
            f"subnet-{zone}",
            provider=region.provider,
            vpc_id=vpc.id,
            cidr_block=f"10.0.{number}.0/24",
            availability_zone=f"{region.name}{zone}",
        ).id
        for number, zone in enumerate("ab")
    ]
    tier = TierRecord(subnet_ids=tuple(subnets), cidrs=("10.0.0.0/24", "10.0.1.0/24"))
    record = TieredNetworkRecord(
        region=region.name, vpc_id=vpc.id, cidr="10.0.0.0/16", public=tier, private=tier, data=tier
    )
    return record, vpc.default_security_group_id


def aurora(**changes: Any) -> Template:  # noqa: ANN401  # whatever the stack takes
    """The stack's template, with these arguments changed."""
    return Template.of(AuroraStack(Synthesis.app(), **changes))


def write_aurora(folder: Path, **changes: Any) -> Path:  # noqa: ANN401  # whatever the stack takes
    """The stack on disk, with these arguments changed; returns its own folder."""
    app = App(outdir=str(folder))
    AuroraStack(app, **changes)
    app.synth()
    return folder / "stacks" / STACK

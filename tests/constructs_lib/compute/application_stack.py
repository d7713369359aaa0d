"""A stack with the network and the application of a primary and a standby region, and no database."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import App, TerraformStack
from cdktf import Testing as Synthesis
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from constructs import Construct

from config.compute import Compute
from config.network_tiers import NetworkTiers
from config.regions import Region
from constructs_lib.compute.application import Application
from constructs_lib.iam.policy import Statement
from constructs_lib.monitoring.watched import Watched
from constructs_lib.naming import Naming
from constructs_lib.network.tiered_network import TieredNetwork
from constructs_lib.providers import Providers
from constructs_lib.testing import Template

EAST = {"name": "us-east-1", "role": "primary", "cidr": "10.0.0.0/16"}
WEST = {"name": "us-west-2", "role": "standby", "cidr": "10.1.0.0/16"}
SWAPPED = ({**EAST, "role": "standby"}, {**WEST, "role": "primary"})
CONNECTION = "/holdfast/shop-test/connection"
SCRIPT = "#!/bin/bash\nserve\n"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/east"
STATEMENTS = (
    Statement(sid="ReadSecret", actions=["secretsmanager:GetSecretValue"], resources=["arn:aws:secret"]),
)


class ApplicationStack(TerraformStack):
    """Both regions in one state."""

    def __init__(
        self,
        app: App,
        *,
        regions: tuple[Mapping[str, Any], ...] = (EAST, WEST),
        network: Mapping[str, Any] | None = None,
        compute: Mapping[str, Any] | None = None,
        user_data: str = SCRIPT,
        real_certificates: bool = False,
    ) -> None:
        """`network` and `compute` are as in a deployment's YAML."""
        super().__init__(app, "application")
        providers = Providers(
            self, naming=Naming(deployment="shop", environment="test"), tags={"CostCenter": "shop"}
        )
        self.watched: dict[str, tuple[Watched, ...]] = {}
        self.applications: dict[str, Application] = {}
        for raw in regions:
            place = Region.model_validate(raw)
            region = providers.region(place)
            here = Construct(self, place.name)
            tiers = TieredNetwork(
                here,
                "network",
                region=region,
                place=place,
                tiers=NetworkTiers.model_validate(network or {}),
                log_retention_days=30,
            )
            certificate_arn = CERTIFICATE
            if real_certificates:
                certificate_arn = AcmCertificate(
                    here,
                    "certificate",
                    provider=region.provider,
                    domain_name="shop.example.com",
                    validation_method="DNS",
                ).arn
            application = Application(
                here,
                "application",
                region=region,
                role=place.role,
                network=tiers.record,
                compute=Compute.model_validate(compute or {}),
                certificate_arn=certificate_arn,
                user_data=user_data,
                connection_parameter=CONNECTION,
                database_port=5432,
                statements=STATEMENTS,
                after=tiers.ways_out,
            )
            self.watched[place.name] = application.watched
            self.applications[place.name] = application


def application(**changes: Any) -> Template:  # noqa: ANN401  # whatever the stack takes
    """The stack's template, with these arguments changed."""
    return Template.of(ApplicationStack(Synthesis.app(), **changes))


@cache
def default_application() -> Template:
    """The stack as it is without changes, once."""
    return application()


def write_application(folder: Path, **changes: Any) -> Path:  # noqa: ANN401  # whatever the stack takes
    """The stack on disk, with these arguments changed; returns its own folder."""
    app = App(outdir=str(folder))
    ApplicationStack(app, **changes)
    app.synth()
    return folder / "stacks" / "application"

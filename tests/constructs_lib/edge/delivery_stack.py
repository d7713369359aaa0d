"""A stack with load balancers in two regions, locked, and the edge in front of them; nothing behind them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import App, TerraformStack
from cdktf import Testing as Synthesis
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

from config.compute import Compute
from config.content_delivery import ContentDelivery
from config.regions import Region
from config.routing_zone import PublicZone as ZoneConfig
from constructs_lib.compute.application_security import ApplicationSecurity
from constructs_lib.compute.entrance import Entrance, load_balancer_name
from constructs_lib.compute.origin_lock import OriginLock
from constructs_lib.dns.public_certificates import PublicCertificates
from constructs_lib.dns.public_zone import PublicZone
from constructs_lib.edge.application_delivery import ApplicationDelivery
from constructs_lib.edge.delivery_firewall import EntranceFirewall
from constructs_lib.naming import Naming
from constructs_lib.network.tier_record import TieredNetworkRecord, TierRecord
from constructs_lib.providers import Providers, RegionScope
from constructs_lib.testing import Template

PRIMARY = {"name": "us-west-2", "role": "primary", "cidr": "10.0.0.0/16"}
STANDBY = {"name": "eu-west-1", "role": "standby", "cidr": "10.1.0.0/16"}
REGIONS = (PRIMARY["name"], STANDBY["name"])
NAME, ORIGIN = "shop.example.com", "origin.shop.example.com"
BALANCER = "shop-test-app"
COMPUTE: Mapping[str, Any] = {
    "load_balancer": {"deletion_protection": False, "destroy_logs": True},
}
LOG_DAYS = 30


class DeliveryStack(TerraformStack):
    """All of it in one state."""

    def __init__(
        self,
        app: App,
        *,
        delivery: Mapping[str, Any] | None = None,
        compute: Mapping[str, Any] | None = None,
        name: str = NAME,
    ) -> None:
        """`delivery` and `compute` are as in a deployment's YAML; `name` is what visitors use."""
        super().__init__(app, "delivery")
        naming = Naming(deployment="shop", environment="test")
        providers = Providers(self, naming=naming, tags={})
        places = [Region.model_validate(each) for each in (PRIMARY, STANDBY)]
        scopes = {place.name: providers.region(place) for place in places}
        edge = providers.global_edge()
        settings = ContentDelivery.model_validate(delivery or {})
        zone = PublicZone(
            self, "zone", edge=edge, zone=ZoneConfig(name="example.com", lookup_zone=True)
        ).hosted
        certificates = PublicCertificates(
            self,
            "certificates",
            edge=edge,
            regions=[*scopes.values(), edge],
            zone=zone,
            name=name,
            also=[ORIGIN],
        ).arns
        behind = Compute.model_validate({**COMPUTE, **(compute or {})})
        for place in places:
            self._entrance(place, scopes[place.name], behind, certificates[place.name], settings)
        self.delivery = ApplicationDelivery(
            self,
            "delivery",
            edge=edge,
            settings=settings,
            zone=zone,
            name=name,
            origin_name=ORIGIN,
            certificate_arn=certificates[edge.name],
            load_balancers={name: load_balancer_name(naming) for name in scopes},
            log_retention_days=LOG_DAYS,
        )

    def _entrance(
        self,
        place: Region,
        region: RegionScope,
        compute: Compute,
        certificate_arn: str,
        settings: ContentDelivery,
    ) -> None:
        here = Construct(self, place.name)
        network = _network(here, place, region)
        security = ApplicationSecurity(
            here,
            "security",
            region=region,
            network=network,
            port=compute.port,
            egress_ports=compute.egress_ports,
            database_port=None,
            locked=True,
        )
        entrance = Entrance(
            here,
            "entrance",
            region=region,
            network=network,
            compute=compute,
            certificate_arn=certificate_arn,
            security_group_ids=security.load_balancer_ids,
            lock=OriginLock(checked_path=compute.health.path),
        )
        if settings.firewall.entrances.enabled:
            EntranceFirewall(
                here,
                "firewall",
                region=region,
                rules=settings.firewall.entrances,
                load_balancer_arn=entrance.load_balancer.arn,
                checked_path=compute.health.path,
                log_retention_days=LOG_DAYS,
            )


def _network(here: Construct, place: Region, region: RegionScope) -> TieredNetworkRecord:
    """As little of a VPC as a load balancer takes."""
    cidr = str(place.cidr)
    vpc = Vpc(here, "vpc", provider=region.provider, cidr_block=cidr)
    beginning = cidr.rpartition(".0.0")[0]
    subnets = {
        f"{beginning}.{index}.0/24": Subnet(
            here,
            f"subnet-{letter}",
            provider=region.provider,
            vpc_id=vpc.id,
            cidr_block=f"{beginning}.{index}.0/24",
            availability_zone=f"{place.name}{letter}",
        ).id
        for index, letter in enumerate("ab")
    }
    gateway = InternetGateway(here, "gateway", provider=region.provider, vpc_id=vpc.id)
    tier = TierRecord(subnet_ids=tuple(subnets.values()), cidrs=tuple(subnets))
    return TieredNetworkRecord(
        region=place.name, vpc_id=gateway.vpc_id, cidr=cidr, public=tier, private=tier, data=tier
    )


def delivery(**changes: Any) -> Template:  # noqa: ANN401  # whatever the stack takes
    """The stack's template, with these arguments changed."""
    return Template.of(DeliveryStack(Synthesis.app(), **changes))


@cache
def default_delivery() -> Template:
    """The stack as it is without changes, once."""
    return delivery()


def write_delivery(folder: Path, **changes: Any) -> Path:  # noqa: ANN401  # whatever the stack takes
    """The stack on disk, with these arguments changed; returns its own folder."""
    app = App(outdir=str(folder))
    DeliveryStack(app, **changes)
    app.synth()
    return folder / "stacks" / "delivery"

"""What the file says of encryption, keys and networks moves nothing from one region's state to another's.

The same role and the same name would be put by one state and then deleted by the other's destroy.
"""

from typing import TYPE_CHECKING, Any

import pytest

from constructs_lib.layout.blocks import Blocks
from constructs_lib.layout.expressions import Reference
from constructs_lib.layout.partition import forbidden_references
from constructs_lib.layout.placement import Placement
from constructs_lib.layout.places import MESH, Places
from constructs_lib.layout.written import Written
from tests.support.deployments import ADOPTED, lattice_service
from tests.support.pilot_lights import pilot_light
from tests.support.warm_standbys import warm_standby
from tests.support.websites import website
from tests.systems.divided import EXCHANGED, PER_REGION, undivided

if TYPE_CHECKING:
    from config.deployment import Deployment

Json = Any
CANARIES = {"monitoring": {"emails": ["oncall@example.com"], "canaries": {"enabled": True}}}
KMS = {"storage": {"encryption": "kms"}}


def given(key: str, *regions: str) -> Json:
    """Keys that exist already."""
    return {
        "existing": {region: {key: f"arn:aws:kms:{region}:123456789012:key/0a1b2c3d"} for region in regions}
    }


def one_vpc_of_its_own() -> Json:
    """The primary's VPC is made, the standby's exists."""
    primary, standby = ADOPTED["regions"]
    return {"regions": [{key: primary[key] for key in ("name", "role", "cidr")}, standby]}


CONFIGURATIONS: dict[str, tuple[Any, list[dict[str, Any]]]] = {
    "website": (
        website,
        [
            {},
            KMS,
            {**KMS, **given("content_key_arn", "eu-central-1", "us-east-1")},
            {**KMS, **given("content_key_arn", "us-east-1")},
            CANARIES,
        ],
    ),
    "lattice-service": (
        lattice_service,
        [{}, {"regions": ADOPTED["regions"]}, one_vpc_of_its_own(), CANARIES, {**ADOPTED, **CANARIES}],
    ),
    "pilot-light": (
        pilot_light,
        [
            {},
            given("database_key_arn", "us-west-2"),
            given("database_key_arn", "us-east-1", "us-west-2"),
            CANARIES,
        ],
    ),
    "warm-standby": (
        warm_standby,
        [{}, given("database_key_arn", "us-west-2"), CANARIES, {"regions": EXCHANGED}],
    ),
}


def places(template: Json) -> dict[str, str]:
    """By address of each resource, its place."""
    blocks = Blocks.of(template)
    written = Written(template, blocks)

    def writable(holder: str, address: str, attribute: str | None) -> bool:
        return written.can(Reference(address=address, attribute=attribute), alias=blocks[holder].alias)

    placement = Placement(blocks, Places.of(template), writable=writable)
    return {address: place for address, place in placement.items() if not address.startswith("ephemeral.")}


@pytest.mark.parametrize("system", CONFIGURATIONS)
def test_an_address_has_one_place_whatever_the_configuration(system: str) -> None:
    make, several = CONFIGURATIONS[system]
    found: dict[str, set[str]] = {}
    for changes in several:
        deployment: Deployment = make(**changes, state=PER_REGION)
        template = undivided(deployment)
        assert forbidden_references(template) == []
        for address, place in places(template).items():
            found.setdefault(address, set()).add(place)

    assert {address: sorted(at) for address, at in found.items() if len(at) > 1} == {}


@pytest.mark.parametrize("storage", [{}, KMS])
def test_the_rights_to_replicate_are_where_the_rules_are(storage: dict[str, Any]) -> None:
    found = places(undivided(website(**storage, state=PER_REGION)))
    rights = {place for address, place in found.items() if address.startswith("aws_iam_role_policy.repl")}
    rules = {place for address, place in found.items() if "_replication_configuration." in address}

    assert rights == rules == {MESH}


def test_both_ends_of_a_peering_of_existing_vpcs_are_in_the_mesh() -> None:
    found = places(undivided(lattice_service(**ADOPTED, state=PER_REGION)))
    peering = {
        address.partition(".")[0]: place for address, place in found.items() if "_vpc_peering_" in address
    }

    assert peering == {"aws_vpc_peering_connection": MESH, "aws_vpc_peering_connection_accepter": MESH}

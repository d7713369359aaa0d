"""What the example's file and its code say of themselves is what the way back counts on."""

from pathlib import Path

import pytest

from commands.exit_codes import BAD_INPUT
from config.loader import load
from config.pilot_light import PilotLight
from failback.code import Code
from failback.of_file import run_for
from failback.pair import Sizes
from failback.replica.pair import ReplicaPair, pair_of
from failback.synthesis import swapped, templates_of

EXAMPLE = Path(__file__).parents[2] / "config" / "deployments" / "pilot-light.yaml"


@pytest.fixture(scope="module")
def example() -> PilotLight:
    """The example."""
    deployment = load(EXAMPLE, {})
    assert isinstance(deployment, PilotLight)
    return deployment


@pytest.fixture(scope="module")
def codes(example: PilotLight) -> tuple[Code, Code]:
    """Its code, and that with the roles exchanged."""
    templates = templates_of(example)
    return Code(templates.current()), Code(templates.swapped())


def test_the_pair_is_that_of_the_file(example: PilotLight) -> None:
    assert pair_of(example) == ReplicaPair(
        stack="shop-production",
        primary="us-east-1",
        standby="us-west-2",
        databases={
            "us-east-1": "shop-production-us-east-1",
            "us-west-2": "shop-production-us-west-2",
        },
        group="shop-production",
        controller="shop-production-failover",
        witness=example.domain.witness,
        sizes=Sizes(min=2, max=6, desired=2),
        backup_days=7,
    )


def test_the_longest_names_leave_room_for_the_suffix(example: PilotLight) -> None:
    pair = pair_of(example.model_copy(update={"name": "a" * 32, "environment": "b" * 16}))
    assert {region: len(pair.aside(region)) for region in pair.databases} == {
        "us-east-1": 63,
        "us-west-2": 63,
    }


def test_a_name_that_is_cut_at_a_hyphen_gets_no_second_one(example: PilotLight) -> None:
    """RDS refuses two in a row."""
    pair = pair_of(example.model_copy(update={"name": "a" * 31, "environment": "b" * 16}))
    assert pair.aside("us-east-1") == f"{'a' * 31}-{'b' * 16}-us-east-stale"


def test_the_databases_have_one_address_whatever_the_roles(
    example: PilotLight, codes: tuple[Code, Code]
) -> None:
    pair = pair_of(example)
    current, other = codes
    for region, name in pair.databases.items():
        address = current.database(name)
        assert address is not None
        assert other.database(name) == address
        assert (current.region(address), other.region(address)) == (region, region)


def test_the_switch_is_in_the_code_of_whichever_region_is_the_standby(
    example: PilotLight, codes: tuple[Code, Code]
) -> None:
    name = pair_of(example).switch
    found = [[bool(code.parameter(name, region)) for region in ("us-east-1", "us-west-2")] for code in codes]
    assert found == [[False, True], [True, False]]


def test_exchanging_the_roles_moves_no_address_to_another_region(codes: tuple[Code, Code]) -> None:
    current, other = codes
    assert current.elsewhere(other) == ()


def test_the_connection_is_written_over_what_the_controller_published(example: PilotLight) -> None:
    """Otherwise it would have to be imported too, where the roles stay."""
    name = pair_of(example).connection
    parameters = templates_of(example).swapped()["resource"]["aws_ssm_parameter"].values()
    assert [each.get("overwrite") for each in parameters if each["name"] == name] == [True]


def test_exchanging_the_roles_exchanges_nothing_else(example: PilotLight) -> None:
    other = swapped(example)
    assert (other.primary.name, other.standby.name) == ("us-west-2", "us-east-1")
    assert swapped(other) == example


def test_another_system_has_nothing_to_bring_back(capsys: pytest.CaptureFixture[str]) -> None:
    file = EXAMPLE.with_name("lattice-service.yaml")
    assert run_for(load(file, {}), file=file, story=None, write=None) == BAD_INPUT
    assert capsys.readouterr().err == (
        f"{file}: a lattice-service: allowed: a pilot-light or a warm-standby; other systems have no "
        "database of their own to bring back; mend: name the file of one of these\n"
    )

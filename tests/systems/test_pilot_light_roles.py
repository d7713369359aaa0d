"""What becomes of a pilot light when its regions change places, as after a failover that is kept."""

import pytest

from constructs_lib.testing import Block, Template
from tests.support.pilot_lights import PILOT_LIGHT, synthesized_pilot_light

KEPT = (
    "aws_autoscaling_group",
    "aws_db_instance",
    "aws_kms_key",
    "aws_lb",
    "aws_lb_target_group",
    "aws_secretsmanager_secret",
    "aws_subnet",
    "aws_vpc",
)


@pytest.fixture(scope="module")
def before() -> Template:
    return synthesized_pilot_light()


@pytest.fixture(scope="module")
def after() -> Template:
    """The same file with the two roles exchanged, each line in its place."""
    first, second = PILOT_LIGHT["regions"]
    return synthesized_pilot_light(regions=[{**first, "role": "standby"}, {**second, "role": "primary"}])


def by_address(template: Template) -> dict[str, Block]:
    return {block.address: block for block in (*template.resources(), *template.data())}


def test_no_address_comes_to_mean_another_region(before: Template, after: Template) -> None:
    """Terraform would look for it there, find nothing, and leave the real one behind, running."""
    old, new = by_address(before), by_address(after)

    assert [
        address for address in old.keys() & new.keys() if old[address].provider != new[address].provider
    ] == []


@pytest.mark.parametrize("type_", KEPT)
def test_what_holds_data_or_serves_keeps_its_address_and_name(
    before: Template, after: Template, type_: str
) -> None:
    def named(template: Template) -> dict[str, object]:
        return {
            block.address: block.body.get("identifier", block.body.get("name"))
            for block in template.resources(type_)
            if "failover" not in block.path  # the controller goes where the standby is
        }

    assert named(before) == named(after) != {}


def test_the_controller_and_its_switch_go_where_the_standby_is(before: Template, after: Template) -> None:
    for template, standby in ((before, "us_west_2"), (after, "us_east_1")):
        assert template.only("aws_lambda_function", "failover/function").provider == standby
        assert template.only("aws_lambda_function", "takeover").provider == standby
        [switch] = [
            block for block in template.resources("aws_ssm_parameter") if block["name"].endswith("/takeover")
        ]
        assert switch.provider == standby


def test_the_secret_stays_and_so_does_the_password(before: Template, after: Template) -> None:
    """Another secret would have another password than the database."""
    for template in (before, after):
        template.only("aws_secretsmanager_secret").expect(
            provider="us_east_1", name="holdfast/shop-production/database"
        )
    assert before.document["ephemeral"] == after.document["ephemeral"]


def test_the_records_keep_their_places_and_change_their_targets(before: Template, after: Template) -> None:
    def leads(template: Template) -> dict[str, str]:
        return {
            block["set_identifier"]: block["alias"]["name"]
            for block in template.resources("aws_route53_record")
            if block["name"] == "shop.example.com" and "alias" in block.body
        }

    assert leads(after) == {"primary": leads(before)["secondary"], "secondary": leads(before)["primary"]}


def test_the_new_primarys_connection_replaces_what_the_controller_wrote_there(after: Template) -> None:
    [connection] = [
        block for block in after.resources("aws_ssm_parameter") if block["name"].endswith("/database")
    ]

    connection.expect(provider="us_west_2", overwrite=True)

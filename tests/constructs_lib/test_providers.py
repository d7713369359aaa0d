"""Providers and tags: a region's own, and those of what is global."""

import pytest

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import TerraformStack
from cdktf import Testing as Synthesis

from config.regions import Region
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers
from constructs_lib.testing import Block, Template
from tests.conftest import synthesized

GLOBAL = [
    ("aws_kms_key", "monitoring/global"),
    ("aws_sns_topic", "monitoring/global"),
    ("aws_cloudwatch_composite_alarm", "monitoring/global/no-healthy-region"),
    ("aws_route53_zone", ""),
]


def region_tags(template: Template, block: Block) -> tuple[str, str]:
    """Region and role of a resource, as AWS will have them: its own tags win over the provider's."""
    defaults = template.providers[block.provider or ""]["default_tags"][0]["tags"]
    tags = {**defaults, **block["tags"]}
    return tags["Region"], tags["Role"]


@pytest.mark.parametrize("fixture", ["two_regions", "far_regions"])
@pytest.mark.parametrize(("type_", "path"), GLOBAL)
def test_what_is_global_says_so(fixture: str, type_: str, path: str, request: pytest.FixtureRequest) -> None:
    """Also where it shares us-east-1's provider with a region of the deployment."""
    template: Template = request.getfixturevalue(fixture)
    block = template.only(type_, path)

    assert block.provider == "us_east_1"
    assert region_tags(template, block) == ("global", "global")


def test_calculated_checks_are_global(three_regions: Template) -> None:
    block = three_regions.only("aws_route53_health_check", "records")

    assert region_tags(three_regions, block) == ("global", "global")


@pytest.mark.parametrize(
    ("region", "role"), [("us-east-1", "primary"), ("us-west-2", "standby"), ("eu-west-1", "standby")]
)
def test_a_regions_resources_carry_its_name_and_role(three_regions: Template, region: str, role: str) -> None:
    found = {
        region_tags(three_regions, block)
        for block in three_regions.resources()
        if block.path.startswith(f"{region}/") and "tags" in block.body
    }

    assert found == {(region, role)}


def test_the_global_edges_own_provider_is_tagged_global(far_regions: Template) -> None:
    tags = far_regions.providers["us_east_1"]["default_tags"][0]["tags"]

    assert tags == {
        "Deployment": "orders",
        "Environment": "production",
        "ManagedBy": "holdfast",
        "Region": "us-east-1",
        "Role": "global",
    }


def test_no_provider_holds_a_credential(two_regions: Template) -> None:
    for provider in two_regions.providers.values():
        assert set(provider) == {"alias", "region", "default_tags"}


def test_each_region_reads_the_account_by_its_own_provider(three_regions: Template) -> None:
    """A plan for one region must not need another (F29)."""
    assert {block.provider for block in three_regions.data("aws_caller_identity")} == {
        "us_east_1",
        "us_west_2",
        "eu_west_1",
    }


def test_the_users_tags_are_on_every_provider() -> None:
    template = synthesized(tags={"CostCenter": "orders"})

    assert [
        provider["default_tags"][0]["tags"]["CostCenter"] for provider in template.providers.values()
    ] == ["orders", "orders"]


def test_a_global_edge_of_its_own_is_no_region_of_the_deployment() -> None:
    """So that what is global can be told from us-east-1's own (F29)."""
    stack = TerraformStack(Synthesis.app(), "stack")
    providers = Providers(
        stack, naming=Naming(deployment="orders", environment="test"), tags={}, own_edge=True
    )
    region = providers.region(Region(name="us-east-1", role="primary"))
    edge = providers.global_edge()
    template = Template.of(stack)

    assert {alias: block["region"] for alias, block in template.providers.items()} == {
        "us_east_1": "us-east-1",
        "global": "us-east-1",
    }
    assert (region.name, region.stands_alone) == (edge.name, edge.stands_alone) == ("us-east-1", True)
    assert region.account_id != edge.account_id


def test_a_region_has_its_role_whether_what_is_global_was_asked_for_before_or_after() -> None:
    stack = TerraformStack(Synthesis.app(), "stack")
    providers = Providers(stack, naming=Naming(deployment="orders", environment="test"), tags={})
    edge = providers.global_edge()
    providers.region(Region(name="us-east-1", role="primary"))

    (provider,) = Template.of(stack).providers.values()
    assert provider["default_tags"][0]["tags"]["Role"] == "primary"
    assert edge.tags() == {"Region": "global", "Role": "global"}


def test_a_region_of_two_roles_is_refused() -> None:
    stack = TerraformStack(Synthesis.app(), "stack")
    providers = Providers(stack, naming=Naming(deployment="orders", environment="test"), tags={})
    providers.region(Region(name="us-east-1", role="primary"))
    with pytest.raises(
        ValueError, match=r"^us-east-1 is primary in this stack; it cannot be standby as well$"
    ):
        providers.region(Region(name="us-east-1", role="standby"))

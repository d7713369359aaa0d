"""Terraform addresses of a website: the memory of a deployment.

A construct id that changes destroys what is deployed and makes it anew: a bucket, with what is in it. When a
resource is added, accept its address with `pytest tests/systems/test_website_addresses.py --snapshot-update`
and read the difference: only additions are harmless.
"""

from syrupy.assertion import SnapshotAssertion

from constructs_lib.testing import Template
from tests.support.websites import synthesized_website

RESOURCES = 103


def test_the_example_s_resources_keep_their_addresses(site: Template, snapshot: SnapshotAssertion) -> None:
    assert sorted(block.address for block in site.resources()) == snapshot


def test_the_snapshot_holds_all_of_them(site: Template) -> None:
    """A snapshot can be updated without a look; a number must be typed."""
    assert len(site.resources()) == RESOURCES


def test_a_third_region_moves_nothing_of_the_first_two(
    site: Template, site_in_three_regions: Template
) -> None:
    before = {block.address for block in site.resources()}
    after = {block.address for block in site_in_three_regions.resources()}
    assert before - after == set()


def test_regions_that_change_their_roles_move_nothing(site: Template) -> None:
    swapped = synthesized_website(
        regions=[
            {"name": "eu-central-1", "role": "standby"},
            {"name": "us-east-1", "role": "primary"},
        ]
    )
    assert {block.address for block in swapped.resources()} == {block.address for block in site.resources()}


def test_addresses_do_not_depend_on_routing_but_for_what_it_adds(site: Template) -> None:
    weighted = synthesized_website(
        routing={"policy": "weighted", "weights": {"eu-central-1": 90, "us-east-1": 10}}
    )
    before = {block.address for block in site.resources()}
    after = {block.address for block in weighted.resources()}
    assert before - after == set()
    assert len(after - before) == 1

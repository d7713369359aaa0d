"""Terraform addresses: the memory of a deployment.

A construct id that changes destroys what is deployed and makes it anew. When a resource is added, accept
its address with `pytest tests/constructs_lib/test_addresses.py --snapshot-update` and read the difference:
only additions are harmless.
"""

from syrupy.assertion import SnapshotAssertion

from constructs_lib.testing import Template
from tests.conftest import synthesized

RESOURCES = 139
DATA_SOURCES = 7


def test_the_examples_resources_keep_their_addresses(
    two_regions: Template, snapshot: SnapshotAssertion
) -> None:
    assert sorted(block.address for block in two_regions.resources()) == snapshot


def test_the_examples_data_sources_keep_their_addresses(
    two_regions: Template, snapshot: SnapshotAssertion
) -> None:
    assert sorted(block.address for block in two_regions.data()) == snapshot


def test_the_snapshot_holds_all_of_them(two_regions: Template) -> None:
    """A snapshot can be updated without a look; a number must be typed."""
    assert len(two_regions.resources()) == RESOURCES
    assert len(two_regions.data()) == DATA_SOURCES


def test_a_third_region_moves_nothing_of_the_first_two(
    two_regions: Template, three_regions: Template
) -> None:
    before = {block.address for block in two_regions.resources()}
    after = {block.address for block in three_regions.resources()}

    assert before - after == set()


def test_addresses_do_not_depend_on_what_the_user_names(two_regions: Template) -> None:
    renamed = synthesized(environment="staging", tags={"Team": "orders"})

    assert {block.address for block in renamed.resources()} == {
        block.address for block in two_regions.resources()
    }

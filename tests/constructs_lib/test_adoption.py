"""`adopt` becomes import blocks to addresses that the stack has, in the state that has the resource."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.adoption import UnknownAddressesError
from constructs_lib.synthesis import synthesize
from constructs_lib.testing import Template
from tests.support.deployments import lattice_service

ZONE = "aws_route53_zone.zone_6E295601"
LOG = "aws_cloudwatch_log_group.us-west-2_service_function_log-group_65B50783"
IDS = {ZONE: "Z0123456789", LOG: "/aws/lambda/orders-production-service"}


def written(folder: Path, **changes: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401  # as YAML has it
    """Each stack's template, by the stack's name."""
    stacks = synthesize([lattice_service(**changes)], folder / "cdktf.out")
    return {stack.name: json.loads((stack.folder / "cdk.tf.json").read_text()) for stack in stacks}


def test_each_is_an_import_block(tmp_path: Path) -> None:
    (template,) = written(tmp_path, adopt=IDS).values()

    assert template["import"] == [{"to": address, "id": id_} for address, id_ in IDS.items()]


def test_without_any_there_is_no_import(tmp_path: Path) -> None:
    (template,) = written(tmp_path).values()

    assert "import" not in template


def test_each_states_stack_imports_what_it_has(tmp_path: Path) -> None:
    """The zone is global; the log group is its region's."""
    state = {"backend": "local", "layout": "per-region"}
    found = {
        name: [block["to"] for block in template.get("import", ())]
        for name, template in written(tmp_path, adopt=IDS, state=state).items()
    }

    assert {name: imported for name, imported in found.items() if imported} == {
        "orders-production-us-west-2": [LOG],
        "orders-production-global": [ZONE],
    }


def test_an_address_that_the_stack_has_not_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownAddressesError) as refused:
        written(tmp_path, adopt={"aws_route53_zone.zone": "Z0123456789"})

    assert str(refused.value) == (
        "orders-production: adopt.aws_route53_zone.zone\n"
        "  found:   an address that is not in the stack\n"
        "  allowed: the address of one of its 139 resources, as a plan shows it\n"
        f"  mend:    did you mean {ZONE}?"
    )
    assert not (tmp_path / "cdktf.out").exists()


def test_the_addresses_that_the_page_shows_are_those_of_the_example(two_regions: Template) -> None:
    page = (Path(__file__).parents[2] / "docs" / "existing.md").read_text(encoding="utf-8")
    shown = re.findall(r"^  (aws_\S+): ", page, re.MULTILINE)

    assert len(shown) == 3
    assert set(shown) <= {block.address for block in two_regions.resources()}

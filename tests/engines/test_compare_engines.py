"""Whether two engines wrote the same Terraform."""

import json
from pathlib import Path

from tools.compare_engines import differences

STACK = {"resource": {"aws_vpc": {"v": {"cidr_block": "10.0.0.0/16", "tags": [{"Name": "a"}]}}}}


def written(folder: Path, document: object, *, asset: bytes = b"zip") -> Path:
    stack = folder / "stacks" / "orders"
    (stack / "assets").mkdir(parents=True)
    (stack / "cdk.tf.json").write_text(json.dumps(document), encoding="utf-8")
    (stack / "assets" / "code.zip").write_bytes(asset)
    return folder


def test_metadata_is_set_aside_at_every_depth(tmp_path: Path) -> None:
    vpc = {**STACK["resource"]["aws_vpc"]["v"], "//": {"metadata": {"path": "orders/v"}}}
    other = {"//": {"metadata": {"version": "0.24.0"}}, "resource": {"aws_vpc": {"v": vpc}}}

    assert list(differences(written(tmp_path / "a", STACK), written(tmp_path / "b", other))) == []


def test_a_difference_is_told_with_its_place_and_both_values(tmp_path: Path) -> None:
    other = {"resource": {"aws_vpc": {"v": {"cidr_block": "10.0.0.0/16", "tags": [{"Name": "b"}]}}}}

    assert list(differences(written(tmp_path / "a", STACK), written(tmp_path / "b", other))) == [
        'orders/cdk.tf.json resource aws_vpc v tags[0] Name: "a" and "b"'
    ]


def test_packaged_functions_count(tmp_path: Path) -> None:
    one, other = written(tmp_path / "a", STACK), written(tmp_path / "b", STACK, asset=b"other")

    assert list(differences(one, other)) == ["orders/assets/code.zip: other bytes"]


def test_a_stack_that_one_of_them_lacks_is_told(tmp_path: Path) -> None:
    one, other = written(tmp_path / "a", STACK), tmp_path / "b"
    (other / "stacks").mkdir(parents=True)

    assert list(differences(one, other)) == [
        f"orders/assets/code.zip: only in {one}",
        f"orders/cdk.tf.json: only in {one}",
    ]

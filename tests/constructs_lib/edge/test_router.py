"""The router's code as CloudFront gets it."""

import subprocess
from pathlib import Path

import pytest

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from config.edge_routing import FailoverPolicy
from constructs_lib.edge.router import SOURCES, EdgeOrigin, RouterSettings, rendered, terraform_text

SETTINGS = RouterSettings(
    routing=FailoverPolicy(),
    origins=[
        EdgeOrigin(region="eu-central-1", origin_id="site-eu-central-1"),
        EdgeOrigin(region="us-east-1", origin_id="site-us-east-1"),
    ],
    host="www.example.com",
    redirect_from=["example.com"],
    spa=False,
    error_codes=[500, 502, 503, 504],
).document()


@pytest.mark.parametrize("source", ["router.js", "stickiness.js"])
def test_what_is_deployed_is_javascript_without_its_comments(source: str, tmp_path: Path) -> None:
    code = rendered((SOURCES / source).read_text(encoding="utf-8"), SETTINGS)
    deployed = tmp_path / "function.mjs"
    deployed.write_text(code)
    command = ["node", "--check", str(deployed)]  # jsii needs Node, so it is there
    checked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own file

    assert checked.stderr == ""
    assert [line for line in code.splitlines() if line.lstrip().startswith("//")] == []
    assert "__SETTINGS__" not in code


def test_the_import_stays_the_first_line() -> None:
    code = rendered((SOURCES / "router.js").read_text(encoding="utf-8"), SETTINGS)
    assert code.splitlines()[0] == "import cf from 'cloudfront';"


def test_a_function_above_ten_kilobytes_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^the edge function has 10241 bytes, and CloudFront takes 10240$"):
        rendered("x" * 10_241, SETTINGS)


def test_ten_kilobytes_are_taken() -> None:
    assert len(rendered("x" * 10_240, SETTINGS)) == 10_240


def test_terraform_takes_no_part_of_the_code_for_an_expression_of_its_own() -> None:
    assert terraform_text("`${name} %{if}` $name") == "`$${name} %%{if}` $name"

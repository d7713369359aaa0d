"""Every part's page has one example, and it is a program that runs."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.synthesis import without_provider

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "parts").glob("*.md"))
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_example_writes_terraform_with_a_region_for_every_resource(page: Path, tmp_path: Path) -> None:
    [program] = EXAMPLE.findall(page.read_text(encoding="utf-8"))
    file = tmp_path / "example.py"
    file.write_text(program, encoding="utf-8")

    done = subprocess.run(  # noqa: S603  # our own documentation
        [sys.executable, str(file)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    [template] = [json.loads(found.read_text()) for found in tmp_path.glob("cdktf.out/stacks/*/cdk.tf.json")]
    assert sum(len(blocks) for blocks in template["resource"].values()) > 0
    assert list(without_provider(template)) == []


def test_there_is_a_page_for_each_of_the_platform_s_parts() -> None:
    assert {"network", "application", "monitoring"} <= {page.stem for page in PAGES}

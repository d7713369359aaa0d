"""The names of CDK Terrain in a copy of the repository."""

from pathlib import Path

import pytest

from tools.rename_engine import PACKAGES, REQUIREMENTS, copy_renamed, renamed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("from cdktf import App\n", "from cdktn import App\n"),
        ("    import cdktf\n", "    import cdktn\n"),
        ("from cdktf_cdktf_provider_aws.vpc import Vpc\n", "from cdktn_provider_aws.vpc import Vpc\n"),
        ('"cdktf._jsii" in sys.modules', '"cdktn._jsii" in sys.modules'),
        ('metadata.version("cdktf-cdktf-provider-aws")', 'metadata.version("cdktn-provider-aws")'),
        ('cache / "@cdktf" / "provider-aws"', 'cache / "@cdktn" / "provider-aws"'),
    ],
)
def test_a_package_s_name_is_changed(old: str, new: str) -> None:
    assert renamed(old, PACKAGES) == new


@pytest.mark.parametrize(
    "text",
    [
        'Path(os.environ.get("CDKTF_OUTDIR", "cdktf.out"))',
        "the manifest that cdktf reads",
        "`cdktf synth` and cdktf-cli 0.21",
        '"cdktf-cli is not installed"',
        '"docs" / "cdktf.md"',
        "from tests.cdktf_cli.conftest import PAGE\n",
    ],
)
def test_what_is_no_package_stays(text: str) -> None:
    assert renamed(text, PACKAGES) == text


def test_requirements_get_the_versions_that_belong_together() -> None:
    pipfile = 'cdktf = "~=0.21.0"\ncdktf-cdktf-provider-aws = "~=21.22.1"\nconstructs = "~=10.4"\n'
    project = '    "cdktf~=0.21.0",\n    "cdktf-cdktf-provider-aws~=21.22.1",\n'

    assert renamed(pipfile, REQUIREMENTS) == (
        'cdktn = "~=0.24.0"\ncdktn-provider-aws = "~=25.8.1"\nconstructs = "~=10.4"\n'
    )
    assert renamed(project, REQUIREMENTS) == '    "cdktn~=0.24.0",\n    "cdktn-provider-aws~=25.8.1",\n'


def test_a_copy_names_no_package_of_cdktf_and_leaves_the_original_alone(tmp_path: Path) -> None:
    root, target = tmp_path / "root", tmp_path / "copy"
    (root / "lib").mkdir(parents=True)
    (root / "lib" / "stack.py").write_text("from cdktf import App\n")
    (root / "lib" / "router.js").write_text("// from cdktf import\n")
    (root / "Pipfile").write_text('cdktf = "~=0.21.0"\n')
    (root / "cdktf.out").mkdir()
    target.mkdir()
    (target / "left").touch()

    assert copy_renamed(root, target) == 2

    assert (target / "lib" / "stack.py").read_text() == "from cdktn import App\n"
    assert (target / "lib" / "router.js").read_text() == "// from cdktf import\n"
    assert sorted(path.name for path in target.iterdir()) == ["Pipfile", "lib"]
    assert (root / "lib" / "stack.py").read_text() == "from cdktf import App\n"

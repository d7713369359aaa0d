"""Where the provider's plugin is found."""

from pathlib import Path

import pytest

from drill import provider_mirror
from drill.provider_mirror import cli_configuration, satisfies

REGISTRY = "registry.terraform.io"
WANTED = {"hashicorp/aws": ">= 5.100.0, < 7.0.0"}


@pytest.fixture(autouse=True)
def _bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_mirror, "ADD_ON_ROOTS", ())


def mirror(root: Path, version: str = "5.100.0") -> Path:
    (root / REGISTRY / "hashicorp/aws" / version / "linux_amd64").mkdir(parents=True)
    return root


def environment(tmp_path: Path, **others: str) -> dict[str, str]:
    return {"HOME": str(tmp_path / "home"), "XDG_DATA_DIRS": str(tmp_path / "none"), **others}


@pytest.mark.parametrize(
    ("version", "constraint", "expected"),
    [
        ("5.100.0", ">= 5.100.0, < 7.0.0", True),
        ("7.0.0", ">= 5.100.0, < 7.0.0", False),
        ("5.99.1", ">= 5.100.0, < 7.0.0", False),
        ("5.100.0", "~> 5.0", True),
        ("6.0.0", "~> 5.0", False),
        ("5.0.9", "~> 5.0.4", True),
        ("5.1.0", "~> 5.0.4", False),
        ("5.1.0", "5.1.0", True),
        ("5.1.0", "!= 5.1.0", False),
        ("5.1.0", "", True),
    ],
)
def test_version_constraints(version: str, constraint: str, expected: bool) -> None:
    assert satisfies(version, constraint) is expected


def test_without_a_mirror_the_registry_serves(tmp_path: Path) -> None:
    assert cli_configuration(WANTED, environment(tmp_path), registry=REGISTRY) is None


def test_the_named_directory_comes_first(tmp_path: Path) -> None:
    named, other = mirror(tmp_path / "named"), mirror(tmp_path / "home/.terraform.d/plugins")
    found = cli_configuration(WANTED, environment(tmp_path, TF_PLUGIN_DIR=str(named)), registry=REGISTRY)
    assert found == (
        "provider_installation {\n"
        "  filesystem_mirror {\n"
        f'    path    = "{named}"\n'
        '    include = ["registry.terraform.io/hashicorp/aws"]\n'
        "  }\n"
        "  direct {\n"
        '    exclude = ["registry.terraform.io/hashicorp/aws"]\n'
        "  }\n"
        "}\n"
    )
    assert str(other) not in found


@pytest.mark.parametrize("place", ["home/.terraform.d/plugins", "home/.local/share/terraform/plugins"])
def test_implied_mirrors_are_found(tmp_path: Path, place: str) -> None:
    mirror(tmp_path / place)
    assert str(tmp_path / place) in str(cli_configuration(WANTED, environment(tmp_path), registry=REGISTRY))


def test_the_plugin_cache_is_found(tmp_path: Path) -> None:
    cache = mirror(tmp_path / "cache")
    given = environment(tmp_path, TF_PLUGIN_CACHE_DIR=str(cache))
    assert str(cache) in str(cli_configuration(WANTED, given, registry=REGISTRY))


def test_a_mirror_under_an_add_on_root_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_mirror, "ADD_ON_ROOTS", (tmp_path / "add-ons",))
    mirror(tmp_path / "add-ons/some-name")
    found = cli_configuration(WANTED, environment(tmp_path), registry=REGISTRY)
    assert str(tmp_path / "add-ons/some-name") in str(found)


def test_a_packed_provider_is_found(tmp_path: Path) -> None:
    packed = tmp_path / "named" / REGISTRY / "hashicorp/aws"
    packed.mkdir(parents=True)
    (packed / "terraform-provider-aws_5.100.0_linux_amd64.zip").touch()
    given = environment(tmp_path, TF_PLUGIN_DIR=str(tmp_path / "named"))
    assert cli_configuration(WANTED, given, registry=REGISTRY) is not None


def test_a_mirror_with_an_unfit_version_does_not_stand_in_the_way(tmp_path: Path) -> None:
    cache = mirror(tmp_path / "cache", "4.67.0")
    given = environment(tmp_path, TF_PLUGIN_CACHE_DIR=str(cache))
    assert cli_configuration(WANTED, given, registry=REGISTRY) is None


def test_the_users_own_installation_settings_win_over_what_is_found(tmp_path: Path) -> None:
    mirror(tmp_path / "home/.terraform.d/plugins")
    own = tmp_path / "own.tfrc"
    own.write_text('provider_installation {\n  network_mirror { url = "https://mirror.example/" }\n}\n')
    given = environment(tmp_path, TF_CLI_CONFIG_FILE=str(own))
    assert cli_configuration(WANTED, given, registry=REGISTRY) is None

"""A path that leads to no file, or to one that cannot be read as text."""

from pathlib import Path

import pytest

from config.loader import ConfigErrors, load


def _refusal(path: Path) -> str:
    with pytest.raises(ConfigErrors) as refused:
        load(path, {})
    return str(refused.value)


@pytest.fixture(autouse=True)
def _in_an_empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_missing_file_is_refused() -> None:
    message = """\
orders.yaml
  found:   no such file
  allowed: a YAML file that exists
  mend:    copy config/deployments/lattice-service.yaml and change it

1 problem in orders.yaml; nothing was written."""
    assert _refusal(Path("orders.yaml")) == message


def test_a_misspelt_file_is_refused_with_the_nearest_one() -> None:
    Path("deployments").mkdir()
    Path("deployments/orders.yaml").touch()
    message = """\
deployments/order.yml
  found:   no such file
  allowed: a YAML file that exists
  mend:    did you mean deployments/orders.yaml?

1 problem in deployments/order.yml; nothing was written."""
    assert _refusal(Path("deployments/order.yml")) == message


def test_a_path_through_a_file_is_refused() -> None:
    Path("orders.yaml").touch()
    message = """\
orders.yaml/service.yaml
  found:   not a directory
  allowed: a readable YAML file
  mend:    check the path and its permissions

1 problem in orders.yaml/service.yaml; nothing was written."""
    assert _refusal(Path("orders.yaml/service.yaml")) == message


def test_bytes_that_are_not_utf_8_are_refused_with_their_line() -> None:
    Path("orders.yaml").write_bytes("system: lattice-service\nname: bücher\n".encode("latin-1"))
    message = """\
orders.yaml:2
  found:   bytes that are not UTF-8
  allowed: text in UTF-8
  mend:    save the file as UTF-8

1 problem in orders.yaml; nothing was written."""
    assert _refusal(Path("orders.yaml")) == message


def test_a_path_below_the_working_directory_is_shown_relative_to_it(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "orders.yaml").startswith("orders.yaml\n")

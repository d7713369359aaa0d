"""A directory where a file belongs."""

from pathlib import Path

import pytest

from config.loader import ConfigErrors, load


def test_a_directory_is_refused_with_a_file_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deployments").mkdir()
    Path("deployments/orders.yaml").touch()
    with pytest.raises(ConfigErrors) as refused:
        load(Path("deployments"), {})
    assert (
        str(refused.value)
        == """\
deployments
  found:   a directory
  allowed: a YAML file
  mend:    name a file in it, such as deployments/orders.yaml

1 problem in deployments; nothing was written."""
    )

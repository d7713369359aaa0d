"""Several files are loaded together: all their problems are told, and they describe different stacks."""

from pathlib import Path

import pytest

from config.loader import ConfigErrors, load_all
from tests.config.texts import SMALL, changed


@pytest.fixture(autouse=True)
def _in_an_empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _files(**texts: str) -> list[Path]:
    for name, text in texts.items():
        Path(f"{name}.yaml").write_text(text)
    return [Path(f"{name}.yaml") for name in texts]


def test_they_come_in_the_order_given() -> None:
    files = _files(one=SMALL, two=changed(("name: orders\n", "name: invoices\n")))
    names = [deployment.stack_name for deployment in load_all(files, {})]
    assert names == ["orders-production", "invoices-production"]


def test_the_problems_of_all_files_are_told() -> None:
    files = _files(one=SMALL + "routing: {ttl: 0}\n", two=SMALL, three="")
    with pytest.raises(ConfigErrors) as refused:
        load_all(files, {})
    message = """\
one.yaml:12: routing.ttl
  found:   0
  allowed: a whole number from 1 to 300 (seconds)
  mend:    set `ttl: 60`; clients keep the failed region's address for as long as this

three.yaml
  found:   an empty file
  allowed: a deployment, beginning with `system: lattice-service`
  mend:    copy config/deployments/lattice-service.yaml and change it

2 problems in 3 files; nothing was written."""
    assert str(refused.value) == message


def test_two_files_of_one_stack_are_refused() -> None:
    with pytest.raises(ConfigErrors) as refused:
        load_all(_files(one=SMALL, two=SMALL), {})
    message = """\
two.yaml:2: name
  found:   stack orders-production, which one.yaml describes too
  allowed: every stack (name and environment) once
  mend:    give one of the two another `name` or `environment`

1 problem in 2 files; nothing was written."""
    assert str(refused.value) == message


def test_a_file_that_is_named_twice_is_refused() -> None:
    (file,) = _files(one=SMALL)
    with pytest.raises(ConfigErrors) as refused:
        load_all([file, Path.cwd() / file], {})
    message = """\
one.yaml:2: name
  found:   stack orders-production, from the same file once more
  allowed: every stack (name and environment) once
  mend:    name the file once

1 problem in 2 files; nothing was written."""
    assert str(refused.value) == message


def test_a_problem_of_the_environment_is_told_once() -> None:
    files = _files(one=SMALL, two=changed(("name: orders\n", "name: invoices\n")))
    with pytest.raises(ConfigErrors) as refused:
        load_all(files, {"HOLDFAST_NO_SUCH_KEY_AT_ALL": "1"})
    assert len(refused.value.problems) == 1

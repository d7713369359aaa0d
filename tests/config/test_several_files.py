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


@pytest.mark.parametrize(
    ("state", "key", "where"),
    [
        ("{path: orders.tfstate}", "path", "orders.tfstate"),
        ("{backend: s3, bucket: states, region: eu-west-1, key: our.tfstate}", "key", "states/our.tfstate"),
    ],
)
def test_two_deployments_with_one_state_are_refused(state: str, key: str, where: str) -> None:
    text = f"{SMALL}state: {state}\n"
    other = changed(("name: orders\n", "name: invoices\n"), text=text.replace("path: ", "path: ./"))
    with pytest.raises(ConfigErrors) as refused:
        load_all(_files(one=text, two=other), {})
    (problem,) = refused.value.problems
    assert (problem.key, problem.found) == (f"state.{key}", f"{where}, which one.yaml:12 names too")
    assert problem.mend == f"leave it out, and the stack's name is in it; or set `{key}:` to another"


def test_two_deployments_whose_states_follow_from_their_names_may_share_a_bucket() -> None:
    text = f"{SMALL}state: {{backend: s3, bucket: states, region: eu-west-1}}\n"
    load_all(_files(one=text, two=changed(("name: orders\n", "name: invoices\n"), text=text)), {})

"""Names: readable, within each service's limit, the same on every run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.naming import Naming, shortened

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,12}){0,12}", fullmatch=True)
LIMITS = st.integers(min_value=32, max_value=128)


def test_a_name_is_deployment_environment_and_what() -> None:
    assert Naming(deployment="orders", environment="staging").name("probe") == "orders-staging-probe"


def test_a_global_name_has_the_region_before_the_what() -> None:
    naming = Naming(deployment="orders", environment="staging")

    assert naming.name("us-east-1", "probe") == "orders-staging-us-east-1-probe"


def test_a_name_of_just_the_limit_stays_whole() -> None:
    assert shortened("a" * 40, 40) == "a" * 40


def test_a_longer_name_keeps_its_beginning_and_ends_in_a_hash_that_never_changes() -> None:
    """The literal value: another one would rename what is deployed."""
    assert shortened("a" * 41, 40) == "a" * 31 + "-c0f8bd4d"


def test_no_hyphen_is_doubled_where_the_name_is_cut() -> None:
    """VPC Lattice refuses two hyphens in a row."""
    assert "--" not in shortened("a" * 30 + "-" + "b" * 20, 40)


@given(name=NAMES, limit=LIMITS)
def test_a_name_is_never_longer_than_its_limit(name: str, limit: int) -> None:
    assert len(shortened(name, limit)) <= limit


@given(name=NAMES, limit=LIMITS)
def test_a_name_has_no_hyphen_at_its_ends_and_no_two_in_a_row(name: str, limit: int) -> None:
    short = shortened(name, limit)

    assert "--" not in short
    assert short == short.strip("-")


@given(names=st.lists(NAMES, min_size=2, max_size=20, unique=True), limit=LIMITS)
def test_different_names_stay_different(names: list[str], limit: int) -> None:
    assert len({shortened(name, limit) for name in names}) == len(names)


@given(tail=st.lists(NAMES, min_size=2, max_size=20, unique=True))
def test_names_that_differ_only_behind_the_cut_stay_different(tail: list[str]) -> None:
    short = {shortened("x" * 40 + name, 40) for name in tail}

    assert len(short) == len(tail)
    assert {name[:31] for name in short} == {"x" * 31}


@given(name=NAMES, limit=LIMITS)
def test_a_name_that_fits_is_not_touched(name: str, limit: int) -> None:
    assert (shortened(name, limit) == name) == (len(name) <= limit)


@pytest.mark.parametrize(("deployment", "environment"), [("Größe", "test"), ("shop", ""), ("shop-", "test")])
def test_what_aws_takes_in_no_name_is_refused(deployment: str, environment: str) -> None:
    with pytest.raises(ValueError, match="cannot be part of every name: lower-case letters"):
        Naming(deployment=deployment, environment=environment)

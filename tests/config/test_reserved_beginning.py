"""AWS keeps some beginnings of names for its own ids."""

import pytest

from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL, changed


@pytest.mark.parametrize("name", ["svc", "tg-orders", "sg-1", "servicenetwork", "listener-a"])
def test_a_name_that_begins_like_an_id_is_refused(refusal: Refusal, name: str) -> None:
    beginning = name.partition("-")[0] + "-"
    message = f"""\
deployment.yaml:2: name
  found:   {name}
  allowed: a name that does not begin with {beginning}: it begins every resource's name, and AWS keeps
           this beginning for its own ids
  mend:    choose another name, such as orders

1 problem in deployment.yaml; nothing was written."""

    assert _unwrapped(refusal(changed(("name: orders\n", f"name: {name}\n")))) == _unwrapped(message)


@pytest.mark.parametrize("name", ["sthree", "amzn-s3-demo-shop"])
def test_a_name_that_no_bucket_may_begin_with_is_refused(refusal: Refusal, name: str) -> None:
    message = refusal(changed(("name: orders\n", f"name: {name}\n")))
    assert (
        f"deployment.yaml:2: name\n  found:   {name}\n  allowed: a name that does not begin with" in message
    )
    assert "S3 refuses this beginning" in _unwrapped(message)


def test_a_name_that_only_resembles_one_is_taken(load_text: Load) -> None:
    assert load_text(changed(("name: orders\n", "name: svcs\n"), text=SMALL)).name == "svcs"


def _unwrapped(text: str) -> str:
    """Where a line breaks depends on the name's length, and is not what is tested here."""
    return " ".join(text.split())

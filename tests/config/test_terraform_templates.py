"""What a user writes is text; Terraform must not take it for an expression."""

import pytest

from tests.config.conftest import Refusal
from tests.config.texts import SMALL


@pytest.mark.parametrize("opening", ["${", "%{"])
def test_the_beginning_of_a_template_is_refused_wherever_it_stands(refusal: Refusal, opening: str) -> None:
    value = f"a{opening}b}}"
    message = f"""\
deployment.yaml:13: tags.Team
  found:   {value}
  allowed: text without {opening}: Terraform would take what follows for an expression of its own
  mend:    write the value itself

1 problem in deployment.yaml; nothing was written."""

    assert refusal(f'{SMALL}tags:\n  Team: "{value}"\n') == message

"""What EC2 takes as the description of a security group or of one of its rules.

The provider does not look: AWS refuses the group in the middle of an apply, and an apostrophe is enough.
"""

import re
from collections.abc import Callable

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized
from tests.support.pilot_lights import synthesized_pilot_light
from tests.support.warm_standbys import synthesized_warm_standby

TAKEN = re.compile(r"[A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{1,255}")
TYPES = (
    "aws_security_group",
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
)
SYSTEMS: dict[str, Callable[..., Template]] = {
    "lattice-service": synthesized,
    "pilot-light": synthesized_pilot_light,
    "warm-standby": synthesized_warm_standby,
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_description_is_of_characters_that_ec2_takes(system: str) -> None:
    template = SYSTEMS[system]()
    described = {
        block.address: block["description"] for type_ in TYPES for block in template.resources(type_)
    }

    assert described
    assert {address: text for address, text in described.items() if not TAKEN.fullmatch(text)} == {}

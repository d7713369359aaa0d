"""How an added VPC Lattice call answers, and finds what it is about."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from moto.core.exceptions import JsonRESTError
from moto.vpclattice.exceptions import ResourceNotFoundException
from moto.vpclattice.responses import VPCLatticeResponse

from drill.extensions.registry import extends

SERVICE = "vpc-lattice"


class ConflictError(JsonRESTError):
    """AWS's ConflictException: the resource is in use, or there already."""

    code = 409

    def __init__(self, message: str) -> None:
        super().__init__("ConflictException", message)


def bare(identifier: str) -> str:
    """The id of a resource that was named by id or by ARN: AWS takes either."""
    return unquote(identifier).rsplit("/", 1)[-1]


def named(response: VPCLatticeResponse, parameter: str) -> str:
    """The id that a parameter of the request names."""
    return bare(response._get_param(parameter))


def found(items: Mapping[str, Any], identifier: str) -> Any:  # noqa: ANN401 - moto's models share no base class
    """The item of that id or ARN, or AWS's error."""
    item = items.get(bare(identifier))
    if item is None:
        raise ResourceNotFoundException(f"{identifier} not found")
    return item


def answers(action: str, reason: str) -> Callable[[Callable[[VPCLatticeResponse], Any]], Any]:
    """Make the decorated function the answer to `action`; what it returns is sent as JSON."""

    def declare(function: Callable[[VPCLatticeResponse], Any]) -> Callable[[VPCLatticeResponse], str]:
        def answer(self: VPCLatticeResponse) -> str:
            return json.dumps(function(self))

        method = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in action).lstrip(
            "_"
        )
        extends(VPCLatticeResponse, method, service=SERVICE, action=action, reason=reason)(answer)
        return answer

    return declare

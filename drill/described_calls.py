"""Holds calls against AWS's own description of its services, which moto does not: what a call must have, how
long a text may be, which values there are, what they look like.

botocore carries the descriptions. They leave out a good part of what EC2, RDS and Elastic Load Balancing say
on their pages; what of it has made a difference is added here.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from botocore.exceptions import UnknownServiceError
from botocore.model import ListShape, MapShape, Shape, StructureShape
from moto.core import routing
from moto.core.model import OperationModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.utils import get_service_model
from werkzeug.exceptions import NotFound

from drill.wsgi import WsgiApplication, signed_for

LONGEST_BODY = 256 * 1024
"""Bytes; a longer one is a file, of which there is no description."""
_CALLED_OTHERWISE = {"elasticloadbalancing": "elbv2", "monitoring": "cloudwatch"}
"""Services that sign with another name than botocore calls them by."""
_FORM = "application/x-www-form-urlencoded"

_EC2_TEXT = r"[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{0,255}"
_RDS_NAME = r"[a-zA-Z](-?[a-zA-Z0-9]){0,62}"
_BALANCER_NAME = r"(?!internal-)[a-zA-Z0-9](-*[a-zA-Z0-9]){0,31}"
_ON_ITS_PAGE: Mapping[tuple[str, str], str] = {
    ("CreateSecurityGroup", "Description"): _EC2_TEXT,
    ("AuthorizeSecurityGroupIngress", "Description"): _EC2_TEXT,
    ("AuthorizeSecurityGroupEgress", "Description"): _EC2_TEXT,
    ("ModifySecurityGroupRules", "Description"): _EC2_TEXT,
    ("CreateDBInstance", "DBInstanceIdentifier"): _RDS_NAME,
    ("CreateDBInstanceReadReplica", "DBInstanceIdentifier"): _RDS_NAME,
    ("CreateDBCluster", "DBClusterIdentifier"): _RDS_NAME,
    ("CreateGlobalCluster", "GlobalClusterIdentifier"): _RDS_NAME,
    ("ModifyDBInstance", "NewDBInstanceIdentifier"): _RDS_NAME,
    ("DeleteDBInstance", "FinalDBSnapshotIdentifier"): _RDS_NAME.replace("62", "254"),
    ("DeleteDBCluster", "FinalDBSnapshotIdentifier"): _RDS_NAME.replace("62", "254"),
    ("CreateLoadBalancer", "Name"): _BALANCER_NAME,
    ("CreateTargetGroup", "Name"): _BALANCER_NAME,
}
"""Call and member; what the member must look like as a whole."""


class NotAsDescribedError(Exception):
    """AWS would refuse the call; the message says which, and why."""


class DescribedCalls:
    """In front of an application: raises `NotAsDescribedError` for what AWS would not take."""

    def __init__(self, application: WsgiApplication) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Serve one request, or refuse it."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length <= LONGEST_BODY:
            body = environ["wsgi.input"].read(length) if length else b""
            wrong = list(_wrong(environ | {"wsgi.input": io.BytesIO(body)}))
            if wrong:
                raise NotAsDescribedError("; ".join(wrong))
            if length:
                environ["wsgi.input"] = io.BytesIO(body)
        return self._application(environ, start_response)


def _wrong(environ: dict[str, Any]) -> Iterator[str]:
    scope = signed_for(environ)
    if scope is None:
        return
    environ.pop("werkzeug.request", None)
    request = Request(environ)
    service = _CALLED_OTHERWISE.get(scope[1], scope[1])
    if service == "apigateway" and request.path.startswith("/v2/"):
        service = "apigatewayv2"
    found = _parsed(service, request)
    if found is None:
        return
    operation, given = found
    if operation.input_shape is not None:
        for where, why in _differences(operation.input_shape, given, operation.name):
            yield f"{service} {operation.name} {where.removeprefix('.')}: {why}"


def _parsed(service: str, request: Request) -> tuple[OperationModel, Mapping[str, Any]] | None:
    """The call and what it was given; None for what is not described."""
    try:
        router = _router(service, _style(request))
        operation, in_path = router.match(request)
        protocol = determine_request_protocol(router.service_model, request.content_type)
        parser = PROTOCOL_PARSERS[protocol](operation)
    except (LookupError, NotFound, NotImplementedError, UnknownServiceError):
        return None
    form = protocol in ("query", "ec2")
    given = parser.parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": b"" if form else request.data,
            "url_path": request.path,
            "url_params": in_path,
        }
    )
    return operation, given


def _style(request: Request) -> str:
    """How a call is written, which is not always the service's first choice."""
    if (request.content_type or "").startswith(_FORM):
        return "query"
    return "json" if "X-Amz-Target" in request.headers else "rest"


@cache
def _router(service: str, style: str) -> routing.ProtocolRouter:
    model = get_service_model(service)
    if style == "query":
        return routing.QueryRouter(model)
    if style == "json":
        return routing.JSONRouter(model)
    return routing.S3RestRouter(model) if service == "s3" else routing.RestRouter(model)


def _differences(shape: Shape, given: Any, call: str, at: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401  # as parsed
    """Where what is given is not as described, and why."""
    if isinstance(shape, StructureShape) and isinstance(given, Mapping):
        for name in shape.required_members:
            if given.get(name) is None:
                yield f"{at}.{name}", "is missing"
        for name, value in given.items():
            if name in shape.members and value is not None:
                if page := _ON_ITS_PAGE.get((call, name)):
                    yield from _unlike(page, value, f"{at}.{name}")
                yield from _differences(shape.members[name], value, call, f"{at}.{name}")
    elif isinstance(shape, ListShape) and isinstance(given, list):
        yield from _outside(shape, len(given), at, "entries")
        for value in given:
            yield from _differences(shape.member, value, call, f"{at}[]")
    elif isinstance(shape, MapShape) and isinstance(given, Mapping):
        yield from _outside(shape, len(given), at, "entries")
        for key, value in given.items():
            yield from _differences(shape.key, key, call, f"{at}.{key}")
            yield from _differences(shape.value, value, call, f"{at}.{key}")
    elif shape.type_name == "string" and isinstance(given, str):
        yield from _in_text(shape, given, at)
    elif shape.type_name in ("integer", "long", "float", "double") and isinstance(given, int | float):
        yield from _outside(shape, given, at, "")


def _in_text(shape: Shape, given: str, at: str) -> Iterator[tuple[str, str]]:
    shown = "what it is" if shape.metadata.get("sensitive") else repr(given)
    yield from _outside(shape, len(given), at, "characters")
    values = getattr(shape, "enum", None)
    if values and given not in values:
        yield at, f"is {shown}, which is none of {', '.join(values)}"
    yield from _unlike(shape.metadata.get("pattern"), given, at, shown)


def _outside(shape: Shape, number: float, at: str, of: str) -> Iterator[tuple[str, str]]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if (least is not None and number < least) or (most is not None and number > most):
        yield at, f"is {number} {of}".rstrip() + f", outside {least} to {most}"


def _unlike(pattern: str | None, given: str, at: str, shown: str = "") -> Iterator[tuple[str, str]]:
    compiled = _compiled(pattern) if pattern else None
    if compiled and not compiled.search(given):
        yield at, f"is {shown or repr(given)}, which does not look like {pattern}"


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """None for what only Java's expressions can say. One without anchors is meant for the whole text."""
    anchored = pattern.startswith("^") or pattern.endswith("$")
    try:
        return re.compile(pattern if anchored else rf"\A(?:{pattern})\Z")
    except re.error:
        return None

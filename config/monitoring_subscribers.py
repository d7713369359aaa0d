"""Who hears the alarms besides people: HTTPS endpoints and Lambda functions."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from config.arn import OWN_PARTITION, arn_text, region_of
from config.aws_regions import AWS_REGIONS
from config.dns_name import normalised
from config.model import Allowed, refused

_WEBHOOK = Allowed(
    "an address that begins with https:// and a DNS name, without user name, password or fragment",
    "write it like https://alerts.example.com/holdfast",
)
_FUNCTION = Allowed(
    "the ARN of a Lambda function, without version or alias",
    "copy it, such as arn:aws:lambda:us-west-2:123456789012:function:page-someone",
)
_FUNCTION_ARN = re.compile(arn_text("lambda", "function:[A-Za-z0-9_-]{1,64}"))

_SPACE = re.compile(r"\s")


def _webhook(value: str) -> str:
    try:
        address = urlsplit(value)
        secret, port = address.username is not None or address.password is not None, address.port
    except ValueError:
        raise refused(_WEBHOOK.text, _WEBHOOK.mend) from None
    if address.scheme == "http":
        raise refused(
            "https:// only: over http:// anybody on the way reads the alarms, and can make up one",
            f"write https{value[4:]}, if the receiver speaks TLS",
        )
    if secret:
        raise refused(
            "an address without user name and password: Terraform's state would keep them in plain text",
            "let the receiver check the message's signature, which SNS puts on every one",
            found="an address with a user name",
        )
    host = address.hostname or ""
    if address.scheme != "https" or "." not in host or address.fragment or port == 0 or _SPACE.search(value):
        raise refused(_WEBHOOK.text, _WEBHOOK.mend)
    normalised(host)
    return value


def _function(value: str) -> str:
    if not _FUNCTION_ARN.fullmatch(value):
        raise refused(_FUNCTION.text, _FUNCTION.mend)
    region = AWS_REGIONS.get(region_of(value))
    if region is None:
        raise refused(
            _FUNCTION.text, "correct the region in the ARN", found=f"a function in {region_of(value)}"
        )
    if region.opt_in:
        raise refused(
            "a function in a region that is enabled by default: SNS in other regions, us-east-1 among them, "
            f"cannot deliver to Lambda in an opt-in region, which {region.name} is",
            "put the function into a region that is enabled by default, such as us-west-2",
        )
    return value


def function_region(arn: str) -> str:
    """The region of a function's ARN."""
    return region_of(arn)


Webhook = Annotated[str, AfterValidator(_webhook), _WEBHOOK]
"""An HTTPS endpoint that SNS posts to."""
FunctionArn = Annotated[str, AfterValidator(_function), OWN_PARTITION, _FUNCTION]
"""A function that SNS can reach from every region (F24)."""

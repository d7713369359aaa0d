"""Calls of AWS, and what their failures mean to a person."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from publishing.errors import (
    AccessRefusedError,
    BucketMissingError,
    NotDeployedError,
    PublishError,
    RegionUnreachableError,
    SignatureMissingError,
)

KEY_VALUE_STORE = "cloudfront-keyvaluestore"
GLOBAL = "us-east-1"

_REFUSED = {"403", "AccessDenied", "AccessDeniedException", "InvalidAccessKeyId", "SignatureDoesNotMatch"}
_EXPIRED = {"ExpiredToken", "ExpiredTokenException", "InvalidToken", "UnrecognizedClientException"}
_MISSING = {"404", "NoSuchBucket"}
_ELSEWHERE = {"301", "PermanentRedirect", "AuthorizationHeaderMalformed"}


class Clients(Protocol):
    """Makes the boto3 client of a service in a region; `LocalAws.client` is one."""

    def __call__(self, service: str, region: str) -> Any:  # noqa: ANN401  # boto3 makes clients at run time
        """The client."""


def own_clients() -> Clients:
    """Clients of the caller's own AWS account, from the environment and the profile as usual."""
    import boto3
    from botocore.config import Config

    session, lock = boto3.Session(), threading.Lock()
    config = Config(connect_timeout=5, read_timeout=30, retries={"mode": "standard", "total_max_attempts": 4})

    def client(service: str, region: str) -> Any:  # noqa: ANN401  # as above
        if service == KEY_VALUE_STORE:
            _require_signature()
        with lock:
            make: Callable[..., Any] = session.client  # the stubs know services only as literals
            return make(service, region_name=region, config=config)

    return client


def _require_signature() -> None:
    """The key-value store takes SigV4A only, which botocore leaves to the AWS Common Runtime."""
    import botocore.compat

    if not botocore.compat.HAS_CRT:
        raise SignatureMissingError(
            "The release cannot be switched",
            found="no package awscrt, without which boto3 cannot sign for the key-value store (SigV4A)",
            allowed="boto3 with its extra `crt`",
            mend="run `make setup`",
        )


@contextmanager
def explained(what: str, region: str, bucket: str = "") -> Iterator[None]:
    """Turns what boto3 raises inside into an error that says how to mend it."""
    from botocore.exceptions import (
        BotoCoreError,
        ClientError,
        HTTPClientError,
        NoCredentialsError,
        PartialCredentialsError,
    )
    from botocore.exceptions import ConnectionError as NoConnectionError

    place = f"bucket {bucket} in {region}" if bucket else "the key-value store"
    try:
        yield
    except (NoCredentialsError, PartialCredentialsError) as error:
        raise AccessRefusedError(
            what,
            found=f"no AWS credentials: {error}",
            allowed="credentials of the account that the website was applied in",
            mend="set AWS_PROFILE, or log in",
        ) from None
    except (NoConnectionError, HTTPClientError) as error:
        raise RegionUnreachableError(
            what,
            found=f"{place} does not answer: {error}",
            allowed="every region that is asked answers",
            mend=f"try again; while {region} is down, add `--without {region}`" if bucket else "try again",
        ) from None
    except ClientError as error:
        raise _refusal(what, place, region, error) from None
    except BotoCoreError as error:
        raise PublishError(what, found=f"{place}: {error}", allowed="a call", mend="try again") from None


def _refusal(what: str, place: str, region: str, error: Any) -> PublishError:  # noqa: ANN401  # boto3's
    code, message = error.response["Error"]["Code"], error.response["Error"].get("Message", "")
    if code in _MISSING or code == "ResourceNotFoundException":
        missing = NotDeployedError if code == "ResourceNotFoundException" else BucketMissingError
        return missing(
            what,
            found=f"{place} does not exist",
            allowed="what the stack's Terraform outputs name",
            mend="apply the stack again, and check that the credentials are of its account",
        )
    if code in _ELSEWHERE:
        return BucketMissingError(
            what,
            found=f"{place} is in another region",
            allowed=f"a bucket in {region}",
            mend="apply the stack again, and publish from the folder where it was applied",
        )
    if code in _EXPIRED:
        return AccessRefusedError(
            what,
            found=f"AWS takes these credentials no longer: {message or code}",
            allowed="credentials that are valid now",
            mend="log in again",
        )
    if code in _REFUSED:
        return AccessRefusedError(
            what,
            found=f"{place} refuses {error.operation_name}: {message or code}",
            allowed="the permissions that docs/releases.md lists",
            mend="use a role that has them, and add the missing one",
        )
    return PublishError(
        what,
        found=f"{place} answered {error.operation_name} with {code}: {message}",
        allowed="an answer without an error",
        mend="try again: a repeated publish continues where this one ended",
    )

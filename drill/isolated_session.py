"""boto3 without the caller: no profile, no configuration file, no credentials but dummies."""

import contextlib
import os
from collections.abc import Iterator

import boto3
from botocore.session import Session as BotocoreSession

#: Known to everybody and good for nothing: twenty characters, because moto reads the account from the key.
ACCESS_KEY_ID = "AKIAEMBEDDEDAWS00000"
SECRET_ACCESS_KEY = "embedded"  # noqa: S105 - not a secret: nothing but the embedded AWS accepts it


def isolated_session() -> boto3.Session:
    """A session that reads none of the caller's profiles and files.

    Shared by all clients, because it keeps the services' models, which take long to read.
    """
    isolated = BotocoreSession(
        session_vars={
            "profile": (None, [], None, None),
            "config_file": (None, None, os.devnull, None),
            "credentials_file": (None, None, os.devnull, None),
        }
    )
    return boto3.Session(
        aws_access_key_id=ACCESS_KEY_ID, aws_secret_access_key=SECRET_ACCESS_KEY, botocore_session=isolated
    )


@contextlib.contextmanager
def without_profile() -> Iterator[None]:
    """Hide the caller's choice of a profile from this process."""
    hidden = {
        name: os.environ.pop(name) for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE") if name in os.environ
    }
    try:
        yield
    finally:
        os.environ.update(hidden)

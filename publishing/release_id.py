"""Names of releases: `20260102T030405Z-0123456789ab`, when the upload began and a hash of the content."""

import re
from datetime import UTC, datetime

PREFIX = "releases/"
"""Of every object of every release, and the only prefix that is replicated between the regions."""

_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}")
_TIME = "%Y%m%dT%H%M%SZ"


def utc_now() -> datetime:
    """The time that a new release is named after."""
    return datetime.now(UTC)


def release_id(now: datetime, digest: str) -> str:
    """The name of a new release."""
    return f"{now.astimezone(UTC):{_TIME}}-{digest}"


def is_release(name: str) -> bool:
    """Whether the edge function would serve a release of this name."""
    return _NAME.fullmatch(name) is not None


def begun_at(release: str) -> datetime:
    """When its upload began, in UTC."""
    return datetime.strptime(release.partition("-")[0], _TIME).replace(tzinfo=UTC)


def key_of(release: str, path: str) -> str:
    """The object of a file."""
    return f"{PREFIX}{release}/{path}"


def manifest_key(release: str) -> str:
    """The list of the release's files, written once all are uploaded. Beside the release: not served."""
    return f"{PREFIX}{release}.json"

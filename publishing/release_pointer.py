"""The keys that the edge function reads: which release is served, from which regions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from publishing.aws import GLOBAL, KEY_VALUE_STORE, Clients, explained
from publishing.errors import AnotherReleaseError
from publishing.website import Website

_PAGE = 50


@dataclass(frozen=True)
class Pointer:
    """What the store says; an empty string stands for a key that is not there."""

    release: str = ""
    """The release that is served."""
    previous: str = ""
    """The one before it, which a rollback without a name goes back to."""
    candidate: str = ""
    """The release that `share` percent of the viewers see, in mode blue-green."""
    share: str = ""
    disabled: str = ""
    """Regions that are not asked, separated by commas."""
    version: str = ""
    """Of the whole store: a write names the one it has read, and fails if there is a newer one."""

    def served(self, release: str) -> "Pointer":
        """With another release for everybody."""
        previous = self.previous if self.release == release else self.release
        return replace(self, release=release, previous=previous, candidate="", share="")


_KEYS = ("release", "previous", "candidate", "share", "disabled")


class PointerStore:
    """Reads and writes the pointer of one website; a write is one call, all of it or nothing."""

    def __init__(self, website: Website, clients: Clients) -> None:
        self._arn = website.key_value_store_arn
        self._client: Any = clients(KEY_VALUE_STORE, GLOBAL)

    def read(self) -> Pointer:
        """What the store says now."""
        with explained("The release in use cannot be read", GLOBAL):
            version = self._client.describe_key_value_store(KvsARN=self._arn)["ETag"]
            pages = self._client.get_paginator("list_keys").paginate(KvsARN=self._arn, MaxResults=_PAGE)
            values = {each["Key"]: each["Value"] for page in pages for each in page.get("Items", ())}
        return Pointer(version=version, **{key: values.get(key, "") for key in _KEYS})

    def write(self, seen: Pointer, wanted: Pointer, *, only: Iterable[str] = _KEYS) -> Pointer:
        """Writes what differs from `seen`, unless somebody else changed one of these keys meanwhile.

        Raises `AnotherReleaseError` in that case. A change of other keys does not matter.
        """
        from botocore.exceptions import ClientError

        values = {key: getattr(wanted, key) for key in only}
        if all(getattr(seen, key) == value for key, value in values.items()):
            return seen
        with explained("The release is not switched", GLOBAL):
            try:
                return self._update(seen, replace(seen, **values))
            except ClientError as error:
                if error.response["Error"]["Code"] != "ConflictException":
                    raise
                now = self.read()
                if all(getattr(now, key) == value for key, value in values.items()):
                    return now  # our own write, whose answer was lost
                if any(getattr(now, key) != getattr(seen, key) for key in values):
                    raise AnotherReleaseError(
                        "The release is not switched",
                        found=f"somebody else has changed it meanwhile, to {now.release or 'nothing'}",
                        allowed="one publish or rollback at a time",
                        mend="look at `releases`, then repeat the command",
                    ) from None
                return self._update(now, replace(now, **values))

    def _update(self, seen: Pointer, wanted: Pointer) -> Pointer:
        changed = {key: getattr(wanted, key) for key in _KEYS if getattr(wanted, key) != getattr(seen, key)}
        answer = self._client.update_keys(
            KvsARN=self._arn,
            IfMatch=seen.version,
            Puts=[{"Key": key, "Value": value} for key, value in changed.items() if value],
            Deletes=[{"Key": key} for key, value in changed.items() if not value],
        )
        return replace(wanted, version=str(answer["ETag"]))

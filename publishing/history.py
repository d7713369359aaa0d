"""The releases that a website has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from publishing.aws import Clients
from publishing.region_bucket import RegionBucket, opened
from publishing.release_id import PREFIX, begun_at, is_release
from publishing.release_pointer import PointerStore
from publishing.website import Website


@dataclass(frozen=True)
class Release:
    """One release, as far as the first region knows it."""

    name: str
    whole: bool
    """Whether its upload was finished."""
    current: bool = False
    """Whether it is what viewers see."""
    candidate: bool = False
    """Whether a share of the viewers sees it, in mode blue-green."""

    @property
    def begun(self) -> datetime:
        """When its upload began, in UTC."""
        return begun_at(self.name)


def releases(website: Website, *, clients: Clients, without: Iterable[str] = ()) -> list[Release]:
    """Every release, the newest first; also those whose upload was interrupted."""
    home = opened(website, clients, without)[0]
    pointer = PointerStore(website, clients).read()
    return [
        Release(
            found.name,
            found.whole,
            current=found.name == pointer.release,
            candidate=found.name == pointer.candidate,
        )
        for found in releases_in(home)
    ]


def releases_in(home: RegionBucket) -> list[Release]:
    """The same, of one bucket and without the pointer."""
    whole: dict[str, bool] = {}
    for name in home.names(PREFIX, delimiter="/"):
        release = name.removeprefix(PREFIX).removesuffix("/").removesuffix(".json")
        if is_release(release):
            whole[release] = whole.get(release, False) or name.endswith(".json")
    return [Release(name, whole[name]) for name in sorted(whole, reverse=True)]

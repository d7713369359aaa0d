"""A candidate becomes the release, or goes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from publishing.aws import Clients
from publishing.errors import NoReleaseError
from publishing.progress import Told, silent
from publishing.publish import Published
from publishing.region_bucket import opened
from publishing.release_id import utc_now
from publishing.release_pointer import Pointer, PointerStore
from publishing.replication import Patience
from publishing.rollback import switch_to
from publishing.website import Website


def promote(
    website: Website,
    *,
    clients: Clients,
    patience: Patience | None = None,
    told: Told = silent,
    now: Callable[[], datetime] = utc_now,
) -> Published:
    """Serves the candidate to everybody. Raises `PublishError`."""
    buckets = opened(website, clients)
    store = PointerStore(website, clients)
    seen = _with_candidate(store)
    return switch_to(website, seen.candidate, seen, store, buckets, patience or Patience(), told, now)


def withdraw(website: Website, *, clients: Clients) -> str:
    """Serves the candidate to nobody, and returns its name. Raises `PublishError`."""
    store = PointerStore(website, clients)
    seen = _with_candidate(store)
    store.write(seen, replace(seen, candidate="", share=""), only=("candidate", "share"))
    return seen.candidate


def _with_candidate(store: PointerStore) -> Pointer:
    seen = store.read()
    if not seen.candidate:
        raise NoReleaseError(
            "There is no candidate",
            found="no release that a share of the viewers sees",
            allowed="a candidate, in mode blue-green",
            mend="publish one: `publish <deployment> <folder> --share 10`",
        )
    return seen

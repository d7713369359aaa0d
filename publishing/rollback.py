"""Back to a release that is there already."""

from collections.abc import Callable, Iterable
from datetime import datetime

from publishing.aws import Clients
from publishing.errors import NoReleaseError
from publishing.history import releases_in
from publishing.manifest import Manifest
from publishing.progress import Progress, Told, silent
from publishing.publish import Published
from publishing.region_bucket import RegionBucket, opened
from publishing.region_pages import tell_regions
from publishing.release_id import is_release, manifest_key, utc_now
from publishing.release_pointer import Pointer, PointerStore
from publishing.replication import Patience, whole_in_each
from publishing.website import Website


def rollback(
    website: Website,
    release: str | None = None,
    *,
    clients: Clients,
    without: Iterable[str] = (),
    patience: Patience | None = None,
    told: Told = silent,
    now: Callable[[], datetime] = utc_now,
) -> Published:
    """Serves `release` again, or the one before the present one.

    Checks first that every region that is asked has all of it. `without` names regions that are down.

    Raises `PublishError`.
    """
    buckets = opened(website, clients, without)
    store = PointerStore(website, clients)
    seen = store.read()
    wanted = release or seen.previous
    if not wanted:
        raise NoReleaseError(
            "There is no way back",
            found="no release before the present one",
            allowed="a release that `releases` lists as whole",
            mend="name it: `rollback <deployment> <release>`",
        )
    return switch_to(website, wanted, seen, store, buckets, patience or Patience(), told, now)


def switch_to(
    website: Website,
    release: str,
    seen: Pointer,
    store: PointerStore,
    buckets: list[RegionBucket],
    patience: Patience,
    told: Told,
    now: Callable[[], datetime],
) -> Published:
    """Serves a release that was published before."""
    manifest = _manifest(buckets[0], release)
    whole_in_each(buckets, manifest.objects(), patience, told)
    store.write(seen, seen.served(release), only=("release", "previous", "candidate", "share"))
    told(Progress("switch", 1, 1))
    tell_regions(website, buckets, manifest, now, told)
    return Published(release, len(manifest.files), 0, seen.release)


def _manifest(home: RegionBucket, release: str) -> Manifest:
    found = home.read(manifest_key(release)) if is_release(release) else None
    if found is None:
        whole = [each.name for each in releases_in(home) if each.whole]
        raise NoReleaseError(
            f"{release} cannot be served",
            found=f"no whole release of this name in {home.region}",
            allowed=f"one of {', '.join(whole[:5])}" if whole else "a release, but there is none yet",
            mend="take a name that `releases` lists as whole",
        )
    return Manifest.read(found)

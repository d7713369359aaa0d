"""Publishing: upload, wait for every region, switch in one write."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from publishing.aws import Clients
from publishing.content import Content, SiteFile, read_content
from publishing.content_types import LIVE
from publishing.errors import PublishError
from publishing.history import releases_in
from publishing.manifest import Manifest
from publishing.parallel import each
from publishing.progress import Progress, Told, silent
from publishing.region_bucket import RegionBucket, changed, opened
from publishing.region_pages import tell_regions
from publishing.release_id import key_of, manifest_key, release_id, utc_now
from publishing.release_pointer import PointerStore
from publishing.replication import Patience, whole_in_each
from publishing.website import Website


@dataclass(frozen=True)
class Published:
    """What a publish did."""

    release: str
    files: int
    uploaded: int
    """Files that were not there yet; the rest came with an earlier attempt."""
    replaced: str
    """The release that was served before: nothing the first time, the same where nothing changed."""


def publish(
    website: Website,
    folder: Path,
    *,
    clients: Clients,
    share: int | None = None,
    without: Iterable[str] = (),
    immutable: Sequence[str] = (),
    patience: Patience | None = None,
    told: Told = silent,
    now: Callable[[], datetime] = utc_now,
) -> Published:
    """Makes the folder the website's release, in every region, or for `share` percent of the viewers.

    `without` names regions that are down: the first that is left takes the upload, and the others get it by
    replication when they are back. `immutable` are patterns of paths (`assets/*`) that never change their
    content. Nothing is served of a release before all of it is everywhere, so that an interruption leaves the
    old one whole; repeated with the same content, a publish continues where it ended.

    Raises `PublishError`.
    """
    _check_share(share)
    content = read_content(folder, immutable)
    buckets = opened(website, clients, without)
    store = PointerStore(website, clients)
    seen = store.read()
    home = buckets[0]
    release = _release(home, content, now())
    manifest = Manifest.of(release, content)
    uploaded = _upload(home, release, content, manifest, told)
    whole_in_each(buckets, manifest.objects(), patience or Patience(), told)
    if share is None:
        store.write(seen, seen.served(release), only=("release", "previous", "candidate", "share"))
        told(Progress("switch", 1, 1))
        tell_regions(website, buckets, manifest, now, told)
    else:
        store.write(seen, replace(seen, candidate=release, share=str(share)), only=("candidate", "share"))
        told(Progress("switch", 1, 1))
    return Published(release, len(content.files), uploaded, seen.release)


def _check_share(share: int | None) -> None:
    if share is not None and not 0 <= share <= 100:
        raise PublishError(
            "The share of viewers cannot be this",
            found=f"{share} %",
            allowed="0 to 100 percent",
            mend="name a share in between, or none to publish for everybody",
        )


def _release(home: RegionBucket, content: Content, now: datetime) -> str:
    """The newest release of the same content, whole or interrupted; else a new name."""
    same = [found.name for found in releases_in(home) if found.name.endswith(f"-{content.digest}")]
    return same[0] if same else release_id(now, content.digest)


def _upload(home: RegionBucket, release: str, content: Content, manifest: Manifest, told: Told) -> int:
    """Uploads the files that are not there, and then the manifest: it stands for all of them."""
    there = set(home.names(key_of(release, "")))
    kept = [key for key in manifest.objects() if key in there]
    checksums = each(kept, home.checksum)
    missing = [file for file in content.files if checksums.get(key_of(release, file.path)) != file.sha256]

    def upload(file: SiteFile) -> None:
        try:
            with file.source.open("rb") as body:
                home.put(key_of(release, file.path), body, file.sha256, file.content_type, file.cache_control)
        except OSError as error:
            raise changed(str(file.source), str(error.strerror)) from None

    before = len(content.files) - len(missing)
    told(Progress("upload", before, len(content.files)))
    each(missing, upload, lambda count: told(Progress("upload", before + count, len(content.files))))
    key = manifest_key(release)
    wanted = manifest.objects()[key]
    if home.checksum(key) != wanted:
        home.put(key, manifest.text(), wanted, "application/json", LIVE)
    return len(missing)

"""The pages that each region has for itself: its health page and its error page. They are not replicated."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from html import escape

from publishing.content import ERROR_PAGE, default_error_page
from publishing.content_types import LIVE
from publishing.errors import PublishError
from publishing.manifest import Manifest
from publishing.progress import Progress, Told
from publishing.region_bucket import RegionBucket
from publishing.release_id import key_of
from publishing.website import Website

HTML = "text/html; charset=utf-8"
HEALTH_KEY = "_region/health.html"
"""Of whichever region answers; `_region/<region>/health.html` is the same page behind a pinned behaviour."""
ERROR_KEY = "_error/404.html"
A_MINUTE = "public, max-age=60"
"""The error page's path is no release's: it is fetched again each minute, so that nothing is invalidated."""


def pinned_key(region: str) -> str:
    """The page that only this region's bucket has."""
    return f"_region/{region}/health.html"


def tell_regions(
    website: Website,
    buckets: list[RegionBucket],
    manifest: Manifest,
    now: Callable[[], datetime],
    told: Told,
) -> None:
    """Writes the pages of each region for the release that is now served."""
    error_page = buckets[0].read(key_of(manifest.release, ERROR_PAGE)) or default_error_page()
    for done, bucket in enumerate(buckets, start=1):
        page = health_page(manifest, bucket.region, website.regions, now()).encode()
        try:
            for key in (pinned_key(bucket.region), HEALTH_KEY):
                bucket.put(key, page, sha256(page).hexdigest(), HTML, LIVE)
            bucket.put(ERROR_KEY, error_page, sha256(error_page).hexdigest(), HTML, A_MINUTE)
        except PublishError as error:
            raise type(error)(
                f"{manifest.release} is served, but {bucket.region} does not say so yet: {error.what}",
                found=error.found,
                allowed=error.allowed,
                mend=f"{error.mend}; repeating the command writes what is missing",
            ) from None
        told(Progress("tell the regions", done, len(buckets)))


def health_page(manifest: Manifest, region: str, regions: tuple[str, ...], now: datetime) -> str:
    """The template with its `{{region}}`, `{{release}}`, `{{time}}`, `{{regions}}`, `{{region_links}}`."""
    links = "".join(f'<li><a href="/{pinned_key(each)}">{escape(each)}</a></li>' for each in regions)
    values = {
        "region": escape(region),
        "release": escape(manifest.release),
        "time": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "regions": escape(" ".join(regions)),
        "region_links": links,
    }
    page = manifest.health_template
    for name, value in values.items():
        page = page.replace("{{" + name + "}}", value)
    return page

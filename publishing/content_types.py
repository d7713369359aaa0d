"""What a browser and the edge are told about a file: its type, and how long it keeps."""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from mimetypes import MimeTypes
from pathlib import PurePosixPath

_TYPES = MimeTypes(filenames=())
"""Python's own table: the machine's would make a release depend on where it was published."""

_NEWER = {
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}
_TEXT = ("application/json", "application/xml", "application/manifest+json", "image/svg+xml")

IMMUTABLE = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60, s-maxage=31536000"
"""A minute in browsers; a year at the edge, whose cache key holds the release, so a new release is a miss."""
LIVE = "no-store"

_HASHED = re.compile(r"[.-](?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,64}\.\w+(?:\.map)?$")


def content_type(path: str) -> str:
    """`text/html; charset=utf-8` and the like; `application/octet-stream` where nothing is known."""
    suffix = PurePosixPath(path).suffix.lower()
    found = _NEWER.get(suffix) or _TYPES.types_map[True].get(suffix) or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") or found in _TEXT else found


def cache_control(path: str, immutable: Sequence[str] = ()) -> str:
    """For ever where the name holds a hash of the content, or fits one of the patterns `immutable`."""
    if path.endswith((".html", ".htm")):
        return SHORT
    named = any(fnmatchcase(path, pattern) for pattern in immutable)
    return IMMUTABLE if named or _HASHED.search(path) else SHORT

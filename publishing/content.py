"""A folder, as it is going to be published."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from publishing.content_types import cache_control, content_type
from publishing.errors import ContentRefusedError

INDEX = "index.html"
ERROR_PAGE = "404.html"
HEALTH_PAGE = "health.html"
RESERVED = ("_region", "_error", "releases")
"""First parts of paths that the edge keeps for itself."""
LONGEST_PATH = 890
"""Characters in the URL: S3 takes keys of 1,024 bytes, and the release's name comes before the path."""
LARGEST_FILE = 5 * 1024**3
"""Bytes that S3 takes in one request."""

_PAGES = Path(__file__).with_name("pages")


@dataclass(frozen=True)
class SiteFile:
    """One file of the site."""

    path: str
    """From the site's root, with slashes, such as `docs/index.html`."""
    source: Path
    size: int
    sha256: str
    """Hexadecimal."""
    content_type: str
    cache_control: str


@dataclass(frozen=True)
class Content:
    """Everything that a release is made of."""

    files: tuple[SiteFile, ...]
    """In the order of their paths; health.html is no file of the release."""
    health_template: str
    """health.html, or ours where the folder has none; filled in for each region."""

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that differ as soon as a file, its type or its cache header does."""
        whole = hashlib.sha256(self.health_template.encode())
        for file in self.files:
            line = "\0".join((file.path, file.sha256, file.content_type, file.cache_control))
            whole.update(f"{line}\n".encode())
        return whole.hexdigest()[:12]


def read_content(folder: Path, immutable: Sequence[str] = ()) -> Content:
    """Reads and checks the folder. Files whose name begins with a dot stay behind, but for .well-known."""
    if not folder.exists():
        raise _refused(folder, "no such folder", "a folder with an index.html", "correct the path")
    if not folder.is_dir():
        raise _refused(folder, "a file", "a folder with an index.html", f"name the folder {folder.parent}")
    files = tuple(sorted(_files(folder, immutable), key=lambda file: file.path))
    if not files:
        raise _refused(folder, "no files", "a folder with an index.html", "build the site first")
    if INDEX not in {file.path for file in files}:
        some = ", ".join(file.path for file in files[:3])
        raise _refused(folder, f"no {INDEX} (but {some})", f"{INDEX} at the top", "name the built folder")
    template = next((file.source for file in files if file.path == HEALTH_PAGE), _PAGES / HEALTH_PAGE)
    try:
        health = template.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise _refused(template, "text that is not UTF-8", "UTF-8", "save it as UTF-8") from None
    return Content(tuple(file for file in files if file.path != HEALTH_PAGE), health)


def default_error_page() -> bytes:
    """For a site without a 404.html of its own."""
    return (_PAGES / ERROR_PAGE).read_bytes()


def _files(folder: Path, immutable: Sequence[str]) -> Iterator[SiteFile]:
    for directory, names, files in os.walk(folder, onerror=_unreadable):
        here = Path(directory)
        names[:] = sorted(name for name in names if _published(name))
        for name in sorted(filter(_published, [*files, *(n for n in names if (here / n).is_symlink())])):
            yield _file(folder, here / name, immutable)


def _published(name: str) -> bool:
    return not name.startswith(".") or name == ".well-known"


def _unreadable(error: OSError) -> None:
    raise _refused(Path(str(error.filename)), str(error.strerror), "readable files", "mend its permissions")


def _file(folder: Path, source: Path, immutable: Sequence[str]) -> SiteFile:
    path = source.relative_to(folder).as_posix()
    if source.is_symlink():
        raise _refused(
            source,
            f"a link to {source.readlink()}",
            "files and folders; a link may leave the folder and publish what nobody meant to",
            "put the file itself there",
        )
    if not source.is_file():
        raise _refused(source, "neither a file nor a folder", "files and folders", "remove it")
    if path.split("/")[0] in RESERVED:
        raise _refused(
            source,
            path,
            f"paths that do not begin with {', '.join(RESERVED)}: the edge uses these",
            "rename it",
        )
    if not path.isprintable() or "\\" in path:
        raise _refused(source, repr(path), "names of printable characters without backslash", "rename it")
    try:
        if len(quote(path)) > LONGEST_PATH:
            found = f"a path of {len(quote(path))} characters in a URL"
            raise _refused(source, found, f"at most {LONGEST_PATH}", "shorten it")
        size, sha256 = _measured(source)
    except UnicodeEncodeError:
        raise _refused(source, repr(path), "names in UTF-8", "rename it") from None
    except OSError as error:
        raise _refused(source, str(error.strerror), "a readable file", "mend its permissions") from None
    if size > LARGEST_FILE:
        raise _refused(source, f"{size} bytes", f"files up to {LARGEST_FILE} bytes", "split it")
    return SiteFile(path, source, size, sha256, content_type(path), cache_control(path, immutable))


def _measured(source: Path) -> tuple[int, str]:
    with source.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return stream.tell(), digest.hexdigest()


def _refused(place: Path, found: str, allowed: str, mend: str) -> ContentRefusedError:
    return ContentRefusedError(f"{place}: cannot be published", found=found, allowed=allowed, mend=mend)

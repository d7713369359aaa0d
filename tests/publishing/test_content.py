"""What of a folder is published, under which type, and what is refused."""

from pathlib import Path

import pytest

from publishing.content import read_content
from publishing.content_types import cache_control, content_type
from publishing.errors import ContentRefusedError
from tests.publishing.embedded_website import write_site

FOREVER, SHORT = "public, max-age=31536000, immutable", "public, max-age=60, s-maxage=31536000"


def refusal(folder: Path) -> str:
    with pytest.raises(ContentRefusedError) as refused:
        read_content(folder)
    return str(refused.value).replace(str(folder), "site")


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentRefusedError) as refused:
        read_content(tmp_path / "sit")
    assert str(refused.value) == (
        f"{tmp_path / 'sit'}: cannot be published\n"
        "  found:   no such folder\n"
        "  allowed: a folder with an index.html\n"
        "  mend:    correct the path"
    )


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    write_site(tmp_path)
    with pytest.raises(ContentRefusedError, match="found:   a file\n"):
        read_content(tmp_path / "index.html")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / ".git").write_text("")
    assert refusal(tmp_path) == (
        "site: cannot be published\n"
        "  found:   no files\n"
        "  allowed: a folder with an index.html\n"
        "  mend:    build the site first"
    )


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.html").write_text("")
    assert refusal(tmp_path) == (
        "site: cannot be published\n"
        "  found:   no index.html (but docs/index.html)\n"
        "  allowed: index.html at the top\n"
        "  mend:    name the built folder"
    )


def test_a_link_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "secret.txt").symlink_to("/etc/passwd")
    assert refusal(tmp_path).startswith(
        "site/secret.txt: cannot be published\n  found:   a link to /etc/passwd\n"
    )


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "everything").symlink_to("/etc", target_is_directory=True)
    assert "found:   a link to /etc\n" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["_region/x.html", "_error/404.html", "releases/x.html"])
def test_paths_of_the_edge_are_refused(tmp_path: Path, name: str) -> None:
    write_site(tmp_path)
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text("")
    assert refusal(tmp_path) == (
        f"site/{name}: cannot be published\n"
        f"  found:   {name}\n"
        "  allowed: paths that do not begin with _region, _error, releases: the edge uses these\n"
        "  mend:    rename it"
    )


@pytest.mark.parametrize("name", ["a\nb.html", "a\\b.html", "a\x7f.html"])
def test_names_that_no_address_can_have_are_refused(tmp_path: Path, name: str) -> None:
    write_site(tmp_path)
    (tmp_path / name).write_text("")
    assert f"found:   {name!r}\n" in refusal(tmp_path)


def test_a_path_that_is_too_long_in_an_address_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path)
    deep = tmp_path.joinpath(*["ü" * 60] * 3)
    deep.mkdir(parents=True)
    (deep / "x.html").write_text("")
    assert "found:   a path of 1089 characters in a URL\n" in refusal(tmp_path)


def test_files_with_a_dot_stay_behind_but_for_well_known(tmp_path: Path) -> None:
    write_site(tmp_path)
    for name in (".env", ".git/config", "docs/.DS_Store", ".well-known/security.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    published = {file.path for file in read_content(tmp_path).files}
    assert ".well-known/security.txt" in published
    assert not published & {".env", ".git/config", "docs/.DS_Store"}


def test_the_health_page_is_a_template_and_no_file_of_the_release(tmp_path: Path) -> None:
    write_site(tmp_path, health="{{region}} is fine")
    content = read_content(tmp_path)
    assert content.health_template == "{{region}} is fine"
    assert "health.html" not in {file.path for file in content.files}


def test_a_health_page_that_is_no_text_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path)
    (tmp_path / "health.html").write_bytes(b"\xff\xfe")
    assert "found:   text that is not UTF-8\n" in refusal(tmp_path)


def test_the_digest_changes_with_content_name_and_cache_header(tmp_path: Path) -> None:
    write_site(tmp_path)
    digests = {read_content(tmp_path).digest, read_content(tmp_path).digest}
    assert len(digests) == 1
    digests.add(read_content(tmp_path, ["assets/*"]).digest)
    (tmp_path / "assets" / "pixel.png").rename(tmp_path / "assets" / "dot.png")
    digests.add(read_content(tmp_path).digest)
    (tmp_path / "index.html").write_text("other")
    digests.add(read_content(tmp_path).digest)
    (tmp_path / "health.html").write_text("other")
    digests.add(read_content(tmp_path).digest)
    assert len(digests) == 5


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("app.JS", "text/javascript; charset=utf-8"),
        ("app.mjs", "text/javascript; charset=utf-8"),
        ("site.css", "text/css; charset=utf-8"),
        ("data.json", "application/json; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
        ("photo.webp", "image/webp"),
        ("photo.avif", "image/avif"),
        ("font.woff2", "font/woff2"),
        ("app.wasm", "application/wasm"),
        ("report.pdf", "application/pdf"),
        ("LICENSE", "application/octet-stream"),
        ("file.unknown", "application/octet-stream"),
    ],
)
def test_types_are_the_same_on_every_machine(name: str, kind: str) -> None:
    assert content_type(name) == kind


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("index.html", SHORT),
        ("page.3f2a9c1d.html", SHORT),
        ("assets/app.3f2a9c1d.js", FOREVER),
        ("assets/app-3F2A9C1D.js", SHORT),
        ("assets/app-3f2a9c1d.js.map", FOREVER),
        ("assets/font.0123456789abcdef.woff2", FOREVER),
        ("report-20240101.pdf", SHORT),
        ("cafe-deadbeef.txt", SHORT),
        ("app.js", SHORT),
        ("static/logo.png", SHORT),
    ],
)
def test_only_names_with_a_hash_are_kept_for_ever(name: str, header: str) -> None:
    assert cache_control(name) == header


def test_patterns_name_more_files_that_never_change_but_no_pages() -> None:
    patterns = ["static/*", "*.html"]
    assert cache_control("static/deep/logo.png", patterns) == FOREVER
    assert cache_control("static/page.html", patterns) == SHORT

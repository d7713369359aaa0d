"""Stopped at any call, a publish leaves the old release whole; repeated, it continues."""

from pathlib import Path

import pytest

from publishing import rollback
from tests.publishing.conftest import Publish
from tests.publishing.embedded_website import PRIMARY, STANDBY, EmbeddedWebsite, write_site


class Killed(BaseException):  # no error: the process is gone
    """Nothing catches it."""


def stop_at(site: EmbeddedWebsite, number: int) -> None:
    """The publisher's call of this number, from 0, is never made, nor any after it."""
    start = len(site.calls)

    def intervene(_region: str, _operation: str) -> None:
        if len(site.calls) > start + number:
            raise Killed

    site.intervene = intervene


def write_two_pages(folder: Path, story: str) -> dict[str, bytes]:
    """As small as a site can be that may be torn in two."""
    files = {"index.html": story.encode(), "story.html": story.encode()}
    folder.mkdir(exist_ok=True)
    for path, body in files.items():
        (folder / path).write_bytes(body)
    return files


def go_on(site: EmbeddedWebsite) -> None:
    site.intervene = lambda _region, _operation: None


def calls_of_a_publish(site: EmbeddedWebsite, published: Publish, folder: Path) -> int:
    before = len(site.calls)
    published(folder)
    return len(site.calls) - before


def test_stopped_at_any_call_the_old_release_or_the_new_one_is_served_whole(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    old_folder, new_folder, trial = tmp_path / "old", tmp_path / "new", tmp_path / "trial"
    old = write_two_pages(old_folder, "old")
    published(old_folder)
    write_two_pages(trial, "trial")
    calls = calls_of_a_publish(site, published, trial)
    rollback(site.website, clients=site.client, patience=site.patience)
    switched = 0
    for number in range(calls):
        new = write_two_pages(new_folder, f"new {number}")
        stop_at(site, number)
        with pytest.raises(Killed):
            published(new_folder)
        served = site.served(PRIMARY)
        assert served in (old, new), f"stopped at call {number} of {calls}"
        assert site.served(STANDBY) == served
        switched += served == new
        go_on(site)
        published(new_folder)
        assert site.served(PRIMARY) == site.served(STANDBY) == new
        old = new
    assert 0 < switched < calls, "only the last calls, which tell the regions, come after the switch"


def test_what_was_uploaded_before_is_not_uploaded_again(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    files = write_site(tmp_path, **{f"page{number}": str(number) for number in range(40)})
    start = len(site.calls)

    def after_twenty_uploads(_region: str, operation: str) -> None:
        if operation == "PutObject" and [call for _r, call in site.calls[start:]].count("PutObject") > 20:
            raise Killed

    site.intervene = after_twenty_uploads
    with pytest.raises(Killed):
        published(tmp_path)
    there = len(site.objects(PRIMARY, "releases/"))
    assert 15 <= there <= 20
    go_on(site)
    result = published(tmp_path)
    assert (result.uploaded, result.files) == (44 - there, 44)
    assert site.served(STANDBY) == files


def test_a_changed_site_after_an_interruption_is_a_release_of_its_own(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path, story="first try")
    stop_at(site, 9)
    with pytest.raises(Killed):
        published(tmp_path)
    go_on(site)
    files = write_site(tmp_path, story="second try")
    published(tmp_path)
    assert site.served(STANDBY) == files


def test_what_an_interruption_left_undone_after_the_switch_is_done_by_repeating(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)

    def before_the_health_pages(_region: str, operation: str) -> None:
        if operation == "PutObject" and ("us-east-1", "UpdateKeys") in site.calls:
            raise Killed

    site.intervene = before_the_health_pages
    with pytest.raises(Killed):
        published(tmp_path)
    assert "_region/health.html" not in site.objects(PRIMARY)
    go_on(site)
    release = published(tmp_path).release
    assert release.encode() in site.objects(PRIMARY)["_region/health.html"]
    assert release.encode() in site.objects(STANDBY)["_region/health.html"]

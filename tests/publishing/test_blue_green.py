"""A candidate for some of the viewers; and regions that an operator switches off."""

from pathlib import Path

import pytest

from publishing import promote, releases, serve_from, withdraw
from publishing.errors import NoReleaseError, RegionRefusedError
from tests.publishing.conftest import Publish
from tests.publishing.embedded_website import PRIMARY, STANDBY, EmbeddedWebsite, write_site


@pytest.fixture
def blue_and_green(published: Publish, tmp_path: Path) -> tuple[str, str]:
    """The release and the candidate, which a tenth of the viewers sees."""
    write_site(tmp_path / "blue", story="blue")
    write_site(tmp_path / "green", story="green")
    return published(tmp_path / "blue").release, published(tmp_path / "green", share=10).release


def test_a_candidate_leaves_the_release_alone(site: EmbeddedWebsite, blue_and_green: tuple[str, str]) -> None:
    blue, green = blue_and_green
    assert site.keys == {"release": blue, "candidate": green, "share": "10"}
    assert blue.encode() in site.objects(STANDBY)["_region/health.html"]
    listed = [
        (each.name, each.current, each.candidate) for each in releases(site.website, clients=site.client)
    ]
    assert listed == [(green, False, True), (blue, True, False)]


def test_the_share_is_raised_by_publishing_the_same_again(
    site: EmbeddedWebsite, published: Publish, blue_and_green: tuple[str, str], tmp_path: Path
) -> None:
    again = published(tmp_path / "green", share=50)
    assert (again.release, again.uploaded) == (blue_and_green[1], 0)
    assert site.keys["share"] == "50"


def test_promoting_makes_the_candidate_the_release_in_one_write(
    site: EmbeddedWebsite, blue_and_green: tuple[str, str]
) -> None:
    blue, green = blue_and_green
    site.calls.clear()
    done = promote(site.website, clients=site.client, patience=site.patience)
    assert (done.release, done.replaced) == (green, blue)
    assert site.keys == {"release": green, "previous": blue}
    assert [operation for _region, operation in site.calls].count("UpdateKeys") == 1


def test_withdrawing_leaves_the_release_to_everybody(
    site: EmbeddedWebsite, blue_and_green: tuple[str, str]
) -> None:
    blue, green = blue_and_green
    assert withdraw(site.website, clients=site.client) == green
    assert site.keys == {"release": blue}


@pytest.mark.parametrize("change", [promote, withdraw])
def test_without_a_candidate_there_is_nothing_to_change(site: EmbeddedWebsite, change: object) -> None:
    assert callable(change)
    with pytest.raises(NoReleaseError) as refused:
        change(site.website, clients=site.client)
    assert str(refused.value) == (
        "There is no candidate\n"
        "  found:   no release that a share of the viewers sees\n"
        "  allowed: a candidate, in mode blue-green\n"
        "  mend:    publish one: `publish <deployment> <folder> --share 10`"
    )


def test_a_release_for_everybody_ends_the_candidate(
    site: EmbeddedWebsite, published: Publish, blue_and_green: tuple[str, str], tmp_path: Path
) -> None:
    write_site(tmp_path / "red", story="red")
    red = published(tmp_path / "red").release
    assert site.keys == {"release": red, "previous": blue_and_green[0]}


def test_a_region_is_switched_off_and_on(site: EmbeddedWebsite) -> None:
    assert serve_from(site.website, PRIMARY, serving=False, clients=site.client) == (STANDBY,)
    assert site.keys == {"disabled": PRIMARY}
    assert serve_from(site.website, PRIMARY, serving=True, clients=site.client) == (PRIMARY, STANDBY)
    assert site.keys == {}


def test_the_last_region_cannot_be_switched_off(site: EmbeddedWebsite) -> None:
    serve_from(site.website, PRIMARY, serving=False, clients=site.client)
    with pytest.raises(RegionRefusedError) as refused:
        serve_from(site.website, STANDBY, serving=False, clients=site.client)
    assert refused.value.found == "the last one that is on"
    assert site.keys == {"disabled": PRIMARY}


def test_a_region_that_the_website_lacks_cannot_be_switched(site: EmbeddedWebsite) -> None:
    with pytest.raises(RegionRefusedError, match="no region of the website"):
        serve_from(site.website, "eu-west-9", serving=False, clients=site.client)


def test_a_region_switched_off_while_a_release_is_on_its_way_stays_off(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)

    def switch_off(_region: str, operation: str) -> None:
        if operation == "PutObject":
            site.intervene = lambda _where, _what: None
            serve_from(site.website, PRIMARY, serving=False, clients=site.client)

    site.intervene = switch_off
    release = published(tmp_path).release
    assert site.keys == {"release": release, "disabled": PRIMARY}

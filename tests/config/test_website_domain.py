"""The names of a website."""

from tests.config.conftest import Load, Refusal
from tests.config.texts import changed
from tests.config.websites import SITE, message, unwrapped


def site(*changes: tuple[str, str]) -> str:
    return changed(*changes, text=SITE)


def redirects(*names: str) -> str:
    return site(("  zone:", f"  redirect_from: [{', '.join(names)}]\n  zone:"))


def test_a_name_outside_its_zone_is_refused(refusal: Refusal) -> None:
    assert unwrapped(refusal(site(("www.example.com", "www.example.org")))) == message(
        9,
        "domain.name",
        "www.example.org outside example.com",
        "a name inside the zone example.com",
        "write a name that ends in .example.com, or correct `zone.name`",
    )


def test_the_apex_of_the_zone_is_taken(load_text: Load) -> None:
    deployment = load_text(site(("name: www.example.com", "name: example.com")))
    assert deployment.domain.name == "example.com"


def test_a_redirect_from_another_zone_is_refused(refusal: Refusal) -> None:
    assert unwrapped(refusal(redirects("example.com", "example.org"))) == message(
        10,
        "domain.redirect_from[1]",
        "example.org outside example.com",
        "a name inside the zone example.com: its records and the certificate's proof stand there",
        "write a name that ends in .example.com, or remove it",
    )


def test_a_redirect_to_itself_is_refused(refusal: Refusal) -> None:
    assert unwrapped(refusal(redirects("WWW.example.com."))) == message(
        10,
        "domain.redirect_from[0]",
        "www.example.com, the site's own name",
        "other names than the site's own: it would be sent to itself for ever",
        "remove it from the list",
    )


def test_more_names_than_a_certificate_takes_are_refused(refusal: Refusal) -> None:
    names = [f"w{index}.example.com" for index in range(10)]
    assert unwrapped(refusal(redirects(*names))) == message(
        10,
        "domain.redirect_from",
        "a list with 10 entries",
        "a list of at most 9 names in the same zone",
        "write it like [example.com]",
    )


def test_names_that_the_function_cannot_hold_are_refused(refusal: Refusal) -> None:
    names = [f"{index}{'x' * 60}.{'y' * 60}.example.com" for index in range(8)]
    assert unwrapped(refusal(redirects(*names))) == message(
        10,
        "domain.redirect_from",
        f"names of {15 + 8 * 134} characters together, with `name`",
        "at most 1000: the function at the edge holds them, and has 10 KB",
        "remove some of them",
    )


def test_a_certificate_of_a_region_that_cloudfront_does_not_take_is_refused(refusal: Refusal) -> None:
    arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    assert unwrapped(refusal(SITE + f"  certificate_arn: {arn}\n")) == message(
        12,
        "domain.certificate_arn",
        "a certificate of eu-central-1",
        "a certificate of us-east-1: CloudFront takes no other region's, wherever the site's regions are",
        "request or import the certificate in us-east-1, or remove the line",
    )

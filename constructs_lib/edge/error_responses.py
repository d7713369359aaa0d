"""What visitors get in place of an origin's error."""

from collections.abc import Iterator
from dataclasses import dataclass

from config.edge import SERVER_ERRORS, Edge

FORBIDDEN, NOT_FOUND = 403, 404
NOT_FOUND_PAGE = "/_error/404.html"
"""Where `publish` puts it in every bucket: outside the releases, since CloudFront fetches it without asking
the router which release is served."""


@dataclass(frozen=True, kw_only=True)
class ErrorResponse:
    """One `custom_error_response`."""

    error_code: int
    seconds: int
    """How long the edge repeats it without asking again."""
    response_code: int | None = None
    """What visitors get as a status. None, like no page: what the origin said."""
    page: str | None = None


def error_responses(edge: Edge) -> Iterator[ErrorResponse]:
    """One for each code. Never 200: a status is what health checks and search engines go by.

    A private bucket says 403 of what it does not have, which for a visitor is not found. The firewall's
    refusals are 403 as well, and those who are shut out read the same.
    """
    for code in (FORBIDDEN, NOT_FOUND):
        yield ErrorResponse(
            error_code=code,
            seconds=edge.cache.error_seconds,
            response_code=NOT_FOUND if edge.not_found_page else None,
            page=NOT_FOUND_PAGE if edge.not_found_page else None,
        )
    for code in SERVER_ERRORS:
        yield ErrorResponse(error_code=code, seconds=edge.cache.error_seconds)

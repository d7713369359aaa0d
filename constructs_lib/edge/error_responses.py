"""What visitors get in place of an origin's error."""

from collections.abc import Iterator
from dataclasses import dataclass

from config.edge import SERVER_ERRORS, Edge

FORBIDDEN, NOT_FOUND = 403, 404
ERROR_FOLDER = "/_error/"
"""Where error pages lie in the buckets: outside the releases, since CloudFront fetches them without asking
the router which release is served."""


@dataclass(frozen=True, kw_only=True)
class ErrorResponse:
    """One `custom_error_response`."""

    error_code: int
    seconds: int
    """How long the edge repeats it without asking again."""
    response_code: int | None = None
    """What visitors get as a status; None, as the page, for what the origin said."""
    page: str | None = None


def error_responses(edge: Edge) -> Iterator[ErrorResponse]:
    """One for each code. Never 200: a status is what health checks and search engines go by.

    A private bucket says 403 of what it does not have, which for a visitor is not found. The firewall's
    refusals are 403 as well, and those who are shut out read the same.
    """
    seconds, pages = edge.cache.error_seconds, edge.error_pages
    for code in (FORBIDDEN, NOT_FOUND):
        if pages.not_found:
            yield ErrorResponse(
                error_code=code,
                seconds=seconds,
                response_code=NOT_FOUND,
                page=ERROR_FOLDER + pages.not_found,
            )
        else:
            yield ErrorResponse(error_code=code, seconds=seconds)
    for code in SERVER_ERRORS:
        if pages.server_error:
            yield ErrorResponse(
                error_code=code, seconds=seconds, response_code=code, page=ERROR_FOLDER + pages.server_error
            )
        else:
            yield ErrorResponse(error_code=code, seconds=seconds)

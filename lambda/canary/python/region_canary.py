"""Canary: asks a region's public address for its health, from another region.

It calls as a client would: over TLS with a verified certificate, which Route 53's health checks do not
verify (F9). Any exception fails the run. Environment: `URL`, an https:// address.

The folder is called `python` because Synthetics looks for the script there.
"""

import os
import time
import urllib.error
import urllib.request

DEADLINE_SECONDS = 6.0
"""As long as Route 53 waits for a connection and an answer together (F9)."""
SHOWN_BYTES = 500
"""Of an unhealthy answer: it says what is wrong."""


class Unhealthy(Exception):  # noqa: N818  # the name is what the canary's report shows
    """The region answered, but not that it is well, or did not answer."""


def handler(event: object, context: object) -> str:  # noqa: ARG001  # Synthetics passes both
    """One run: what was answered, or `Unhealthy`."""
    url = os.environ["URL"]
    began = time.monotonic()
    # A name of its own, so that the region's access log tells canaries from health checkers.
    request = urllib.request.Request(url, headers={"User-Agent": "holdfast-canary"})  # noqa: S310  # from the stack
    try:
        with urllib.request.urlopen(request, timeout=DEADLINE_SECONDS) as answer:  # noqa: S310  # as above
            status = answer.status
    except urllib.error.HTTPError as error:
        said = error.read(SHOWN_BYTES).decode(errors="replace")
        raise Unhealthy(f"{url} answered {error.code}: {said}") from None
    except OSError as error:
        raise Unhealthy(f"{url} gave no answer: {getattr(error, 'reason', error)}") from None
    return f"{url} answered {status} in {time.monotonic() - began:.3f} s"

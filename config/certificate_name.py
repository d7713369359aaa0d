"""What ACM asks of the first name of a certificate that it is to issue."""

from collections.abc import Iterator

from config.model import Violation

LONGEST = 64
"""Characters of a certificate's common name."""


def too_long_to_request(name: str, *, given: bool, instead: str) -> Iterator[Violation]:
    """A longer name, unless certificates are `given`; `instead` is the key that gives them."""
    if not given and len(name) > LONGEST:
        yield Violation(
            ("name",),
            found=f"{len(name)} characters",
            allowed=f"at most {LONGEST} characters where the certificate is requested: ACM takes no longer "
            "first name",
            mend=f"choose a shorter name, or give certificates in `{instead}`",
        )

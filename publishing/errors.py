"""Why something was not published, in the words of the configuration's errors."""


class PublishError(Exception):
    """`str()` is the printed text: what stopped, what was found, what is allowed, how to mend it."""

    def __init__(self, what: str, *, found: str, allowed: str, mend: str) -> None:
        self.what, self.found, self.allowed, self.mend = what, found, allowed, mend
        super().__init__(f"{what}\n  found:   {found}\n  allowed: {allowed}\n  mend:    {mend}")


class ContentRefusedError(PublishError):
    """The folder cannot be published as it is. Bad input: nothing was asked of AWS."""


class NotDeployedError(PublishError):
    """The stack has no website yet."""


class BucketMissingError(PublishError):
    """A region's bucket does not exist."""


class AccessRefusedError(PublishError):
    """The credentials are missing, expired or may not do this."""


class RegionUnreachableError(PublishError):
    """A region does not answer."""


class SignatureMissingError(PublishError):
    """The AWS Common Runtime is not installed, without which the key-value store takes no call."""


class ReplicationTimeoutError(PublishError):
    """A region did not get every object in time; the old release is still served."""


class AnotherReleaseError(PublishError):
    """Somebody else switched the release while this one was on its way."""


class NoReleaseError(PublishError):
    """The release that was asked for is not there, or not whole."""


class RegionRefusedError(PublishError):
    """A region that the website does not have, or the last one that answers."""

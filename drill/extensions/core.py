"""moto's own machinery: apart from the caller's AWS profile, and quick to reset."""

from boto3 import Session
from moto.core.base_backend import AccountSpecificBackend, BaseBackend

from drill.extensions.registry import extends, replaces
from drill.isolated_session import isolated_session

_session = isolated_session()


def _get_session(_cls: type) -> Session:
    return _session


replaces(
    AccountSpecificBackend,
    "get_session",
    classmethod(_get_session),
    service="(all)",
    action="(session)",
    reason="moto reads the list of regions with the caller's profile, and fails where that does not exist",
)


@extends(
    AccountSpecificBackend,
    "reset",
    service="(all)",
    action="(reset)",
    reason="moto builds each region's state anew and then drops it, which costs a second",
)
def _reset(self: AccountSpecificBackend[BaseBackend]) -> None:
    for backend in self.values():
        # The caller drops these objects; only those with files to remove have a reset of their own.
        if type(backend).reset is not BaseBackend.reset:
            backend.reset()

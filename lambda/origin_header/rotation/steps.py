"""Secrets Manager's four steps. Each may be repeated, by itself or from the first one on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .distribution import Distribution, Sent
from .entrance import Entrance
from .errors import RotationError
from .keeper import Keeper
from .secret import Secret, Values


class Rotation:
    """One rotation, whose new value is that of one version."""

    def __init__(
        self,
        version: str,
        *,
        secret: Secret,
        distribution: Distribution,
        entrances: Sequence[Entrance],
        seconds_left: Callable[[], float],
    ) -> None:
        self._version = version
        self._secret, self._distribution, self._entrances = secret, distribution, entrances
        self._seconds_left = seconds_left

    def create(self) -> None:
        """The new value."""
        if not self._secret.is_current(self._version):
            self._secret.prepare(self._version)

    def set(self) -> None:
        """All load balancers accept it, then the distribution sends it.

        One region that cannot be reached ends the step before the distribution is touched: it goes on sending
        what all of them accept.
        """
        if self._secret.is_current(self._version):
            return
        Keeper(self._secret, self._distribution, self._entrances).keep()
        sent = self._distribution.settled(self._seconds_left)
        values = self._values()
        pending = self._pending(values)
        if sent.value not in (values.current, pending):
            raise RotationError("the distribution sends another value than the current one: try again later")
        for entrance in self._entrances:
            entrance.accept([values.current, pending])
        self._check_entrances(values)
        if sent.value != pending:
            self._distribution.send(pending, seen=sent)

    def test(self) -> None:
        """Everything is as `set` left it, at every edge location.

        Secrets Manager also tries this step alone, with a version of the current value or of none, when
        rotation is switched on. Load balancers need not be there yet then; the distribution is.
        """
        if self._secret.is_current(self._version):
            return
        if self._secret.values().pending is None:
            self._distribution.look()
            return
        self._check()

    def finish(self) -> None:
        """The new value is the current one. The one before stays accepted until the next rotation."""
        if self._secret.is_current(self._version):
            return
        self._check()
        self._secret.promote(self._version)

    def _check(self) -> None:
        sent: Sent = self._distribution.settled(self._seconds_left)
        values = self._values()
        if sent.value != self._pending(values):
            raise RotationError("the distribution does not send the new value: it was changed meanwhile")
        self._check_entrances(values)

    def _check_entrances(self, values: Values) -> None:
        for entrance in self._entrances:
            if not {values.current, self._pending(values)} <= entrance.accepted():
                raise RotationError(f"the rule in {entrance.region} does not accept both values")

    def _values(self) -> Values:
        if not self._secret.is_pending(self._version):
            raise RotationError("this version is not the pending one: another rotation has taken its place")
        return self._secret.values()

    @staticmethod
    def _pending(values: Values) -> str:
        if values.pending is None:
            raise RotationError("the pending version has no value of its own yet")
        return values.pending

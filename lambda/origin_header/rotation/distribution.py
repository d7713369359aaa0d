"""The distribution: which value of the header it sends to its origin."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .aws import call
from .errors import RotationError

REGION = "us-east-1"
"""Where CloudFront is controlled (F17)."""
POLL_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What the distribution says of itself."""

    value: str | None = field(repr=False)
    """None where it sends no such header."""
    deployed: bool
    """Every edge location sends it. While it is not so, some may still send the one before."""
    config: dict[str, Any] = field(repr=False)
    etag: str


class Distribution:
    """One distribution, of which only one header of one origin is ever changed."""

    def __init__(self, id_: str, *, origin_id: str, header: str) -> None:
        self._id, self._origin_id, self._header = id_, origin_id, header

    def look(self) -> Sent:
        """What it sends now."""
        answer = call("cloudfront", "get_distribution", region=REGION, Id=self._id)
        distribution = answer["Distribution"]
        config: dict[str, Any] = distribution["DistributionConfig"]
        entry = self._entry(self._headers(config))
        return Sent(
            value=entry["HeaderValue"] if entry else None,
            deployed=distribution["Status"] == "Deployed",
            config=config,
            etag=answer["ETag"],
        )

    def settled(self, seconds_left: Callable[[], float]) -> Sent:
        """What it sends once every edge location does; `RotationError` where time does not suffice."""
        while not (sent := self.look()).deployed:
            if seconds_left() < 2 * POLL_SECONDS:
                raise RotationError("the distribution is still being deployed: try again later")
            time.sleep(POLL_SECONDS)
        return sent

    def send(self, value: str, *, seen: Sent) -> None:
        """Makes it send this value. Refused by CloudFront if it was changed since it was `seen`."""
        headers = self._headers(seen.config)
        if entry := self._entry(headers):
            entry["HeaderValue"] = value
        else:
            items = [*headers.get("Items", []), {"HeaderName": self._header, "HeaderValue": value}]
            headers.update(Quantity=len(items), Items=items)
        call(
            "cloudfront",
            "update_distribution",
            region=REGION,
            Id=self._id,
            IfMatch=seen.etag,
            DistributionConfig=seen.config,
        )

    def _headers(self, config: dict[str, Any]) -> dict[str, Any]:
        for origin in config["Origins"]["Items"]:
            if origin["Id"] == self._origin_id:
                headers: dict[str, Any] = origin.setdefault("CustomHeaders", {"Quantity": 0})
                return headers
        raise RotationError(f"the distribution has no origin {self._origin_id}: apply the deployment")

    def _entry(self, headers: dict[str, Any]) -> dict[str, Any] | None:
        return next(
            (
                each
                for each in headers.get("Items") or []
                if each["HeaderName"].lower() == self._header.lower()
            ),
            None,
        )

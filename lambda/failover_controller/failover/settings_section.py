"""A JSON object of `SETTINGS`, read key by key: what is missing, wrong or unknown is refused by its path."""

from __future__ import annotations

import ipaddress
from typing import Any

from .errors import SettingsError


class Section:
    """One JSON object of the settings; remembers what was asked of it."""

    def __init__(self, path: str, given: object) -> None:
        if not isinstance(given, dict):
            raise SettingsError(f"{path} must be a JSON object")
        self._path = path
        self._given: dict[str, Any] = given
        self._read: set[str] = set()

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._get(key)
        if not isinstance(value, str) or not value:
            raise SettingsError(f"{self._path}.{key} must be a text")
        return value

    def number(self, key: str, *, least: int) -> int:
        """A whole number."""
        value = self._get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise SettingsError(f"{self._path}.{key} must be a whole number from {least}")
        return value

    def one_of(self, key: str, allowed: list[str]) -> str:
        """One of these texts."""
        value = self._get(key)
        if value not in allowed:
            raise SettingsError(f"{self._path}.{key} must be one of {', '.join(allowed)}")
        return str(value)

    def address(self, key: str) -> str:
        """An IPv4 address."""
        value = self.text(key)
        try:
            return str(ipaddress.IPv4Address(value))
        except ValueError:
            raise SettingsError(f"{self._path}.{key} must be an IPv4 address") from None

    def section(self, key: str) -> Section:
        """A JSON object inside."""
        return Section(f"{self._path}.{key}", self._get(key))

    def refuse_unread(self) -> None:
        """Refuses keys that nobody asked for."""
        unknown = sorted(set(self._given) - self._read)
        if unknown:
            raise SettingsError(f"{self._path} has unknown keys: {', '.join(unknown)}")

    def _get(self, key: str) -> object:
        self._read.add(key)
        return self._given.get(key)

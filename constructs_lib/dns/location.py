"""Places of geolocation records."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Location:
    """A continent, a country, a US state, or everywhere else."""

    name: str
    """The set identifier of its record: `continent-EU`, `country-DE`."""
    arguments: dict[str, str] = field(hash=False)
    """As the provider's block takes them."""


def continent(code: str) -> Location:
    """A continent by Route 53's code."""
    return Location(name=f"continent-{code}", arguments={"continent": code})


def country(code: str) -> Location:
    """A country by ISO 3166 code."""
    return Location(name=f"country-{code}", arguments={"country": code})


def us_state(code: str) -> Location:
    """A state of the USA by postal code."""
    return Location(name=f"state-{code}", arguments={"country": "US", "subdivision": code})


DEFAULT = Location(name="default", arguments={"country": "*"})
"""Everybody who is in no listed place, or whose place is not known."""

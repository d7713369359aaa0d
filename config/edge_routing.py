"""Which region the edge asks first for a visitor's request, told apart by `policy`."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.aws_regions import RegionName
from config.model import FREEZE, THAW, Allowed, Checks, ConfigModel, Violation, all_different, no_entries
from config.routing_locations import Country

Weight = Annotated[
    int,
    Field(strict=True, ge=0, le=1000),
    Allowed("a whole number from 0 to 1000", "write shares such as 90 and 10"),
]
Countries = Annotated[
    tuple[Country, ...],
    Field(min_length=1),
    AfterValidator(all_different),
    Allowed("a list of one or more country codes", "write it like [US, CA]"),
]


class FailoverPolicy(ConfigModel):
    """The primary is asked first, whoever the visitor is."""

    policy: Annotated[Literal["failover"], Allowed("failover", "set `policy: failover`")] = "failover"
    """The primary answers; where it does not, the first standby does."""


class WeightedPolicy(ConfigModel):
    """Each region is asked first for its share of the visitors, such as during a migration."""

    policy: Annotated[Literal["weighted"], Allowed("weighted", "set `policy: weighted`")]
    """A visitor stays with a region by a cookie. A region that does not answer is stood in for."""
    weights: Annotated[
        Mapping[RegionName, Weight],
        FREEZE,
        THAW,
        Allowed(
            "a mapping from every region to a whole number from 0 to 1000",
            "write one line `eu-central-1: 90` per region",
        ),
    ]
    """Each region's weight; no unit, only the proportion counts. A region with 0 is only asked in place of
    another."""

    def checks(self) -> Checks:
        """Only zeros."""
        return (self._only_zeros(),)

    def _only_zeros(self) -> Iterator[Violation]:
        if not any(self.weights.values()):
            yield Violation(
                ("weights",),
                found="0 for every region" if self.weights else "no weights",
                allowed="at least one weight above 0",
                mend="give the region that should answer a weight, such as 100",
            )


class GeolocationPolicy(ConfigModel):
    """The visitor's country decides which region is asked first."""

    policy: Annotated[Literal["geolocation"], Allowed("geolocation", "set `policy: geolocation`")]
    """A region that does not answer is stood in for: this is about nearness, not about where data may be."""
    countries: Annotated[
        Mapping[RegionName, Countries],
        FREEZE,
        THAW,
        Allowed("a mapping from region to country codes", "write `us-east-1: [US, CA]`"),
    ] = Field(default_factory=no_entries)
    """Countries by region, as ISO 3166-1 codes of two letters. All others are the primary's."""

    def checks(self) -> Checks:
        """No countries, one in two regions."""
        return (self._no_countries(), self._country_twice())

    def _no_countries(self) -> Iterator[Violation]:
        if not self.countries:
            yield Violation(
                ("countries",),
                found="no countries",
                allowed="at least one region with countries: without any, only the primary would answer",
                mend="write `countries:` with a line such as `us-east-1: [US, CA]`, or `policy: failover`",
            )

    def _country_twice(self) -> Iterator[Violation]:
        taken: dict[str, str] = {}
        for region, countries in self.countries.items():
            for index, country in enumerate(countries):
                other = taken.setdefault(country, region)
                if other != region:
                    yield Violation(
                        ("countries", region, index),
                        found=f"{country}, which {other} has too",
                        allowed="every country once",
                        mend=f"keep {country} in one of the two regions",
                    )


class BlueGreenPolicy(ConfigModel):
    """A new release beside the current one, for a share of the visitors or for those who ask for it."""

    policy: Annotated[Literal["blue-green"], Allowed("blue-green", "set `policy: blue-green`")]
    """The regions are asked as with `failover`. Which release is the candidate, and for how many, is decided
    when it is published, not here."""


EdgeRouting = Annotated[
    FailoverPolicy | WeightedPolicy | GeolocationPolicy | BlueGreenPolicy,
    Field(discriminator="policy"),
    Allowed(
        "failover, weighted, geolocation or blue-green",
        "set `policy: failover`, or leave it out: failover is the default",
    ),
]

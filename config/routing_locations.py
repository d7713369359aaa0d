"""The places that Route 53 can tell apart: continents, countries, states of the USA."""

from collections.abc import Collection, Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from config.model import Allowed, ConfigModel, all_different, refused

CONTINENTS = {
    "AF": "Africa",
    "AN": "Antarctica",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}
"""Route 53's continents by code."""

_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT "
    "BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET "
    "FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL "
    "IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY "
    "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR "
    "NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK "
    "SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ "
    "VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK"
)
COUNTRIES = frozenset(_COUNTRIES.split())
"""ISO 3166-1 alpha-2 and XK for Kosovo, as Route 53 lists them: without BV, CX, EH and HM, of which it
knows no addresses."""

_US_STATES = (
    "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM "
    "NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY"
)
US_STATES = frozenset(_US_STATES.split())
"""The states and the District of Columbia by postal code; the island territories are countries."""

_CONTINENT = Allowed(
    f"a continent's code: {', '.join(f'{code} ({name})' for code, name in CONTINENTS.items())}",
    "write a code such as EU",
)
_COUNTRY = Allowed(
    "a country's two-letter code (ISO 3166), such as DE", "write it in two letters, such as DE"
)
_STATE = Allowed("a US state's two-letter postal code, such as CA", "write it in two letters, such as CA")


def _continent(code: str) -> str:
    return _known(code.upper(), CONTINENTS, _CONTINENT)


def _country(code: str) -> str:
    if code.upper() == "UK":
        raise refused(_COUNTRY.text, "write GB, the United Kingdom's code")
    return _known(code.upper(), COUNTRIES, _COUNTRY)


def _state(code: str) -> str:
    return _known(code.upper(), US_STATES, _STATE)


def _known(code: str, codes: Collection[str], allowed: Allowed) -> str:
    if code not in codes:
        raise refused(allowed.text, allowed.mend)
    return code


Continent = Annotated[str, AfterValidator(_continent), _CONTINENT]
Country = Annotated[str, AfterValidator(_country), _COUNTRY]
UsState = Annotated[str, AfterValidator(_state), _STATE]


class Locations(ConfigModel):
    """The places for whose clients a region answers."""

    continents: Annotated[
        tuple[Continent, ...],
        AfterValidator(all_different),
        Allowed("a list of continents' codes", "write it like [EU, AF]"),
    ] = ()
    """Continents by code: AF Africa, AN Antarctica, AS Asia, EU Europe, NA North America, OC Oceania,
    SA South America."""
    countries: Annotated[
        tuple[Country, ...],
        AfterValidator(all_different),
        Allowed("a list of countries' two-letter codes", "write it like [DE, FR]"),
    ] = ()
    """Countries by ISO 3166 code; each goes before its continent. Codes are not unique between the lists:
    NA is North America as a continent and Namibia as a country."""
    us_states: Annotated[
        tuple[UsState, ...],
        Field(max_length=51),
        AfterValidator(all_different),
        Allowed("a list of US states' postal codes", "write it like [CA, NY]"),
    ] = ()
    """States of the USA by postal code; each goes before the country US."""

    def places(self) -> Iterator[tuple[str, str]]:
        """Every place as the key it stands under and its code."""
        for field in ("continents", "countries", "us_states"):
            for code in getattr(self, field):
                yield field, code

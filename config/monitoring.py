"""Who is told, and how long logs are kept."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from config.model import Allowed, ConfigModel, all_different, refused, whole_number

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)


def _address(value: str) -> str:
    if not _EMAIL.fullmatch(value) or len(value) > 254 or len(value.partition("@")[0]) > 64:
        raise refused(_ADDRESS.text, _ADDRESS.mend)
    return value


_ADDRESS = Allowed("an e-mail address, such as oncall@example.com", "correct the address")


class Monitoring(ConfigModel):
    """Alarms and logs."""

    emails: Annotated[
        tuple[Annotated[str, AfterValidator(_address), _ADDRESS], ...],
        AfterValidator(all_different),
        Allowed("a list of e-mail addresses", "write it like [oncall@example.com]"),
    ] = ()
    """Addresses that the alarms write to. Each gets a mail from AWS and must confirm it once."""
    log_retention_days: Annotated[
        Literal[
            1,
            3,
            5,
            7,
            14,
            30,
            60,
            90,
            120,
            150,
            180,
            365,
            400,
            545,
            731,
            1096,
            1827,
            2192,
            2557,
            2922,
            3288,
            3653,
        ],
        BeforeValidator(whole_number),
        Allowed(
            "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, "
            "3288 or 3653 (days): CloudWatch knows no others",
            "set `log_retention_days: 30`",
        ),
    ] = 30
    """Days for which logs are kept. 30 covers the time in which an incident is usually looked into."""

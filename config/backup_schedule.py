"""Times of AWS Backup: a time of the day, and the cron expression that it asks for."""

from typing import Annotated, Literal

from pydantic import Field

from config.model import Allowed

TimeOfDay = Annotated[
    str,
    Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"),
    Allowed('a time of day in UTC, such as "05:00"', 'write it like "05:00"'),
]
"""Hours and minutes, in UTC."""
Weekday = Annotated[
    Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    Allowed("mon, tue, wed, thu, fri, sat or sun", "write it like sun"),
]
"""A day of the week, in UTC."""


def daily(time: str) -> str:
    """Every day at this time."""
    hours, minutes = time.split(":")
    return f"cron({int(minutes)} {int(hours)} ? * * *)"


def weekly(day: str, time: str) -> str:
    """Every week on this day at this time."""
    hours, minutes = time.split(":")
    return f"cron({int(minutes)} {int(hours)} ? * {day.upper()} *)"

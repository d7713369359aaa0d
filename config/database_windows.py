"""Times of the day and the week at which RDS works on a database."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
WEEK = 7 * DAY
SHORTEST = 30
"""Minutes."""


def backup_minutes(window: str) -> set[int]:
    """The minutes of the week in a daily window such as `03:00-03:30`."""
    begin, end = (_minute(time) for time in window.split("-"))
    length = (end - begin) % DAY
    return {(day * DAY + begin + minute) % WEEK for day in range(7) for minute in range(length)}


def maintenance_minutes(window: str) -> set[int]:
    """The minutes of the week in a weekly window such as `sun:04:00-sun:04:30`."""
    begin, end = (
        DAYS.index(day) * DAY + _minute(time)
        for day, _, time in (moment.partition(":") for moment in window.split("-"))
    )
    return {(begin + minute) % WEEK for minute in range((end - begin) % WEEK)}


def _minute(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)

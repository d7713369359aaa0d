"""What relational databases have in common, whatever runs them."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Protocol

from pydantic import BeforeValidator, Field

from config.database_engine import RESERVED_BEGINNING, RESERVED_NAMES, RESERVED_USERS
from config.database_windows import DAY, SHORTEST, backup_minutes, maintenance_minutes
from config.model import FREEZE, THAW, Allowed, Violation, whole_number

DatabaseName = Annotated[
    str,
    Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,62}$"),
    Allowed("1 to 63 letters, digits and underscores, beginning with a letter", "write it like app"),
]
MasterUser = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9_]{0,15}$"),
    Allowed("1 to 16 lower-case letters, digits and underscores, beginning with a letter", "write dbadmin"),
]
ApplicationUser = Annotated[
    str | None,
    Field(pattern=r"^[a-z][a-z0-9_]{0,31}$"),
    Allowed(
        "1 to 32 lower-case letters, digits and underscores, beginning with a letter", "write it like app"
    ),
]
EngineParameters = Annotated[
    Mapping[str, str],
    FREEZE,
    THAW,
    Allowed(
        "a mapping from parameter name to value, values as text in quotes",
        'write one line `log_min_duration_statement: "1000"` per parameter',
    ),
]
BackupWindow = Annotated[
    str,
    Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"),
    Allowed('a time of day in UTC, such as "03:00-03:30"', 'write it like "03:00-03:30"'),
]
MaintenanceWindow = Annotated[
    str,
    Field(
        pattern=r"^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]"
        r"-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$"
    ),
    Allowed("a weekly time in UTC, such as sun:04:00-sun:04:30", "write it like sun:04:00-sun:04:30"),
]
Insights = Annotated[
    Literal["none", "standard", "advanced"],
    Allowed("none, standard or advanced", "set `insights: standard`"),
]
MonitoringInterval = Annotated[
    Literal[0, 1, 5, 10, 15, 30, 60],
    BeforeValidator(whole_number),
    Allowed("0, 1, 5, 10, 15, 30 or 60 (seconds)", "set `monitoring_interval: 60`"),
]


class _WithUsers(Protocol):
    @property
    def master_user(self) -> str: ...

    @property
    def application_user(self) -> str | None: ...


class _WithName(Protocol):
    @property
    def name(self) -> str: ...


class _WithWindows(Protocol):
    @property
    def backup_window(self) -> str: ...

    @property
    def maintenance_window(self) -> str: ...


ENCRYPTION_PARAMETERS = ("rds.force_ssl", "require_secure_transport")


class _WithParameters(Protocol):
    @property
    def parameters(self) -> Mapping[str, str]: ...


def reserved_user(database: _WithUsers) -> Iterator[Violation]:
    """Users that an engine keeps for itself."""
    for key in ("master_user", "application_user"):
        user = getattr(database, key) or ""
        if user in RESERVED_USERS or user.startswith(RESERVED_BEGINNING):
            yield Violation(
                (key,),
                allowed="a name that no engine keeps for itself",
                mend=f"choose another name, such as {'dbadmin' if key == 'master_user' else 'app'}",
            )


def reserved_name(database: _WithName) -> Iterator[Violation]:
    """A database of the engine's own, or a word of SQL."""
    name = database.name.lower()
    if name in RESERVED_NAMES or name.startswith(RESERVED_BEGINNING):
        yield Violation(
            ("name",),
            allowed="a name that is no word of SQL, and that no engine keeps for itself",
            mend="choose another name, such as app",
        )


def one_user_for_both(database: _WithUsers) -> Iterator[Violation]:
    """One user with a password and without."""
    if database.application_user == database.master_user:
        yield Violation(
            ("application_user",),
            found=f"{database.application_user}, which is the `master_user` too",
            allowed="another user than `master_user`: a user that logs in with IAM tokens has no password",
            mend="choose another name, such as app",
            because=(("master_user",),),
        )


def too_short(database: _WithWindows) -> Iterator[Violation]:
    """Windows that RDS takes for none."""
    daily, weekly = backup_minutes(database.backup_window), maintenance_minutes(database.maintenance_window)
    for key, minutes in (("backup_window", len(daily) // 7), ("maintenance_window", len(weekly))):
        if minutes < SHORTEST or minutes > DAY:
            yield Violation(
                (key,),
                found=f"{getattr(database, key)}, {minutes} minutes",
                allowed=f"a window of {SHORTEST} minutes to 24 hours",
                mend="write a later end, or an earlier begin",
            )


def overlap(database: _WithWindows) -> Iterator[Violation]:
    """Maintenance during the backup."""
    if backup_minutes(database.backup_window) & maintenance_minutes(database.maintenance_window):
        yield Violation(
            ("maintenance_window",),
            found=f"{database.maintenance_window}, during the backup window {database.backup_window}",
            allowed="a time outside `backup_window`, which is every day: RDS refuses an overlap",
            mend="move one of the two",
            because=(("backup_window",),),
        )


def unencrypted_connections(database: _WithParameters) -> Iterator[Violation]:
    """Parameters that decide whether a connection is encrypted: it is, always."""
    for name in database.parameters:
        if name in ENCRYPTION_PARAMETERS:
            yield Violation(
                ("parameters", name),
                allowed="no such parameter: connections are encrypted in any case",
                mend="remove the line",
            )

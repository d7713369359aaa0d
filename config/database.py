"""The relational database: one writer in the primary region, and its replica in the standby."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from config.database_engine import LOGS, PORTS, RESERVED_USERS, USUAL_LOGS, VERSIONS, Engine
from config.database_storage import DatabaseStorage
from config.database_windows import DAY, SHORTEST, backup_minutes, maintenance_minutes
from config.model import (
    FREEZE,
    THAW,
    Allowed,
    Checks,
    ConfigModel,
    Violation,
    all_different,
    no_entries,
    whole_number,
)

_SWITCH = Allowed("true or false", "write true or false")

_TOO_SMALL_FOR_INSIGHTS = re.compile(r"db\.t[234]g?\.(micro|small)")


class Database(ConfigModel):
    """An RDS database over two zones, and a read replica of it in the standby region.

    Both are encrypted, each with a key of its own region (F19); both keep backups, the replica too: without
    them it would be unprotected from the moment of its promotion (F20).
    """

    engine: Annotated[
        Engine,
        Allowed("postgres, mysql or mariadb", "set `engine: postgres`, or the engine that you use"),
    ]
    """The database engine. A later change rebuilds the database."""
    version: Annotated[
        str,
        Field(pattern=r"^[0-9]+(\.[0-9]+){0,2}$"),
        Allowed('a version as text in quotes, such as "17" or "8.4.5"', 'write it like "17"'),
    ]
    """The engine's version: the major one (`"17"`, `"8.4"`, `"11.4"`), to which RDS adds minor ones in the
    maintenance window, or all of it."""
    instance_class: Annotated[
        str,
        Field(pattern=r"^db\.[a-z0-9]+(-[a-z0-9]+)?\.[a-z0-9]+$", max_length=40),
        Allowed("an RDS instance class, such as db.m7g.large", "write it like db.m7g.large"),
    ] = "db.t4g.medium"
    """The primary's instance class. db.t4g.medium is for trials; take db.m or db.r classes for steady
    load."""
    replica_class: Annotated[
        str | None,
        Field(pattern=r"^db\.[a-z0-9]+(-[a-z0-9]+)?\.[a-z0-9]+$", max_length=40),
        Allowed("an RDS instance class, such as db.m7g.large", "write it like db.m7g.large"),
    ] = None
    """The replica's instance class. Default: the primary's, since after a failover it carries all of the
    load, and there is no time to grow then. A smaller one also falls behind under load
    (`objectives.rpo_seconds`)."""
    multi_az: Annotated[bool, Field(strict=True), _SWITCH] = True
    """A synchronous second copy in another zone of the primary region: the loss of one zone then takes a
    minute or two and no failover to the standby."""
    replica_multi_az: Annotated[bool, Field(strict=True), _SWITCH] = False
    """The same for the replica, at twice its price. Without it, switch it on once the replica was
    promoted."""
    storage: DatabaseStorage = DatabaseStorage()
    """The volume."""
    name: Annotated[
        str,
        Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,62}$"),
        Allowed("1 to 63 letters, digits and underscores, beginning with a letter", "write it like app"),
    ] = "app"
    """Name of the first database inside."""
    master_user: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9_]{0,15}$"),
        Allowed(
            "1 to 16 lower-case letters, digits and underscores, beginning with a letter", "write dbadmin"
        ),
    ] = "dbadmin"
    """The user that owns everything. Its password is made by AWS, and is in Secrets Manager alone: in the
    primary region, with a copy in the standby (F23)."""
    application_user: Annotated[
        str | None,
        Field(pattern=r"^[a-z][a-z0-9_]{0,31}$"),
        Allowed(
            "1 to 32 lower-case letters, digits and underscores, beginning with a letter", "write it like app"
        ),
    ] = None
    """The user as whom the application connects, with IAM tokens instead of a password, in either region. You
    create it once, in the primary (docs/pilot-light.md has the statements); the replica has it then, too.
    Without it, the application's instances may read the secret of `master_user` in their own region."""
    parameters: Annotated[
        Mapping[str, str],
        FREEZE,
        THAW,
        Allowed(
            "a mapping from parameter name to value, values as text in quotes",
            'write one line `log_min_duration_statement: "1000"` per parameter',
        ),
    ] = Field(default_factory=no_entries)
    """Engine parameters, the same in both regions: a replica does not inherit them (F22). A later change
    takes effect at the next reboot. Encrypted connections are demanded anyway."""
    backup_retention_days: Annotated[
        int,
        Field(strict=True, ge=1, le=35),
        Allowed(
            "a whole number from 1 to 35 (days): without backups there is no replica",
            "set `backup_retention_days: 7`",
        ),
    ] = 7
    """Days for which each region keeps automated backups of its own instance. While the replica is being
    backed up it cannot be promoted (F20): the window below says when."""
    backup_window: Annotated[
        str,
        Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"),
        Allowed('a time of day in UTC, such as "03:00-03:30"', 'write it like "03:00-03:30"'),
    ] = "03:00-03:30"
    """When backups begin, in UTC, in both regions; at least 30 minutes. Choose quiet hours."""
    maintenance_window: Annotated[
        str,
        Field(
            pattern=r"^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]"
            r"-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$"
        ),
        Allowed("a weekly time in UTC, such as sun:04:00-sun:04:30", "write it like sun:04:00-sun:04:30"),
    ] = "sun:04:00-sun:04:30"
    """When RDS may change the instances, in UTC. It must not overlap the backup window."""
    insights: Annotated[
        Literal["none", "standard", "advanced"],
        Allowed("none, standard or advanced", "set `insights: standard`"),
    ] = "standard"
    """Where time goes inside the database (Performance Insights). `standard` keeps 7 days and costs
    nothing; `advanced` keeps 465 days, at a price per processor. AWS takes 7 and multiples of 31 days,
    never 30, and the advanced mode no fewer than 465. The replica has the standard mode in any case: AWS
    takes no other for one."""
    monitoring_interval: Annotated[
        Literal[0, 1, 5, 10, 15, 30, 60],
        BeforeValidator(whole_number),
        Allowed("0, 1, 5, 10, 15, 30 or 60 (seconds)", "set `monitoring_interval: 60`"),
    ] = 60
    """Seconds between two measurements of the operating system (enhanced monitoring); 0 switches it off."""
    logs: Annotated[
        tuple[str, ...] | None,
        AfterValidator(lambda logs: logs and all_different(logs)),
        Allowed("a list of the engine's logs", "write it like [postgresql], or [error, slowquery]"),
    ] = None
    """Logs that are also kept in CloudWatch. Default: what went wrong and what was slow. An empty list:
    none."""
    deletion_protection: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Neither instance can be deleted while this is true. Set it to false, and apply, before you destroy a
    deployment for good."""
    final_snapshot: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Keep a last snapshot when the primary is deleted. A replica can have none; its automated backups
    stay."""

    @property
    def major_version(self) -> str:
        """`17` of 17.4, `8.4` of 8.4.5: the longest known version that begins it."""
        known = [major for major in VERSIONS[self.engine] if f"{self.version}.".startswith(f"{major}.")]
        return known[0] if known else self.version

    @property
    def family(self) -> str:
        """The parameters' family: postgres17, mysql8.4, mariadb11.4."""
        return f"{self.engine}{self.major_version}"

    @property
    def port(self) -> int:
        """The engine's own port."""
        return PORTS[self.engine]

    @property
    def exported_logs(self) -> tuple[str, ...]:
        """What CloudWatch gets."""
        return USUAL_LOGS[self.engine] if self.logs is None else self.logs

    def checks(self) -> Checks:
        """Versions, logs and users that the engine does not take, insights on too small an instance."""
        return (
            self._unknown_version(),
            self._unknown_logs(),
            self._reserved_user(),
            self._one_user_for_both(),
            self._too_small(),
            self._too_short(),
            self._overlap(),
        )

    def _unknown_version(self) -> Iterator[Violation]:
        majors = VERSIONS[self.engine]
        if not any(f"{self.version}.".startswith(f"{major}.") for major in majors):
            yield Violation(
                ("version",),
                allowed=f"a version of {self.engine} {', '.join(majors)}",
                mend=f'write it like "{majors[-2]}"',
                because=(("engine",),),
            )

    def _unknown_logs(self) -> Iterator[Violation]:
        for index, log in enumerate(self.logs or ()):
            if log not in LOGS[self.engine]:
                yield Violation(
                    ("logs", index),
                    allowed=f"a log of {self.engine}: {', '.join(LOGS[self.engine])}",
                    mend="correct it, or remove it from the list",
                    because=(("engine",),),
                )

    def _reserved_user(self) -> Iterator[Violation]:
        for key in ("master_user", "application_user"):
            if getattr(self, key) in RESERVED_USERS:
                yield Violation(
                    (key,),
                    allowed="a name that no engine keeps for itself",
                    mend=f"choose another name, such as {'dbadmin' if key == 'master_user' else 'app'}",
                )

    def _one_user_for_both(self) -> Iterator[Violation]:
        if self.application_user == self.master_user:
            yield Violation(
                ("application_user",),
                found=f"{self.application_user}, which is the `master_user` too",
                allowed="another user than `master_user`: a user that logs in with IAM tokens has no "
                "password",
                mend="choose another name, such as app",
                because=(("master_user",),),
            )

    def _too_small(self) -> Iterator[Violation]:
        if self.insights == "none" or self.engine == "postgres":
            return
        for key, chosen in (("instance_class", self.instance_class), ("replica_class", self.replica_class)):
            if chosen and _TOO_SMALL_FOR_INSIGHTS.fullmatch(chosen):
                yield Violation(
                    (key,),
                    allowed=f"a larger class: {self.engine} has no insights on micro and small ones",
                    mend="choose db.t4g.medium or larger, or set `insights: none`",
                    because=(("insights",), ("engine",)),
                )

    def _too_short(self) -> Iterator[Violation]:
        daily, weekly = backup_minutes(self.backup_window), maintenance_minutes(self.maintenance_window)
        for key, minutes in (("backup_window", len(daily) // 7), ("maintenance_window", len(weekly))):
            if minutes < SHORTEST or minutes > DAY:
                yield Violation(
                    (key,),
                    found=f"{getattr(self, key)}, {minutes} minutes",
                    allowed=f"a window of {SHORTEST} minutes to 24 hours",
                    mend="write a later end, or an earlier begin",
                )

    def _overlap(self) -> Iterator[Violation]:
        if backup_minutes(self.backup_window) & maintenance_minutes(self.maintenance_window):
            yield Violation(
                ("maintenance_window",),
                found=f"{self.maintenance_window}, during the backup window {self.backup_window}",
                allowed="a time outside `backup_window`, which is every day: RDS refuses an overlap",
                mend="move one of the two",
                because=(("backup_window",),),
            )

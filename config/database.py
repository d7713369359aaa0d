"""The relational database: one writer in the primary region, and its replica in the standby."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from config import database_fields
from config.database_engine import LOGS, PORTS, USUAL_LOGS, VERSIONS, Engine
from config.database_fields import (
    ApplicationUser,
    BackupWindow,
    DatabaseName,
    EngineParameters,
    Insights,
    MaintenanceWindow,
    MasterUser,
    MonitoringInterval,
)
from config.database_storage import DatabaseStorage
from config.model import Allowed, Checks, ConfigModel, Violation, all_different, no_entries

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
    maintenance window, or all of it. A later change is not made by an apply alone: the replica comes first
    (docs/pilot-light.md)."""
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
    name: DatabaseName = "app"
    """Name of the first database inside."""
    master_user: MasterUser = "dbadmin"
    """The user that owns everything. Its password is made by AWS, and is in Secrets Manager alone: in the
    primary region, with a copy in the standby (F23)."""
    application_user: ApplicationUser = None
    """The user as whom the application connects, with IAM tokens instead of a password, in either region. You
    create it once, in the primary (docs/pilot-light.md has the statements); the replica has it then, too.
    Without it, the application's instances may read the secret of `master_user` in their own region."""
    parameters: EngineParameters = Field(default_factory=no_entries)
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
    backup_window: BackupWindow = "03:00-03:30"
    """When backups begin, in UTC, in both regions; at least 30 minutes. Choose quiet hours."""
    maintenance_window: MaintenanceWindow = "sun:04:00-sun:04:30"
    """When RDS may change the instances, in UTC. It must not overlap the backup window."""
    insights: Insights = "standard"
    """Where time goes inside the database (Performance Insights). `standard` keeps 7 days and costs
    nothing; `advanced` keeps 465 days, at a price per processor. AWS takes 7 and multiples of 31 days,
    never 30, and the advanced mode no fewer than 465. The replica has the standard mode in any case: AWS
    takes no other for one."""
    monitoring_interval: MonitoringInterval = 60
    """Seconds between two measurements of the operating system (enhanced monitoring); 0 switches it off."""
    logs: Annotated[
        tuple[str, ...] | None,
        AfterValidator(lambda logs: logs and all_different(logs)),
        Allowed("a list of the engine's logs", "write it like [postgresql], or [error, slowquery]"),
    ] = None
    """Logs that are also kept in CloudWatch. Default: what went wrong and what was slow. An empty list: none.
    What is slow, `parameters` have to say, or nothing is: `log_min_duration_statement` (postgres);
    `slow_query_log: "1"`, `log_output: FILE` and `long_query_time` (mysql, mariadb). `general` takes
    `general_log: "1"` and `log_output: FILE`."""
    deletion_protection: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Neither instance can be deleted while this is true. Set it to false, and apply, before you destroy a
    deployment for good."""
    final_snapshot: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Keep a last snapshot when the primary is deleted. A replica can have none; its automated backups stay.
    A key that is destroyed with the database takes both along after 30 days (docs/pilot-light.md)."""

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
            database_fields.reserved_name(self),
            database_fields.reserved_user(self),
            database_fields.one_user_for_both(self),
            self._too_small(),
            database_fields.too_short(self),
            database_fields.overlap(self),
            database_fields.unencrypted_connections(self),
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

"""Aurora Global Database: one cluster that is written to, and one in the standby region that follows it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config import database_fields
from config.aurora_capacity import Capacity, Provisioned
from config.aurora_engine import EXAMPLES, FORWARDING_SINCE, LOGS, PORTS, USUAL_LOGS, VERSIONS, AuroraEngine
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
from config.model import Allowed, Checks, ConfigModel, Violation, all_different, no_entries

_SWITCH = Allowed("true or false", "write true or false")


class Aurora(ConfigModel):
    """An Aurora Global Database: storage is replicated to the standby region, typically within a second.

    Both clusters are encrypted, each with a key of its own region (F19), and have everything else alike: AWS
    lets a promoted cluster inherit nothing (F22).
    """

    engine: Annotated[
        AuroraEngine,
        Allowed("aurora-postgresql or aurora-mysql", "set `engine: aurora-postgresql`, or aurora-mysql"),
    ]
    """The database engine. A later change rebuilds the database."""
    version: Annotated[
        str,
        Field(pattern=r"^[0-9]+\.[0-9a-z_.]*[0-9]$", max_length=40),
        Allowed(
            'a full version as text in quotes, such as "17.7" or "8.0.mysql_aurora.3.10.3"',
            'write it like "17.7"',
        ),
    ]
    """The engine's full version. A later change upgrades both clusters, by way of the global database. AWS
    upgrades none by itself, and fails over only between clusters of one version."""
    capacity: Capacity = Provisioned(type="provisioned")
    """What the instances can do."""
    instances: Annotated[
        int,
        Field(strict=True, ge=1, le=15),
        Allowed(
            "a whole number from 1 to 15: the writer and up to 14 readers, one fewer than without a standby",
            "set `instances: 2`",
        ),
    ] = 2
    """Instances of the primary's cluster, the writer among them. With one, the loss of its zone takes ten
    minutes instead of one."""
    standby_instances: Annotated[
        int,
        Field(strict=True, ge=0, le=16),
        Allowed("a whole number from 0 to 16", "set `standby_instances: 1`"),
    ] = 1
    """Instances of the standby's cluster. With 0 (headless) its storage follows all the same and costs a
    fraction, but AWS neither fails over nor switches over to it: a person has to make an instance first,
    which takes about ten minutes. In mode `automatic`, which has no person, 0 is refused."""
    name: DatabaseName = "app"
    """Name of the first database inside. A later change does nothing."""
    master_user: MasterUser = "dbadmin"
    """The user that owns everything. Its password is made by AWS, and is in Secrets Manager alone, with a
    copy in the other region (F23): AWS does not manage passwords of global databases itself. A later change
    does nothing."""
    application_user: ApplicationUser = None
    """The user as whom the application connects, with IAM tokens instead of a password, in either region. You
    create it once, in the primary (docs/parts/aurora-global-database.md has the statements); the standby has
    it then, too. Without it, the application's instances may read the secret of `master_user` in their own
    region."""
    parameters: EngineParameters = Field(default_factory=no_entries)
    """Parameters of the cluster, the same in both regions (F22). A later change takes effect at the next
    reboot. Encrypted connections are demanded anyway."""
    instance_parameters: EngineParameters = Field(default_factory=no_entries)
    """Parameters that the engine has for instances alone, the same in both regions. A later change takes
    effect at the next reboot."""
    write_forwarding: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Let the standby's instances take writes and pass them on to the primary, at the price of its distance.
    For an application that serves in both regions; sessions have to ask for it, too (AWS's user guide has
    the settings). It does not make a failover faster."""
    storage: Annotated[
        Literal["standard", "io-optimized"],
        Allowed("standard or io-optimized", "set `storage: standard`"),
    ] = "standard"
    """`standard` pays for each input and output; `io-optimized` costs more per GiB and instance, and nothing
    per input and output: cheaper where these are a quarter of the bill. Terraform does not notice the change
    back to `standard`: make it with `aws rds modify-db-cluster --storage-type aurora`."""
    backup_retention_days: Annotated[
        int,
        Field(strict=True, ge=1, le=35),
        Allowed("a whole number from 1 to 35 (days)", "set `backup_retention_days: 7`"),
    ] = 7
    """Days for which each region keeps automated backups of its own cluster. After a failover AWS keeps the
    old primary's last state for as long, in a snapshot whose name begins rds:unplanned-global-failover."""
    backup_window: BackupWindow = "03:00-03:30"
    """When backups begin, in UTC, in both regions; at least 30 minutes. Choose quiet hours."""
    maintenance_window: MaintenanceWindow = "sun:04:00-sun:04:30"
    """When RDS may change the clusters, in UTC. It must not overlap the backup window. A later change of
    instance class waits for it, and until then every plan shows the change again."""
    insights: Insights = "standard"
    """Where time goes inside the database (Database Insights). `standard` keeps 7 days and costs nothing;
    `advanced` keeps 465 days, at a price per processor."""
    monitoring_interval: MonitoringInterval = 60
    """Seconds between two measurements of the operating system (enhanced monitoring); 0 switches it off."""
    logs: Annotated[
        tuple[str, ...] | None,
        AfterValidator(lambda logs: logs and all_different(logs)),
        Allowed("a list of the engine's logs", "write it like [postgresql], or [error, slowquery]"),
    ] = None
    """Logs that are also kept in CloudWatch. Default: what went wrong and what was slow. An empty list: none.
    Some are empty until a parameter says what to write: `log_min_duration_statement` for what is slow
    (aurora-postgresql); `slow_query_log: "1"` and `general_log: "1"` for those logs, `server_audit_logging:
    "1"` and `server_audit_events` for audit (aurora-mysql)."""
    deletion_protection: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Neither cluster can be deleted while this is true, nor the global database. Set it to false, and apply,
    before you destroy a deployment for good."""
    final_snapshot: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Keep a last snapshot of either cluster, `<cluster>-final`, when it is deleted: after a failover the
    standby's has the data. It is under the cluster's key, which a destroy deletes 30 days later
    (docs/backup.md has the ways to keep it)."""

    @property
    def family(self) -> str:
        """The parameters' family: aurora-postgresql17, aurora-mysql8.0."""
        match = VERSIONS[self.engine].fullmatch(self.version)
        return f"{self.engine}{match['major']}" if match else self.engine

    @property
    def port(self) -> int:
        """The engine's own port."""
        return PORTS[self.engine]

    @property
    def exported_logs(self) -> tuple[str, ...]:
        """What CloudWatch gets."""
        return USUAL_LOGS[self.engine] if self.logs is None else self.logs

    def checks(self) -> Checks:
        """Versions, logs and users that the engine does not take, and windows that overlap."""
        return (
            self._unknown_version(),
            self._unknown_logs(),
            self._cannot_forward(),
            database_fields.reserved_name(self),
            database_fields.reserved_user(self),
            database_fields.one_user_for_both(self),
            database_fields.too_short(self),
            database_fields.overlap(self),
            database_fields.unencrypted_connections(self),
        )

    def _unknown_version(self) -> Iterator[Violation]:
        if not VERSIONS[self.engine].fullmatch(self.version):
            kinds = {
                "aurora-postgresql": "a full version of Aurora PostgreSQL 14 to 18, such as",
                "aurora-mysql": "a full version of Aurora MySQL 8.0 or 8.4, such as",
            }
            yield Violation(
                ("version",),
                allowed=f'{kinds[self.engine]} "{EXAMPLES[self.engine]}"',
                mend="list those there are: aws rds describe-db-engine-versions --engine "
                f"{self.engine} --query 'DBEngineVersions[].EngineVersion'",
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

    def _cannot_forward(self) -> Iterator[Violation]:
        if not self.write_forwarding or self.engine != "aurora-postgresql":
            return
        major, _, minor = self.version.partition(".")
        since = FORWARDING_SINCE.get(major, 0)
        if minor.isdigit() and int(minor) < since:
            yield Violation(
                ("write_forwarding",),
                found=f"true, with version {self.version}",
                allowed=f"false: Aurora PostgreSQL {major} forwards writes from {major}.{since} on",
                mend=f"set `version` to {major}.{since} or later, or remove `write_forwarding`",
                because=(("version",),),
            )

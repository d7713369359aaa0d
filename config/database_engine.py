"""What each database engine is and has on RDS."""

from collections.abc import Mapping
from typing import Literal

Engine = Literal["postgres", "mysql", "mariadb"]

VERSIONS: Mapping[Engine, tuple[str, ...]] = {
    "postgres": ("14", "15", "16", "17", "18"),
    "mysql": ("8.0", "8.4"),
    "mariadb": ("10.6", "10.11", "11.4", "11.8"),
}
"""Major versions, each with a family of parameters. Older ones are out of standard support, or refuse backups
of replicas."""
PORTS: Mapping[Engine, int] = {"postgres": 5432, "mysql": 3306, "mariadb": 3306}
LOGS: Mapping[Engine, tuple[str, ...]] = {
    "postgres": ("postgresql", "upgrade"),
    "mysql": ("error", "general", "slowquery"),
    "mariadb": ("error", "general", "slowquery"),
}
"""What each engine can export to CloudWatch. An audit log takes an option group with a plugin, which nothing
here makes: its export would stay empty."""
USUAL_LOGS: Mapping[Engine, tuple[str, ...]] = {
    "postgres": ("postgresql", "upgrade"),
    "mysql": ("error", "slowquery"),
    "mariadb": ("error", "slowquery"),
}
RESERVED_USERS = ("admin", "administrator", "master", "postgres", "rdsadmin", "rds_superuser", "root", "user")
_RESERVED = (
    "information_schema innodb mysql performance_schema postgres rdsadmin sys template0 template1 "
    "all and as asc both by case check collate column constraint create cross current_date current_time "
    "current_timestamp current_user database databases default delete desc distinct drop else except false "
    "fetch for foreign from grant group having in index inner insert intersect into is join key keys leading "
    "left like limit natural not null on or order outer primary references right schema schemas select table "
    "then to trailing true union unique update user using values when where window with"
)
RESERVED_NAMES = frozenset(_RESERVED.split())
"""What engines keep for themselves, and words of SQL: RDS refuses a database of such a name."""
RESERVED_BEGINNING = "pg_"
"""PostgreSQL keeps every role that begins so for itself."""

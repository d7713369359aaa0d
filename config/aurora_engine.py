"""What each Aurora engine is and has as a global database."""

import re
from collections.abc import Mapping
from typing import Literal

AuroraEngine = Literal["aurora-postgresql", "aurora-mysql"]

VERSIONS: Mapping[AuroraEngine, re.Pattern[str]] = {
    "aurora-postgresql": re.compile(r"(?P<major>1[4-8])\.[0-9]+"),
    "aurora-mysql": re.compile(r"(?P<major>8\.[04])\.mysql_aurora\.[0-9]+\.[0-9]+\.[0-9]+"),
}
"""Full versions alone. Automatic minor upgrades do nothing in a global database, and AWS fails over only
between clusters whose major and minor versions are the same: nobody but the file may choose them. Older
majors are out of standard support."""
EXAMPLES: Mapping[AuroraEngine, str] = {
    "aurora-postgresql": "17.7",
    "aurora-mysql": "8.0.mysql_aurora.3.10.3",
}
PORTS: Mapping[AuroraEngine, int] = {"aurora-postgresql": 5432, "aurora-mysql": 3306}
LOGS: Mapping[AuroraEngine, tuple[str, ...]] = {
    "aurora-postgresql": ("postgresql", "iam-db-auth-error", "instance"),
    "aurora-mysql": ("audit", "error", "general", "slowquery", "iam-db-auth-error", "instance"),
}
"""What each engine can export to CloudWatch."""
USUAL_LOGS: Mapping[AuroraEngine, tuple[str, ...]] = {
    "aurora-postgresql": ("postgresql",),
    "aurora-mysql": ("error", "slowquery"),
}
ENCRYPTED_CONNECTIONS: Mapping[AuroraEngine, Mapping[str, str]] = {
    "aurora-postgresql": {"rds.force_ssl": "1"},
    "aurora-mysql": {"require_secure_transport": "ON"},
}
"""Parameters of the cluster, not of its instances."""
FORWARDING_SINCE: Mapping[str, int] = {"14": 9, "15": 4}
"""The first minor version of Aurora PostgreSQL that forwards writes; later majors all do, and so does every
Aurora MySQL from 8.0 on."""

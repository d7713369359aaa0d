"""Every rule, one to a module, in the order in which they are told."""

from guard.rule import Rule
from guard.rules.database_demoted import DATABASE_DEMOTED
from guard.rules.database_destroyed import DATABASE_DESTROYED
from guard.rules.database_key_destroyed import DATABASE_KEY_DESTROYED
from guard.rules.database_promoted import DATABASE_PROMOTED
from guard.rules.database_recreated import DATABASE_RECREATED
from guard.rules.database_unprotected import DATABASE_UNPROTECTED
from guard.rules.engine_downgraded import ENGINE_DOWNGRADED
from guard.rules.failover_record_changed import FAILOVER_RECORD_CHANGED
from guard.rules.global_cluster_detached import GLOBAL_CLUSTER_DETACHED
from guard.rules.group_shrunk import GROUP_SHRUNK
from guard.rules.takeover_dismantled import TAKEOVER_DISMANTLED
from guard.rules.takeover_switched import TAKEOVER_SWITCHED

RULES: tuple[Rule, ...] = (
    DATABASE_DESTROYED,
    DATABASE_RECREATED,
    DATABASE_DEMOTED,
    DATABASE_PROMOTED,
    DATABASE_UNPROTECTED,
    DATABASE_KEY_DESTROYED,
    ENGINE_DOWNGRADED,
    GLOBAL_CLUSTER_DETACHED,
    GROUP_SHRUNK,
    FAILOVER_RECORD_CHANGED,
    TAKEOVER_SWITCHED,
    TAKEOVER_DISMANTLED,
)

"""Which kind of database the settings name."""

from __future__ import annotations

from .aws import Aws
from .database import Database
from .global_cluster import GlobalCluster
from .read_replica import ReadReplica
from .settings import GlobalClusterSettings, Settings


def database(aws: Aws, settings: Settings) -> Database:
    """The database of these settings; `aws` is the standby region's API."""
    wanted = settings.database
    if isinstance(wanted, GlobalClusterSettings):
        return GlobalCluster(aws, wanted, primary_region=settings.primary_region)
    return ReadReplica(aws, wanted.identifier)

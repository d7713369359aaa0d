"""An Aurora Global Database: a cluster in the primary region, and one in the standby that follows it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.rds_global_cluster import RdsGlobalCluster
from constructs import Construct

from config.aurora import Aurora
from constructs_lib.database.application_rights import login_statements
from constructs_lib.database.cluster import Cluster, FirstWriter, Follower
from constructs_lib.database.credentials import MasterCredentials
from constructs_lib.database.key import DatabaseKey
from constructs_lib.database.names import global_identifier
from constructs_lib.failover.database_step import GlobalClusterStep
from constructs_lib.iam.policy import Statement
from constructs_lib.monitoring.kinds.aurora_cluster import WatchedSecondaryCluster
from constructs_lib.monitoring.kinds.db_instance import WatchedDbInstance
from constructs_lib.monitoring.watched import Watched
from constructs_lib.network.tier_record import TieredNetworkRecord
from constructs_lib.providers import RegionScope


class GlobalDatabase(Construct):
    """`aws_rds_global_cluster`, a `Cluster` and a `DatabaseKey` in each region, and `MasterCredentials` for
    both.

    The global database is made empty; the primary's cluster joins it, gets its instances, and then the
    standby's joins. A destroy goes the other way. Everything of a region is below the region's name, whatever
    its part: when the regions change places, no address changes.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        primary: RegionScope,
        standby: RegionScope,
        secret_home: RegionScope,
        networks: Mapping[str, TieredNetworkRecord],
        database: Aurora,
        log_retention_days: int,
        cluster_tags: Mapping[str, str] = MappingProxyType({}),
        continuous_backup: bool = False,
    ) -> None:
        """`networks` by region. `secret_home` is the one of the two that has what there is only one of: the
        secret itself, not the copy, and the global database in Terraform's eyes. It must not follow the
        roles, or an exchange of them would make another secret, with another password. At the first apply let
        it be the primary: whether a cluster can join an empty global database that was made in another
        region, AWS does not say. `cluster_tags` are on both clusters, so that backups find them;
        `continuous_backup`: AWS Backup makes continuous ones of them, and sets when backups begin.
        """
        super().__init__(scope, id_)
        self._database, self._networks = database, networks
        self._primary, self._standby = primary, standby
        self._log_retention_days = log_retention_days
        self._cluster_tags, self._continuous_backup = cluster_tags, continuous_backup
        self._places = {region.name: Construct(self, region.name) for region in (primary, standby)}
        self._keys = {
            region.name: DatabaseKey(self._places[region.name], "key", region=region)
            for region in (primary, standby)
        }
        copy = next(region for region in (primary, standby) if region.name != secret_home.name)
        # A key that is made may come later than the secret, where each region has a state of its own.
        later = secret_home.stands_alone and not copy.existing.database_key_arn
        credentials = MasterCredentials(
            self,
            "credentials",
            region=secret_home,
            copy_region=copy.name,
            key_arn=self._keys[secret_home.name].arn,
            copy_key_arn=None if later else self._keys[copy.name].arn,
            database=database,
            reader=primary,
        )
        self.global_identifier: str = global_identifier(secret_home.naming)
        whole = RdsGlobalCluster(
            self,
            "global",
            provider=secret_home.provider,
            global_cluster_identifier=self.global_identifier,
            engine=database.engine,
            engine_version=database.version,
            database_name=database.name,
            storage_encrypted=True,
            deletion_protection=database.deletion_protection,
            tags=secret_home.tags(),
            # Set once, as on the clusters.
            lifecycle=TerraformResourceLifecycle(ignore_changes=["database_name"]),
        )
        writer = self._cluster(primary, FirstWriter(password=credentials.password), [whole])
        # AWS takes a second cluster once the first has an instance. With exchanged roles both are there; and
        # of two regions with a state each, which have an order, only one can wait for the other (F29).
        exchanged = primary.stands_alone and primary.name != secret_home.name
        follower = self._cluster(
            standby,
            Follower(source_region=primary.name),
            [] if exchanged else [writer.joined, *writer.instances],
        )
        self.clusters: Mapping[str, Cluster] = {primary.name: writer, standby.name: follower}
        """By region."""

    def _cluster(
        self, region: RegionScope, part: FirstWriter | Follower, after: Sequence[ITerraformDependable]
    ) -> Cluster:
        return Cluster(
            self._places[region.name],
            "cluster",
            region=region,
            network=self._networks[region.name],
            database=self._database,
            key_arn=self._keys[region.name].arn,
            log_retention_days=self._log_retention_days,
            part=part,
            after=after,
            tags=self._cluster_tags,
            continuous_backup=self._continuous_backup,
        )

    @property
    def failover_step(self) -> GlobalClusterStep:
        """What the controller in the standby region does with it."""
        return GlobalClusterStep(
            identifier=self.clusters[self._standby.name].record.identifier,
            global_cluster=self.global_identifier,
            primary_region=self._primary.name,
            primary_identifier=self.clusters[self._primary.name].record.identifier,
        )

    def login_statements(self, region: RegionScope) -> list[Statement]:
        """What the application's instances of a region need to log in to that region's cluster."""
        return login_statements(
            region,
            application_user=self._database.application_user,
            resource_id=self.clusters[region.name].record.resource_id,
            key_arn=self._keys[region.name].arn,
        )

    def watched(self, region: str, *, rpo_seconds: int) -> Sequence[Watched]:
        """A region's instances; in the standby also how far its cluster is behind, against what may be
        lost."""
        cluster = self.clusters[region]
        found: list[Watched] = [
            WatchedDbInstance(what=f"database-{number + 1}", identifier=identifier)
            for number, identifier in enumerate(cluster.instance_identifiers)
        ]
        if region == self._standby.name:
            found.append(
                WatchedSecondaryCluster(
                    what="database",
                    identifier=cluster.record.identifier,
                    source_region=self._primary.name,
                    rpo_seconds=rpo_seconds,
                )
            )
        return found

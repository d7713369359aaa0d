"""A writer in the primary region and its replica in the standby."""

from collections.abc import Mapping

from constructs import Construct

from config.database import Database
from constructs_lib.database.application_rights import login_statements
from constructs_lib.database.credentials import MasterCredentials
from constructs_lib.database.instance import Instance, ReplicaOf, Writer
from constructs_lib.database.key import DatabaseKey
from constructs_lib.iam.policy import Statement
from constructs_lib.network.tier_record import TieredNetworkRecord
from constructs_lib.providers import RegionScope


class ReplicatedDatabase(Construct):
    """An `Instance` and a `DatabaseKey` in each region, and the `MasterCredentials` of both.

    Everything of a region is below the region's name, whatever its part: when the regions change places, no
    address changes.
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
        database: Database,
        log_retention_days: int,
    ) -> None:
        """`networks` by region. `secret_home` is the one of the two that has the secret itself, not the
        copy: it must not follow the roles, or an exchange of them would make another secret, with another
        password.
        """
        super().__init__(scope, id_)
        self._database, self._networks = database, networks
        self._log_retention_days = log_retention_days
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
        self.writer = self._instance(primary, Writer(password=credentials.password))
        self.replica = self._instance(standby, ReplicaOf(source_arn=self.writer.record.arn))
        self.instances: Mapping[str, Instance] = {primary.name: self.writer, standby.name: self.replica}
        """By region."""

    def _instance(self, region: RegionScope, part: Writer | ReplicaOf) -> Instance:
        return Instance(
            self._places[region.name],
            "instance",
            region=region,
            network=self._networks[region.name],
            database=self._database,
            key_arn=self._keys[region.name].arn,
            log_retention_days=self._log_retention_days,
            part=part,
        )

    def login_statements(self, region: RegionScope) -> list[Statement]:
        """What the application's instances of a region need to log in to that region's instance."""
        return login_statements(
            region,
            application_user=self._database.application_user,
            resource_id=self.instances[region.name].record.resource_id,
            key_arn=self._keys[region.name].arn,
        )

"""What has to be there before any state can be kept in S3: the buckets, and a table for old locks."""

from cdktf import LocalBackend, TerraformOutput, TerraformResourceLifecycle, TerraformStack
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTablePointInTimeRecovery,
)
from constructs import Construct

from config.providers import ProviderSettings
from config.regions import Region
from config.state import S3State
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers, RegionScope
from constructs_lib.state_backend import use_state
from constructs_lib.storage.state_bucket import StateBucket, StateCopy


class StateBootstrapStack(TerraformStack):
    """The state's bucket, its copy in another region, and the lock table where one is named.

    Its own state begins as a local file, since there is no bucket yet, and can move in when there is.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        naming: Naming,
        state: S3State,
        replica_region: str,
        moved_in: bool,
        permissions_boundary: str | None = None,
    ) -> None:
        """`moved_in`: its own state is in the bucket. `permissions_boundary`: of the state's account."""
        super().__init__(scope, id_)
        if moved_in:
            use_state(self, name=id_, state=state.model_copy(update={"key": None}))
        else:
            LocalBackend(self, path=f"../../../terraform.{id_}.tfstate")
        providers = Providers(
            self,
            naming=naming,
            tags={},
            settings=ProviderSettings(profile=state.profile, assume_role=state.assume_role),
            permissions_boundary=permissions_boundary,
        )
        region = providers.region(Region(name=state.region, role="primary"))
        bucket = StateBucket(self, "states", region=region, name=state.bucket, key_arn=state.kms_key_id)
        copy = StateBucket(
            self,
            "copies",
            region=providers.region(Region(name=replica_region, role="standby")),
            name=state.copy_bucket,
            key_arn=state.replica_kms_key_id,
        )
        StateCopy(self, "copying", region=region, source=bucket.record, copy=copy.record)
        if state.dynamodb_table:
            self._lock_table(region, state.dynamodb_table)
        outputs = {"bucket": bucket.record.name, "copy": copy.record.name}
        for name, value in outputs.items():
            TerraformOutput(self, name, value=value)

    def _lock_table(self, region: RegionScope, name: str) -> None:
        """The one attribute is Terraform's own choice."""
        DynamodbTable(
            self,
            "locks",
            provider=region.provider,
            name=name,
            billing_mode="PAY_PER_REQUEST",
            hash_key="LockID",
            attribute=[DynamodbTableAttribute(name="LockID", type="S")],
            point_in_time_recovery=DynamodbTablePointInTimeRecovery(enabled=True),
            deletion_protection_enabled=True,
            tags=region.tags(),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )

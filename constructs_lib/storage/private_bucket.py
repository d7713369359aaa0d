"""What every bucket has in common: nobody but the account gets in, and nothing is stored in plain text."""

from cdktf import ITerraformDependable, TerraformResourceLifecycle, Token
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import (
    S3BucketOwnershipControls,
    S3BucketOwnershipControlsRule,
)
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import (
    S3BucketVersioningA,
    S3BucketVersioningVersioningConfiguration,
)
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.providers import RegionScope

ACCOUNT_ID_LENGTH = 12
LONGEST_NAME = 63


def bucket_name(region: RegionScope, *what: str) -> str:
    """`<deployment>-<environment>-<region>[-<what>]-<account id>`, within S3's 63 characters.

    Bucket names are the whole world's: the account keeps two users' deployments of one name apart.
    """
    own = region.naming.name(region.name, *what, limit=LONGEST_NAME - ACCOUNT_ID_LENGTH - 1)
    return f"{own}-{region.account_id}"


def tls_only(bucket_arn: str) -> Statement:
    """Refuses everybody who does not come over TLS."""
    return Statement(
        sid="TlsOnly",
        effect="Deny",
        actions=["s3:*"],
        resources=[bucket_arn, f"{bucket_arn}/*"],
        principals="*",
        conditions={"Bool": {"aws:SecureTransport": "false"}},
    )


class PrivateBucket(Construct):
    """`aws_s3_bucket` with its ownership, public-access block, encryption and, if asked, versioning.

    Access lists are switched off: policies alone say who may do what.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        what: tuple[str, ...] = (),
        versioned: bool = False,
        locked: bool = False,
        key_arn: str | None = None,
        destroy_with_contents: bool = False,
        name: str | None = None,
        kept: bool = False,
    ) -> None:
        """`what` are the last parts of its name, unless `name` is all of it. `key_arn`: a KMS key of the
        region, otherwise S3's own. Terraform refuses to destroy a `kept` one.

        `locked` buckets can hold objects that cannot be deleted; that cannot be switched on later.
        """
        super().__init__(scope, id_)
        self._provider = region.provider
        bucket = S3Bucket(
            self,
            "bucket",
            provider=region.provider,
            bucket=name or bucket_name(region, *what),
            force_destroy=destroy_with_contents,
            object_lock_enabled=locked or None,
            tags=region.tags(),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True) if kept else None,
        )
        self.name: str = bucket.bucket
        self.arn: str = bucket.arn
        ownership = S3BucketOwnershipControls(
            self,
            "ownership",
            provider=region.provider,
            bucket=self.name,
            rule=S3BucketOwnershipControlsRule(object_ownership="BucketOwnerEnforced"),
        )
        private = S3BucketPublicAccessBlock(
            self,
            "private",
            provider=region.provider,
            bucket=self.name,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            # S3 refuses two changes of a bucket's access at once.
            depends_on=[ownership],
        )
        self._access_settled: list[ITerraformDependable] = [ownership, private]
        self._encrypt(key_arn)
        self.versioned_name: str = self._versioned() if versioned else self.name
        """The name, once its versions are kept: whoever needs versioning waits for it by using this."""

    def _encrypt(self, key_arn: str | None) -> None:
        default = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
            sse_algorithm="aws:kms" if key_arn else "AES256", kms_master_key_id=key_arn
        )
        S3BucketServerSideEncryptionConfigurationA(
            self,
            "encryption",
            provider=self._provider,
            bucket=self.name,
            rule=[
                S3BucketServerSideEncryptionConfigurationRuleA(
                    apply_server_side_encryption_by_default=default,
                    # One key for many objects: KMS is asked, and paid, far less often.
                    bucket_key_enabled=True if key_arn else None,
                )
            ],
        )

    def _versioned(self) -> str:
        versioning = S3BucketVersioningA(
            self,
            "versioning",
            provider=self._provider,
            bucket=self.name,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
        )
        return Token.as_string(versioning.bucket)

    def allow(self, *statements: Statement) -> ITerraformDependable:
        """Writes the bucket's policy, once: TLS for everybody, and these statements."""
        return S3BucketPolicy(
            self,
            "policy",
            provider=self._provider,
            bucket=self.name,
            policy=policy_document(tls_only(self.arn), *statements),
            depends_on=self._access_settled,
        )

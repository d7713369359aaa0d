"""The master user's password: made by AWS, kept in Secrets Manager in both regions, and nowhere else."""

from cdktf import TerraformResourceLifecycle, TerraformStack
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret, SecretsmanagerSecretReplica
from cdktf_cdktf_provider_aws.secretsmanager_secret_version import SecretsmanagerSecretVersion
from constructs import Construct

from config.aurora import Aurora
from config.database import Database
from constructs_lib.database.names import secret_name
from constructs_lib.providers import RegionScope

PASSWORD_LENGTH = 40
"""MySQL and MariaDB take no more than 41 characters."""
RECOVERY_DAYS = 30
TERRAFORM_VERSIONS = ">= 1.11.0"
"""Write-only arguments came with 1.11, in Terraform as in OpenTofu."""


class MasterCredentials(Construct):
    """`aws_secretsmanager_secret` with a copy in the other region, and its
    `aws_secretsmanager_secret_version`.

    RDS cannot manage the password itself: it refuses read replicas of an instance whose password it manages
    (but for SQL Server), and clusters of a global database; and its secret would be in the primary region
    alone (F23). So the password is an
    ephemeral value that goes into the secret once, and from the secret into the database: both take it as a
    write-only argument, and neither state nor plan ever holds it. The database reads it back from the secret,
    and not from where it was made, because a second attempt after a failed apply makes another one.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        copy_region: str,
        key_arn: str,
        copy_key_arn: str | None,
        database: Database | Aurora,
        reader: RegionScope | None = None,
    ) -> None:
        """`copy_region` gets the copy, encrypted with that region's own key (F19).

        No such key where each region has a state of its own: the copy's region may come later than the
        secret. AWS then takes its own key there, and what a copy has already is left alone. `reader` is the
        region that writes the password into a database, where that is not the secret's own.
        """
        super().__init__(scope, id_)
        secret = SecretsmanagerSecret(
            self,
            "secret",
            provider=region.provider,
            name=secret_name(region.naming),
            description=f"Master user of the database of {region.naming.name()}",
            kms_key_id=key_arn,
            recovery_window_in_days=RECOVERY_DAYS,
            replica=[SecretsmanagerSecretReplica(region=copy_region, kms_key_id=copy_key_arn)],
            tags=region.tags(),
            lifecycle=None if copy_key_arn else TerraformResourceLifecycle(ignore_changes=["replica"]),
        )
        name = "database_password"
        self._ephemeral(
            "aws_secretsmanager_random_password",
            name,
            region,
            {"password_length": PASSWORD_LENGTH, "exclude_punctuation": True},
        )
        fields = {
            "username": f'"{database.master_user}"',
            "password": f"ephemeral.aws_secretsmanager_random_password.{name}.random_password",
            "engine": f'"{database.engine}"',
            "port": str(database.port),
            "dbname": f'"{database.name}"',
        }
        content = ", ".join(f"{key} = {value}" for key, value in fields.items())
        version = SecretsmanagerSecretVersion(
            self,
            "version",
            provider=region.provider,
            secret_id=secret.id,
            secret_string_wo=f"${{jsonencode({{{content}}})}}",
            secret_string_wo_version=1,
        )
        elsewhere = reader is not None and reader.stands_alone and reader.name != region.name
        self._ephemeral(
            "aws_secretsmanager_secret_version",
            name,
            reader if reader and elsewhere else region,
            {
                # By an attribute of the version's: before it there is nothing to read. A copy has the name.
                "secret_id": secret_name(region.naming) if elsewhere else version.secret_id,
                "version_stage": "AWSCURRENT",
            },
        )
        self.arn: str = secret.arn
        """The secret itself, not the copy."""
        self.password: str = (
            "${jsondecode(ephemeral.aws_secretsmanager_secret_version."  # an expression, no password
            f'{name}.secret_string)["password"]}}'
        )
        """Ephemeral: for write-only arguments alone."""

    def _ephemeral(self, type_: str, name: str, region: RegionScope, arguments: dict[str, object]) -> None:
        """An ephemeral resource, which CDKTF 0.21 has no class for."""
        stack = TerraformStack.of(self)
        stack.add_override(f"ephemeral.{type_}.{name}", {"provider": region.provider.fqn, **arguments})
        stack.add_override("terraform.required_version", TERRAFORM_VERSIONS)

"""The secret by which load balancers know the edge."""

from cdktf import TerraformResourceLifecycle, TerraformStack
from cdktf_cdktf_provider_aws.data_aws_secretsmanager_secret_version import DataAwsSecretsmanagerSecretVersion
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret
from cdktf_cdktf_provider_aws.secretsmanager_secret_version import SecretsmanagerSecretVersion
from constructs import Construct

from constructs_lib.providers import RegionScope

LENGTH = 64
"""Letters and digits; load balancers compare without regard to case."""
FIRST = "FIRST"
"""A label that stays on the value that Terraform made. A version without any is one that Secrets Manager may
throw away; Terraform would then make another, and with it another current value."""
TERRAFORM_VERSIONS = ">= 1.11.0"
"""Write-only arguments came with 1.11, in Terraform as in OpenTofu."""


class OriginHeader(Construct):
    """`aws_secretsmanager_secret` in us-east-1 and its first `aws_secretsmanager_secret_version`.

    In us-east-1, because CloudFront is controlled from there (F17): without it no rotation could end. It does
    not move when regions change their roles, and no failover needs it: what was set stays set.

    The first value is ephemeral and write-only. What the distribution sends is another matter: its argument
    has no such form, and CloudFront shows it to every refresh. So it is read back from the secret, the
    current value at each plan, and no plan ever proposes an old one.
    """

    def __init__(self, scope: Construct, id_: str, *, edge: RegionScope) -> None:
        super().__init__(scope, id_)
        secret = SecretsmanagerSecret(
            self,
            "secret",
            provider=edge.provider,
            name=f"holdfast/{edge.naming.name()}/origin-header",
            description=f"By which the load balancers of {edge.naming.name()} know the edge",
            # Worth nothing without its distribution, and a deployment made anew needs the name.
            recovery_window_in_days=0,
            tags=edge.tags(),
        )
        name = "origin_header"
        stack = TerraformStack.of(self)
        # CDKTF 0.21 has no class for ephemeral resources.
        stack.add_override(
            f"ephemeral.aws_secretsmanager_random_password.{name}",
            {"provider": edge.provider.fqn, "password_length": LENGTH, "exclude_punctuation": True},
        )
        stack.add_override("terraform.required_version", TERRAFORM_VERSIONS)
        version = SecretsmanagerSecretVersion(
            self,
            "first",
            provider=edge.provider,
            secret_id=secret.id,
            secret_string_wo=f"${{ephemeral.aws_secretsmanager_random_password.{name}.random_password}}",
            secret_string_wo_version=1,
            version_stages=["AWSCURRENT", FIRST],
            # A rotation moves AWSCURRENT on, and no apply may take it back.
            lifecycle=TerraformResourceLifecycle(ignore_changes=["version_stages"]),
        )
        current = DataAwsSecretsmanagerSecretVersion(
            self,
            "current",
            provider=edge.provider,
            # By an attribute of the version's: before it there is nothing to read.
            secret_id=version.secret_id,
            version_stage="AWSCURRENT",
        )
        self.arn: str = secret.arn
        self.value: str = current.secret_string
        """The current value. Sensitive."""

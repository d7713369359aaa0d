"""As whom AWS Backup acts."""

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from constructs import Construct

from constructs_lib.iam.policy import Statement
from constructs_lib.iam.role import service_role
from constructs_lib.providers import PARTITION, RegionScope

BACK_UP = "AWSBackupServiceRolePolicyForBackup"
RESTORE = "AWSBackupServiceRolePolicyForRestores"


class BackupRole(Construct):
    """`aws_iam_role` with one of AWS's own policies for AWS Backup.

    AWS's, because it follows what the service needs from year to year: a backup that fails for a missing
    right is found out when it is wanted. Two roles, because who makes backups need not restore any.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, what: str, does: str, policy: str
    ) -> None:
        """`what` ends the role's name, `does` its description; `policy` is `BACK_UP` or `RESTORE`."""
        super().__init__(scope, id_)
        name = region.naming.name(region.name, what)
        role = service_role(
            self,
            region=region,
            name=name,
            description=f"Lets AWS Backup {does} of {region.naming.name()} in {region.name}",
            trust=Statement(
                sid="BackupAssumes",
                actions=["sts:AssumeRole"],
                principals={"Service": ["backup.amazonaws.com"]},
            ),
        )
        self.arn: str = role.arn
        self.named_arn = f"arn:{PARTITION}:iam::{region.account_id}:role/{name}"
        """The same, written by name."""
        self.rights: ITerraformDependable = IamRolePolicyAttachment(
            self,
            "rights",
            provider=region.provider,
            role=role.name,
            policy_arn=f"arn:{PARTITION}:iam::aws:policy/service-role/{policy}",
        )
        """What has to be there before it is used."""

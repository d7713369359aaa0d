"""What the application's instances may do to log in to the database of their own region."""

from constructs_lib.database.names import secret_name
from constructs_lib.iam.policy import Statement
from constructs_lib.providers import RegionScope


def login_statements(
    region: RegionScope, *, application_user: str | None, resource_id: str, key_arn: str
) -> list[Statement]:
    """A token for `application_user`, or the region's own copy of the master user's secret.

    `resource_id` is by what IAM knows the region's instance or cluster; `key_arn` is its key.

    Both work in either region without asking the other: tokens are signed where they are used, and the copy
    stays readable when the original's region is gone (F23).
    """
    if application_user:
        return [
            Statement(
                sid="LogInToDatabase",
                actions=["rds-db:connect"],
                resources=[region.arn("rds-db", f"dbuser:{resource_id}/{application_user}")],
            )
        ]
    return [
        Statement(
            sid="ReadDatabaseSecret",
            actions=["secretsmanager:GetSecretValue"],
            # AWS ends a secret's ARN in six characters of its own, the same in every region.
            resources=[region.arn("secretsmanager", f"secret:{secret_name(region.naming)}-??????")],
        ),
        Statement(
            sid="DecryptDatabaseSecret",
            actions=["kms:Decrypt"],
            resources=[key_arn],
            conditions={"StringEquals": {"kms:ViaService": f"secretsmanager.{region.name}.amazonaws.com"}},
        ),
    ]

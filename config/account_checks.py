"""Checks of the rights in `providers` and `iam` against the deployment that they are for."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from config.any_deployment import AnyDeployment
from config.arn import account_of
from config.iam import Iam
from config.model import Checks, KeyPath, Violation
from config.monitoring import HEALTH_BACKUP_REGION
from config.providers import ProviderSettings
from config.tags import RESERVED_TAGS

GLOBAL_REGION = "us-east-1"
"""The region of what is global; every deployment has a provider there."""


class Deployment(AnyDeployment, Protocol):
    """Any system, as far as it is read here."""

    @property
    def tags(self) -> Mapping[str, str]:
        """The user's own."""

    @property
    def providers(self) -> ProviderSettings:
        """The rights."""

    @property
    def iam(self) -> Iam:
        """The rules for roles."""


def checks(deployment: Deployment) -> Checks:
    """All of this file's."""
    return (_foreign_regions(deployment), _ignored_tags(deployment), _foreign_boundary(deployment))


def _foreign_regions(deployment: Deployment) -> Iterator[Violation]:
    known = regions_with_providers(deployment)
    for name in deployment.providers.regions:
        if name not in known:
            yield Violation(
                ("providers", "regions", name),
                found=f"rights in {name}",
                allowed=f"the regions in which something is made: {', '.join(known)}",
                mend="remove it, or correct the region",
                because=region_names(deployment),
            )


def _ignored_tags(deployment: Deployment) -> Iterator[Violation]:
    ignored = deployment.providers.ignore_tags
    ours = [*RESERVED_TAGS, *deployment.tags]
    hidden = [key for key in ours if ignored.ignores(key)]
    if hidden:
        by_key = any(key in ignored.keys for key in hidden)
        yield Violation(
            ("providers", "ignore_tags", "keys" if by_key else "key_prefixes"),
            found=f"{' and '.join(hidden)}, which the deployment sets itself",
            allowed="tags that only others set: an ignored tag is never written",
            mend="remove it from the list, or from `tags`",
            because=(("tags",),),
        )


def _foreign_boundary(deployment: Deployment) -> Iterator[Violation]:
    boundary, role = deployment.iam.permissions_boundary, deployment.providers.assume_role
    if not boundary or not role or not role.knows("role_arn") or account_of(boundary) == "aws":
        return
    if account_of(boundary) != account_of(role.role_arn):
        yield Violation(
            ("iam", "permissions_boundary"),
            found=f"a policy of account {account_of(boundary)}",
            allowed=f"a policy of account {account_of(role.role_arn)}, in which the roles are made, or one "
            "of AWS's own",
            mend="copy the ARN of the policy in that account",
            because=(("providers", "assume_role", "role_arn"),),
        )


def regions_with_providers(deployment: Deployment) -> tuple[str, ...]:
    """The deployment's own, us-east-1 for what is global, and us-west-2 for what AWS Health tells there."""
    names = [region.name for region in deployment.regions if region.knows("name")]
    backup = [HEALTH_BACKUP_REGION] if deployment.monitoring.hears_backup(names) else []
    return tuple(dict.fromkeys([*names, GLOBAL_REGION, *backup]))


def region_names(deployment: Deployment) -> tuple[KeyPath, ...]:
    """Where the regions' names stand."""
    return tuple(("regions", index, "name") for index in range(len(deployment.regions)))

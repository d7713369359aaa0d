"""What `providers` in a deployment's file adds to a provider block."""

from typing import Any

from cdktf_cdktf_provider_aws.provider import AwsProviderAssumeRole, AwsProviderIgnoreTags

from config.providers import IgnoredTags, ProviderSettings
from config.rights import AssumeRole, Rights


def region_arguments(settings: ProviderSettings, region: str) -> dict[str, Any]:
    """Of a region's provider: nothing where the settings say nothing."""
    return _arguments(settings, settings.rights(region), settings.allowed_account_ids)


def dns_arguments(settings: ProviderSettings, rights: Rights) -> dict[str, Any]:
    """Of the provider of hosted zones in another account."""
    return _arguments(settings, rights, settings.dns.allowed_account_ids if settings.dns else ())


def _arguments(settings: ProviderSettings, rights: Rights, allowed: tuple[str, ...]) -> dict[str, Any]:
    every = {
        "profile": rights.profile,
        "assume_role": rights.assume_role and [_assumed(rights.assume_role)],
        "allowed_account_ids": list(allowed),
        # The provider takes one of the two lists.
        "forbidden_account_ids": [] if allowed else list(settings.forbidden_account_ids),
        "ignore_tags": _ignored(settings.ignore_tags),
        "retry_mode": settings.retry_mode,
        "max_retries": settings.max_retries,
    }
    return {name: value for name, value in every.items() if value}


def _assumed(role: AssumeRole) -> AwsProviderAssumeRole:
    return AwsProviderAssumeRole(
        role_arn=role.role_arn,
        external_id=role.external_id,
        session_name=role.session_name,
        duration=role.duration,
    )


def _ignored(tags: IgnoredTags) -> list[AwsProviderIgnoreTags]:
    if not tags.keys and not tags.key_prefixes:
        return []
    return [AwsProviderIgnoreTags(keys=list(tags.keys) or None, key_prefixes=list(tags.key_prefixes) or None)]

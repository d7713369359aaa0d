"""One aliased AWS provider per region, bound to what a construct needs to know of the region."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderDefaultTags

from config.existing import Existing as ExistingConfig
from config.partitions import PARTITION as PARTITION  # constructs write ARNs of it
from config.providers import ProviderSettings
from config.regions import Region
from constructs_lib.existing import NOTHING, Existing
from constructs_lib.naming import Naming
from constructs_lib.provider_settings import dns_arguments, region_arguments

GLOBAL_EDGE_REGION = "us-east-1"
"""Where AWS keeps what is global: Route 53 metrics, CloudFront certificates and web ACLs (F14, F17)."""

GLOBAL = "global"
"""Region and role of what belongs to no region of the deployment, in tags."""

EDGE_ALIAS = "global"
"""The alias of the global edge's own provider, where it has one."""

DNS_ALIAS = "dns"
"""The alias of the provider of hosted zones that are in another account."""

AS_THE_ENVIRONMENT_SAYS = ProviderSettings()

TERRAFORM_VERSIONS = ">= 1.10.0"
"""The S3 backend's own lock came with 1.10 (F30). OpenTofu counts its versions alike."""

AWS_PROVIDER_VERSIONS = ">= 5.100.0, < 7.0.0"
"""The bindings know 6.25; only arguments that 5.100 knows too are used."""


@dataclass(frozen=True, kw_only=True)
class RegionScope:
    """A region of a deployment: its provider, its names, its account. What a construct receives."""

    name: str
    provider: AwsProvider
    naming: Naming
    account_id: str
    """A token, read through this region's own provider, so that no plan needs another region (F29)."""
    own_tags: Mapping[str, str] = field(default_factory=dict)
    """Tags beside, and stronger than, the provider's default tags."""
    stands_alone: bool = False
    """Whether each region's resources, and the global ones, have a state of their own (F29): then nothing in
    a region may wait for another region or for what is global."""
    permissions_boundary: str | None = None
    """ARN of the policy that bounds every role (`constructs_lib.iam.role`)."""
    existing: Existing = NOTHING
    """What is there already in the region and is used instead of something new."""

    def tags(self, **tags: str) -> dict[str, str]:
        """Tags for one resource: this scope's own and `tags`. The provider adds its defaults."""
        return {**self.own_tags, **tags}

    def arn(self, service: str, resource: str) -> str:
        """The ARN of a named resource in this region and account, written without reading it (F31)."""
        return f"arn:{PARTITION}:{service}:{self.name}:{self.account_id}:{resource}"


class Providers:
    """The providers of one stack: one per region, the global edge's where no region has it already, and one
    of the account with the hosted zones where that is another."""

    def __init__(
        self,
        stack: TerraformStack,
        *,
        naming: Naming,
        tags: Mapping[str, str],
        own_edge: bool = False,
        settings: ProviderSettings = AS_THE_ENVIRONMENT_SAYS,
        permissions_boundary: str | None = None,
        existing: Mapping[str, ExistingConfig] = MappingProxyType({}),
    ) -> None:
        """`tags` go on every resource of every region, beside Environment, Region, Role and ManagedBy.

        `own_edge`: global resources have a provider of their own even where us-east-1 is one of the regions,
        so that they can be told from that region's, and be given a state of their own (F29). `settings` are
        rights, accounts, ignored tags and retries; `permissions_boundary` bounds every role; `existing` is
        what is there already, by region.
        """
        self._settings = settings
        self._permissions_boundary = permissions_boundary
        self._existing = existing
        self._own_edge = own_edge
        self._stack = stack
        self._naming = naming
        self._tags = tags
        self._scopes: dict[str, RegionScope] = {}
        self._roles: dict[str, str] = {}
        stack.add_override("terraform.required_version", TERRAFORM_VERSIONS)
        stack.add_override(
            "terraform.required_providers.aws", {"source": "hashicorp/aws", "version": AWS_PROVIDER_VERSIONS}
        )

    def region(self, region: Region) -> RegionScope:
        """The scope of one of the deployment's regions; ValueError where it has another role already."""
        scope = self._scopes.get(region.name)
        if scope is None:
            return self._add(region.name, role=region.role)
        known = self._roles[region.name]
        if known == GLOBAL:
            # What is global was asked for first: it says so by tags of its own.
            scope.provider.default_tags = [self._default_tags(region.name, region.role)]
            self._roles[region.name] = region.role
        elif known != region.role:
            raise ValueError(f"{region.name} is {known} in this stack; it cannot be {region.role} as well")
        return scope

    def global_edge(self) -> RegionScope:
        """The scope for global services. Shares us-east-1's provider where that is one of the regions, unless
        it is to have its own."""
        place = EDGE_ALIAS if self._own_edge else GLOBAL_EDGE_REGION
        scope = self._scopes.get(place) or self._add(GLOBAL_EDGE_REGION, role=GLOBAL, place=place)
        return replace(scope, own_tags={"Region": GLOBAL, "Role": GLOBAL})

    def dns(self) -> RegionScope:
        """The scope for hosted zones and all that is written into them: the edge's, unless they are in
        another account. Its region is us-east-1 too, where the keys live that sign zones.
        """
        rights = self._settings.dns_rights
        if rights is None:
            return self.global_edge()
        scope = self._scopes.get(DNS_ALIAS) or self._add(
            GLOBAL_EDGE_REGION, role=GLOBAL, place=DNS_ALIAS, settings=dns_arguments(self._settings, rights)
        )
        return replace(scope, own_tags={"Region": GLOBAL, "Role": GLOBAL})

    def elsewhere(self, name: str) -> RegionScope:
        """The scope of a region that need be none of the deployment's, for what serves all of them."""
        return self._scopes.get(name) or self._add(name, role=GLOBAL)

    def _add(
        self, name: str, *, role: str, place: str = "", settings: Mapping[str, Any] | None = None
    ) -> RegionScope:
        place = place or name
        settings = region_arguments(self._settings, name) if settings is None else settings
        alias = place.replace("-", "_")
        provider = AwsProvider(
            self._stack,
            f"provider-{place}",
            alias=alias,
            region=name,
            default_tags=[self._default_tags(name, role)],
            **settings,
        )
        account = DataAwsCallerIdentity(self._stack, f"account-{place}", provider=provider)
        scope = RegionScope(
            name=name,
            provider=provider,
            naming=self._naming,
            account_id=account.account_id,
            stands_alone=self._own_edge,
            permissions_boundary=self._permissions_boundary,
            existing=Existing.of(self._existing.get(name)),
        )
        self._scopes[place] = scope
        self._roles[place] = role
        return scope

    def _default_tags(self, name: str, role: str) -> AwsProviderDefaultTags:
        return AwsProviderDefaultTags(
            tags={
                **self._tags,
                "Deployment": self._naming.deployment,
                "Environment": self._naming.environment,
                "ManagedBy": "holdfast",
                "Region": name,
                "Role": role,
            }
        )

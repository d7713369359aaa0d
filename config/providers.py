"""How the AWS providers reach AWS: rights by default, per region and for DNS, accounts, tags, retries."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.arn import account_of
from config.aws_regions import RegionName
from config.model import (
    FREEZE,
    THAW,
    Allowed,
    Checks,
    ConfigModel,
    KeyPath,
    Violation,
    all_different,
    no_entries,
)
from config.rights import AccountIds, AssumeRole, Rights, not_allowed


class DnsRights(Rights):
    """Rights in the account that has the hosted zones, where that is another one.

    Zones are looked up or made there; records, proofs for certificates, CAA and DNSSEC with its key are
    written there. Health checks, alarms and certificates stay in the deployment's own account: a record takes
    a health check of any account by its id.
    """

    private_zone: Annotated[
        bool, Field(strict=True), Allowed("true or false", "set `private_zone: false`")
    ] = True
    """Whether an existing private zone is in that account too. Then each new VPC is authorized there first,
    and associated from here. A private zone that is created always stays in the deployment's account: AWS
    makes one only together with a VPC of the zone's own account."""
    allowed_account_ids: AccountIds = ()
    """Accounts in which zones and records may be written, and no others. Default: any."""

    def checks(self) -> Checks:
        """Rights that are not said."""
        return (self._nobody(), self._shut_out())

    def _nobody(self) -> Iterator[Violation]:
        if self.profile is None and self.assume_role is None:
            yield Violation(
                (),
                found="neither a profile nor a role",
                allowed="a `profile` or an `assume_role` of the account with the zones",
                mend="add one of them, or remove `dns` where the zones are in the deployment's account",
            )

    def _shut_out(self) -> Iterator[Violation]:
        yield from not_allowed(self.assume_role, self.allowed_account_ids)


class IgnoredTags(ConfigModel):
    """Tags that others put on the resources: Terraform neither shows nor removes them."""

    keys: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=128), Allowed("a tag key", "write one")], ...],
        AfterValidator(all_different),
        Allowed("a list of tag keys", "write it like [LastScanned]"),
    ] = ()
    """Keys as a whole."""
    key_prefixes: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=128), Allowed("a prefix", "write one")], ...],
        AfterValidator(all_different),
        Allowed("a list of beginnings of tag keys", "write it like [kubernetes.io/]"),
    ] = ()
    """Beginnings of keys."""

    def ignores(self, key: str) -> bool:
        """Whether a tag with this key is ignored."""
        return key in self.keys or key.startswith(tuple(self.key_prefixes))


class ProviderSettings(Rights):
    """How the AWS provider of every region reaches AWS. Without this section: as the environment says, with
    the provider's own defaults.
    """

    regions: Annotated[
        Mapping[RegionName, Rights],
        FREEZE,
        THAW,
        Allowed("a mapping from region to `profile` or `assume_role`", "write one region per line"),
    ] = Field(default_factory=no_entries)
    """Other rights in single regions, us-east-1 for what is global among them. What a region leaves out is as
    above. All of them are rights in one account: a deployment is not spread over several."""
    dns: DnsRights | None = None
    """Rights in the account that has the hosted zones. Default: the zones are in the deployment's account."""
    ignore_tags: IgnoredTags = IgnoredTags()
    """Tags that others put on the resources."""
    allowed_account_ids: AccountIds = ()
    """Accounts that the deployment may be in: anywhere else, Terraform stops before it reads anything.
    Default: any."""
    forbidden_account_ids: AccountIds = ()
    """Accounts that it must not be in, nor its zones."""
    retry_mode: Annotated[
        Literal["standard", "adaptive"] | None,
        Allowed("standard or adaptive", "set `retry_mode: adaptive`"),
    ] = None
    """How calls are repeated. `adaptive` also slows down by itself where AWS throttles: for accounts that are
    shared with much else. Default: the provider's, standard."""
    max_retries: Annotated[
        int | None,
        Field(strict=True, ge=1, le=100),
        Allowed("a whole number from 1 to 100", "set `max_retries: 25`"),
    ] = None
    """How often a call is made before it has failed. Default: the provider's, 25."""

    def rights(self, region: str) -> Rights:
        """Those in a region."""
        own = self.regions.get(region, Rights())
        return Rights(profile=own.profile or self.profile, assume_role=own.assume_role or self.assume_role)

    @property
    def dns_rights(self) -> Rights | None:
        """Those in the zones' account; None where that is the deployment's. A profile is inherited: from it
        another role is assumed. A role is not."""
        return self.dns and Rights(profile=self.dns.profile or self.profile, assume_role=self.dns.assume_role)

    def checks(self) -> Checks:
        """Accounts that contradict one another."""
        return (
            self._both_lists(),
            self._allowed_and_forbidden(),
            self._several_accounts(),
            self._shut_out(),
            self._forbidden(),
        )

    def _roles(self) -> Iterator[tuple[KeyPath, AssumeRole]]:
        """The deployment's own."""
        if self.assume_role and self.assume_role.knows("role_arn"):
            yield (), self.assume_role
        for name, rights in self.regions.items():
            if rights.knows("assume_role") and rights.assume_role and rights.assume_role.knows("role_arn"):
                yield ("regions", name), rights.assume_role

    def _both_lists(self) -> Iterator[Violation]:
        if self.allowed_account_ids and self.forbidden_account_ids:
            yield Violation(
                ("forbidden_account_ids",),
                found="forbidden beside allowed accounts",
                allowed="one of the two lists: the allowed ones say already which are not",
                mend="remove `forbidden_account_ids`",
                because=(("allowed_account_ids",),),
            )

    def _allowed_and_forbidden(self) -> Iterator[Violation]:
        """The provider takes one list, for zones that of the allowed: nothing forbidden may be on it."""
        if not (self.knows("dns") and self.dns and self.dns.knows("allowed_account_ids")):
            return
        if both := [each for each in self.dns.allowed_account_ids if each in self.forbidden_account_ids]:
            yield Violation(
                ("dns", "allowed_account_ids"),
                found=f"{', '.join(both)}, which `forbidden_account_ids` names too",
                allowed="accounts outside `forbidden_account_ids`: those hold for zones as well",
                mend="remove the account from one of the two lists",
                because=(("forbidden_account_ids",),),
            )

    def _several_accounts(self) -> Iterator[Violation]:
        roles = list(self._roles())
        for at, role in roles[1:]:
            first = account_of(roles[0][1].role_arn)
            if account_of(role.role_arn) != first:
                yield Violation(
                    (*at, "assume_role", "role_arn"),
                    found=f"a role of account {account_of(role.role_arn)} beside one of {first}",
                    allowed="roles of one account: what regions share (peering, copies, replicas) is written "
                    "for one; only the hosted zones may be in another, under `dns`",
                    mend=f"name a role of account {first}",
                    because=((*roles[0][0], "assume_role", "role_arn"),),
                )

    def _shut_out(self) -> Iterator[Violation]:
        for at, role in self._roles():
            yield from not_allowed(role, self.allowed_account_ids, at=at)

    def _forbidden(self) -> Iterator[Violation]:
        roles = [*self._roles()]
        if self.knows("dns") and self.dns and self.dns.knows("assume_role") and self.dns.assume_role:
            roles.append((("dns",), self.dns.assume_role))
        for at, role in roles:
            if account_of(role.role_arn) in self.forbidden_account_ids:
                yield Violation(
                    (*at, "assume_role", "role_arn"),
                    found=f"a role of account {account_of(role.role_arn)}, which is forbidden",
                    allowed="a role of an account outside `forbidden_account_ids`",
                    mend="correct the role, or remove the account from the list",
                    because=(("forbidden_account_ids",),),
                )

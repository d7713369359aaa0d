"""Rights in an account: a profile, a role that is assumed, and the accounts in which they may be used."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from config.arn import ACCOUNT, OWN_PARTITION, account_of, arn_pattern
from config.model import Allowed, ConfigModel, KeyPath, Violation, all_different, refused

_SHORTEST_MINUTES, _LONGEST_MINUTES = 15, 12 * 60
_DURATION = Allowed(
    "a time from 15m to 12h, in hours and minutes, such as 1h or 1h30m",
    "write it like 1h; AWS refuses more than the role's own maximum, and more than 1h of a role that another "
    "role assumes",
)
_HOURS_MINUTES = re.compile(r"(?:(?P<hours>\d{1,2})h)?(?:(?P<minutes>\d{1,3})m)?")


def _duration(value: str) -> str:
    found = _HOURS_MINUTES.fullmatch(value)
    minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0) if found else 0
    if not _SHORTEST_MINUTES <= minutes <= _LONGEST_MINUTES:
        raise refused(_DURATION.text, _DURATION.mend)
    return value


AccountId = Annotated[
    str,
    Field(pattern=f"^{ACCOUNT}$"),
    Allowed("an account's id: 12 digits, as text in quotes", 'write it like "123456789012"'),
]
AccountIds = Annotated[
    tuple[AccountId, ...],
    AfterValidator(all_different),
    Allowed("a list of account ids, as text in quotes", 'write it like ["123456789012"]'),
]


class AssumeRole(ConfigModel):
    """An IAM role that Terraform assumes before it does anything else."""

    role_arn: Annotated[
        str,
        Field(pattern=arn_pattern("iam", r"role/[A-Za-z0-9+=,.@_/-]{1,576}", region="")),
        OWN_PARTITION,
        Allowed("an IAM role's ARN", "copy it, such as arn:aws:iam::123456789012:role/deploy"),
    ]
    """The role. It must trust whoever runs Terraform, or the role that runs it."""
    external_id: Annotated[
        str | None,
        Field(pattern=r"^[A-Za-z0-9_+=,.@:/-]{2,1224}$"),
        Allowed(
            "2 to 1224 letters, digits and _ + = , . @ : / -", "write the id that the role's trust asks for"
        ),
    ] = None
    """The external id that the role's trust policy asks for. It is no secret."""
    session_name: Annotated[
        str | None,
        Field(pattern=r"^[A-Za-z0-9_+=,.@-]{2,64}$"),
        Allowed("2 to 64 letters, digits and _ + = , . @ -", "write it like holdfast"),
    ] = None
    """What CloudTrail calls the session. Default: one that the provider makes up."""
    duration: Annotated[str | None, AfterValidator(_duration), _DURATION] = None
    """For how long the session lasts, such as 1h30m. Default: AWS's, 1h, which is also the most where a role
    assumes this one."""


class Rights(ConfigModel):
    """A profile, a role, or both: then the profile assumes the role."""

    profile: Annotated[
        str | None,
        Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.@/+=: -]{0,127}$"),
        Allowed("a profile's name in ~/.aws/config", "write it like production"),
    ] = None
    """Profile in the AWS configuration of whoever runs Terraform. Default: what the environment says."""
    assume_role: AssumeRole | None = None
    """The role to assume. Default: none."""


def not_allowed(
    role: AssumeRole | None,
    allowed: tuple[str, ...],
    *,
    at: KeyPath = (),
    because: KeyPath = ("allowed_account_ids",),
) -> Iterator[Violation]:
    """A role of an account that is not on the list; an empty list allows all."""
    if role and role.knows("role_arn") and allowed and account_of(role.role_arn) not in allowed:
        yield Violation(
            (*at, "assume_role", "role_arn"),
            found=f"a role of account {account_of(role.role_arn)}",
            allowed=f"a role of an allowed account: {', '.join(allowed)}",
            mend="correct the role, or add its account to `allowed_account_ids`",
            because=(because,),
        )

"""Values of another place's resources, written by name instead of read from it (F31)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from constructs_lib.layout.blocks import Block, Blocks, Json
from constructs_lib.layout.expressions import Put, Reference
from constructs_lib.providers import DNS_ALIAS, PARTITION

IDENTITY = "aws_caller_identity"
_UNFIT = re.compile(r'["\\\n\r]')


@dataclass(frozen=True, kw_only=True)
class NamedArn:
    """How AWS makes a type's ARN of what the resource is given."""

    pattern: str
    """With `{region}`, `{account}` and arguments of the resource."""
    first: bool = False
    """Whether the resource has to be there before anyone can be given its ARN."""


NAMED_ARNS: Mapping[str, NamedArn] = {
    "aws_db_instance": NamedArn(pattern="rds:{region}:{account}:db:{identifier}", first=True),
    "aws_lambda_function": NamedArn(pattern="lambda:{region}:{account}:function:{function_name}"),
    "aws_rds_cluster": NamedArn(pattern="rds:{region}:{account}:cluster:{cluster_identifier}", first=True),
    "aws_sns_topic": NamedArn(pattern="sns:{region}:{account}:{name}"),
}


class NotWritable(Exception):  # noqa: N818  # it is the value that cannot be written
    """A value that only AWS knows."""


class Written:
    """Writes references by name: an argument of the other resource as it stands there, or its ARN."""

    def __init__(self, template: Json, blocks: Blocks) -> None:
        self._blocks = blocks
        self._regions = {each.get("alias"): each.get("region") for each in template["provider"]["aws"]}
        self._identities = {
            block.alias: block.address
            for block in blocks.values()
            if block.section == "data" and block.type == IDENTITY
        }

    def can(self, reference: Reference, *, alias: str | None) -> bool:
        """Whether `put` would know the value."""
        try:
            self.put(reference, alias=alias)
        except NotWritable:
            return False
        return True

    def put(self, reference: Reference, *, alias: str | None) -> Put:
        """The value, as a resource of the provider `alias` writes it; raises `NotWritable`."""
        block = self._blocks[reference.address]
        if block.type == IDENTITY and block.section == "data" and self.own_account(block):
            return Put(text=f"{self.identity(alias)}.{reference.attribute}")
        if block.section != "resource" or reference.attribute is None:
            raise NotWritable
        value = block.body.get(reference.attribute)
        if isinstance(value, str) and not _UNFIT.search(value):
            return Put(text=self._elsewhere(value, alias), template=True)
        named = NAMED_ARNS.get(block.type)
        if named is None or reference.attribute != "arn":
            raise NotWritable
        return Put(text=self._arn(named, block, alias), template=True)

    def waits(self, reference: Reference) -> bool:
        """Whether the resource has to be there before its name is used."""
        named = NAMED_ARNS.get(self._blocks[reference.address].type)
        return bool(named and named.first and reference.attribute == "arn")

    def identity(self, alias: str | None) -> str:
        """The data source that tells the account's id to a provider; raises `NotWritable`."""
        if alias not in self._identities:
            raise NotWritable
        return self._identities[alias]

    def own_account(self, block: Block) -> bool:
        """Whether the provider is of the deployment's account, and not of the one with the zones."""
        return block.alias != DNS_ALIAS

    def _arn(self, named: NamedArn, block: Block, alias: str | None) -> str:
        given = {
            name: self._elsewhere(value, alias)
            for name, value in block.body.items()
            if isinstance(value, str) and f"{{{name}}}" in named.pattern and not _UNFIT.search(value)
        }
        region = self._regions.get(block.alias)
        if region is None:
            raise NotWritable
        try:
            text = named.pattern.format(
                region=region, account=f"${{{self.identity(alias)}.account_id}}", **given
            )
        except KeyError:  # AWS makes the name up
            raise NotWritable from None
        return f"arn:{PARTITION}:{text}"

    def _elsewhere(self, value: str, alias: str | None) -> str:
        """An argument as it is written at another place: what it refers to is written there too."""
        return str(self._blocks.rewritten(value, lambda reference: self.put(reference, alias=alias)))

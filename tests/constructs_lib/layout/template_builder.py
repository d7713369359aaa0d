"""Small templates for the partitioner."""

from typing import Any

Json = Any

EAST, WEST, EDGE = "us_east_1", "us_west_2", "global"
REGION_OF = {EAST: "us-east-1", WEST: "us-west-2", EDGE: "us-east-1", "dns": "us-east-1"}


class Template:
    """Terraform JSON of two regions and the edge, under construction."""

    def __init__(self, *aliases: str) -> None:
        aliases = aliases or (EAST, WEST, EDGE)
        self.json: Json = {
            "//": {"metadata": {"stackName": "shop"}, "outputs": {"shop": {}}},
            "provider": {"aws": [{"alias": each, "region": REGION_OF[each]} for each in aliases]},
            "terraform": {"backend": {"local": {"path": "x"}}, "required_version": ">= 1.10.0"},
        }
        for alias in aliases:
            self.add("data.aws_caller_identity", f"account-{alias}", alias)

    def add(self, kind: str, name: str, alias: str | None, /, **arguments: Json) -> str:
        """A block; `kind` begins with `data.` or `ephemeral.` for those. Returns its address."""
        section, _, type_ = kind.rpartition(".")
        provider = {"provider": f"aws.{alias}"} if alias else {}
        blocks = self.json.setdefault(section or "resource", {}).setdefault(type_, {})
        blocks[name] = {**provider, **arguments}
        return f"{kind}.{name}"

    def tell(self, name: str, value: str) -> None:
        """An output."""
        self.json.setdefault("output", {})[name] = {"value": value}
        self.json["//"]["outputs"]["shop"][name] = name

"""A Terraform plan as values: what it changes, what was there before, what the code says."""

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


class Unknown(enum.Enum):
    """The one value that is known only after the apply."""

    UNKNOWN = "known only after the apply"

    def __str__(self) -> str:
        return self.value


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a plan does to one object."""

    address: str
    type: str
    actions: tuple[str, ...]
    """`no-op`, `create`, `read`, `update`, `delete` and `forget`; a replacement is a pair, in its order."""
    before: Json
    """As refreshed: what is there now, not what the last apply left. Empty for a new object."""
    after: Json
    unknown: Json
    reason: str = ""
    """Terraform's own word for why it acts, such as `replace_because_tainted`; empty for plain destroys."""
    forced_by: tuple[str, ...] = ()
    """The attributes whose change makes a replacement necessary."""
    deposed: bool = False
    """Whether this is what an interrupted replacement left behind."""

    @property
    def deletes(self) -> bool:
        """Whether the object goes away, replaced or not. One that is only forgotten stays where it is."""
        return "delete" in self.actions

    @property
    def replaces(self) -> bool:
        """Whether another object takes its place."""
        return self.deletes and "create" in self.actions

    @property
    def updates(self) -> bool:
        """Whether the object is changed where it is, be it one that is imported or moved on the way."""
        return self.actions == ("update",)

    @property
    def end(self) -> str:
        """For an object that goes away: how, in words."""
        if self.deposed:
            return "what an interrupted replacement left behind would be deleted"
        if not self.replaces:
            return "would be deleted"
        if self.forced_by:
            return f"would be replaced, because of {' and '.join(self.forced_by)}"
        because = {
            "replace_because_tainted": ", because it is tainted",
            "replace_by_request": ", as -replace asks",
            "replace_by_triggers": ", because of replace_triggered_by",
        }
        return f"would be replaced{because.get(self.reason, '')}"

    def becomes(self, name: str) -> Any:  # noqa: ANN401 - JSON
        """The attribute's value after the apply, or `UNKNOWN`."""
        return UNKNOWN if self.unknown.get(name) is True else self.after.get(name)

    def changed(self) -> frozenset[str]:
        """The attributes that an update sets."""
        names = self.before.keys() | self.after.keys() | self.unknown.keys()
        return frozenset(
            name
            for name in names
            if self.becomes(name) is UNKNOWN or self.before.get(name) != self.after.get(name)
        )


@dataclass(frozen=True, kw_only=True)
class Present:
    """An object that is there before the apply."""

    address: str
    type: str
    values: Json


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A whole plan. A targeted plan changes less, but still shows everything that is there."""

    changes: tuple[Change, ...]
    present: tuple[Present, ...]
    configured: Mapping[str, Json]
    """What the code sets, by the resource's address in the code: an expression for each attribute."""

    def of(self, *types: str) -> Iterator[Change]:
        """The changes to managed objects of these types, those without any effect left out."""
        return (change for change in self.changes if change.type in types)

    def there(self, *types: str) -> Iterator[Present]:
        """The objects of these types that are there."""
        return (each for each in self.present if each.type in types)

    def code_of(self, address: str) -> Json:
        """What the code sets at an address, by attribute; nothing where the code does not have it."""
        return self.configured.get(re.sub(r"\[[^]]*\]", "", address), {})

    @property
    def destroys_all(self) -> bool:
        """Whether it is the plan of `-destroy`: deletions only, none of which has a cause in the code."""
        acting = [change for change in self.changes if change.actions not in (("read",), ("forget",))]
        return bool(acting) and all(each.actions == ("delete",) and not each.reason for each in acting)


def plan_of(document: Json) -> Plan:
    """The plan in what `terraform show -json` printed."""
    prior = document.get("prior_state") or {}
    return Plan(
        changes=tuple(_changes(document)),
        present=tuple(_present((prior.get("values") or {}).get("root_module") or {})),
        configured=dict(_configured((document.get("configuration") or {}).get("root_module") or {}, "")),
    )


def _changes(document: Json) -> Iterator[Change]:
    for each in document.get("resource_changes") or ():
        change = each["change"]
        actions = tuple(change["actions"])
        if each.get("mode") != "managed" or actions == ("no-op",):
            continue
        unknown = change.get("after_unknown")
        yield Change(
            address=each["address"],
            type=each["type"],
            actions=actions,
            before=change.get("before") or {},
            after=change.get("after") or {},
            unknown=unknown if isinstance(unknown, Mapping) else {},
            reason=each.get("action_reason", ""),
            forced_by=tuple(str(path[0]) for path in change.get("replace_paths") or () if path),
            deposed="deposed" in each,
        )


def _present(module: Json) -> Iterator[Present]:
    for each in module.get("resources") or ():
        if each.get("mode") == "managed" and "deposed_key" not in each:
            yield Present(address=each["address"], type=each["type"], values=each.get("values") or {})
    for child in module.get("child_modules") or ():
        yield from _present(child)


def _configured(module: Json, prefix: str) -> Iterator[tuple[str, Json]]:
    for each in module.get("resources") or ():
        yield f"{prefix}{each['address']}", each.get("expressions") or {}
    for name, call in (module.get("module_calls") or {}).items():
        yield from _configured(call.get("module") or {}, f"{prefix}module.{name}.")

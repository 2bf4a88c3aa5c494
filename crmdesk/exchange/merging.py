"""An imported record against what stands: a three-way comparison based on what was imported before.

A later edit is never overridden. It decides; it neither reads nor writes anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crmdesk.domain.declare import Entity
from crmdesk.domain.values import Value, empty


class Fate(StrEnum):
    """What becomes of a record in an import."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Kept:
    """A later edit that stands against what the source says now."""

    field: str
    imported: Value
    """What the source says."""
    standing: Value
    """What stands."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`changes` are the fields to write, whole units of them; `kept` those that both sides had changed since."""

    fate: Fate
    changes: Mapping[str, Value] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    gone: bool = False
    """The record was deleted since; it stays deleted."""


def decide(
    entity: Entity,
    source: Mapping[str, Value],
    before: Mapping[str, Value] | None,
    standing: Mapping[str, Value] | None,
) -> Decision:
    """What to do with a record whose source says `source` now and said `before`, and which is `standing` at the centre.

    `before` None: never imported; `standing` None: not there (any more). Fields that belong together are one.
    """
    if standing is None:
        if before is None:
            return Decision(Fate.CREATED, source)
        return Decision(Fate.UNCHANGED, gone=True)
    changes: dict[str, Value] = {}
    kept: list[Kept] = []
    for unit in _units(entity, source, standing):
        base = {name: (before or {}).get(name, empty(entity.field(name))) for name in unit}
        new = {name: source[name] for name in unit}
        now = {name: standing.get(name) for name in unit}
        if new in (base, now):
            continue
        if now == base:
            changes |= new
        else:
            kept += [Kept(name, new[name], now[name]) for name in unit if new[name] != now[name]]
    return Decision(Fate.UPDATED if changes else Fate.UNCHANGED, changes, tuple(kept))


def _units(
    entity: Entity, source: Mapping[str, Value], standing: Mapping[str, Value]
) -> list[tuple[str, ...]]:
    """The mapped fields in units; stage and amount are one once either side is closed (docs/sync.md, "Merging")."""
    units: list[tuple[str, ...]] = []
    closing = entity.closing if _closed(entity, source, standing) else ()
    for name in source:
        unit = tuple(entity.closing) if name in closing else entity.units[name]
        mapped = tuple(member for member in unit if member in source)
        if mapped not in units:
            units.append(mapped)
    return units


def _closed(entity: Entity, *sides: Mapping[str, Value]) -> bool:
    if not entity.closing:
        return False
    stage = entity.field(entity.closing[0])
    choices = [stage.choice(side.get(stage.name)) for side in sides]
    return any(choice is not None and choice.end for choice in choices)

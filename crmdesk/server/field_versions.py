"""Since which version each field of a row, and each element of its sets, is as it is: what a row's `meta` tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Entity, Kind, Policy
from crmdesk.domain.merge import Since
from crmdesk.domain.values import Value


def advanced(
    meta: Mapping[str, Any] | None, version: int, changed: Iterable[str], added: Mapping[str, Iterable[str]]
) -> dict[str, Any]:
    """Field and element versions after a change at `version`; `*` stands for the version it was created at."""
    if meta is None:
        return {"f": {"*": version}}
    result: dict[str, Any] = {"f": {**meta.get("f", {}), **dict.fromkeys(changed, version)}}
    elements = {name: dict(versions) for name, versions in meta.get("e", {}).items()}
    for name, items in added.items():
        elements.setdefault(name, {}).update(dict.fromkeys(items, version))
    if elements:
        result["e"] = elements
    return result


def added_elements(
    entity: Entity, before: Mapping[str, Value], after: Mapping[str, Value]
) -> dict[str, list[str]]:
    """New elements of each set field."""
    added: dict[str, list[str]] = {}
    for declared in entity.sets:
        if after.get(declared.name) != before.get(declared.name):
            old = before.get(declared.name) or []
            added[declared.name] = [str(item) for item in after[declared.name] if item not in old]
    return added


def changed_at(meta: Mapping[str, Any], name: str) -> int:
    """The version at which the field last changed."""
    versions = meta.get("f", {})
    return int(versions.get(name, versions.get("*", 0)))


def changes_since(meta: Mapping[str, Any], seen: Callable[[str], int]) -> Since:
    """What has changed in a row since whoever saw each field at the version that `seen` gives."""

    def added(name: str) -> frozenset[str]:
        base = seen(name)
        return frozenset(item for item, version in meta.get("e", {}).get(name, {}).items() if version > base)

    return Since(changed=lambda name: changed_at(meta, name) > seen(name), added=added)


def over_refused(
    entity: Entity,
    mutation: Mutation,
    stands: Mapping[str, Value],
    since: Since,
    verdict: Callable[[str], tuple[Any, int]],
) -> Mutation:
    """The mutation as if its author had seen what stands, where it was typed over an own edit that was refused.

    What they saw there never was, and where nobody else has changed the field since, there is nobody to differ from. An
    object that is merged key by key needs none of that: what its author left out of it they had not all seen.
    """
    never = {
        name: stands[name]
        for name, op_id in mutation.after.items()
        if name in mutation.was
        and not _by_key(entity, name)
        and not verdict(op_id)[1]
        and not since.changed(name)
    }
    return replace(mutation, was={**mutation.was, **never}) if never else mutation


def _by_key(entity: Entity, name: str) -> bool:
    field = entity.by_name[name]
    return field.policy is Policy.KEYS and field.kind is Kind.JSON

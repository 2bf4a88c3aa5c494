"""What somebody typed into a record while it may have changed under them becomes an edit of what it holds now.

It reads no storage and knows no editor: the record comes in as it is, and what the typing started from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.domain import edits
from crmdesk.domain.declare import Policy
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.merge import merge_keys
from crmdesk.domain.records import Record
from crmdesk.domain.text_merge import merge_text
from crmdesk.domain.values import Value


def typed_over(
    author: Author, record: Record, typed: Mapping[str, Value], known: Mapping[str, Value]
) -> Group:
    """`typed` on top of the values that were `known`, as one edit of `record`; none where it holds that already.

    Of a set go the elements that were put in and taken out, of a count the difference, of an object the keys that
    were changed, of a text the passages.
    """
    sets: dict[str, Value] = {}
    add: dict[str, Value] = {}
    remove: dict[str, Value] = {}
    entity = author.catalogue[record.type]
    for name, value in typed.items():
        before = known.get(name)
        policy = entity.field(name).policy
        if policy is Policy.UNION:
            add[name] = [item for item in value or [] if item not in (before or [])]
            remove[name] = [item for item in before or [] if item not in (value or [])]
        elif policy is Policy.ADD:
            add[name] = (value or 0) - (before or 0)
        elif policy is Policy.KEYS and isinstance(value, dict):
            sets[name] = merge_keys(before, value, record[name])
        elif policy is Policy.TEXT:
            sets[name] = texts_together(before or "", value or "", record[name] or "") or None
        elif value != before:
            sets[name] = value
    sets = {name: value for name, value in sets.items() if value != record[name]}
    changes = sets, _filled(add), _filled(remove)
    return edits.update(author, record, sets, add=changes[1], remove=changes[2]) if any(changes) else []


def texts_together(known: str, typed: str, theirs: str) -> str:
    """What was typed on top of `known`, with what somebody else made of it meanwhile; overlaps keep both."""
    merged = merge_text(known, typed, theirs)
    if merged is not None:
        return merged
    added = [line for line in theirs.split("\n") if line not in typed.split("\n")]
    return "\n".join([typed, *added])


def _filled(changes: dict[str, Any]) -> dict[str, Value]:
    return {name: value for name, value in changes.items() if value}

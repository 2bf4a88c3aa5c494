"""When the sides of a conflict were said, as far as this laptop knows the record's past. It guesses nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.protocol.messages import HistoryEntry
from crmdesk.store.conflicts import OpenConflict

_NOT_IN_FORCE = ("refused", "lost", "pending", "conflict")
_DELETED = "(delete)"


@dataclass(frozen=True, slots=True)
class Moments:
    """When what arrived first was said, and who said what both started from, when; None where it is not known."""

    first_at: str | None
    base_by: str | None
    base_at: str | None


def moments(conflict: OpenConflict, record: Record | None, past: Sequence[HistoryEntry]) -> Moments:
    """Of one conflict; `past` are the entries that are known, oldest first, `record` is it as it stands."""
    before = [each for each in past if each.op_id != conflict.row["op_id"]]
    first = _last(before, conflict.theirs, by=conflict.theirs_by)
    if conflict.about == "edit_of_deleted":
        deletions = [each for each in before if each.field == _DELETED and each.by == conflict.theirs_by]
        first = deletions[-1] if deletions else None
    earlier = [
        each
        for each in before
        if each.outcome not in _NOT_IN_FORCE and (first is None or each.op_id != first.op_id)
    ]
    base = _last(earlier, conflict.base)
    first_at = first.at if first is not None else _as_it_stands(conflict, record)
    return Moments(first_at, base.by if base else None, base.at if base else None)


def _last(
    past: Sequence[HistoryEntry], values: Mapping[str, Value], by: str | None = None
) -> HistoryEntry | None:
    """The last entry that said one of these values, by that person where one is given."""
    for each in reversed(past):
        if each.field in values and each.new == values[each.field] and by in (None, each.by):
            return each
    return None


def _as_it_stands(conflict: OpenConflict, record: Record | None) -> str | None:
    """When the record was changed last, if that was by the one who came first and before the second arrived."""
    if record is None or conflict.about == "edit_of_deleted" or record["updated_by"] != conflict.theirs_by:
        return None
    at = record["updated_at"]
    return str(at) if at and conflict.at and at <= conflict.at else None

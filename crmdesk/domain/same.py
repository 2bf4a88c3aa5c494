"""Intents about two records that may be one: merge them, or say that they are two. Which it is a person judges."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.domain import edits
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.errors import UsageError
from crmdesk.domain.records import Record


def merge(author: Author, keep: Record, lose: Record, *, case: str | None = None) -> Group:
    """`lose` goes into `keep`, which gains what it lacks; once the centre has heard of it, everything that points to
    `lose` points to `keep`. `case`: the merge case that this settles. Raises `UsageError` for what cannot be one.
    """
    if keep.type != lose.type or keep.id == lose.id:
        raise UsageError("Two records of one type are merged")
    settles = (case,) if case is not None else ()
    return [replace(one, into=keep.id, resolves=settles) for one in edits.delete(author, lose)]


def dismiss(author: Author, record: Record, case: str) -> Group:
    """The two records of a merge case, `record` one of them, are two; the case does not come back."""
    return edits.update(author, record, {}, resolves=(case,))

"""What an edit said, and what is left of it once its author went on editing before it was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crmdesk.domain.changes import Mutation


def named(mutation: Mutation) -> str:
    """The edit in words."""
    return f"{mutation.act.value} of {mutation.type} {mutation.id} (op {mutation.op_id})"


def left_of(mutation: Mutation, later: list[Mutation]) -> Mutation:
    """Without what these edits of the same author and record wrote over or took out again."""
    fields = {name for other in later for name in other.touched}
    return replace(
        mutation,
        set={name: value for name, value in mutation.set.items() if name not in fields},
        add={name: _elements(given, name, later) for name, given in mutation.add.items()},
    )


def _elements(given: Any, name: str, later: list[Mutation]) -> Any:
    if not isinstance(given, list):
        return given
    if any(name in other.set for other in later):
        return []
    gone = {element for other in later for element in other.remove.get(name) or ()}
    return [element for element in given if element not in gone]

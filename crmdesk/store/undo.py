"""Undo and redo by intent: each step back is a new mutation, so that it travels like any other edit.

It remembers this session's saves in memory; what it takes back is worked out by `domain/undoing.py`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from crmdesk.domain.changes import Mutation
from crmdesk.domain.edits import Author
from crmdesk.domain.records import Record
from crmdesk.domain.undoing import inverse

STEPS = 200
"""How many saves can be taken back."""

Before = Mapping[tuple[str, str], Record]
"""The records that a save touched, as they were just before it; those it made are missing."""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """What was taken back or done again: the first mutation's act, type and record, and how many records in all."""

    act: str
    type: str
    record: str
    records: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Save:
    """One save of the user's: all mutations of one intent."""

    intent: str
    mutations: tuple[Mutation, ...]
    before: Before

    @property
    def step(self) -> UndoStep:
        first = self.mutations[0]
        return UndoStep(first.act.value, first.type, first.id, len({(m.type, m.id) for m in self.mutations}))


class UndoHistory:
    """The saves that can be taken back, and those taken back that can be done again."""

    def __init__(self) -> None:
        self._done: deque[Save] = deque(maxlen=STEPS)
        self._undone: list[Save] = []

    def saved(self, save: Save) -> None:
        """A new save: from here nothing can be done again. Saves of one intent (a bulk edit) are one step."""
        self._undone.clear()
        if self._done and self._done[-1].intent == save.intent:
            last = self._done.pop()
            save = Save(save.intent, (*last.mutations, *save.mutations), {**save.before, **last.before})
        self._done.append(save)

    @property
    def last(self) -> Save | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Save | None:
        """What redo would do again."""
        return self._undone[-1] if self._undone else None

    def went_back(self, inverted: Save) -> None:
        """The last save was taken back by `inverted`, which redo will invert in its turn."""
        self._done.pop()
        self._undone.append(inverted)

    def went_forward(self, save: Save) -> None:
        """What was taken back last was done again by `save`."""
        self._undone.pop()
        self._done.append(save)

    def drop(self, save: Save) -> None:
        """A save that can neither be taken back nor done again."""
        self._done = deque((one for one in self._done if one is not save), maxlen=STEPS)
        self._undone = [one for one in self._undone if one is not save]

    def forget(self, records: Collection[tuple[str, str]]) -> None:
        """Saves that touched one of these records can be neither taken back nor done again: nothing is kept of them."""

        def stays(save: Save) -> bool:
            return not any((one.type, one.id) in records for one in save.mutations)

        if records:
            self._done = deque(filter(stays, self._done), maxlen=STEPS)
            self._undone = list(filter(stays, self._undone))

    def clear(self) -> None:
        self._done.clear()
        self._undone.clear()


def inverted(author: Author, save: Save) -> list[Mutation]:
    """The mutations that take a save back; raises `NotAllowed` for what cannot be."""
    return [
        mutation for group in inverse(author, list(save.mutations), dict(save.before)) for mutation in group
    ]

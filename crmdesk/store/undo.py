"""Undo and redo by intent: each step back is a new mutation, so that it travels like any other edit. What no later edit
takes back says itself how that is done (`Beside`), and what answers a question is taken out of the outbox as long as it
has not been sent: only then it is asked again (docs/decisions/0025-answers-are-taken-out.md).

It remembers this session's saves in memory; what it takes back is worked out by `domain/undoing.py`.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Collection, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.edits import Author, Group, together
from crmdesk.domain.errors import NotAllowed
from crmdesk.domain.records import Record
from crmdesk.domain.undoing import inverse
from crmdesk.domain.values import Value, format_instant

STEPS = 200
"""How many saves can be taken back."""
BESIDE = "beside"
"""The `act` of a step that was no save of records."""
PART = 200
"""A save of more mutations (a bulk edit) is taken back part by part, so that nobody waits for all of it."""

Before = Mapping[tuple[str, str], Record]
"""The records that a save touched, as they were just before it; those it made are missing."""


def _nothing() -> None:
    """For what whoever noted it takes back alone."""


@dataclass(frozen=True, slots=True)
class Beside:
    """How something is taken back and done again that no later edit takes back, or that is no edit at all: a decision
    that has not been sent yet, a refused edit that was discarded, a view of a list."""

    back: Callable[[], object] = _nothing
    """Raises `NotAllowed` or `NoSuchRecord` where that is not possible any more."""
    again: Callable[[], object] = _nothing
    records: frozenset[tuple[str, str]] = frozenset()
    """What it is about: once one of these is erased, it can be neither taken back nor done again."""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """What was taken back or done again: the first mutation's act, type and record, and how many records in all."""

    act: str
    type: str
    record: str
    records: int
    title: str = ""
    stayed: int = 0
    """Records of a bulk edit that could not be brought back any more: gone or locked meanwhile."""
    intent: str = ""
    left: int = 0
    """Mutations that are still to be taken back: `undo` or `redo` with this `intent` goes on."""
    alike: bool = False
    """All of its records are of one type, and nothing but one thing was done to them: a bulk edit."""
    asked_again: bool = False
    """It had answered questions and was never sent: they are open again."""
    stays_settled: bool = False
    """It had answered questions, and they stay answered: what it changed was given back by a later edit."""

    @property
    def is_of_many(self) -> bool:
        """Whether its records are told by their number rather than by one's name."""
        return self.alike and self.records > 1


@dataclass(frozen=True, slots=True)
class Save:
    """One save of the user's: all mutations of one intent."""

    intent: str
    mutations: tuple[Mutation, ...]
    before: Before
    back: str = ""
    """The intent of what takes it back, once a part of it has been taken back."""
    of: int = 0
    """Its records before the first part was taken back."""
    stayed: int = 0
    beside: Beside | None = None
    """Set where it has no mutations."""
    taken_out: bool = False
    """Its mutations were taken out of the outbox: they are done again by being saved anew."""
    stays_settled: bool = False

    @property
    def answers(self) -> bool:
        """Whether it settled questions. That two records are one is no answer that can be taken back in this way."""
        return any(one.resolves for one in self.mutations) and not any(one.into for one in self.mutations)

    @property
    def changed_nothing(self) -> bool:
        """Whether it said what its records said already."""
        return all(
            one.act is Act.UPDATE
            and not one.add
            and not one.remove
            and one.set.items() <= _fields_of(self.before, one).items()
            for one in self.mutations
        )

    @property
    def step(self) -> UndoStep:
        if self.beside is not None:
            return UndoStep(BESIDE, "", "", 0, intent=self.intent)
        first = self.mutations[0]
        records = self.of or len({(m.type, m.id) for m in self.mutations})
        alike = len({(m.type, m.act) for m in self.mutations}) == 1
        return UndoStep(first.act.value, first.type, first.id, records, intent=self.intent, alike=alike)

    @property
    def is_large(self) -> bool:
        return bool(self.back) or len(self.mutations) > PART

    def split(self) -> tuple[Save, Save | None]:
        """The last groups, some `PART` mutations together, and what comes before them."""
        at = max(0, len(self.mutations) - PART)
        while 0 < at < len(self.mutations) and self.mutations[at - 1].group == self.mutations[at].group:
            at -= 1
        part = replace(self, mutations=self.mutations[at:])
        return part, replace(self, mutations=self.mutations[:at]) if at else None


Went = Callable[["Save", "Save | None", "Save | None"], None]
"""Told which save went, what is left of it, and what took it back."""


class UndoHistory:
    """The saves that can be taken back, and those taken back that can be done again. For any thread: a person's saves,
    an import's and what a round has erased come at once."""

    def __init__(self) -> None:
        self._guard = threading.RLock()
        self._done: deque[Save] = deque(maxlen=STEPS)
        self._undone: list[Save] = []
        self._in_parts: dict[str, frozenset[str]] = {}
        """Intents that are being saved part by part, with those that had been saved before."""

    def begin(self, intent: str) -> None:
        """A save that comes in parts begins: none of it is taken back before its `end`."""
        with self._guard:
            self._in_parts[intent] = frozenset(one.intent for one in self._done)

    def end(self, intent: str) -> None:
        with self._guard:
            self._in_parts.pop(intent, None)

    def saved(self, save: Save) -> None:
        """A new save: from here nothing can be done again. Saves of one intent (a bulk edit) are one step."""
        with self._guard:
            self._undone.clear()
            last = self.find(save.intent)
            if last is not None:
                self._done.remove(last)
                save = _joined(last, save)
            self._done.append(save)

    def find(self, intent: str) -> Save | None:
        """The save of that intent that can be taken back."""
        with self._guard:
            return next((one for one in reversed(self._done) if one.intent == intent), None)

    @property
    def last(self) -> Save | None:
        """What undo would take back."""
        with self._guard:
            return self._done[-1] if self._done else None

    def whole(self) -> Save | None:
        """What undo takes back: the last save that is not still coming in parts. Raises `NotAllowed` where that was
        before one that does: whoever asks may mean this one."""
        with self._guard:
            found = next((one for one in reversed(self._done) if one.intent not in self._in_parts), None)
            if any(found is None or found.intent in before for before in self._in_parts.values()):
                raise NotAllowed(
                    "This is still being saved",
                    "nothing of it was undone",
                    "stop it or wait for its end: then all of it can be",
                    code="under_way",
                )
            return found

    @property
    def next(self) -> Save | None:
        """What redo would do again."""
        with self._guard:
            return self._undone[-1] if self._undone else None

    def went_back(self, save: Save, rest: Save | None, inverted: Save | None) -> None:
        """`save`, but for `rest`, was taken back by `inverted`, which redo will invert in its turn."""
        with self._guard:
            _move(save, rest, inverted, self._done, self._undone)

    def went_forward(self, save: Save, rest: Save | None, again: Save | None) -> None:
        """`save`, but for `rest`, which had been taken back was done again by `again`."""
        with self._guard:
            _move(save, rest, again, self._undone, self._done)

    def drop(self, save: Save) -> None:
        """A save that can neither be taken back nor done again."""
        with self._guard:
            self._done = deque((one for one in self._done if one is not save), maxlen=STEPS)
            self._undone = [one for one in self._undone if one is not save]

    def forget(self, records: Collection[tuple[str, str]]) -> None:
        """Saves that touched one of these records can be neither taken back nor done again: nothing is kept of them."""

        def stays(save: Save) -> bool:
            about = save.beside.records if save.beside is not None else ()
            return not any(
                key in records for key in (*about, *((one.type, one.id) for one in save.mutations))
            )

        if records:
            with self._guard:
                self._done = deque(filter(stays, self._done), maxlen=STEPS)
                self._undone = list(filter(stays, self._undone))

    def clear(self) -> None:
        with self._guard:
            self._done.clear()
            self._undone.clear()


def _move(
    save: Save,
    rest: Save | None,
    made: Save | None,
    here: MutableSequence[Save],
    there: MutableSequence[Save],
) -> None:
    at = next((number for number, one in enumerate(here) if one is save), None)
    if at is None:
        return  # forgotten meanwhile: somebody was erased
    if rest is None:
        del here[at]
    else:
        here[at] = rest
    if made is None:
        return
    if there and there[-1].intent == made.intent:
        made = _joined(there.pop(), made)
    elif save.back:
        # Something was saved between two parts: what can be done again would be half of it.
        return
    there.append(made)


def joined(saves: Sequence[Save]) -> Save:
    """Saves of one intent as one."""
    return reduce(_joined, saves)


def _joined(first: Save, later: Save) -> Save:
    before = {**later.before, **first.before}
    for key in later.before.keys() & first.before.keys():
        fields = {**later.before[key].fields, **first.before[key].fields}
        before[key] = replace(first.before[key], fields=fields)
    return Save(first.intent, (*first.mutations, *later.mutations), before)


def lean(mutations: Sequence[Mutation], before: Before) -> Before:
    """The records as far as undo needs them: of 50,000 that were changed in one field it keeps that field."""
    if any(one.act is not Act.UPDATE for one in mutations):
        return before
    touched: dict[tuple[str, str], set[str]] = {}
    for one in mutations:
        touched.setdefault((one.type, one.id), set()).update(one.touched)
    return {
        key: replace(record, fields={name: record.fields[name] for name in touched[key]})
        for key, record in before.items()
    }


def inverted(author: Author, save: Save, intent: str) -> list[Group]:
    """The groups that take a save back, or say again what was taken out; raises `NotAllowed` for what cannot be."""
    if save.taken_out:
        return _anew(author, save.mutations, intent)
    return inverse(author, list(save.mutations), dict(save.before), intent)


def _anew(author: Author, mutations: Sequence[Mutation], intent: str) -> list[Group]:
    groups: dict[str, Group] = {}
    for one in mutations:
        again = replace(one, op_id=author.new_id(), at=format_instant(author.now()), base=0, after={}, was={})
        groups.setdefault(one.group, []).append(again)
    return [together(author, group, intent=intent) for group in groups.values()]


def _fields_of(before: Before, mutation: Mutation) -> Mapping[str, Value]:
    record = before.get((mutation.type, mutation.id))
    return record.fields if record is not None else {}

"""A person's own import on this laptop: finds what is here, saves in portions, remembers what it did, takes it back.

Each record is an ordinary edit and travels like one. What an import made is told by the outbox; only what updated
records held before is kept beside it, and goes with an erased person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import msgspec

from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Kind
from crmdesk.domain.edits import Author
from crmdesk.domain.errors import StorageFault, UserError
from crmdesk.domain.records import Record
from crmdesk.domain.values import format_instant
from crmdesk.exchange.incoming import alikes
from crmdesk.exchange.incoming.candidates import Candidate, Incoming, Named
from crmdesk.exchange.incoming.making import Fate, Made, Maker
from crmdesk.exchange.incoming.survey import Choice, Decisions, Stopped, Survey, Told, candidates
from crmdesk.store import outbox, progress
from crmdesk.store.connection import Database
from crmdesk.store.import_memory import Batch, batches, keep_batch, remember_before
from crmdesk.store.import_undoing import TakenBack, TakingBack
from crmdesk.store.rows import Rows, quote

PORTION = 100
"""Records that are saved in one transaction."""
_READ_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Order:
    """An import that somebody has decided about. `file` is its name, for people."""

    file: str
    incoming: Incoming
    survey: Survey
    decisions: Decisions


@dataclass(slots=True)
class Imported:
    """What an import did. `refused` are records that the replica did not take, with why."""

    batch: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    accounts: int = 0
    refused: dict[int, UserError] = field(default_factory=dict)
    stopped: bool = False
    """Somebody ended it: what was saved by then stays."""

    @property
    def done(self) -> int:
        return self.created + self.updated + self.unchanged + self.skipped + len(self.refused)


class Importing:
    """Works on any thread but the window's; each portion is one save, so nothing else waits long."""

    def __init__(
        self,
        database: Database,
        rows: Rows,
        commit: Callable[[Sequence[Mutation]], list[Mutation]],
        in_parts: Callable[[str], AbstractContextManager[None]],
    ) -> None:
        """`in_parts` is entered with the intent of what is saved portion by portion."""
        self._database = database
        self._rows = rows
        self._commit = commit
        self._in_parts = in_parts

    # -- finding what is here ------------------------------------------------------------------------------

    def named(self, names: Iterable[Named]) -> Mapping[Named, tuple[str, ...]]:
        """Ids of the records that each name means, regardless of case, width, blanks and legal form."""
        wanted: dict[tuple[str, str], dict[str, list[Named]]] = {}
        for name in names:
            key = name.text.strip().casefold() if name.by == "emails" else alikes.folded_name(name.text)
            wanted.setdefault((name.type, name.by), {}).setdefault(key, []).append(name)
        found: dict[Named, list[str]] = {}
        for (type_name, by), keys in wanted.items():
            for record, value in self._column(type_name, by):
                said = alikes.emails({by: value}) if by == "emails" else [alikes.folded_name(str(value))]
                for key in said:
                    for name in keys.get(key, ()):
                        found.setdefault(name, []).append(record)
        return {name: tuple(self._exact(name, ids)) for name, ids in found.items()}

    def _exact(self, name: Named, ids: list[str]) -> list[str]:
        """Of several records that are called nearly so, the one that is called exactly so."""
        if name.by != "name" or len(ids) == 1:
            return ids[:1] if name.by != "name" else ids
        with self._database.read() as connection:
            there = [self._rows[name.type].find(connection, each) for each in ids]
        same = [each.id for each in there if each is not None and each["name"] == name.text]
        return same if len(same) == 1 else ids

    def _column(self, type_name: str, column: str) -> Iterator[tuple[str, Any]]:
        for record, fields in self._columns(type_name, (column,)):
            if column in fields:
                yield record, fields[column]

    def alike(self, type_name: str, keys: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
        """Key -> ids of the records that have it: one pass over the type's rows, whatever the number of keys."""
        found: dict[str, list[str]] = {}
        if keys:
            for record, fields in self._columns(type_name, alikes.COMPARED[type_name]):
                for key in alikes.keys(type_name, fields):
                    if key in keys:
                        found.setdefault(key, []).append(record)
        return {key: tuple(ids) for key, ids in found.items()}

    def _columns(self, type_name: str, names: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Filled columns of every row, in pages, so that no reader stays open while somebody thinks about them."""
        rows = self._rows[type_name]
        sets = {name for name in names if rows.entity.field(name).kind is Kind.SET}
        listed = ", ".join(map(quote, names))
        last = ""
        while True:
            with self._database.read() as connection:
                page = connection.execute(
                    f"SELECT id, {listed} FROM {rows.table} WHERE id > ? ORDER BY id LIMIT ?",
                    (last, _READ_AT_ONCE),
                ).fetchall()
            for record, *values in page:
                yield (
                    record,
                    {
                        name: msgspec.json.decode(value) if name in sets else value
                        for name, value in zip(names, values, strict=True)
                        if value is not None
                    },
                )
            if len(page) < _READ_AT_ONCE:
                return
            last = page[-1][0]

    # -- running -------------------------------------------------------------------------------------------

    def run(self, order: Order, author: Author, told: Told) -> Imported:
        """Saves a file's records, in portions; what the replica refuses is rejected alone. Raises what reading the
        file raises; what was saved before stays, and is remembered."""
        batch = Batch(
            author.new_id(), order.incoming.type, order.file, format_instant(author.now()), self._tip()
        )
        with self._database.write() as connection:
            keep_batch(connection, batch)
        maker = Maker(author, order.survey, order.decisions, self._find, batch.id)
        result, whole = Imported(batch.id), False
        with self._in_parts(batch.id):
            try:
                coming = iter(candidates(order.incoming, order.survey))
                while portion := list(islice(coming, PORTION)):
                    # Counted before they are saved: where the power fails behind that, they can still be taken back.
                    self._keep(batch, result, coming=len(portion))
                    self._save_portion(maker, order, portion, result)
                    told(result.done)
                whole = True
            except Stopped:
                result.stopped = True
            finally:
                self._keep(batch, result, whole=whole)
        return result

    def _keep(self, batch: Batch, result: Imported, coming: int = 0, *, whole: bool = False) -> None:
        created = result.created + result.accounts + coming
        now = msgspec.structs.replace(batch, created=created, updated=result.updated, whole=whole)
        with self._database.write() as connection:
            keep_batch(connection, now)

    def _save_portion(
        self, maker: Maker, order: Order, portion: Sequence[Candidate], result: Imported
    ) -> None:
        waiting: list[tuple[Candidate, Made]] = []
        type_name, decisions = order.incoming.type, order.decisions
        alikes_ = order.survey.alikes.values()
        lines = {each.first for each in alikes_ if decisions.of(each.line) is Choice.UPDATE}
        for candidate in portion:
            alike = order.survey.alikes.get(candidate.line)
            about_it = alike is not None and alike.record in {made.record for _, made in waiting}
            if about_it or maker.waits(candidate.line):
                self._save(maker, type_name, waiting, result)
                waiting = []
            made = self._make(maker, type_name, candidate, result)
            if made is None:
                continue
            waiting.append((candidate, made))
            # A later row of this portion may be about this very record: it must stand by then.
            if candidate.line in lines:
                self._save(maker, type_name, waiting, result)
                waiting = []
        self._save(maker, type_name, waiting, result)

    @staticmethod
    def _make(maker: Maker, type_name: str, candidate: Candidate, result: Imported) -> Made | None:
        try:
            return maker.make(type_name, candidate)
        except UserError as error:
            result.refused[candidate.line] = error
            return None

    def _save(
        self, maker: Maker, type_name: str, waiting: Sequence[tuple[Candidate, Made]], result: Imported
    ) -> None:
        try:
            self._save_together(maker, [made for _, made in waiting], result)
        except StorageFault:
            raise  # a full disk refuses all records alike
        except UserError as error:
            for _, made in reversed(waiting):
                maker.dropped(made)
            if len(waiting) == 1:
                result.refused[waiting[0][0].line] = error
                return
            # Each is made anew: the account that a refused row was to make for all is made by the next that names it.
            for candidate, _ in waiting:
                made_anew = self._make(maker, type_name, candidate, result)
                if made_anew is not None:
                    self._save(maker, type_name, [(candidate, made_anew)], result)

    def _save_together(self, maker: Maker, waiting: Sequence[Made], result: Imported) -> None:
        edits = [mutation for made in waiting for mutation in made.mutations]
        befores = {made.before.id: made for made in waiting if made.before is not None}
        if befores:
            with self._database.write() as connection:
                remember_before(connection, maker.intent, befores)
        if edits:
            self._commit(edits)
        for made in waiting:
            result.accounts += len(made.accounts)
            self._count(made.fate, result)

    @staticmethod
    def _count(fate: Fate, result: Imported) -> None:
        setattr(result, fate.value, getattr(result, fate.value) + 1)

    def _tip(self) -> int:
        with self._database.read() as connection:
            return outbox.tip(connection).count

    def batches(self) -> list[Batch]:
        """The imports of this laptop that are remembered, the newest first."""
        with self._database.read() as connection:
            return batches(connection)

    def undo(self, batch: str, author: Author, told: progress.Told) -> TakenBack:
        """Takes an import back, whenever it was: its records go, unless somebody has changed them or hung something
        on them since; fields that it changed get back what they held, unless they were changed since."""
        intent = author.new_id()
        with self._in_parts(intent):
            return TakingBack(self._database, self._rows, self._commit, author, intent).run(batch, told)

    def _find(self, type_name: str, record: str) -> Record | None:
        with self._database.read() as connection:
            return self._rows[type_name].find(connection, record)

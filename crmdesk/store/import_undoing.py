"""Takes an import back, also after a restart: its records go and changed fields get back what they held.

What somebody has done since stays: a record that was edited, or that something hangs on, is kept and told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Entity, Kind, Policy
from crmdesk.domain.edits import Author, Draft, complete
from crmdesk.domain.errors import StorageFault, UserError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.exchange.incoming.survey import Stopped
from crmdesk.store import outbox
from crmdesk.store.connection import Connection, Database
from crmdesk.store.hanging import Key, hung_on
from crmdesk.store.import_memory import batches, before, keep_batch
from crmdesk.store.progress import Told
from crmdesk.store.rows import Rows

PORTION = 100
Commit = Callable[[Sequence[Mutation]], list[Mutation]]


@dataclass(slots=True)
class TakenBack:
    """What became of an import's records: gone, as they were before, or kept since somebody went on with them."""

    deleted: int = 0
    restored: int = 0
    kept: list[Key] = field(default_factory=list)
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """What the import did to one record, the last edit first."""

    key: Key
    mutations: tuple[Mutation, ...]

    @property
    def made(self) -> bool:
        return self.mutations[-1].act is Act.CREATE


class TakingBack:
    """One import being taken back, newest record first, in portions; all its edits carry one intent."""

    def __init__(self, database: Database, rows: Rows, commit: Commit, author: Author, intent: str) -> None:
        self._database = database
        self._rows = rows
        self._commit = commit
        self._author = author
        self._intent = intent
        self._hung: set[Key] = set()
        self._result = TakenBack()

    def run(self, batch: str, told: Told) -> TakenBack:
        """Saves the edits that undo the import; told how many of its records were looked at."""
        places = _places(self._database, batch)
        seen, made = _made(self._database, places)
        with self._database.read() as connection:
            self._hung = hung_on(connection, self._rows, made, seen)
        looked = 0
        try:
            for portion in _portions(self._database, places):
                with self._database.read() as connection:
                    edits = [edit for part in portion for edit in self._inverse(connection, part, batch)]
                self._save(edits)
                looked += len(portion)
                told(looked, len(seen))
        except Stopped:
            self._result.stopped = True
            return self._result
        with self._database.write() as connection:
            for one in batches(connection):
                if one.id == batch:
                    keep_batch(connection, msgspec.structs.replace(one, undone=True))
        return self._result

    def _inverse(self, connection: Connection, part: _Part, batch: str) -> list[Mutation]:
        """The edits that undo a record's part of the import; none for one that is gone or kept."""
        type_name, record_id = part.key
        entity = self._author.catalogue[type_name]
        record = self._rows[type_name].find(connection, record_id)
        if record is None:
            return []
        draft = Draft(self._author, self._intent)
        if part.made:
            if part.key in self._hung or _edited(entity, part, record):
                self._result.kept.append(part.key)
                return []
            draft.put(Act.DELETE, type_name, record_id)
            return draft.mutations
        values, remove, whole = _put_back(entity, part, record, before(connection, batch, record_id))
        if not whole:
            self._result.kept.append(part.key)
        if values or remove:
            values = complete(self._author, entity, values, record.fields)
            draft.put(Act.UPDATE, type_name, record_id, values, remove=remove)
        return draft.mutations

    def _save(self, edits: Sequence[Mutation]) -> None:
        try:
            if edits:
                self._commit(edits)
        except StorageFault:
            raise  # a full disk refuses all of them alike
        except UserError:
            if len(edits) == 1:
                self._result.kept.append((edits[0].type, edits[0].id))
                return
            for edit in edits:
                self._save([edit])
            return
        self._result.deleted += sum(edit.act is Act.DELETE for edit in edits)
        self._result.restored += sum(edit.act is Act.UPDATE for edit in edits)


def _places(database: Database, batch: str) -> list[int]:
    """Where the import's edits stand in the outbox, in order."""
    with database.read() as connection:
        after = next((one.after for one in batches(connection) if one.id == batch), None)
        if after is None:
            return []
        found = connection.execute(
            "SELECT place FROM outbox WHERE place > ? AND payload IS NOT NULL"
            " AND instr(payload, CAST(? AS BLOB)) > 0 ORDER BY place",
            (after, f'"intent":"{batch}"'),
        )
        return [place for (place,) in found]


def _made(database: Database, places: Sequence[int]) -> tuple[set[Key], set[Key]]:
    """The records that the import touched, and those of them that it made."""
    seen: set[Key] = set()
    made: set[Key] = set()
    for portion in _chunks(places):
        with database.read() as connection:
            for mutation in _mutations(connection, portion):
                seen.add((mutation.type, mutation.id))
                if mutation.act is Act.CREATE:
                    made.add((mutation.type, mutation.id))
    return seen, made


def _portions(database: Database, places: Sequence[int]) -> Iterator[list[_Part]]:
    """The import record by record, the newest first; a record's edits lie close together."""
    ordered: dict[Key, list[int]] = {}
    for chunk in _chunks(places):
        with database.read() as connection:
            for place, mutation in zip(chunk, _mutations(connection, chunk), strict=True):
                ordered.setdefault((mutation.type, mutation.id), []).append(place)
    keys = list(reversed(ordered))
    for at in range(0, len(keys), PORTION):
        with database.read() as connection:
            portion = [
                _Part(key, tuple(_mutations(connection, ordered[key]))[::-1])
                for key in keys[at : at + PORTION]
            ]
        yield portion


def _chunks(places: Sequence[int]) -> Iterator[Sequence[int]]:
    return (places[at : at + PORTION] for at in range(0, len(places), PORTION))


def _mutations(connection: Connection, places: Sequence[int]) -> list[Mutation]:
    found = connection.execute(
        "SELECT payload FROM outbox WHERE place IN (SELECT value FROM json_each(?)) ORDER BY place",
        (msgspec.json.encode(list(places)).decode(),),
    )
    return [outbox.decode_mutation(body) for (body,) in found]


def _edited(entity: Entity, part: _Part, record: Record) -> bool:
    """Whether the record says anything else than what the import made of it."""
    said = dict(part.mutations[-1].set)
    for later in reversed(part.mutations[:-1]):
        said |= later.set
        for name, items in later.add.items():
            said[name] = [*(said.get(name) or []), *items]
    for field_ in entity.own:
        if not field_.writable:
            continue
        stands, imported = record.fields.get(field_.name), said.get(field_.name)
        if field_.kind is Kind.SET:
            if set(map(str, stands or ())) != set(map(str, imported or ())):
                return True
        elif stands != imported:
            return True
    return False


def _put_back(
    entity: Entity, part: _Part, record: Record, held: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, Value], bool]:
    """Fields to set and elements to remove again, and whether that is all that the import changed."""
    values: dict[str, Value] = {}
    remove: dict[str, Value] = {}
    whole = True
    for name in {name for one in part.mutations for name in one.set}:
        last = next(one.set[name] for one in part.mutations if name in one.set)
        if name not in held or record.fields.get(name) != last or not _reversible(entity, name):
            whole = whole and record.fields.get(name) == held.get(name)
            continue
        values[name] = held[name]
    for one in part.mutations:
        for name, items in one.add.items():
            there = [item for item in items if item in (record.fields.get(name) or ())]
            remove[name] = [*remove.get(name, []), *there]
    return values, {name: items for name, items in remove.items() if items}, whole


def _reversible(entity: Entity, name: str) -> bool:
    """A protection only ever becomes stricter."""
    return entity.field(name).policy not in (Policy.STRICTEST, Policy.APPEND)

"""Takes every value of an erased person off this laptop: rows, edits, refusals, what was fetched, bytes of attachments.

The centre names what went by marks. Of an edit that awaits its verdict a stub stays, which says whose edit of which
record it was and nothing else: what became of it the centre decides. Rules: docs/sync/erasure.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from crmdesk.domain.changes import Act, Mutation, payload
from crmdesk.domain.declare import Entity
from crmdesk.domain.erasure import ERASED, Key, belongs_to, can_belong, mark_of, subjects
from crmdesk.store.connection import Connection
from crmdesk.store.import_memory import forget_before
from crmdesk.store.outbox import decode_mutation
from crmdesk.store.rows import Rows
from crmdesk.store.settings import read_setting, read_settings, write_setting
from crmdesk.store.traces import note_gone

_UPTO = "erased"
"""Setting: up to where the centre has told of erasures."""
_FILES = "erased_files"
"""Setting: hashes of attachments whose bytes are still to go from the vault."""
UNFINISHED = "unfinished."
"""How the names of those of a person's own settings begin that hold what they were still writing."""
ATTACHMENT = "attachment"
_HASHES = ("sha256", "thumbnail")
_INDEXED = "erased_in_index"
"""Setting: the search index may still hold what was erased."""
_TITLE = "The person's data was erased"
_DETAIL = "nothing of this change was kept"


def told_upto(connection: Connection) -> int:
    """Up to where the centre has told of erasures; 0 at first."""
    return int(read_setting(connection, _UPTO, 0))


def tell_again(connection: Connection) -> None:
    """The centre is not the one of before: it counts anew."""
    write_setting(connection, _UPTO, None)


def unfinished_of(type_name: str, record_id: str) -> str:
    """The name of the person's own setting that holds what they were still writing about a record."""
    return f"{UNFINISHED}{type_name}.{record_id}"


def files_to_forget(connection: Connection) -> set[str]:
    """Hashes of attachments that went with a person."""
    return set(read_setting(connection, _FILES, []))


def files_forgotten(connection: Connection, hashes: Iterable[str]) -> None:
    """Their bytes are gone."""
    left = files_to_forget(connection).difference(hashes)
    write_setting(connection, _FILES, sorted(left) or None)


def is_indexed(connection: Connection) -> bool:
    """Whether the search index may still hold terms of somebody who was erased."""
    return bool(read_setting(connection, _INDEXED, False))


def index_is_clear(connection: Connection) -> None:
    """It holds none."""
    write_setting(connection, _INDEXED, None)


class Erasing:
    """Works inside the caller's write transaction."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def follow(self, connection: Connection, marks: Sequence[tuple[str, str]], upto: int) -> set[Key]:
        """Purges what is marked, with what only this laptop knows and that is about nobody else; gives what went."""
        # Whom a mark means is found by going through all that was ever saved here.
        gone = self.purge(connection, self._marked(connection, marks)) if marks else set()
        write_setting(connection, _UPTO, upto)
        return gone

    def purge(self, connection: Connection, keys: set[Key]) -> set[Key]:
        """As `follow`, for records that are known by their ids."""
        keys = self._with_own(connection, keys)
        for type_name in sorted({type_name for type_name, _ in keys}):
            ids = sorted(record for one, record in keys if one == type_name)
            files: set[str] = set()
            for record in ids:
                files |= self._empty_edits(connection, self._rows[type_name].entity, record)
                _drop_unfinished(connection, record)
            files |= self._drop_rows(connection, type_name, ids)
            if files:
                write_setting(connection, _FILES, sorted(files | files_to_forget(connection)))
            forget_before(connection, ids)
            note_gone(connection, type_name, ids)
        if keys:
            write_setting(connection, _INDEXED, True)
        return keys

    # Finding

    def _marked(self, connection: Connection, marks: Sequence[tuple[str, str]]) -> set[Key]:
        wanted: dict[str, set[str]] = {}
        for type_name, mark in marks:
            wanted.setdefault(type_name, set()).add(mark)
        named, written = self._named_in_edits(connection), _named_in_unfinished(connection)
        return {
            (type_name, record)
            for type_name, some in wanted.items()
            if type_name in self._rows
            for record in self._known(connection, type_name) | named.get(type_name, set()) | written
            if mark_of(type_name, record) in some
        }

    def _known(self, connection: Connection, type_name: str) -> set[str]:
        """Every record of the type of which anything is here."""
        found = connection.execute(
            f"SELECT id FROM {self._rows[type_name].table} UNION SELECT record FROM base WHERE type = :type"
            " UNION SELECT record FROM outbox WHERE type = :type"
            " UNION SELECT record FROM fetched_history WHERE type = :type"
            " UNION SELECT record FROM used WHERE type = :type",
            {"type": type_name},
        )
        return {record for (record,) in found}

    def _named_in_edits(self, connection: Connection) -> dict[str, set[str]]:
        """By type: whom edits of other records are about. Nothing else may be here of somebody lost sight of."""
        named: dict[str, set[str]] = {}
        for entity in filter(can_belong, self._rows.catalogue):
            for (body,) in connection.execute(
                "SELECT payload FROM outbox WHERE type = ? AND payload IS NOT NULL", (entity.name,)
            ):
                mutation = decode_mutation(body)
                said = {**mutation.set, **mutation.add}
                for type_name, record in subjects(self._rows.catalogue, entity, said):
                    named.setdefault(type_name, set()).add(record)
        return named

    def _with_own(self, connection: Connection, keys: set[Key]) -> set[Key]:
        """With the records that were made here about nobody else and that the centre does not have."""
        keys, waiting = set(keys), set(keys)
        while waiting:
            fresh = {own for key in waiting for own in self._own(connection, key, keys)}
            waiting = fresh - keys
            keys |= fresh
        return keys

    def _own(self, connection: Connection, key: Key, gone: set[Key]) -> Iterator[Key]:
        naming = connection.execute(
            "SELECT DISTINCT type, record FROM outbox WHERE payload IS NOT NULL"
            " AND instr(payload, CAST(? AS BLOB)) > 0",
            (key[1],),
        ).fetchall()
        for type_name, record in naming:
            if type_name not in self._rows or not can_belong(self._rows[type_name].entity):
                continue
            fields = self._unknown_to_centre(connection, type_name, record)
            if fields is not None and belongs_to(
                self._rows.catalogue, self._rows[type_name].entity, fields, gone
            ):
                yield type_name, record

    def _unknown_to_centre(self, connection: Connection, type_name: str, record: str) -> Any:
        """What a record says that was made here and that no page has brought; None if one has."""
        shown = self._rows[type_name].find(connection, record)
        base = connection.execute(
            "SELECT image FROM base WHERE record = ? AND type = ?", (record, type_name)
        ).fetchone()
        if (base is not None and base[0] is not None) or (shown is not None and base is None):
            return None
        if shown is not None:
            return shown.fields
        for (body,) in connection.execute(
            "SELECT payload FROM outbox WHERE record = ? AND type = ? AND payload IS NOT NULL ORDER BY place",
            (record, type_name),
        ).fetchall():
            mutation = decode_mutation(body)
            if mutation.act is Act.CREATE:
                return mutation.set
        return None

    # Purging

    def _empty_edits(self, connection: Connection, entity: Entity, record: str) -> set[str]:
        """Stubs in the place of what was said of the record; gives the hashes that it named."""
        files: set[str] = set()
        for place, body in connection.execute(
            "SELECT place, payload FROM outbox WHERE record = ? AND type = ? AND payload IS NOT NULL",
            (record, entity.name),
        ).fetchall():
            mutation = decode_mutation(body)
            files |= {str(mutation.set[name]) for name in _HASHES if mutation.set.get(name)}
            connection.execute(
                "INSERT INTO erased_op (place, payload) VALUES (?, ?)",
                (place, payload(_stub(entity, mutation))),
            )
        which = "IN (SELECT place FROM outbox WHERE record = ? AND type = ?)"
        own = (record, entity.name)
        connection.execute("UPDATE outbox SET payload = NULL WHERE record = ? AND type = ?", own)
        # What was decided and only waited for its page: that page says now that the record is gone.
        connection.execute(f"DELETE FROM open_op WHERE outcome IS NOT NULL AND place {which}", own)
        connection.execute(f"UPDATE open_op SET resolves = NULL WHERE place {which}", own)
        connection.execute(
            f"UPDATE verdict SET title = NULL, hint = NULL, lost = NULL WHERE place {which}", own
        )
        connection.execute(
            "UPDATE verdict SET outcome = 'refused', code = ?, title = ?, hint = ? WHERE settled IS NULL"
            f" AND outcome IN ('refused', 'conflict') AND place {which}",
            (ERASED, _TITLE, _DETAIL, *own),
        )
        return files

    def _drop_rows(self, connection: Connection, type_name: str, ids: list[str]) -> set[str]:
        rows, listed = self._rows[type_name], msgspec.json.encode(ids).decode()
        files: set[str] = set()
        if type_name == ATTACHMENT:
            found = connection.execute(
                f"SELECT {', '.join(_HASHES)} FROM attachment WHERE id IN (SELECT value FROM json_each(?))",
                (listed,),
            )
            files = {value for row in found for value in row if value}
        self._rows.touch(connection, type_name, ids)
        connection.execute(
            f"DELETE FROM {rows.table} WHERE id IN (SELECT value FROM json_each(?))", (listed,)
        )
        connection.execute(
            "DELETE FROM base WHERE type = ? AND record IN (SELECT value FROM json_each(?))",
            (type_name, listed),
        )
        return files


def _named_in_unfinished(connection: Connection) -> set[str]:
    """Whatever could be the id of a record in what the user was still writing, or in its name."""
    found: set[str] = set()
    for name, written in read_settings(connection, f"user.{UNFINISHED}").items():
        found.add(name.rpartition(".")[2])
        found.update(_texts(written))
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _drop_unfinished(connection: Connection, record: str) -> None:
    """What the user was still writing about the record goes, and so does what names it."""
    connection.execute(
        "DELETE FROM setting WHERE substr(name, 1, length(:prefix)) = :prefix"
        " AND (instr(name, :record) > 0 OR instr(value, :record) > 0)",
        {"prefix": f"user.{UNFINISHED}", "record": record},
    )


def _stub(entity: Entity, mutation: Mutation) -> Mutation:
    """Whose edit of which record: enough for the centre to know it again, or to see that it is of somebody erased."""
    told: dict[str, Any] = {}
    if mutation.act is Act.CREATE:
        names = {field.name for field in entity.own if field.target is not None}
        names |= {name for name in (entity.parent, entity.parent_type) if name}
        told = {name: value for name, value in mutation.set.items() if name in names}
    return replace(mutation, base=0, set=told, add={}, remove={}, was={}, after={}, resolves=(), into=None)

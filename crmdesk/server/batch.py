"""One writing transaction in memory: rows as they become, and what feed, history, ledger and conflicts will say.

A group that is refused is taken back here, before anything reached the database; `flush` then writes all of it in bulk
(docs/decisions/0004-groups-in-memory.md). It decides nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, tuple_

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.changes import Mutation
from crmdesk.domain.custom_fields import standing
from crmdesk.domain.declare import Catalogue, Entity
from crmdesk.domain.values import Value
from crmdesk.schema.columns import page_columns, row_reader, row_to_stored
from crmdesk.schema.digest import HASH_COLUMN, RowHash
from crmdesk.server.field_versions import advanced
from crmdesk.server.history_chain import linked
from crmdesk.server.principal import Moment
from crmdesk.server.statements import by_ids, by_type_and_ids, inserting, updating
from crmdesk.server.tables import Tables

Key = tuple[str, str]
"""Type and id of a record."""
CHUNK = 400
"""Ids in one `IN` list: SQLite and PostgreSQL both take it without replanning."""


_OF_GRAVE = ("id", "version", "row", "meta", "by", "at", "alias", "erased")


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """`ids` without repeats, in order, in lists of at most `CHUNK`."""
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), CHUNK):
        yield unique[start : start + CHUNK]


@dataclass(frozen=True, slots=True)
class Row:
    """A record at the centre: canonical fields, the feed number of its last change, versions by field and element."""

    version: int
    fields: Mapping[str, Value]
    meta: Mapping[str, Any]
    hash: int | None = None
    """As it is stored; None until the row is written."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A deleted record as it last stood; `alias`: the record it was merged into; `erased`: the receipt of its end."""

    version: int
    fields: Mapping[str, Value]
    meta: Mapping[str, Any]
    by: str | None
    at: str
    alias: str | None = None
    erased: str | None = None


@dataclass
class _Overlay:
    """What one group changed, thrown away if it is refused."""

    rows: dict[Key, Row | None] = field(default_factory=dict)
    tombstones: dict[Key, Tombstone | None] = field(default_factory=dict)
    feed: list[dict[str, Any]] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    touched: list[tuple[Key, Mapping[str, Value] | None]] = field(default_factory=list)
    """Records whose buckets may have changed, with their fields before."""


class Batch:
    """Rows and pending writes of one transaction."""

    def __init__(
        self, connection: Connection, tables: Tables, catalogue: Catalogue, moment: Moment, seq: int
    ) -> None:
        self.connection = connection
        self.tables = tables
        self.catalogue = catalogue
        self.moment = moment
        self.seq = seq
        self._start = seq
        self._stored: dict[Key, Row | None] = {}
        self._stored_tombstones: dict[Key, Tombstone | None] = {}
        self._kept = _Overlay()
        self._group = _Overlay()
        self._group_seq = seq
        self.ledger: list[dict[str, Any]] = []
        self.hashes: dict[Key, tuple[int | None, int | None]] = {}
        """Of each row that was flushed, its hash before and after; None: there is no row."""

    # Reading

    def load(self, type_name: str, ids: Iterable[str]) -> None:
        """Reads rows and tombstones of one type that are not read yet, in one query each a chunk."""
        entity, table, graves = (
            self.catalogue[type_name],
            self.tables.entity[type_name],
            self.tables.tombstone,
        )
        org, columns, read = self.moment.org, page_columns(entity), row_reader(entity)
        for chunk in chunks(i for i in ids if (type_name, i) not in self._stored):
            self._stored.update({(type_name, i): None for i in chunk})
            self._stored_tombstones.update({(type_name, i): None for i in chunk})
            asked = {"of_org": org, "of_type": type_name, "of_ids": chunk}
            for row in self.connection.execute(by_ids(table, (*columns, "meta", HASH_COLUMN)), asked):
                self._stored[type_name, row[0]] = Row(row[1], read(row[:-2]), json.loads(row[-2]), row[-1])
            for grave in self.connection.execute(by_type_and_ids(graves, _OF_GRAVE), asked):
                self._stored_tombstones[type_name, grave.id] = Tombstone(
                    grave.version, standing(entity, json.loads(grave.row)), json.loads(grave.meta),
                    grave.by, grave.at, grave.alias, grave.erased,
                )  # fmt: skip

    def row(self, key: Key) -> Row | None:
        """The record as it stands now in this transaction."""
        for overlay in (self._group, self._kept):
            if key in overlay.rows:
                return overlay.rows[key]
        if key not in self._stored:
            self.load(key[0], [key[1]])
        return self._stored[key]

    def tombstone(self, key: Key) -> Tombstone | None:
        """The record's tombstone, if it is deleted."""
        for overlay in (self._group, self._kept):
            if key in overlay.tombstones:
                return overlay.tombstones[key]
        if key not in self._stored_tombstones:
            self.load(key[0], [key[1]])
        return self._stored_tombstones[key]

    def is_erased(self, key: Key) -> bool:
        """Whether the record was erased for good."""
        return (grave := self.tombstone(key)) is not None and grave.erased is not None

    def stands_for(self, key: Key) -> Key:
        """The record that this one was merged into, over several merges too; itself if it was not.

        Records are merged into live ones, which have no alias, so aliases close no circle (`realias`).
        """
        while (grave := self.tombstone(key)) is not None and grave.alias is not None:
            key = (key[0], grave.alias)
        return key

    def written(self, type_name: str) -> list[str]:
        """Ids of the live records of a type that this transaction has written so far."""
        ids = dict.fromkeys(
            key[1] for rows in (self._kept.rows, self._group.rows) for key in rows if key[0] == type_name
        )
        return [record_id for record_id in ids if self.row((type_name, record_id)) is not None]

    def differences(
        self, type_name: str
    ) -> Iterator[tuple[str, Mapping[str, Value] | None, Mapping[str, Value] | None]]:
        """Id, fields before and fields after (None: there is no record) of all that was kept of a type, in order."""
        for key, row in list(self._kept.rows.items()):
            if key[0] == type_name:
                before = self._stored[key]
                yield key[1], before.fields if before else None, row.fields if row else None

    def is_new(self, key: Key) -> bool:
        """Whether the record came into being in this transaction, even if it was deleted in it again."""
        if self._stored.get(key) is not None or self._stored_tombstones.get(key) is not None:
            return False
        return self.row(key) is not None or self.tombstone(key) is not None

    # Writing

    def put(
        self,
        key: Key,
        fields: Mapping[str, Value],
        changed: Iterable[str],
        *,
        added: Mapping[str, Iterable[str]] | None = None,
        dated: bool = False,
    ) -> int:
        """Gives the record's new version. `changed` names the fields that differ, `added` new elements of sets."""
        before = self.row(key)
        grave = self.tombstone(key) if before is None else None
        version = self._number(key, "put")
        last = before or grave
        meta = advanced(last.meta if last else None, version, changed, added or {})
        stamp = {} if dated else {"updated_at": self.moment.at, "updated_by": self.moment.user}
        stamped = {**fields, **stamp}
        self._group.rows[key] = Row(version, stamped, meta)
        if grave is not None:
            self._group.tombstones[key] = None
        if before is None or self._moves(key[0], before.fields, stamped):
            self._group.touched.append((key, before.fields if before else None))
        return version

    def remove(self, key: Key, *, alias: str | None = None) -> int:
        """The record becomes a tombstone. Gives the tombstone's version."""
        row = self.row(key)
        assert row is not None
        version = self._number(key, "delete")
        self._group.rows[key] = None
        self._group.tombstones[key] = Tombstone(
            version, row.fields, row.meta, self.moment.user, self.moment.at, alias
        )
        self._group.touched.append((key, row.fields))
        return version

    def erase(self, key: Key, receipt: str) -> None:
        """Of the record, live or not, nothing stays but that it was erased."""
        row, moment, version = self.row(key), self.moment, self._number(key, "delete")
        self._group.rows[key] = None
        self._group.tombstones[key] = Tombstone(version, {}, {}, moment.user, moment.at, erased=receipt)
        if row is not None:
            self._group.touched.append((key, row.fields))

    def realias(self, type_name: str, lose: str, keep: str) -> None:
        """Whatever was merged into `lose` before stands for `keep` from now on: an alias is one step."""
        graves, org = self.tables.tombstone, self.moment.org
        query = select(graves.c.id).where(
            graves.c.org == org, graves.c.type == type_name, graves.c.alias == lose
        )
        found = list(self.connection.execute(query).scalars())
        self.load(type_name, found)
        made = [
            key[1] for group in (self._kept, self._group) for key in group.tombstones if key[0] == type_name
        ]
        for record_id in dict.fromkeys((*found, *made)):
            grave = self.tombstone((type_name, record_id))
            if grave is not None and grave.alias == lose:
                self._group.tombstones[type_name, record_id] = replace(grave, alias=keep)

    def note(
        self,
        key: Key,
        field_name: str,
        old: Value,
        new: Value,
        *,
        outcome: str,
        mutation: Mutation,
    ) -> None:
        """One line of history. What does not stand gets a number of its own, for no row was written with it."""
        if outcome == "lost":
            self.seq += 1
        self._group.history.append(
            {
                "type": key[0], "id": key[1], "field": field_name, "old": _json(old), "new": _json(new),
                "outcome": outcome, "op_id": mutation.op_id, "said_at": mutation.at, "seq": self.seq,
            }
        )  # fmt: skip

    def _number(self, key: Key, kind: str) -> int:
        self.seq += 1
        self._group.feed.append(
            {"org": self.moment.org, "seq": self.seq, "type": key[0], "id": key[1], "kind": kind}
        )
        return self.seq

    def _moves(self, type_name: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> bool:
        entity = self.catalogue[type_name]
        names = {
            "owner",
            "territory",
            *entity.implicit,
            *entity.through,
            *([entity.parent] if entity.parent else ()),
        }
        return any(before.get(name) != after.get(name) for name in names)

    # Groups

    def keep_group(self) -> None:
        """The group's changes count from now on."""
        kept, group = self._kept, self._group
        kept.rows.update(group.rows)
        kept.tombstones.update(group.tombstones)
        kept.feed += group.feed
        kept.history += group.history
        kept.touched += group.touched
        self._group, self._group_seq = _Overlay(), self.seq

    def drop_group(self) -> None:
        """The group never happened."""
        self._group, self.seq = _Overlay(), self._group_seq

    # Flushing

    @property
    def touched(self) -> list[tuple[Key, Mapping[str, Value] | None]]:
        """Records whose buckets may have changed, with their fields before (None: new)."""
        return self._kept.touched

    @property
    def changed(self) -> bool:
        return self.seq != self._start

    def flush(self) -> None:
        """Writes rows, tombstones, feed, history and ledger; buckets are `membership.refresh`'s."""
        self._flush_rows()
        self._flush_tombstones()
        self._write(self.tables.feed, self._kept.feed)
        self._kept.feed = []
        self._flush_history()
        self._write(self.tables.ledger, self.ledger)

    def _flush_rows(self) -> None:
        by_type: dict[str, list[Key]] = {}
        for key in self._kept.rows:
            by_type.setdefault(key[0], []).append(key)
        for type_name, keys in by_type.items():
            entity, table = self.catalogue[type_name], self.tables.entity[type_name]
            fresh, known, gone = [], [], []
            hashed = RowHash(entity)
            for key in keys:
                row, stored = self._kept.rows[key], self._stored.get(key)
                columns = _columns(entity, row, key[1], hashed) if row is not None else {}
                self.hashes[key] = (stored.hash if stored else None, columns.get(HASH_COLUMN))
                if row is None:
                    gone += [] if stored is None else [{"b_org": self.moment.org, "b_id": key[1]}]
                elif stored is None:
                    fresh.append({"org": self.moment.org, "id": key[1], **columns})
                else:
                    known.append({"b_org": self.moment.org, "b_id": key[1], **columns})
            where = (table.c.org == bindparam("b_org"), table.c.id == bindparam("b_id"))
            self._write(table, fresh)
            if known:
                self.connection.execute(updating(table), known)
            if gone:
                self.connection.execute(delete(table).where(*where), gone)

    def _flush_tombstones(self) -> None:
        table, org = self.tables.tombstone, self.moment.org
        keys = list(self._kept.tombstones)
        for start in range(0, len(keys), CHUNK):
            part = keys[start : start + CHUNK]
            self.connection.execute(
                delete(table).where(table.c.org == org, tuple_(table.c.type, table.c.id).in_(part))
            )
        self._write(
            table,
            [
                {
                    "org": org, "type": key[0], "id": key[1], "version": grave.version,
                    "row": _json(dict(grave.fields)),
                    "meta": _json(dict(grave.meta)), "by": grave.by, "at": grave.at, "alias": grave.alias,
                    "erased": grave.erased,
                }
                for key, grave in self._kept.tombstones.items()
                if grave is not None
            ],
        )  # fmt: skip

    def _flush_history(self) -> None:
        moment = self.moment
        ordinals: dict[int, int] = {}
        lines = []
        for line in self._kept.history:
            ordinal = ordinals[line["seq"]] = ordinals.get(line["seq"], -1) + 1
            lines.append(
                {
                    **line, "org": moment.org, "ordinal": ordinal, "user": moment.user, "device": moment.device,
                    "replica": moment.replica, "at": moment.at,
                }
            )  # fmt: skip
        self._write(self.tables.history, linked(self.connection, self.tables.history, moment.org, lines))

    def _write(self, table: Any, lines: list[dict[str, Any]]) -> None:
        if lines:
            self.connection.execute(inserting(table), lines)


def _columns(entity: Entity, row: Row, record_id: str, hashed: RowHash) -> dict[str, Any]:
    stored = row_to_stored(entity, row.fields)
    return {
        "version": row.version,
        **stored,
        "meta": _json(dict(row.meta)),
        HASH_COLUMN: hashed.of_values(record_id, row.version, stored),
    }


def _json(value: Value) -> str | None:
    return None if value is None else canonical_json(value).decode()

"""One writing transaction in memory: rows as they become, and what feed, history, ledger and conflicts will say.

A group that is refused is taken back here, before anything reached the database; `flush` then writes all of it in bulk
(docs/decisions/0004-groups-in-memory.md). It decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from crmdesk.domain.changes import Mutation
from crmdesk.domain.custom_fields import standing
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.values import Value
from crmdesk.schema.canonical import canonical_text
from crmdesk.schema.columns import page_columns, row_reader, row_writer
from crmdesk.schema.digest import HASH_COLUMN, RowHash
from crmdesk.server import bulk
from crmdesk.server.field_versions import advanced
from crmdesk.server.history_chain import linked
from crmdesk.server.principal import Moment
from crmdesk.server.tables import Tables

Key = tuple[str, str]
"""Type and id of a record."""
CHUNK = 400
"""Ids in one `IN` list: SQLite and PostgreSQL both take it without replanning."""


_decode = msgspec.json.Decoder().decode
_OF_GRAVE = ("id", "version", "row", "meta", "by", "at", "alias", "erased")


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """`ids` without repeats, in order, in lists of at most `CHUNK`."""
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), CHUNK):
        yield unique[start : start + CHUNK]


class Row(msgspec.Struct, frozen=True):
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
        self.lies: dict[Key, set[str]] = {}
        """The buckets of every record that was asked about, as they are now (`membership.py`)."""
        self.spill: Callable[[], None] | None = None
        """Writes all that was changed so far, in a transaction that a refusal rolls back as a whole (`flushing.py`)."""

    # Reading

    def load(self, type_name: str, ids: Iterable[str]) -> None:
        """Reads rows and tombstones of one type that are not read yet."""
        entity, table, graves = (
            self.catalogue[type_name],
            self.tables.entity[type_name],
            self.tables.tombstone,
        )
        fresh = [i for i in dict.fromkeys(ids) if (type_name, i) not in self._stored]
        if not fresh:
            return
        keys = [(type_name, i) for i in fresh]
        self._stored.update(dict.fromkeys(keys))
        self._stored_tombstones.update(dict.fromkeys(keys))
        connection, org, read = self.connection, self.moment.org, row_reader(entity)
        columns = (*page_columns(entity), "meta", HASH_COLUMN)
        for row in bulk.rows_of(connection, table, columns, org, fresh):
            self._stored[type_name, row[0]] = Row(row[1], read(row[:-2]), _decode(row[-2]), row[-1])
        gone = [i for i in fresh if self._stored[type_name, i] is None]  # what lives has no tombstone
        for one, version, fields, meta, *rest in bulk.rows_of(
            connection, graves, _OF_GRAVE, org, gone, of_type=type_name
        ):
            stood = standing(entity, _decode(fields))
            self._stored_tombstones[type_name, one] = Tombstone(version, stood, _decode(meta), *rest)

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

    def rebury(self, key: Key, values: Mapping[str, Value]) -> None:
        """The deleted record holds `values` when it comes back. Nobody has it, so its version stays."""
        if values and (grave := self.tombstone(key)) is not None:
            self._group.tombstones[key] = replace(grave, fields={**grave.fields, **values})

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
        return any(before.get(name) != after.get(name) for name in self.catalogue[type_name].placing)

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
        bulk.insert(self.connection, self.tables.feed, self._kept.feed)
        self._kept.feed = []
        self._flush_history()
        bulk.insert(self.connection, self.tables.ledger, self.ledger)

    def begin_anew(self) -> None:
        """Holds nothing of what was flushed any more: it is read again where it is needed."""
        self._stored, self._stored_tombstones = {}, {}
        self._kept, self.ledger, self.hashes, self.lies = _Overlay(), [], {}, {}

    def _flush_rows(self) -> None:
        by_type: dict[str, list[Key]] = {}
        for key in self._kept.rows:
            by_type.setdefault(key[0], []).append(key)
        connection, org = self.connection, self.moment.org
        for type_name, keys in by_type.items():
            entity, table = self.catalogue[type_name], self.tables.entity[type_name]
            fresh: list[dict[str, Any]] = []
            known: list[dict[str, Any]] = []
            gone: list[dict[str, Any]] = []
            hashed, written = RowHash(entity), row_writer(entity)
            for key in keys:
                row, stored = self._kept.rows[key], self._stored.get(key)
                before, line = stored.hash if stored else None, {"org": org, "id": key[1]}
                if row is None:
                    self.hashes[key] = (before, None)
                    if stored is not None:
                        gone.append(line)
                    continue
                values = written(row.fields)
                after = hashed.of_values(key[1], row.version, values)
                self.hashes[key] = (before, after)
                if stored is not None:
                    was = stored.fields
                    values = {
                        name: value for name, value in values.items() if row.fields.get(name) != was[name]
                    }
                line |= {
                    "version": row.version,
                    **values,
                    "meta": canonical_text(row.meta),
                    HASH_COLUMN: after,
                }
                (fresh if stored is None else known).append(line)
            bulk.insert(connection, table, fresh)
            bulk.update(connection, table, known, ("org", "id"))
            bulk.delete(connection, table, gone)

    def _flush_tombstones(self) -> None:
        table, org, connection = self.tables.tombstone, self.moment.org, self.connection
        graves = self._kept.tombstones
        known = [key for key in graves if self._stored_tombstones.get(key) is not None]
        bulk.delete(connection, table, [{"org": org, "type": key[0], "id": key[1]} for key in known])
        bulk.insert(
            connection,
            table,
            [
                {
                    "org": org, "type": key[0], "id": key[1], "version": grave.version,
                    "row": canonical_text(grave.fields),
                    "meta": canonical_text(grave.meta), "by": grave.by, "at": grave.at, "alias": grave.alias,
                    "erased": grave.erased,
                }
                for key, grave in graves.items()
                if grave is not None
            ],
        )  # fmt: skip

    def _flush_history(self) -> None:
        moment = self.moment
        said = {name: getattr(moment, name) for name in ("org", "user", "device", "replica", "at")}
        ordinals: dict[int, int] = {}
        lines, self._kept.history = self._kept.history, []
        for line in lines:
            line["ordinal"] = ordinals[line["seq"]] = ordinals.get(line["seq"], -1) + 1
            line.update(said)
        bulk.insert(
            self.connection,
            self.tables.history,
            linked(self.connection, self.tables.history, moment.org, lines),
        )


def _json(value: Value) -> str | None:
    return None if value is None else canonical_text(value)

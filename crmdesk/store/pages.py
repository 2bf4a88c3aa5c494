"""Takes in what the centre says: rows, tombstones, evictions, verdicts. Server truth goes below pending edits.

Each page is one transaction together with its cursor, so that a crash repeats a page and never skips one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from crmdesk.domain.changes import Act
from crmdesk.domain.erasure import ERASED
from crmdesk.domain.errors import DamagedAnswer
from crmdesk.protocol.comparing import Repair
from crmdesk.protocol.messages import Page, Position, Table, Verdict
from crmdesk.protocol.tables import rows_decoder, wire_columns
from crmdesk.schema.digest import HASH_COLUMN
from crmdesk.store import newer, outbox, places, refusals, sending
from crmdesk.store.conflicts import CONFLICT
from crmdesk.store.connection import Connection
from crmdesk.store.digest import Digests
from crmdesk.store.erasing import Erasing, tell_again
from crmdesk.store.places import move_to, position_of
from crmdesk.store.rebase import Rebase
from crmdesk.store.rows import EntityRows, Rows
from crmdesk.store.settings import read_setting, write_setting

Key = tuple[str, str]
"""Type and id of a record."""

RECENT = 200
"""How many changed records are remembered for "recent changes"."""


@dataclass(slots=True)
class Changes:
    """What a page or a list of verdicts changed: for the event after the commit."""

    records: set[Key] = field(default_factory=set)
    stages: bool = False
    erased: set[Key] = field(default_factory=set)
    """Of these nothing was left."""


class Intake:
    """Applies pages and verdicts inside the caller's write transaction."""

    def __init__(self, rows: Rows, rebase: Rebase, digests: Digests) -> None:
        self._rows = rows
        self._rebase = rebase
        self._digests = digests
        self._erasing = Erasing(rows)
        self._decoders: dict[tuple[str, bool], Callable[[bytes], list[tuple[Any, ...]]]] = {}

    def page(self, connection: Connection, page: Page, shown: Position | None = None) -> Changes:
        """One pull page of a feed that holds `shown`. A page that says "resync" or "shake hands" changes nothing."""
        changes = Changes()
        if page.resync or page.handshake:
            return changes
        # With more to come, `contains` speaks of this page's rows alone: all others may be older than our edits.
        dirty = self.contain(connection, 0 if page.more else page.contains, page.position)
        self._digests.keep_sets(connection, page.sets)
        newer.meet(connection, self._rows, page.tables)
        came: set[Key] = set()
        for table in page.tables:
            if table.type in self._rows:
                rows = self.decode(table)
                changes.records.update((table.type, row[0]) for row in rows)
                came |= self.receive(connection, self._rows[table.type], rows)
        came |= self._delete(connection, page.deleted)
        came |= self._evict(connection, page.evicted)
        if page.more:
            self.contain_rows(connection, came, page.contains)
        dirty |= came
        changes.records.update(
            (kind, record) for kind, record in (*page.deleted, *page.evicted) if kind in self._rows
        )
        self.compute(connection, dirty)
        if page.erased_upto is not None:
            changes.erased = self._erasing.follow(connection, page.erased, page.erased_upto)
        changes.records |= dirty | changes.erased
        move_to(connection, page.position)
        places.confirm(connection, page.position, shown)
        places.see(connection, page.head, page.position)
        write_setting(connection, "scope", page.scope)
        remember(connection, changes.records - changes.erased)
        self._digests.settle(connection)
        return changes

    def mend(self, connection: Connection, repair: Repair) -> set[Key]:
        """Rows as the centre has them, whatever stood here, and what is gone. Gives the records it spoke of."""
        self._digests.keep_sets(connection, repair.sets)
        changed: set[Key] = set()
        dirty: set[Key] = set()
        for table in repair.tables:
            if table.type in self._rows:
                rows = self.decode(table)
                changed.update((table.type, row[0]) for row in rows)
                dirty |= self.receive(connection, self._rows[table.type], rows, any_version=True)
        self.contain_rows(connection, dirty, repair.contains)
        # Deleted or out of scope: with edits pending, the centre's verdict on them will tell.
        dirty |= self._evict(connection, repair.gone)
        self.compute(connection, dirty)
        return changed | {(kind, record) for kind, record in repair.gone if kind in self._rows}

    def decode(self, table: Table) -> list[tuple[Any, ...]]:
        """A table's rows in `wire_columns` order, every value's type checked. Unknown columns are dropped, and
        with them the hash, missing ones are empty. Raises `DamagedAnswer`."""
        try:
            return self._decoded(table)
        except (msgspec.DecodeError, IndexError, RecursionError) as error:
            raise DamagedAnswer(f"{table.type}: {error}") from error

    def _decoded(self, table: Table) -> list[tuple[Any, ...]]:
        rows, told = self._rows[table.type], tuple(table.columns)
        columns = wire_columns(rows.entity)
        if told == columns:
            return self._decoder(table.type, marked=True)(bytes(table.rows))
        if told == rows.columns:
            return [(*row, None, None) for row in self._decoder(table.type, marked=False)(bytes(table.rows))]
        there = {name: index for index, name in enumerate(told)}
        if not there.keys() <= {*columns}:
            # Its hash is of more than what is kept here: taken over, it would hide for good that a value is missing.
            there.pop(HASH_COLUMN, None)
        order = [there.get(name) for name in columns]
        decoded = msgspec.json.decode(bytes(table.rows), type=list[list[str | int | None]])
        picked = [tuple(None if index is None else row[index] for index in order) for row in decoded]
        return self._decoder(table.type, marked=True)(msgspec.json.encode(picked))

    def _decoder(self, type_name: str, *, marked: bool) -> Callable[[bytes], list[tuple[Any, ...]]]:
        # Made when the first table of its type comes: most rounds bring few of the types.
        key = (type_name, marked)
        if key not in self._decoders:
            self._decoders[key] = rows_decoder(self._rows[type_name].entity, marked=marked)
        return self._decoders[key]

    def receive(
        self,
        connection: Connection,
        rows: EntityRows,
        received: list[tuple[Any, ...]],
        *,
        any_version: bool = False,
        queue: bool = True,
    ) -> set[Key]:
        """Rows of one type: clean ones are written, those with pending edits get a new base. Gives the latter."""
        type_name = rows.entity.name
        ids = [row[0] for row in received]
        dirty = self._dirty(connection, type_name, ids)
        clean = received if not dirty else [row for row in received if row[0] not in dirty]
        if queue:
            self._rows.touch(connection, type_name, ids)
            clean = rows.bring(connection, clean, any_version=any_version)
        connection.executemany(rows.receive if any_version else rows.receive_newer, clean)
        for row in received:
            if row[0] in dirty:
                self._rebase.receive(connection, type_name, row, any_version=any_version)
        if type_name == CONFLICT:
            refusals.conflicts_came_back(connection, ids)
        return {(type_name, record) for record in dirty}

    def _dirty(self, connection: Connection, type_name: str, ids: list[str]) -> set[str]:
        found = connection.execute(
            "SELECT record FROM base WHERE type = ? AND record IN (SELECT value FROM json_each(?))",
            (type_name, msgspec.json.encode(ids).decode()),
        )
        return {record for (record,) in found}

    def contain(self, connection: Connection, number: int, position: Position | None) -> set[Key]:
        """Pages hold the effect of this replica's ops up to `number`: those are not replayed any more.

        Neither are those whose verdict names a version at or before `position`: they may have come to the centre
        under another replica id, whose numbers say nothing here.
        """
        replica = read_setting(connection, "replica")
        held = connection.execute(
            "SELECT o.place, b.type, b.record, o.outcome FROM sent s JOIN open_op o USING (place)"
            " JOIN outbox b USING (place) WHERE s.replica = ? AND s.number <= ? AND o.contained = 0"
            " UNION SELECT o.place, b.type, b.record, o.outcome FROM open_op o JOIN verdict v USING (place)"
            " JOIN outbox b USING (place) WHERE o.outcome IS NOT NULL AND v.version <= ?",
            (replica, number, position.seq if position is not None else -1),
        ).fetchall()
        self.mark_contained(connection, held)
        return {(type_name, record) for _, type_name, record, _ in held}

    def contain_rows(self, connection: Connection, dirty: set[Key], number: int) -> None:
        """These rows hold our ops up to `number`; other rows do not yet."""
        for type_name, record in dirty:
            held = connection.execute(
                "SELECT b.place, b.type, b.record, o.outcome FROM outbox b"
                " JOIN open_op o USING (place) JOIN sent s USING (place)"
                " WHERE b.record = ? AND b.type = ? AND o.contained = 0 AND s.number <= ?"
                " AND s.replica = (SELECT json_extract(value, '$') FROM setting WHERE name = 'replica')",
                (record, type_name, number),
            ).fetchall()
            self.mark_contained(connection, held)

    def mark_contained(self, connection: Connection, held: list[tuple[int, str, str, str | None]]) -> None:
        """An op that is contained and has its verdict is finished."""
        connection.executemany(
            "DELETE FROM open_op WHERE place = ?", [(p,) for p, _, _, outcome in held if outcome]
        )
        connection.executemany(
            "UPDATE open_op SET contained = 1 WHERE place = ?",
            [(p,) for p, _, _, outcome in held if not outcome],
        )

    def compute(self, connection: Connection, keys: Iterable[Key]) -> None:
        """Replays what is pending on each of these records."""
        for type_name, some in groupby(sorted(keys), key=itemgetter(0)):
            self._rebase.compute_some(connection, type_name, [record for _, record in some])

    def _delete(self, connection: Connection, deleted: list[tuple[str, str]]) -> set[Key]:
        dirty = set()
        for type_name, record in deleted:
            if type_name not in self._rows:
                continue
            if self._rebase.base(connection, type_name, record) is not None:
                self._rebase.forget(connection, type_name, record)
                dirty.add((type_name, record))
            else:
                self.drop(connection, type_name, record)
        return dirty

    def miss(self, connection: Connection, type_name: str, record: str) -> None:
        """A snapshot does not hold this record with pending edits: it was made after the snapshot's moment, if the edit
        that makes it is still to come back (it was offered again, say), else it is out of sight or deleted."""
        pending = outbox.replayed(connection, type_name, record)
        if any(one.act in (Act.CREATE, Act.RESTORE) for one in pending):
            self._rebase.forget(connection, type_name, record)
        else:
            self._rebase.park(connection, type_name, record)

    def parked(self, connection: Connection) -> set[Key]:
        """The records that left their user's scope and are still shown."""
        return self._rebase.parked(connection)

    def _evict(self, connection: Connection, evicted: list[tuple[str, str]]) -> set[Key]:
        dirty = set()
        for type_name, record in evicted:
            if type_name not in self._rows:
                continue
            if self._rebase.base(connection, type_name, record) is not None:
                self._rebase.park(connection, type_name, record)
                dirty.add((type_name, record))
            else:
                self.drop(connection, type_name, record)
        return dirty

    def drop(self, connection: Connection, type_name: str, record: str) -> None:
        """Removes a row that has no pending edits."""
        if type_name == CONFLICT:
            refusals.conflicts_left(connection, [record])
        self._rows.touch(connection, type_name, (record,))
        connection.execute(f"DELETE FROM {self._rows[type_name].table} WHERE id = ?", (record,))

    def verdicts(
        self,
        connection: Connection,
        verdicts: Iterable[Verdict],
        head: Position | None = None,
        shown: Position | None = None,
    ) -> Changes:
        """What became of edits. A refused one is not replayed any more; the others wait to be contained.

        `head` is the end of the feed after them: remembered, to find out a centre that was put back to before it.
        `shown` is a place that this feed held before them.
        """
        places.see(connection, head, shown)
        position = position_of(connection)
        # After a restore a centre may count on from less than what this laptop has seen in the lost time.
        counted = position is not None and (head is None or head.epoch == position.epoch)
        changes = Changes()
        ended: set[Key] = set()
        decided: list[tuple[Verdict, Key]] = []
        for said in verdicts:
            op = outbox.open_op(connection, said.op_id)
            if op is None:
                continue  # heard before, or never ours
            changes.records.add((op.type, op.record))
            decided.append((said, (op.type, op.record)))
            verdict = self._explained(connection, said)
            self._record(connection, op.place, verdict, position.epoch if position else None)
            # A conflict's row is still to come, whatever version its record has: what was typed stays shown till then.
            reached = counted and position is not None and verdict.version <= position.seq
            held = op.contained or (reached and verdict.outcome != "conflict")
            base = self._rebase.base(connection, op.type, op.record) if verdict.conflict else None
            if verdict.conflict and base is not None and base.parked:
                refusals.conflicts_left(connection, [verdict.conflict])
            if verdict.outcome == "refused" or held:
                connection.execute("DELETE FROM open_op WHERE place = ?", (op.place,))
                ended.add((op.type, op.record))
            else:
                connection.execute(
                    "UPDATE open_op SET outcome = ? WHERE place = ?", (verdict.outcome, op.place)
                )
        gone = {key for said, key in decided if said.outcome == "refused" and said.code == ERASED}
        if gone:
            changes.erased = self._erasing.purge(connection, gone)
            changes.records |= changes.erased
        # An edit that is taken and still to come back shows what it showed before; a parked record may go now.
        self.compute(connection, ended | (changes.records & self._rebase.parked(connection)))
        return changes

    def _explained(self, connection: Connection, verdict: Verdict) -> Verdict:
        """A refusal that comes of the refusal of another edit of ours says so: both go out again together."""
        if verdict.code not in ("unknown_reference", "out_of_scope", "no_such_record"):
            return verdict
        mutation = outbox.mutation_of(connection, verdict.op_id)
        needed = list(sending.needed(self._rows.catalogue, mutation)) if mutation is not None else []
        if not refusals.waits_for_refused(connection, verdict.op_id, needed):
            return verdict
        title, hint = "The record that it belongs to was refused", "settle that one: this one goes with it"
        return msgspec.structs.replace(verdict, code=refusals.WAITS, title=title, hint=hint)

    def _record(self, connection: Connection, place: int, verdict: Verdict, epoch: int | None) -> None:
        lost = msgspec.json.encode(verdict.lost).decode() if verdict.lost else None
        connection.execute(
            "INSERT INTO verdict (place, outcome, version, code, title, hint, conflict, lost, epoch)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (place) DO UPDATE SET outcome = excluded.outcome,"
            " version = excluded.version, code = excluded.code, title = excluded.title, hint = excluded.hint,"
            " conflict = excluded.conflict, lost = excluded.lost, epoch = excluded.epoch, settled = NULL",
            (
                place,
                verdict.outcome,
                verdict.version,
                verdict.code,
                verdict.title,
                verdict.hint,
                verdict.conflict,
                lost,
                epoch,
            ),
        )

    def reoffer(self, connection: Connection, common: Position) -> int:
        """Edits acknowledged after the last common position go out again under their own ids. Gives their number.

        That position may be of the centre as it was put back, and further than verdicts of the lost time that came
        beside it: then all goes out that came after what those are known to follow.

        A verdict that made no version of its own (a conflict, or a value that only history keeps) may lie before or
        after: it is offered again, the ledger knows it.
        """
        entries = connection.execute(
            "SELECT v.place, b.type, b.record, b.payload FROM verdict v JOIN outbox b USING (place)"
            " WHERE v.outcome <> 'refused' AND b.payload IS NOT NULL"
            " AND (v.version > ? OR v.outcome = 'conflict' OR v.lost IS NOT NULL)"
            " AND (v.epoch IS NULL OR v.epoch <= ?) ORDER BY v.place",
            (places.surely_common(connection, common), common.epoch),
        ).fetchall()
        for place, type_name, record, body in entries:
            if self._rebase.base(connection, type_name, record) is None:
                self._rebase.set_aside(connection, type_name, record, {})
            outbox.reopen(connection, place, outbox.decode_mutation(body))
        places.forget_seen(connection)
        tell_again(connection)
        # Ops contained by number but without verdict belong to the lost time as well.
        connection.execute("UPDATE open_op SET contained = 0 WHERE contained = 1")
        return len(entries)


def remember(connection: Connection, records: Iterable[Key]) -> None:
    """Puts records at the head of what recently came in; own edits stand in the outbox."""
    newest = sorted(records)[-RECENT:]
    # A row with a later number takes the place of the record's earlier one.
    connection.executemany("INSERT OR REPLACE INTO recent (type, record) VALUES (?, ?)", newest)
    connection.execute("DELETE FROM recent WHERE number <= (SELECT max(number) FROM recent) - ?", (RECENT,))

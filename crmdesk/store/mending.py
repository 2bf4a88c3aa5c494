"""Compares the replica with what the centre says of it and takes repairs in; decides which leaves are to be looked at.

Only leaves that differ are repaired, pending edits stay on top, and every repair is written down. A difference that a
repair left standing is remembered, so that it is told and not repaired for ever (docs/sync.md, "Digest").
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crmdesk.domain.values import format_instant
from crmdesk.protocol.comparing import HeldLeaf, Repair
from crmdesk.protocol.messages import Page
from crmdesk.protocol.tables import schema_fingerprint
from crmdesk.schema.digest import HASH_COLUMN, SET_COLUMN, leaf_of, wrapped
from crmdesk.store.connection import Connection, Database
from crmdesk.store.digest import STRAY, Digests, sums, uncounted
from crmdesk.store.pages import Intake, Key
from crmdesk.store.rows import Rows
from crmdesk.store.settings import read_setting, write_setting

ROWS_AT_ONCE = 20_000
"""About so many rows are listed in one request for repair: 1.5 MB."""

_log = logging.getLogger(__name__)

Place = tuple[str, int]
"""A bucket and one of its leaves."""


class Agreement(StrEnum):
    """What came of comparing."""

    UNTOLD = "untold"
    """The page says nothing, or what it says is not about what is held here."""
    SAME = "same"
    DIFFERS = "differs"
    STUCK = "stuck"
    """It differs as it did after a repair."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A repair as it was written down: rows brought and rows dropped, of so many leaves."""

    at: str
    leaves: int
    rows: int
    dropped: int


class Mending:
    """Compares and repairs, each call in a transaction of its own unless it says otherwise."""

    def __init__(
        self,
        database: Database,
        rows: Rows,
        *,
        intake: Intake,
        digests: Digests,
        now: Callable[[], datetime],
        emit: Callable[[Iterable[Key]], None],
    ) -> None:
        """`emit` tells which records changed, after the commit."""
        self._database = database
        self._rows = rows
        self._schema = schema_fingerprint(rows.catalogue)
        self._intake = intake
        self._digests = digests
        self._now = now
        self._emit = emit

    def compare(self, page: Page, *, mended: bool = False) -> Agreement:
        """Compares after a page that brought nothing. `mended`: a repair went before."""
        with self._database.read() as connection:
            (waiting,) = connection.execute("SELECT EXISTS (SELECT 1 FROM stale)").fetchone()
            found = Agreement.UNTOLD if waiting else self._judge(connection, page)
        if not waiting and found in (Agreement.SAME, Agreement.UNTOLD):
            return found
        with self._database.write() as connection:
            return self.settled(connection, page, mended=mended)

    def settled(self, connection: Connection, page: Page, *, mended: bool = False) -> Agreement:
        """The same inside the transaction that applied the page; remembers a difference that a repair left."""
        self._digests.settle(connection)
        found = self._judge(connection, page)
        if found is Agreement.DIFFERS:
            difference = [page.digest, self._digests.root(connection)]
            if mended:
                write_setting(connection, "difference", difference)
            if read_setting(connection, "difference") == difference:
                return Agreement.STUCK
        return found

    def _judge(self, connection: Connection, page: Page) -> Agreement:
        told = page.digest is not None and not uncounted(connection)
        alike = read_setting(connection, "schema") == self._schema and page.scope == read_setting(
            connection, "scope", ""
        )
        if not told or not alike or read_setting(connection, "held") is None:
            return Agreement.UNTOLD
        same = self._digests.root(connection) == page.digest
        return Agreement.SAME if same else Agreement.DIFFERS

    def sums(self) -> dict[str, int]:
        """What is held, by bucket."""
        with self._database.read() as connection:
            return sums(connection)

    def differing(self, theirs: Mapping[str, Iterable[tuple[int, int]]]) -> list[Place]:
        """The leaves that are not what the centre's are. `theirs` names the buckets in which to look."""
        with self._database.read() as connection:
            mine: dict[Place, int] = {}
            for bucket, _, record, stands in self._counted(connection):
                place = (bucket, leaf_of(record))
                mine[place] = mine.get(place, 0) + stands
            held = set(read_setting(connection, "held", []))
        places: dict[Place, None] = {}
        for bucket, leaves in theirs.items():
            sent = dict(leaves)
            for leaf in sorted(sent.keys() | {leaf for name, leaf in mine if name == bucket}):
                if wrapped(mine.get((bucket, leaf), 0)) != sent.get(leaf, 0):
                    places[bucket, leaf] = None
        # Rows that lie in no bucket of the user's are none of the centre's.
        places.update(dict.fromkeys(sorted(place for place in mine if place[0] not in held)))
        return list(places)

    def listed(self, places: Iterable[Place]) -> tuple[list[HeldLeaf], list[Place]]:
        """What is held in the first of these leaves, and the leaves that are too many for one request."""
        waiting = list(places)
        with self._database.read() as connection:
            found: dict[Place, list[tuple[str, str, int]]] = {place: [] for place in waiting}
            for bucket, type_name, record, stands in self._counted(connection):
                rows = found.get((bucket, leaf_of(record)))
                if rows is not None:
                    rows.append((type_name, record, stands))
        leaves: list[HeldLeaf] = []
        total = 0
        # An empty leaf may be full at the centre: it weighs as much as a full one here.
        usual = max((len(rows) for rows in found.values()), default=0) or max(1, ROWS_AT_ONCE // 16)
        while waiting and (not leaves or total < ROWS_AT_ONCE):
            place = waiting.pop(0)
            leaves.append(HeldLeaf(bucket=place[0], leaf=place[1], rows=found[place]))
            total += len(found[place]) or usual
        return leaves, waiting

    def _counted(self, connection: Connection) -> Iterator[tuple[str, str, str, int]]:
        """Every row that counts: bucket, type, id, hash."""
        names: dict[int | None, list[str]] = {}
        for number, bucket in connection.execute("SELECT number, bucket FROM bucket_set"):
            names.setdefault(number, []).append(bucket)
        for rows in self._rows:
            name = rows.entity.name
            for record, stands, lies in connection.execute(
                f"SELECT id, {HASH_COLUMN}, {SET_COLUMN} FROM {rows.table} WHERE {HASH_COLUMN} IS NOT NULL"
                " UNION ALL SELECT record, hash, sets FROM base WHERE type = ? AND hash IS NOT NULL"
                " AND sets IS NOT NULL",
                (name,),
            ):
                for bucket in names.get(lies, [STRAY]):
                    yield bucket, name, record, stands

    def mend(self, repair: Repair, leaves: int) -> Mended:
        """Takes a repair in: rows as the centre has them, whatever stood here; what is gone goes or is parked."""
        with self._database.write() as connection:
            changed = self._intake.mend(connection, repair)
            brought = len(changed) - len(repair.gone)
            done = Mended(format_instant(self._now()), leaves, brought, len(repair.gone))
            connection.execute(
                "INSERT INTO mended (at, leaves, rows, dropped) VALUES (?, ?, ?, ?)",
                (done.at, done.leaves, done.rows, done.dropped),
            )
            self._digests.settle(connection)
        _log.warning(
            "The replica differed from the centre: %d rows brought, %d dropped, in %d leaves",
            done.rows,
            done.dropped,
            leaves,
        )
        self._emit(changed)
        return done

    def mended(self) -> list[Mended]:
        """Every repair so far, oldest first."""
        with self._database.read() as connection:
            return [
                Mended(*row)
                for row in connection.execute("SELECT at, leaves, rows, dropped FROM mended ORDER BY number")
            ]

"""Where a search looks: numbers of rows that may hold what was typed, bounded. Whether they do is not its to say.

Each question is answered by an index, but for rows that the search index has not come to yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from crmdesk.store import hangul, pinyin
from crmdesk.store.connection import Connection
from crmdesk.store.rows import ROWID_BITS, EntityRows, quote
from crmdesk.store.search_index import indexed_fields, name_fields, text_fields
from crmdesk.store.search_text import Terms, fold

SCHEMA = "search"
"""The name under which readers see the index."""
CANDIDATES = 64
"""Rows of a type that are looked at closely; a query that matches more is answered from the first ones."""
LOOSE_CANDIDATES = 200
"""The same where the index may answer with rows that do not hold the terms side by side."""
SURE_LENGTH = 3
"""Up to so many characters typed nearly all that the index answers with holds them."""
TITLES = 24
"""Rows of a type whose title begins with the text, for each way to write its capitals."""
AT_ONCE = 2_000
"""Rows with long texts that are asked for without regard to their type: gathering what begins with the last word costs
the same for one type as for all."""
AHEAD = 64
"""Rows asked for beyond those of a type: mostly they are all that the types behind it have, which then need no question
of their own."""
FRESH_ROWS = 5_000
"""Rows not indexed yet whose long texts are searched too; past them (a first sync) names must do."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Rows with long texts that the index answers with, by the number of their type; from the type `beyond` on there
    are more."""

    rows: dict[int, list[int]]
    beyond: int


class Candidates:
    """What one search may find, type by type, inside the caller's read transaction."""

    def __init__(
        self,
        connection: Connection,
        wanted: Terms,
        text: str,
        chosen: Sequence[EntityRows],
        each: int | None = None,
    ) -> None:
        """`chosen`: the types that are asked for. `each`: so many of a type are shown at most; then fewer are looked
        at."""
        self._connection = connection
        self._chosen = sorted(chosen, key=lambda rows: rows.number)
        self._wanted = wanted
        self._typed = text.strip()
        self._titles = TITLES if each is None else min(each, TITLES)
        self._share = 1 if each is None else 2
        """Which part of the bounds is looked at."""
        self._waiting: dict[int, list[int]] = {}
        self._reached: dict[int, tuple[int, int]] = {}
        self._any_queued = True
        self._told: _Told | None = None

    def waiting(self, rows: EntityRows) -> list[int]:
        """Rows that the index has not come to: those queued, and those above it that hold the terms."""
        if not self._reached:
            self._look_how_far()
        if rows.number not in self._waiting:
            queued = self._queued(rows) if self._any_queued else []
            self._waiting[rows.number] = [*queued, *self._fresh(rows)]
        return self._waiting[rows.number]

    def _look_how_far(self) -> None:
        """The last row of each type, and the last that is indexed."""
        # The rows' state is fixed before the index's: what the index knows more, the rows just do not have yet.
        queued = self._connection.execute("SELECT 1 FROM unindexed LIMIT 1").fetchone()
        self._any_queued = queued is not None
        last = " UNION ALL ".join(f"SELECT {one.number}, max(rowid) FROM {one.table}" for one in self._chosen)
        highest = self._connection.execute(last).fetchall()
        indexed = dict(self._connection.execute(f"SELECT number, row FROM {SCHEMA}.reached").fetchall())
        self._reached = {number: (indexed.get(number, 0), row or 0) for number, row in highest}

    def used(self, rows: EntityRows, ids: str) -> list[int]:
        """Rows of these ids (a JSON list)."""
        found = self._connection.execute(
            f"SELECT rowid FROM {rows.table} WHERE id IN (SELECT value FROM json_each(?))", (ids,)
        )
        return [number for (number,) in found]

    def titled(self, rows: EntityRows) -> list[int]:
        """Rows whose title begins with the text just as typed, however many match otherwise."""
        return self._titled.get(rows.number, [])

    @cached_property
    def _titled(self) -> dict[int, list[int]]:
        parts, values = [], list[object]()
        for rows in self._chosen if self._typed else ():
            title = rows.entity.field(rows.entity.title[0])
            if title.indexed and title.searchable:
                column = quote(title.name)
                for first, beyond in self._ranges():
                    parts.append(
                        f"SELECT * FROM (SELECT {rows.number}, rowid FROM {rows.table}"
                        f" WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT ?)"
                    )
                    values += first, beyond, self._titles
        found: dict[int, list[int]] = {}
        if parts:
            for number, row in self._connection.execute(" UNION ALL ".join(parts), values):
                found.setdefault(number, []).append(row)
        return found

    def _ranges(self) -> Iterator[tuple[str, str]]:
        """First and beyond the last of the titles that begin with the text, by capitals, or by a consonant typed."""
        typed = self._typed
        folded = self._wanted.text
        at = next((at for at, character in enumerate(folded) if hangul.is_initial(character)), None)
        if at is not None:
            first, last = hangul.syllables(folded[at])
            yield folded[:at] + first, folded[:at] + last + "\U0010ffff"
            return
        for start in dict.fromkeys((typed, typed[0].upper() + typed[1:], typed.title(), typed.upper())):
            yield start, start + "\U0010ffff"

    def _queued(self, rows: EntityRows) -> list[int]:
        low = rows.number << ROWID_BITS
        found = self._connection.execute(
            "SELECT doc - ? FROM unindexed WHERE doc > ? AND doc < ? ORDER BY turn DESC LIMIT ?",
            (low, low, low + (1 << ROWID_BITS), FRESH_ROWS),
        )
        return [number for (number,) in found]

    def _fresh(self, rows: EntityRows) -> list[int]:
        """Rows above those indexed that hold the terms."""
        start, highest = self._reached[rows.number]
        if highest <= start:
            return []
        long = text_fields(rows.entity) if highest - start <= FRESH_ROWS else []
        names = [quote(name) for name in (*name_fields(rows.entity), *long)]
        if not names:
            return []
        found = []
        for number, *values in self._connection.execute(
            f"SELECT rowid, {', '.join(names)} FROM {rows.table} WHERE rowid > ? ORDER BY rowid DESC",
            (start,),
        ):
            if self._wanted.may_stand_in(fold(" ".join(filter(None, values)))):
                found.append(number)
                if len(found) >= LOOSE_CANDIDATES:
                    break
        return found

    def named(self, rows: EntityRows) -> list[int]:
        """Rows with names or numbers whose words begin with the terms."""
        return self._named.get(rows.number, [])

    @cached_property
    def _named(self) -> dict[int, list[int]]:
        # One letter says so little that the titles which begin with it are answer enough.
        most = CANDIDATES if len(self._wanted.text) > 1 else CANDIDATES // 2
        most = LOOSE_CANDIDATES if self._wanted.needs_look else most
        return self._ask("names", self._wanted.match(), most // self._share)

    def sounding(self, rows: EntityRows) -> list[int]:
        """Rows with names that may sound like the terms."""
        return self._sounding.get(rows.number, [])

    @cached_property
    def _sounding(self) -> dict[int, list[int]]:
        # What is no longer than a key, and finished, is in the names that the index answers with.
        wanted = self._wanted
        loose = (
            wanted.needs_look
            or any(len(word) > pinyin.KEY_LENGTH for word in wanted.words)
            or any(map(hangul.becoming, wanted.runs))
        )
        most = LOOSE_CANDIDATES if loose and len(wanted.text) > SURE_LENGTH else CANDIDATES
        return self._ask("wide", wanted.match_sounds(), most // self._share)

    def holding(self, rows: EntityRows) -> list[int]:
        """Rows with names that may hold the terms inside their words."""
        return self._holding.get(rows.number, [])

    @cached_property
    def _holding(self) -> dict[int, list[int]]:
        most = CANDIDATES if len(self._wanted.text) <= SURE_LENGTH else LOOSE_CANDIDATES
        return self._ask("wide", self._wanted.match_parts(), most // self._share)

    def told(self, rows: EntityRows, most: int) -> list[int]:
        """Rows with long texts that hold the terms, or may where `needs_look_in_texts`."""
        if self._told is None:
            self._told = self._first_told()
        some = self._told.rows.get(rows.number, [])
        if len(some) >= most or rows.number < self._told.beyond:
            return some[:most]
        return self._beyond_told(rows, most)

    def _first_told(self) -> _Told:
        """The first rows of all types; the last type of them may have more."""
        expression, rows = self._wanted.match_texts(), dict[int, list[int]]()
        if not expression:
            return _Told(rows, 1 << ROWID_BITS)
        found = self._connection.execute(
            f"SELECT rowid FROM {SCHEMA}.texts WHERE texts MATCH ? LIMIT ?", (expression, AT_ONCE)
        ).fetchall()
        for (number,) in found:
            rows.setdefault(number >> ROWID_BITS, []).append(number & ((1 << ROWID_BITS) - 1))
        return _Told(rows, found[-1][0] >> ROWID_BITS if len(found) == AT_ONCE else 1 << ROWID_BITS)

    def _beyond_told(self, rows: EntityRows, most: int) -> list[int]:
        expression, low = self._wanted.match_texts(), rows.number << ROWID_BITS
        if not expression or not indexed_fields(rows.entity, "texts"):
            return []
        found = self._connection.execute(
            f"SELECT rowid - ? FROM {SCHEMA}.texts WHERE texts MATCH ? AND rowid > ? AND rowid < ? LIMIT ?",
            (low, expression, low, low + (1 << ROWID_BITS), most),
        )
        return [number for (number,) in found]

    def _ask(self, table: str, expression: str, most: int) -> dict[int, list[int]]:
        """The first rows of every type by its number. The index is asked again only where a type has more than are
        wanted of it: going to the next one passes over the rest."""
        found: dict[int, list[int]] = {}
        passed = 0
        for rows in self._chosen if expression else ():
            low, known = rows.number << ROWID_BITS, len(found.get(rows.number, ()))
            if known >= most or passed > low + (1 << ROWID_BITS) or not indexed_fields(rows.entity, table):
                continue
            some = self._connection.execute(
                f"SELECT rowid FROM {SCHEMA}.{table} WHERE {table} MATCH ? AND rowid > ? LIMIT ?",
                (expression, max(low, passed), most + AHEAD),
            ).fetchall()
            for (document,) in some:
                found.setdefault(document >> ROWID_BITS, []).append(document & ((1 << ROWID_BITS) - 1))
            if len(some) < most + AHEAD:
                break
            (passed,) = some[-1]
        return {number: some[:most] for number, some in found.items()}

"""Where a search looks: numbers of rows that may hold what was typed, bounded. Whether they do is not its to say.

Each question is answered by an index, but for rows that the search index has not come to yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from crmdesk.store import hangul
from crmdesk.store.connection import Connection
from crmdesk.store.rows import ROWID_BITS, EntityRows, quote
from crmdesk.store.search_index import indexed_fields, name_fields, reached, text_fields
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
FRESH_ROWS = 5_000
"""Rows not indexed yet whose long texts are searched too; past them (a first sync) names must do."""


class Candidates:
    """What one search may find, type by type, inside the caller's read transaction."""

    def __init__(self, connection: Connection, wanted: Terms, text: str) -> None:
        self._connection = connection
        self._wanted = wanted
        self._typed = text.strip()
        self._waiting: dict[int, list[int]] = {}

    def waiting(self, rows: EntityRows) -> list[int]:
        """Rows that the index has not come to: those queued, and those above it that hold the terms."""
        if rows.number not in self._waiting:
            # The rows' state is fixed before the index's: what the index knows more, the rows just do not have yet.
            self._waiting[rows.number] = [*self._queued(rows), *self._fresh(rows)]
        return self._waiting[rows.number]

    def used(self, rows: EntityRows, ids: str) -> list[int]:
        """Rows of these ids (a JSON list)."""
        found = self._connection.execute(
            f"SELECT rowid FROM {rows.table} WHERE id IN (SELECT value FROM json_each(?))", (ids,)
        )
        return [number for (number,) in found]

    def titled(self, rows: EntityRows) -> list[int]:
        """Rows whose title begins with the text just as typed, however many match otherwise."""
        title = rows.entity.field(rows.entity.title[0])
        if not title.indexed or not title.searchable or not self._typed:
            return []
        column, numbers = quote(title.name), []
        for first, beyond in self._ranges():
            found = self._connection.execute(
                f"SELECT rowid FROM {rows.table} WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT ?",
                (first, beyond, TITLES),
            )
            numbers += [number for (number,) in found]
        return numbers

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
        start = reached(self._connection, rows, SCHEMA)
        highest_text = f"SELECT coalesce(max(rowid), 0) FROM {rows.table}"
        (highest,) = self._connection.execute(highest_text).fetchone()
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
        # One letter says so little that the titles which begin with it are answer enough.
        most = CANDIDATES if len(self._wanted.text) > 1 else CANDIDATES // 2
        most = LOOSE_CANDIDATES if self._wanted.needs_look else most
        return self._indexed(rows, "names", self._wanted.match(), most)

    def sounding(self, rows: EntityRows) -> list[int]:
        """Rows with names that may sound like the terms."""
        most = CANDIDATES if len(self._wanted.text) <= SURE_LENGTH else LOOSE_CANDIDATES
        return self._indexed(rows, "wide", self._wanted.match_sounds(), most)

    def holding(self, rows: EntityRows) -> list[int]:
        """Rows with names that may hold the terms inside their words."""
        most = CANDIDATES if len(self._wanted.text) <= SURE_LENGTH else LOOSE_CANDIDATES
        return self._indexed(rows, "wide", self._wanted.match_parts(), most)

    def told(self, rows: EntityRows, most: int) -> list[int]:
        """Rows with long texts that hold the terms, or may where `needs_look_in_texts`."""
        return self._indexed(rows, "texts", self._wanted.match_texts(), most)

    def _indexed(self, rows: EntityRows, table: str, expression: str, most: int) -> list[int]:
        if not expression or not indexed_fields(rows.entity, table):
            return []
        low = rows.number << ROWID_BITS
        found = self._connection.execute(
            f"SELECT rowid - ? FROM {SCHEMA}.{table} WHERE {table} MATCH ? AND rowid > ? AND rowid < ? LIMIT ?",
            (low, expression, low, low + (1 << ROWID_BITS), most),
        )
        return [number for (number,) in found]

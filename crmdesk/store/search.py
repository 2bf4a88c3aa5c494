"""Finds records by what a person types: names first, then long texts, just saved ones included. It writes nothing.

The index answers with bounded candidates; rows it has not come to yet are looked at directly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from crmdesk.domain.records import title_of
from crmdesk.store.connection import Connection
from crmdesk.store.rows import ROWID_BITS, EntityRows, Rows, quote
from crmdesk.store.search_index import name_fields, reached, text_fields
from crmdesk.store.search_text import Terms, fold, terms

SCHEMA = "search"
"""The name under which readers see the index."""
FIRST = ("account", "contact", "opportunity")
"""Types that people look for by name before all others."""
CANDIDATES = 200
"""Rows of a type that are looked at closely; a query that matches more is answered from the first ones."""
FRESH_ROWS = 5_000
"""Rows not indexed yet whose long texts are searched too; past them (a first sync) names must do."""
SNIPPET = 90
"""Characters of a snippet."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. `snippet` is the piece of text that matched, empty when the title says it."""

    type: str
    id: str
    title: str
    snippet: str
    field: str
    """The field that matched first."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row that holds the terms. `text`: where its snippet is cut from, once it is known to be among the best."""

    rank: tuple[int, int, int, str]
    type: str
    id: str
    title: str
    field: str
    text: str


class Search:
    """Searches inside the caller's read transaction."""

    def __init__(self, rows: Rows) -> None:
        known = [name for name in FIRST if name in rows]
        others = [one.entity.name for one in rows if one.entity.name not in known]
        self._order = {name: place for place, name in enumerate((*known, *others))}
        self._rows = rows

    def find(self, connection: Connection, text: str, types: Sequence[str] | None, limit: int) -> list[Hit]:
        """The best hits, at most `limit`; nothing for a text without a letter or digit. Raises `NoSuchRecord`."""
        wanted = terms(text)
        if wanted.empty:
            return []
        names = sorted(types or self._order, key=lambda name: self._order.get(name, 0))
        chosen = [self._rows[name] for name in names]
        chosen = [rows for rows in chosen if rows.entity.searchable and not rows.entity.system]
        found: dict[str, _Candidate] = {}
        for rows in chosen:
            self._judge_all(connection, rows, self._near(connection, rows, wanted, text), wanted, found=found)
        # Long texts come last in every ranking: with enough names found nobody would see them.
        if len(found) < limit and not wanted.short:
            for rows in chosen:
                numbers = self._matching(
                    connection, rows, wanted, "texts", CANDIDATES if wanted.needs_look else limit
                )
                self._judge_all(connection, rows, numbers, wanted, found=found, sure=not wanted.needs_look)
        best = sorted(found.values(), key=lambda candidate: candidate.rank)[:limit]
        return [
            Hit(one.type, one.id, one.title, snippet(one.text, wanted) if one.text else "", one.field)
            for one in best
        ]

    def _near(self, connection: Connection, rows: EntityRows, wanted: Terms, text: str) -> list[int]:
        """Row numbers of what was saved just now, and of what holds the terms in names and numbers."""
        # The rows' state is fixed before the index's: what the index knows more, the rows just do not have yet.
        numbers = [*self._queued(connection, rows), *self._fresh(connection, rows, wanted)]
        numbers += self._by_title(connection, rows, text)
        return [*numbers, *self._matching(connection, rows, wanted, "names", CANDIDATES)]

    def _judge_all(
        self,
        connection: Connection,
        rows: EntityRows,
        numbers: list[int],
        wanted: Terms,
        *,
        found: dict[str, _Candidate],
        sure: bool = False,
    ) -> None:
        """Adds those of the rows that hold the terms to `found`. `sure`: their long texts do, the index says so."""
        if not numbers:
            return
        for row in self._read(connection, rows, list(dict.fromkeys(numbers))):
            if row[0] not in found:
                candidate = self._judge(rows, row, wanted, sure=sure)
                if candidate is not None:
                    found[candidate.id] = candidate

    def _queued(self, connection: Connection, rows: EntityRows) -> list[int]:
        low = rows.number << ROWID_BITS
        found = connection.execute(
            "SELECT doc - ? FROM unindexed WHERE doc > ? AND doc < ? ORDER BY turn DESC LIMIT ?",
            (low, low, low + (1 << ROWID_BITS), FRESH_ROWS),
        )
        return [number for (number,) in found]

    def _fresh(self, connection: Connection, rows: EntityRows, wanted: Terms) -> list[int]:
        """Rows above those indexed that hold the terms."""
        start = reached(connection, rows, SCHEMA)
        (highest,) = connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {rows.table}").fetchone()
        if highest <= start:
            return []
        long = text_fields(rows.entity) if highest - start <= FRESH_ROWS else []
        names = [quote(name) for name in (*name_fields(rows.entity), *long)]
        if not names:
            return []
        found = []
        for number, *values in connection.execute(
            f"SELECT rowid, {', '.join(names)} FROM {rows.table} WHERE rowid > ? ORDER BY rowid DESC",
            (start,),
        ):
            if wanted.in_text(fold(" ".join(filter(None, values)))):
                found.append(number)
                if len(found) >= CANDIDATES:
                    break
        return found

    def _by_title(self, connection: Connection, rows: EntityRows, text: str) -> list[int]:
        """Rows whose title begins with the text just as typed: found by their index, however many match otherwise."""
        title = rows.entity.field(rows.entity.title[0])
        typed = text.strip()
        if not title.indexed or not title.searchable or not typed:
            return []
        column, numbers = quote(title.name), []
        for start in dict.fromkeys((typed, typed[0].upper() + typed[1:])):
            found = connection.execute(
                f"SELECT rowid FROM {rows.table} WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT ?",
                (start, start + "\U0010ffff", CANDIDATES // 4),
            )
            numbers += [number for (number,) in found]
        return numbers

    def _matching(
        self, connection: Connection, rows: EntityRows, wanted: Terms, table: str, most: int
    ) -> list[int]:
        if not (name_fields if table == "names" else text_fields)(rows.entity):
            return []
        low = rows.number << ROWID_BITS
        found = connection.execute(
            f"SELECT rowid - ? FROM {SCHEMA}.{table} WHERE {table} MATCH ? AND rowid > ? AND rowid < ? LIMIT ?",
            (low, wanted.match(), low, low + (1 << ROWID_BITS), most),
        )
        return [number for (number,) in found]

    def _read(self, connection: Connection, rows: EntityRows, numbers: list[int]) -> list[Any]:
        fields = [quote(field.name) for field in rows.entity.searchable]
        titles = [quote(name) for name in rows.entity.title]
        return connection.execute(  # type: ignore[no-any-return]
            f"SELECT id, {', '.join((*fields, *titles))} FROM {rows.table}"
            " WHERE rowid IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(numbers).decode(),),
        ).fetchall()

    def _judge(self, rows: EntityRows, row: Sequence[Any], wanted: Terms, *, sure: bool) -> _Candidate | None:
        """The row as a ranked hit, None when it does not hold the terms after all."""
        entity = rows.entity
        count = len(entity.searchable)
        values = dict(zip((field.name for field in entity.searchable), row[1 : 1 + count], strict=True))
        title = title_of(entity, dict(zip(entity.title, row[1 + count :], strict=True)))
        folded_title = fold(title)
        if wanted.in_text(folded_title):
            kind, shown, text = 0 if self._begins(folded_title, wanted) else 1, entity.title[0], ""
        else:
            field = self._field(values, wanted, name_fields(entity))
            kind = 2 if field else 3
            if field is None:
                there = [name for name in text_fields(entity) if values[name]]
                field = there[0] if sure and len(there) == 1 else self._field(values, wanted, there)
            if field is None and not wanted.in_text(fold(" ".join(filter(None, values.values())))):
                return None
            shown = field or entity.searchable[0].name
            text = values[shown] or ""
        rank = (kind, self._order[entity.name], len(title), folded_title)
        return _Candidate(rank, entity.name, row[0], title, shown, text)

    @staticmethod
    def _begins(folded_title: str, wanted: Terms) -> bool:
        return any(folded_title.startswith(term) for term in (*wanted.words, *wanted.runs))

    @staticmethod
    def _field(values: dict[str, Any], wanted: Terms, names: list[str]) -> str | None:
        return next((name for name in names if values[name] and wanted.in_text(fold(values[name]))), None)


def snippet(text: str, wanted: Terms) -> str:
    """The piece of `text` around the first term, on one line."""
    line = " ".join(text.split())
    folded = fold(line)
    places = [place for term in (*wanted.runs, *wanted.words) if (place := folded.find(term)) >= 0]
    start = max(0, min(places, default=0) - SNIPPET // 3)
    piece = line[start : start + SNIPPET]
    return f"{'…' * (start > 0)}{piece}{'…' * (start + SNIPPET < len(line))}"

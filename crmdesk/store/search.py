"""Finds records by what a person types: names first, then long texts, just saved ones included. It writes nothing.

The index answers with bounded candidates (`search_candidates.py`); how closely each answers is told by `name_match.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.records import title_of
from crmdesk.store.connection import Connection
from crmdesk.store.name_match import Closeness, Match, Span, folded_name, match
from crmdesk.store.rows import EntityRows, Rows, quote
from crmdesk.store.search_candidates import LOOSE_CANDIDATES, SCHEMA, Candidates
from crmdesk.store.search_index import name_fields, text_fields
from crmdesk.store.search_text import Terms, fold, terms
from crmdesk.store.used import LatelyUsed

__all__ = ["SCHEMA", "Hit", "Names", "Search"]

FIRST = ("account", "contact", "opportunity")
"""Types that people look for by name before all others."""
SNIPPET = 90
"""Characters of a snippet."""
USED = 100
"""Records used lately that are looked at in any case."""
_NEVER = 1 << 20
"""In place of a turn: not used lately."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. `snippet` is the piece of text that matched, empty when the title says it."""

    type: str
    id: str
    title: str
    snippet: str
    field: str
    """The field that matched first."""
    closeness: Closeness = Closeness.TEXT
    marks: tuple[Span, ...] = ()
    """The parts of the title, or of the snippet if there is one, that match."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row that holds the terms. `text`: where its snippet is cut from, once it is known to be among the best."""

    rank: tuple[int, bool, bool, int, int, str, str]
    type: str
    id: str
    title: str
    field: str
    text: str
    found: Match | None


@dataclass(frozen=True, slots=True)
class _Look:
    """One search: what is wanted, where candidates come from, what was used lately (type and id, then in which turn),
    and what was found."""

    connection: Connection
    wanted: Terms
    candidates: Candidates
    used: list[tuple[str, str]]
    turns: dict[str, int]
    found: dict[str, _Candidate]
    limit: int

    def enough(self, closeness: Closeness) -> bool:
        """Whether as many hits are known as are asked for, all as close as that or closer."""
        return sum(one.rank[0] <= closeness for one in self.found.values()) >= self.limit


@dataclass(frozen=True, slots=True)
class Names:
    """Records whose names or numbers hold the words. `enough`: as many as were asked for or more, and what long texts
    hold would come behind them all."""

    hits: list[Hit]
    enough: bool


class Search:
    """Searches inside the caller's read transaction."""

    def __init__(self, rows: Rows, lately: LatelyUsed) -> None:
        known = [name for name in FIRST if name in rows]
        others = [one.entity.name for one in rows if one.entity.name not in known]
        self._order = {name: place for place, name in enumerate((*known, *others))}
        self._rows = rows
        self._lately = lately

    def find(
        self,
        connection: Connection,
        text: str,
        types: Sequence[str] | None,
        limit: int,
        *,
        texts: bool = True,
        each: int | None = None,
    ) -> list[Hit]:
        """The best hits, at most `limit` and `each` of a type; nothing for a text without a letter or digit. Raises
        `NoSuchRecord`.

        Without `texts` only names and numbers are looked at, which takes no longer however many rows there are.
        """
        look, chosen = self._begin(connection, text, types, limit, each)
        if look.wanted.empty:
            return []
        self._look_at_names(look, chosen)
        # Long texts come last in every ranking: with enough names found nobody would see them.
        if texts:
            self._look_at_texts(look, chosen)
        return _best(look, each)

    def names(self, connection: Connection, text: str, limit: int, *, each: int | None = None) -> Names:
        """The best hits as `find` without `texts`, of all types."""
        look, chosen = self._begin(connection, text, None, limit, each)
        if look.wanted.empty:
            return Names([], enough=True)
        self._look_at_names(look, chosen)
        return Names(_best(look, each), look.wanted.short or len(look.found) >= limit)

    def texts(self, connection: Connection, text: str, limit: int, *, each: int | None = None) -> list[Hit]:
        """What `find` adds to `names` that were not enough: records whose long texts hold the words."""
        look, chosen = self._begin(connection, text, None, limit, each)
        if not look.wanted.empty:
            self._look_at_texts(look, chosen)
        return [hit for hit in _best(look, each) if hit.closeness is Closeness.TEXT]

    def _begin(
        self, connection: Connection, text: str, types: Sequence[str] | None, limit: int, each: int | None
    ) -> tuple[_Look, list[EntityRows]]:
        wanted = terms(text)
        names = sorted(types or self._order, key=lambda name: self._order.get(name, 0))
        chosen = [self._rows[name] for name in names]
        chosen = [rows for rows in chosen if rows.entity.searchable and not rows.entity.system]
        used = self._lately.last(connection, USED)
        candidates = Candidates(connection, wanted, text, chosen, each)
        return _Look(connection, wanted, candidates, used, _turns(used), {}, limit), chosen

    def _look_at_names(self, look: _Look, chosen: list[EntityRows]) -> None:
        for rows in chosen:
            ids = [record for type_name, record in look.used if type_name == rows.entity.name]
            numbers = [*look.candidates.waiting(rows)]
            if ids:
                numbers += look.candidates.used(rows, msgspec.json.encode(ids).decode())
            numbers += look.candidates.titled(rows)
            self._judge_all(look, rows, [*numbers, *look.candidates.named(rows)])
        for ask, closeness in (
            (look.candidates.sounding, Closeness.WORD),
            (look.candidates.holding, Closeness.SOUND),
        ):
            for rows in chosen:
                if look.enough(closeness):
                    return
                self._judge_all(look, rows, ask(rows))

    def _look_at_texts(self, look: _Look, chosen: list[EntityRows]) -> None:
        if look.wanted.short:
            return
        sure = not look.wanted.needs_look_in_texts
        for rows in chosen:
            missing = look.limit - len(look.found)
            if missing <= 0:
                return
            waiting = look.candidates.waiting(rows)
            self._judge_all(look, rows, waiting, texts=True)
            numbers = look.candidates.told(rows, look.limit + len(waiting) if sure else LOOSE_CANDIDATES)
            numbers = [number for number in numbers if number not in set(waiting)]
            self._judge_all(look, rows, numbers, texts=True, sure=sure)

    def _judge_all(
        self, look: _Look, rows: EntityRows, numbers: list[int], *, texts: bool = False, sure: bool = False
    ) -> None:
        """Adds those of the rows that hold the terms to what was found. `sure`: the index says that they do."""
        if not numbers:
            return
        fields = [field for field in rows.entity.searchable if texts or field.kind is not Kind.LONGTEXT]
        for row in _read(look.connection, rows, fields, list(dict.fromkeys(numbers))):
            if row[0] not in look.found and (texts or not look.wanted.rules_out(_all_of(row))):
                candidate = self._judge(look, rows, fields, row, sure=sure)
                if candidate is not None:
                    look.found[candidate.id] = candidate

    def _judge(
        self, look: _Look, rows: EntityRows, fields: Sequence[Field], row: Sequence[Any], *, sure: bool
    ) -> _Candidate | None:
        """The row as a ranked hit, None when it does not hold the terms after all."""
        entity = rows.entity
        titles = dict(zip(entity.title, row[1 + len(fields) :], strict=True))
        title = title_of(entity, titles)
        found, shown = match(title, look.wanted), entity.title[0]
        values: dict[str, str] = {}
        if found is None:
            values = {
                field.name: _said(field, value)
                for field, value in zip(fields, row[1 : 1 + len(fields)], strict=True)
            }
            named = [name for name in name_fields(entity) if values[name] and name != shown]
            others = ((match(values[name], look.wanted), name) for name in named)
            found, shown = next((pair for pair in others if pair[0] is not None), (None, ""))
        text = values.get(shown, "") if shown != entity.title[0] else ""
        if found is None:
            named = [name for name in name_fields(entity) if values[name]]
            there = [name for name in text_fields(entity) if values.get(name)]
            if look.wanted.in_text(fold(" ".join(values[name] for name in named))):
                found, shown = Match(Closeness.WORD, ()), named[-1]  # one beside the title
            else:
                shown = _holding(values, look.wanted, there, sure=sure)
            if not shown:
                if not look.wanted.in_text(fold(" ".join(filter(None, values.values())))):
                    return None
                shown = there[0]
            text = values[shown]
        closeness, late = found.rank if found else (Closeness.TEXT, True)
        turn = look.turns.get(row[0], _NEVER)
        rank = (closeness, bool(text), late, turn, self._order[entity.name], folded_name(title)[0], row[0])
        return _Candidate(rank, entity.name, row[0], title, shown, text, found)


def _turns(used: list[tuple[str, str]]) -> dict[str, int]:
    return {record: turn for turn, (_, record) in enumerate(used)}


def _best(look: _Look, each: int | None) -> list[Hit]:
    best = sorted(look.found.values(), key=lambda candidate: candidate.rank)
    return [_hit(one, look.wanted) for one in _spread(best, each)[: look.limit]]


def _spread(best: list[_Candidate], each: int | None) -> list[_Candidate]:
    """Without what comes after so many of its type, long texts counted apart."""
    if each is None:
        return best
    seen: Counter[tuple[str, bool]] = Counter()
    kept = []
    for one in best:
        kind = one.type, one.rank[0] == Closeness.TEXT
        seen[kind] += 1
        if seen[kind] <= each:
            kept.append(one)
    return kept


def _read(
    connection: Connection, rows: EntityRows, fields: Sequence[Field], numbers: Iterable[int]
) -> list[Any]:
    names = ", ".join(quote(name) for name in ("id", *(field.name for field in fields), *rows.entity.title))
    return connection.execute(  # type: ignore[no-any-return]
        f"SELECT {names} FROM {rows.table} WHERE rowid IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(numbers).decode(),),
    ).fetchall()


def _all_of(row: Sequence[str | None]) -> str:
    return _folded_row("\n".join(filter(None, row[1:])))


_folded_row = lru_cache(maxsize=2_048)(fold)
"""The next key looks at most of the rows again."""


def _said(field: Field, stored: str | None) -> str:
    """A stored value as people read it: the members of a set one after the other."""
    if field.kind is Kind.SET and stored:
        return ", ".join(msgspec.json.decode(stored))
    return stored or ""


def _holding(values: dict[str, str], wanted: Terms, names: list[str], *, sure: bool) -> str:
    """The first of the long texts that holds the terms, empty when none does."""
    if sure and len(names) == 1:
        return names[0]
    return next((name for name in names if wanted.in_text(fold(values[name]))), "")


def _hit(one: _Candidate, wanted: Terms) -> Hit:
    closeness = Closeness(one.rank[0])
    spans = one.found.spans if one.found else ()
    if not one.text:
        return Hit(one.type, one.id, one.title, "", one.field, closeness, spans)
    piece = snippet(one.text, wanted)
    # Of the same length nothing is cut off, and only other spaces have become plain ones.
    marks = spans if spans and len(piece) == len(one.text) else marks_in(piece, wanted)
    return Hit(one.type, one.id, one.title, piece, one.field, closeness, marks)


def snippet(text: str, wanted: Terms) -> str:
    """The piece of `text` around the first term, on one line."""
    line = " ".join(text.split())
    folded = fold(line)
    places = [place for term in (*wanted.runs, *wanted.words) if (place := folded.find(term)) >= 0]
    start = max(0, min(places, default=0) - SNIPPET // 3)
    piece = line[start : start + SNIPPET]
    return f"{'…' * (start > 0)}{piece}{'…' * (start + SNIPPET < len(line))}"


def marks_in(piece: str, wanted: Terms) -> tuple[Span, ...]:
    """Where the terms stand in a snippet; nothing where folding has moved its characters."""
    folded = fold(piece)
    if len(folded) != len(piece):
        return ()
    found = [(at, at + len(term)) for term in (*wanted.runs, *wanted.words) if (at := folded.find(term)) >= 0]
    return tuple(sorted(found))

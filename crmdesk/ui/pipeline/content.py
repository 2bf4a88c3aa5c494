"""What the board shows and what it can be narrowed to, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from crmdesk.domain.records import Record
from crmdesk.domain.scope import subtree
from crmdesk.store.board import BoardColumn, BoardQuery
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.pipeline.amounts import in_order

READ = (
    "opportunity",
    "stage_change",
    "account",
    "user",
    "territory",
    "visit",
    "call",
    "meeting",
    "email",
    "note",
)
"""The types whose changes show on the board."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that the board can be narrowed to. `depth` is how far below the top of its tree it lies."""

    id: str
    name: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class BoardContent:
    """The board. `currencies` are all that amounts are in, the organisation's first."""

    columns: tuple[BoardColumn, ...]
    currencies: tuple[str, ...]
    people: tuple[Option, ...]
    territories: tuple[Option, ...]
    below: Mapping[str, frozenset[str]]
    """By territory: itself and all below it."""


def read_board(replica: Replica, query: BoardQuery, now: datetime, zone: str, currency: str) -> BoardContent:
    """Everything that the board needs; `currency` is the organisation's."""
    columns = replica.board(query, now, zone, currency)
    currencies = in_order((code for each in columns for code in each.totals.amounts), currency)
    territories = replica.query("territory", Query(sort="name"))
    parents = {each.id: each["parent"] for each in territories}
    return BoardContent(
        columns,
        tuple(currencies),
        tuple(sellers(replica)),
        tuple(tree(territories)),
        {each.id: subtree(parents, each.id) for each in territories},
    )


def sellers(replica: Replica) -> Iterable[Option]:
    """Everybody who may own an opportunity, by name."""
    people = replica.query("user", Query((Filter("active", "=", True),), sort="name"))
    return (Option(each.id, each["name"] or "") for each in people if each["role"] != "admin")


def tree(territories: Iterable[Record]) -> list[Option]:
    """Territories, each followed by what lies below it; one whose upper territory is not here stands at the top."""
    known = list(territories)
    ids = {each.id for each in known}
    below: dict[str | None, list[Record]] = {}
    for each in known:
        below.setdefault(each["parent"] if each["parent"] in ids else None, []).append(each)
    found: list[Option] = []
    waiting = [(each, 0) for each in reversed(below.get(None, []))]
    while waiting:
        territory, depth = waiting.pop()
        found.append(Option(territory.id, territory["name"] or "", depth))
        waiting += [(each, depth + 1) for each in reversed(below.get(territory.id, []))]
    return found

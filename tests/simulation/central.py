"""The centre as the oracle sees it: its file, read with SQL of the oracle's own. It trusts no query of the product."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from crmdesk.domain.custom_fields import CustomField, extended
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.values import Value
from crmdesk.schema.columns import row_from_stored

Key = tuple[str, str]
"""Type and id of a record."""

ORGANISATIONS = frozenset(
    {"product", "price_book_entry", "territory", "team", "user", "visit_form", "letterhead", "shared_view"}
)
"""Types that everybody sees."""
PARTS = {
    "opportunity_line": "opportunity",
    "stage_change": "opportunity",
    "quote_line": "quote",
    "visit_amendment": "visit",
    "visit_sample": "visit",
}
"""Types that are seen by whoever sees the record that they are a part of, with the field (and type) of that."""
TELLS_OF_ACCOUNT = (
    "contact",
    "opportunity",
    "quote",
    "visit",
    "task",
    "call",
    "meeting",
    "email",
    "note",
    "account_contact",
)
"""Types of which one record of one's own is enough to see its account."""
TELLS_OF_LEAD = ("task", "call", "meeting", "email", "note")
"""Types of which one record of one's own is enough to see its lead."""
OWNED_ALONE = frozenset({"account", "lead", "goal", "forecast_submission"})
"""Types of which only one's own are seen, and what is told of by others; they tell of nothing else."""
OF_ANYTHING = frozenset({"attachment", "conflict", "duplicate"})
"""Types that hang on records of several types, each with a rule of its own below, or that no world has."""

SEEN_THROUGH = (
    ("contact", "account", "account"),
    ("account_contact", "account", "account"),
    *((name, whole, whole) for name, whole in PARTS.items()),
)
"""Type, and the type and field of what it is seen through."""


Ledger = dict[str, tuple[str, int]]
"""Op id -> outcome, and the version of its record after it."""


@dataclass(frozen=True)
class Line:
    """One line of the centre's history, a creation split into its fields."""

    key: Key
    field: str
    old: Value
    new: Value
    outcome: str
    op_id: str | None


class Window:
    """The centre's file, looked at again and again: as long as nobody writes there, what was read stays read.

    Close it before the centre closes: whoever holds the file last folds its log in.
    """

    def __init__(self, file: Path, org: int) -> None:
        self._file = file
        self._org = org
        self._connection: sqlite3.Connection | None = None
        self._seen: tuple[int, Central] | None = None

    def now(self) -> Central:
        """This moment."""
        if self._connection is None:
            self._connection = sqlite3.connect(self._file)
            self._connection.row_factory = sqlite3.Row
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if self._seen is None or self._seen[0] != version:
            self._seen = (version, Central(self._connection, self._org))
        return self._seen[1]

    def close(self) -> None:
        """Lets go of the file."""
        self._seen = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Central:
    """One moment of one organisation."""

    def __init__(self, connection: sqlite3.Connection, org: int) -> None:
        self._connection = connection
        self._org = org
        self._scopes: dict[str, dict[str, set[str]]] = {}

    def _rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        return self._connection.execute(query, (self._org, *values)).fetchall()

    def count(self, query: str, *values: Any) -> int:
        """The number that a query of the organisation gives."""
        return int(self._rows(query, *values)[0][0])

    @cached_property
    def stored(self) -> Mapping[str, list[sqlite3.Row]]:
        """All live rows by type, as stored."""
        return {
            entity.name: self._rows(f'SELECT * FROM "{entity.name}" WHERE org = ?') for entity in CATALOGUE
        }

    @cached_property
    def records(self) -> Mapping[str, Mapping[str, Mapping[str, Value]]]:
        """Type -> id -> fields and version."""
        return {
            entity.name: {
                row["id"]: {**row_from_stored(entity, row), "version": row["version"]}  # type: ignore[arg-type]
                for row in self.stored[entity.name]
            }
            for entity in self.catalogue
        }

    @cached_property
    def history(self) -> Mapping[Key, list[Line]]:
        """What history says of each record, oldest first."""
        found: dict[Key, list[Line]] = defaultdict(list)
        for row in self._rows("SELECT * FROM history WHERE org = ? ORDER BY seq, ordinal"):
            for line in _lines(row):
                found[line.key].append(line)
        return found

    @cached_property
    def ledger(self) -> Ledger:
        """What was decided and is still remembered."""
        return {
            row["op_id"]: (row["outcome"], row["version"])
            for row in self._rows("SELECT op_id, outcome, version FROM ledger WHERE org = ?")
        }

    def decided(self, collected: Ledger) -> Ledger:
        """What was decided; of what was `collected`, only what history still tells of or what was refused."""
        told = {line.op_id for lines in self.history.values() for line in lines}
        return {
            op_id: verdict for op_id, verdict in collected.items() if op_id in told or verdict[0] == "refused"
        } | self.ledger

    @cached_property
    def catalogue(self) -> Catalogue:
        """What the program declares, and the fields that the organisation has now."""
        ((kept,),) = self._rows("SELECT fields FROM organisation WHERE id = ?")
        return extended(CATALOGUE, tuple(msgspec.json.decode(kept, type=list[CustomField])) if kept else ())

    def last_buckets(self, key: Key) -> set[str]:
        """Where a record lies, or lay when it was deleted."""
        rows = self._rows("SELECT bucket FROM membership WHERE org = ? AND type = ? AND id = ?", *key)
        return {row["bucket"] for row in rows}

    def buckets_of(self, login: str) -> set[str] | None:
        """The buckets a person reads; None: all there are."""
        (user,) = (row for row in self.stored["user"] if row["login"] == login)
        if user["role"] == "admin":
            return None
        return {"org", f"user:{user['id']}", *(f"territory:{one}" for one in self._below(user["home"]))}

    def scope(self, login: str) -> dict[str, set[str]]:
        """The ids that this person may see, by type, worked out from the rows themselves; conflicts left out."""
        if login not in self._scopes:
            self._scopes[login] = self._scope(login)
        return self._scopes[login]

    def _scope(self, login: str) -> dict[str, set[str]]:
        (user,) = (row for row in self.stored["user"] if row["login"] == login)
        if user["role"] == "admin":
            return {name: {row["id"] for row in rows} for name, rows in self.stored.items()}
        home = self._below(user["home"])

        def own(row: sqlite3.Row) -> bool:
            return row["owner"] == user["id"] or row["territory"] in home

        seen: dict[str, set[str]] = {
            name: {row["id"] for row in rows if name in ORGANISATIONS or own(row)}
            for name, rows in self.stored.items()
        }
        for target, tellers in (("account", TELLS_OF_ACCOUNT), ("lead", TELLS_OF_LEAD)):
            for name in tellers:
                seen[target] |= {row[target] for row in self.stored[name] if own(row)}
            seen[target] &= {row["id"] for row in self.stored[target]}
        for name in ("contact", "account_contact"):
            seen[name] |= {row["id"] for row in self.stored[name] if row["account"] in seen["account"]}
        links = (
            row["contact"] for row in self.stored["account_contact"] if row["id"] in seen["account_contact"]
        )
        seen["contact"] |= set(links) & {row["id"] for row in self.stored["contact"]}
        for name, whole in PARTS.items():
            seen[name] = {row["id"] for row in self.stored[name] if row[whole] in seen[whole]}
        seen["conflict"] = set()
        seen["duplicate"] = {
            row["id"]
            for row in self.stored["duplicate"]
            if all(self._there(seen, login, (row["record_type"], row[end])) for end in ("record", "other"))
        }
        return seen

    def _there(self, seen: Mapping[str, set[str]], login: str, key: Key) -> bool:
        """Whether a record is among those seen, or was where this person looks when it was deleted."""
        if key[1] in self.records[key[0]]:
            return key[1] in seen[key[0]]
        return bool((self.buckets_of(login) or set()) & self.last_buckets(key))

    @cached_property
    def orphans(self) -> set[str]:
        """Records that are seen through one that was deleted: who saw it then goes on seeing them, others do not."""
        lost: set[str] = set()
        for name, parent, link in SEEN_THROUGH:
            there = {row["id"] for row in self.stored[parent]} - lost
            lost |= {
                row["id"] for row in self.stored[name] if row[link] is not None and row[link] not in there
            }
        # A contact is also seen through what it does at an account.
        lost |= {row["contact"] for row in self.stored["account_contact"] if row["id"] in lost}
        return lost | {
            row["id"]
            for row in self.stored["duplicate"]
            if not lost.isdisjoint((row["record"], row["other"]))
        }

    def _below(self, territory: str | None) -> set[str]:
        found, fresh = set(), {territory} - {None}
        while fresh:
            found |= fresh
            fresh = {row["id"] for row in self.stored["territory"] if row["parent"] in fresh} - found
        return found


def _lines(row: sqlite3.Row) -> Iterator[Line]:
    key = (row["type"], row["id"])
    old, new = (None if text is None else json.loads(text) for text in (row["old"], row["new"]))
    if row["field"]:
        yield Line(key, row["field"], old, new, row["outcome"], row["op_id"])
        return
    yield Line(key, "", None, None, row["outcome"], row["op_id"])
    for name, value in (new or {}).items():
        yield Line(key, name, None, value, row["outcome"], row["op_id"])

"""The local half of the second client: rows as the centre said them, edits that wait, both in one SQLite file.

Edits that are not finished are replayed when a record is read. It speaks to nobody.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.second_client import rows

TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS row (type TEXT, id TEXT, version INTEGER, cells TEXT, buckets TEXT, PRIMARY KEY (type, id));
CREATE TABLE IF NOT EXISTS came (type TEXT, id TEXT, PRIMARY KEY (type, id));
CREATE TABLE IF NOT EXISTS op (place INTEGER PRIMARY KEY, op_id TEXT UNIQUE, type TEXT, id TEXT, mutation TEXT,
    number INTEGER, verdict TEXT, done INTEGER DEFAULT 0);
"""
BY_ARRIVAL = ("latest", "add", "server")
"""Policies for which it does not matter what the author saw."""
CLOSING = {"stage", "amount", "currency"}
"""One unit of an opportunity once either side's stage is an end."""


class Notebook:
    """One user's copy. Every method that changes something is durable when it returns."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file)
        self._db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;" + TABLES
        )

    def close(self) -> None:
        self._db.close()

    # What is kept beside rows and edits

    def _get(self, name: str, default: Any = None) -> Any:
        found = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return json.loads(found[0]) if found else default

    def _put(self, **values: Any) -> None:
        told = [(name, json.dumps(value)) for name, value in values.items()]
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", told)

    # Reading: what the centre said, with unfinished edits on top

    def get(self, type_name: str, row_id: str) -> dict[str, Any] | None:
        """The fields as their user sees them; None if there is no such record."""
        shown = self._centre(type_name, row_id)
        for mutation in self._unfinished(type_name, row_id):
            shown = self._replayed(shown, mutation)
        return shown

    def _centre(self, type_name: str, row_id: str) -> dict[str, Any] | None:
        """As the centre has them."""
        query = "SELECT cells FROM row WHERE type = ? AND id = ?"
        found = self._db.execute(query, (type_name, row_id)).fetchone()
        return rows.values_of(self._declared(type_name), json.loads(found[0])) if found else None

    def _declared(self, type_name: str) -> dict[str, Any]:
        declared: dict[str, Any] = self._get("declared")[type_name]
        return declared

    def _unfinished(self, type_name: str, row_id: str) -> list[dict[str, Any]]:
        query = "SELECT mutation FROM op WHERE type = ? AND id = ? AND NOT done ORDER BY place"
        return [json.loads(text) for (text,) in self._db.execute(query, (type_name, row_id))]

    def _replayed(self, shown: dict[str, Any] | None, mutation: dict[str, Any]) -> dict[str, Any] | None:
        if mutation["act"] == "delete":
            return None
        if mutation["act"] in ("create", "restore"):
            shown = shown or rows.values_of(self._declared(mutation["type"]), {})
        if shown is None:
            return None
        shown |= mutation["set"]
        for name, given in mutation["add"].items():
            has = shown[name]
            shown[name] = sorted({*has, *given}) if isinstance(given, list) else (has or 0) + given
        for name, given in mutation["remove"].items():
            shown[name] = [item for item in shown[name] if item not in given]
        return shown

    def conflicts(self) -> dict[str, dict[str, Any]]:
        """The open conflicts by id: `about`, `base`, `mine`, `theirs` and what else a conflict's row says."""
        told = {row_id: json.loads(cells) for row_id, cells in self._db.execute(
            "SELECT id, cells FROM row WHERE type = 'conflict'")}  # fmt: skip
        for cells in told.values():
            cells.update({name: json.loads(cells[name] or "null") for name in ("base", "mine", "theirs")})
        return {row_id: cells for row_id, cells in told.items() if cells["state"] == "open"}

    def verdicts(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Each edit that was decided, with what became of it."""
        query = "SELECT mutation, verdict FROM op WHERE verdict IS NOT NULL ORDER BY place"
        return [(json.loads(mutation), json.loads(verdict)) for mutation, verdict in self._db.execute(query)]

    def refused(self) -> dict[str, dict[str, Any]]:
        """Code by code what was refused, with what was typed."""
        return {v["code"]: m["set"] for m, v in self.verdicts() if v["outcome"] == "refused"}

    def pending(self) -> int:
        (count,) = self._db.execute("SELECT count(*) FROM op WHERE NOT done").fetchone()
        return int(count)

    def export(self) -> bytes:
        """The canonical export of what the centre said."""
        query = "SELECT type, id, version, cells FROM row ORDER BY type, id"
        declared = self._get("declared")
        return b"".join(
            rows.export_line(kind, row_id, version, rows.values_of(declared[kind], json.loads(cells)))
            for kind, row_id, version, cells in self._db.execute(query)
            if kind in declared
        )

    # Editing

    def create(self, type_name: str, *, group: str | None = None, **fields: Any) -> str:
        row_id = new_id()
        base = (self._get("position") or {"seq": 0})["seq"]
        self._save("create", type_name, row_id, group, base=base, set=fields)
        return row_id

    def update(self, type_name: str, row_id: str, *, add: Any = None, remove: Any = None,
               resolves: tuple[str, ...] = (), **fields: Any) -> str:  # fmt: skip
        shown, declared = self.get(type_name, row_id) or {}, self._declared(type_name)
        for name in list(fields):
            unit = declared[name].get("x-unit")
            mates = [mate for mate, field in declared.items() if unit and field.get("x-unit") == unit]
            fields |= {mate: shown[mate] for mate in mates if mate not in fields}
        add, remove = add or {}, remove or {}
        touched, latest = {*fields, *add, *remove}, {}
        for earlier in self._unfinished(type_name, row_id):
            decides = {*earlier["set"], *earlier["add"], *earlier["remove"]}
            whole = earlier["act"] in ("create", "restore")  # says of every field what it is
            latest.update(dict.fromkeys(touched if whole else touched & decides, earlier))
        told = {name for name in fields if declared[name]["x-policy"] not in BY_ARRIVAL}
        if type_name == "opportunity" and not CLOSING.isdisjoint(fields):
            told |= CLOSING
        was = {name: shown[name] for name in told}
        seen = {
            c: said
            for c, said in self.conflicts().items()
            if (said["record"], said["about"]) == (row_id, "fields")
        }
        settles = [conflict for conflict, said in seen.items() if said["mine"].keys() & fields.keys()]
        after = {name: earlier["op_id"] for name, earlier in latest.items()}
        return self._save("update", type_name, row_id, None, base=self._seen(type_name, row_id, latest), set=fields,
                          add=add, remove=remove, was=was, after=after, resolves=[*{*resolves, *settles}])  # fmt: skip

    def delete(self, type_name: str, row_id: str, resolves: tuple[str, ...] = ()) -> str:
        base = self._version(type_name, row_id)
        return self._save("delete", type_name, row_id, None, base=base, resolves=list(resolves))

    def resolve(self, conflict: str, choice: str) -> str:
        """Settles a conflict with `mine` or `theirs`."""
        said = self.conflicts()[conflict]
        kind, row_id, about = said["record_type"], said["record"], said["about"]
        if about == "fields":
            return self.update(kind, row_id, resolves=(conflict,), **said[choice])
        if (about, choice) in (("delete", "mine"), ("edit_of_deleted", "theirs")):
            return self.delete(kind, row_id, (conflict,))
        if about == "edit_of_deleted":
            return self._save("restore", kind, row_id, None, set=said["mine"], resolves=[conflict])
        return self.update(kind, row_id, resolves=(conflict,))

    def _seen(self, type_name: str, row_id: str, latest: dict[str, Any]) -> int:
        """The base of an update that is typed over own unfinished ones, by field: what is new beneath was not seen."""
        centre = self._centre(type_name, row_id) or {}
        covered = (
            earlier["base"]
            for name, earlier in latest.items()
            if name in earlier.get("was", ()) and earlier["was"][name] != centre.get(name)
        )
        return min((self._version(type_name, row_id), *covered))

    def _version(self, type_name: str, row_id: str) -> int:
        query = "SELECT version FROM row WHERE type = ? AND id = ?"
        found = self._db.execute(query, (type_name, row_id)).fetchone()
        return found[0] if found else 0

    def _save(self, act: str, type_name: str, row_id: str, group: str | None, **rest: Any) -> str:
        op_id = new_id()
        mutation = {
            "op_id": op_id, "act": act, "type": type_name, "id": row_id, "author": self._get("tokens")["user"]["id"],
            "at": instant(), "group": group or op_id, "intent": group or op_id,
            "set": {}, "add": {}, "remove": {}, "was": {}, "after": {}, **rest,
        }  # fmt: skip
        with self._db:
            self._db.execute("INSERT INTO op (op_id, type, id, mutation) VALUES (?, ?, ?, ?)",
                             (op_id, type_name, row_id, json.dumps(mutation)))  # fmt: skip
        return op_id


def new_id() -> str:
    """A UUIDv7: 48 bits of milliseconds, then version, variant and 74 random bits."""
    number = (time.time_ns() // 1_000_000 & (1 << 48) - 1) << 80 | secrets.randbits(80)
    return str(uuid.UUID(int=number & ~(0xF << 76 | 0x3 << 62) | 0x7 << 76 | 0x2 << 62))


def instant() -> str:
    """Now, as it travels."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

"""What an import has to say: counts a type, rows rejected and why, records to be looked at; and their files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crmdesk.exchange.formulas import guarded
from crmdesk.exchange.merging import Fate
from crmdesk.exchange.tables import Table

FOLLOW_UP = "follow-up.csv"
REJECT_COLUMNS = ("rejected_line", "rejected_because")
_FOLLOW_UP_COLUMNS = ("type", "id", "key", "file", "line", "field", "value", "note")


@dataclass(frozen=True, slots=True)
class TypeCount:
    """What became of one type's records. `reported` counts imported records that somebody should look at."""

    type: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    reported: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to look at in a record that was imported."""

    type: str
    id: str
    key: str
    file: str
    line: int
    field: str
    value: str
    note: str


@dataclass
class Findings:
    """Collects while an import runs. `rejects` maps source name -> line -> reasons."""

    types: tuple[str, ...]
    rejects: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    follow_ups: list[FollowUp] = field(default_factory=list)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)
    _reported: set[str] = field(default_factory=set)

    def count(self, type_name: str, what: str, by: int = 1) -> None:
        """Adds to one figure of a type (a field of `TypeCount`)."""
        self._counts[type_name, what] = self._counts.get((type_name, what), 0) + by

    def reject(self, source: str, line: int, reasons: Iterable[str]) -> None:
        """A row of which something was not imported."""
        known = self.rejects.setdefault(source, {}).setdefault(line, [])
        known += [reason for reason in reasons if reason not in known]

    def refused(self, type_name: str, fate: Fate) -> None:
        """A record that was counted with this fate was refused after all."""
        self.count(type_name, fate.value, -1)
        self.count(type_name, "rejected")

    def report(self, entry: FollowUp) -> None:
        """Something to look at; a record counts once however much there is."""
        self.follow_ups.append(entry)
        if entry.id not in self._reported:
            self._reported.add(entry.id)
            self.count(entry.type, "reported")

    def counts(self) -> list[TypeCount]:
        """A line a type, in the recipe's order."""
        figures = TypeCount.__dataclass_fields__.keys() - {"type"}
        return [
            TypeCount(type_name, **{name: self._counts.get((type_name, name), 0) for name in figures})
            for type_name in self.types
        ]

    def write(self, directory: Path, tables: Mapping[str, Table]) -> list[Path]:
        """Writes the rejected rows, a file a source with its name, and the follow-up list; gives what was written.

        The rejected rows keep the source's columns, so that they can be corrected and imported again. No cell is one
        that a spreadsheet takes for a formula.
        """
        written: list[Path] = []
        for source, reasons in self.rejects.items():
            written.append(_write_rejects(directory, tables[source], reasons))
        if self.follow_ups:
            lines = ([getattr(entry, name) for name in _FOLLOW_UP_COLUMNS] for entry in self.follow_ups)
            written.append(_write(directory / FOLLOW_UP, _FOLLOW_UP_COLUMNS, lines))
        return written


def _write_rejects(directory: Path, table: Table, reasons: Mapping[int, list[str]]) -> Path:
    columns = [name for name in table.columns if name not in REJECT_COLUMNS]
    lines = (
        [*(row.cells[name] for name in columns), row.line, "; ".join(reasons[row.line])]
        for row in table
        if row.line in reasons
    )
    return _write(directory / table.path.name, (*columns, *REJECT_COLUMNS), lines)


def _write(path: Path, columns: Iterable[str], lines: Iterable[Iterable[object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    # With a byte order mark, or spreadsheets take it for the national encoding.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for line in (columns, *lines):
            writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in line])
    return path

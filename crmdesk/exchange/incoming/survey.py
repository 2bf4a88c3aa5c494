"""The dry run: reads a whole file, checks every record, finds whom it names and what is here. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from crmdesk.domain.errors import InvalidValue, UsageError
from crmdesk.domain.values import Value
from crmdesk.exchange.incoming import alikes
from crmdesk.exchange.incoming.candidates import MOST_RECORDS, Candidate, Incoming, Named, Reject

EVERY = 100
"""Records between two tellings of how far it is."""


class Choice(StrEnum):
    """What becomes of a record that seems to be here already."""

    SKIP = "skip"
    UPDATE = "update"
    MAKE = "make"


class Missing(StrEnum):
    """What becomes of a name that nothing here has."""

    MAKE = "make"
    """An account of that name is made; any other type is left empty."""
    LEAVE = "leave"
    REJECT = "reject"


class Known(Protocol):
    """What is asked about records that stand."""

    def named(self, names: Iterable[Named]) -> Mapping[Named, tuple[str, ...]]:
        """Ids of the records that each name means; names that mean none are left out."""

    def alike(self, type_name: str, keys: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
        """Key -> ids of the records of a type that have it (`alikes.keys`)."""


class Stopped(Exception):
    """Somebody asked for the end; raised by whoever is told of progress."""


Told = Callable[[int], None]
"""Told how many records were read; raises `Stopped`."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A record of the file that seems to be one that is here (`record`), or one further up in the file (`first`)."""

    line: int
    record: str | None
    first: int | None


@dataclass(frozen=True, slots=True)
class Survey:
    """What a dry run found."""

    read: int
    rejects: Mapping[int, tuple[InvalidValue, ...]]
    alikes: Mapping[int, Alike]
    """By line."""
    found: Mapping[Named, str]
    """Whom names mean."""
    missing: Mapping[Named, Sequence[int]]
    """Accounts that are to be made, each by one of its spellings, with the lines that name it; empty unless that was
    wished. None is made for lines that are skipped alone."""
    left: frozenset[Named]
    """Names that nothing here has and that are left out."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """Of a list of accounts: folded name -> line of the row that is what other rows call so."""
    once: int = 0
    """Records that the source repeats, and that come in once."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What becomes of records that seem to be here: `usual`, but for single lines."""

    usual: Choice = Choice.SKIP
    lines: Mapping[int, Choice] = field(default_factory=dict)

    def of(self, line: int) -> Choice:
        return self.lines.get(line, self.usual)


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many records an import will make, update, skip and reject, and how many accounts beside."""

    created: int
    updated: int
    skipped: int
    rejected: int
    accounts: int


def forecast(survey: Survey, decisions: Decisions) -> Forecast:
    """What will come of it."""
    chosen = [decisions.of(line) for line in survey.alikes]
    updated, skipped = chosen.count(Choice.UPDATE), chosen.count(Choice.SKIP)
    created = survey.read - len(survey.rejects) - updated - skipped
    return Forecast(created, updated, skipped, len(survey.rejects), len(coming_accounts(survey, decisions)))


def coming_accounts(survey: Survey, decisions: Decisions) -> list[Named]:
    """The missing accounts that will be made."""
    skipped = {line for line in survey.alikes if decisions.of(line) is Choice.SKIP}
    return [name for name, lines in survey.missing.items() if not skipped.issuperset(lines)]


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is kept of a candidate: what it is compared by."""

    line: int
    fields: Mapping[str, Value]
    account: Named | None


@dataclass(slots=True)
class _Reading:
    """The first pass: everything of the file that later passes need."""

    read: int = 0
    once: int = 0
    rejects: dict[int, tuple[InvalidValue, ...]] = field(default_factory=dict)
    sketches: list[_Sketch] = field(default_factory=list)
    links: dict[int, Mapping[str, tuple[Named, ...]]] = field(default_factory=dict)


def survey(incoming: Incoming, known: Known, missing: Missing, told: Told) -> Survey:
    """Reads all of a file. Raises `UsageError` for more than 50,000 records, and what reading raises; `Stopped`."""
    reading = _read(incoming, told)
    names = {name for links in reading.links.values() for each in links.values() for name in each}
    ids = known.named(names)
    rows = _check_links(reading, incoming.type, ids, missing)
    found = {name: those[0] for name, those in ids.items()}
    seem = _alikes(
        incoming.type, [one for one in reading.sketches if one.line not in reading.rejects], found, known
    )
    left = {name for name in names if name not in ids and not _is_row(name, rows)}
    new: dict[str, tuple[Named, list[int]]] = {}
    if missing is Missing.MAKE:
        for line, links in reading.links.items():
            for name in (name for each in links.values() for name in each if line not in reading.rejects):
                if name in left and may_make(name):
                    new.setdefault(alikes.folded_name(name.text), (name, []))[1].append(line)
        left = {name for name in left if not may_make(name)}
    return Survey(
        reading.read,
        reading.rejects,
        seem,
        found,
        dict(new.values()),
        frozenset(left),
        rows,
        reading.once,
    )


def may_make(name: Named) -> bool:
    """Whether a record can be made of nothing but this name."""
    return name.type == "account" and name.by == "name"


def _read(incoming: Incoming, told: Told) -> _Reading:
    reading = _Reading()
    compared = alikes.COMPARED[incoming.type]
    for one in incoming:
        reading.read += 1
        if reading.read > MOST_RECORDS:
            raise UsageError(
                f"The file holds more than {MOST_RECORDS} records",
                hint="split it, or have an administrator import it at the centre",
                code="too_many_records",
            )
        if reading.read % EVERY == 0:
            told(reading.read)
        if isinstance(one, Reject):
            reading.rejects[one.line] = one.reasons
            continue
        reading.once += one.once
        about = one.links.get("account", ())
        fields = {name: one.fields[name] for name in compared if name in one.fields}
        reading.sketches.append(_Sketch(one.line, fields, about[0] if about else None))
        if one.links:
            reading.links[one.line] = one.links
    told(reading.read)
    return reading


def _check_links(
    reading: _Reading, type_name: str, ids: Mapping[Named, tuple[str, ...]], missing: Missing
) -> dict[str, int]:
    """Rejects rows by whom they name, and with one those that name it; gives the rows that may be named."""
    while True:
        rows = _rows(reading) if type_name == "account" else {}
        wrong: dict[int, tuple[InvalidValue, ...]] = {}
        for line, links in reading.links.items():
            reasons = [
                InvalidValue(name_of_field, said, hint)
                for name_of_field, names in links.items()
                for name in names
                if name.by == "name" and not (_is_row(name, rows) and not ids.get(name))
                for said, hint in _wrong(name, ids.get(name, ()), missing)
            ]
            if reasons and line not in reading.rejects:
                wrong[line] = tuple(reasons)
        if not wrong:
            return rows
        reading.rejects.update(wrong)


def _rows(reading: _Reading) -> dict[str, int]:
    found: dict[str, int] = {}
    for sketch in reading.sketches:
        if sketch.line not in reading.rejects:
            found.setdefault(alikes.folded_name(str(sketch.fields.get("name", ""))), sketch.line)
    return found


def _is_row(name: Named, rows: Mapping[str, int]) -> bool:
    return may_make(name) and alikes.folded_name(name.text) in rows


def _wrong(name: Named, ids: tuple[str, ...], missing: Missing) -> list[tuple[str, str]]:
    if len(ids) > 1:
        return [(f"{name.text[:60]!r} is the name of several records", "write which one is meant")]
    if not ids and missing is Missing.REJECT:
        return [(f"No record is called {name.text[:60]!r}", "correct the name, or make the record first")]
    return []


def _alikes(
    type_name: str, sketches: list[_Sketch], found: Mapping[Named, str], known: Known
) -> dict[int, Alike]:
    first: dict[str, int] = {}
    keyed: list[tuple[int, list[str]]] = []
    for sketch in sketches:
        fields = dict(sketch.fields)
        if sketch.account is not None:
            name = sketch.account
            fields["account"] = found.get(name) or f"={alikes.folded_name(name.text)}"
        keys = list(alikes.keys(type_name, fields))
        keyed.append((sketch.line, keys))
        for key in keys:
            first.setdefault(key, sketch.line)
    standing = known.alike(type_name, frozenset(first))
    result: dict[int, Alike] = {}
    for line, keys in keyed:
        record = next((standing[key][0] for key in keys if key in standing), None)
        above = min((first[key] for key in keys), default=line)
        if record is not None or above < line:
            result[line] = Alike(line, record, above if above < line else None)
    return result


def candidates(incoming: Incoming, survey: Survey) -> Iterable[Candidate]:
    """The records that a survey let pass, read once more."""
    for one in incoming:
        if isinstance(one, Candidate) and one.line not in survey.rejects:
            yield one

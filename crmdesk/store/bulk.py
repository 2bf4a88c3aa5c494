"""Many records at once: which of them an act changes and which stay, and their changes saved part by part.

What an act is, and why a record stays, is said in `domain/bulk.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain.bulk import BulkAct, Stays
from crmdesk.domain.changes import Mutation
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.errors import NoSuchRecord, StorageFault, UserError
from crmdesk.domain.records import Record
from crmdesk.domain.scope import Reader
from crmdesk.store.connection import Connection
from crmdesk.store.queries import Filter, Query, conditions, scanned, segments, sort_column, walk
from crmdesk.store.rows import EntityRows
from crmdesk.store.settings import read_setting

PART = 100
"""Records that are saved in one transaction: about 50 ms, so that another save or a page never waits for long."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What an act would do to the records of a query: `ids` are changed, in the query's order; the others stay."""

    ids: tuple[str, ...]
    stays: Mapping[Stays, int]

    @property
    def count(self) -> int:
        return len(self.ids) + sum(self.stays.values())


@dataclass(frozen=True, slots=True)
class Part:
    """What became of a part: how many were changed, how many stayed and why."""

    changed: int
    stays: Mapping[Stays, int]


def judge(connection: Connection, rows: EntityRows, query: Query, act: BulkAct, who: Reader) -> Judged:
    """Looks at every record of a query in one committed state, reading no more than the act asks for."""
    entity = rows.entity
    columns, record = rows.some(act.reads(entity))
    column = sort_column(entity, query.sort)
    stretches = scanned(segments(column, None, descending=query.descending), column)
    select, found = f"SELECT {columns} FROM {rows.table}", conditions(entity, query.where)
    ids: list[str] = []
    stays: Counter[Stays] = Counter()
    for row in walk(connection, select, found, stretches, None):
        why = act.why_stays(entity, who, record(row))
        if why is None:
            ids.append(row[0])
        else:
            stays[why] += 1
    return Judged(tuple(ids), stays)


@dataclass(frozen=True, slots=True)
class Walk:
    """An act under way: its records in order, and the intent that ties all of its saves for one undo."""

    type: str
    act: BulkAct
    ids: tuple[str, ...]
    intent: str
    author: Author

    def groups(
        self, records: Sequence[Record], start: int, who: Reader
    ) -> tuple[list[Group], Counter[Stays]]:
        """The changes of the part from number `start`; `records` are those of its records that are still there, `who`
        the one who acts, with what is theirs at this moment."""
        entity = self.author.catalogue[self.type]
        there = {record.id: record for record in records}
        groups: list[Group] = []
        stays: Counter[Stays] = Counter()
        for number, record_id in enumerate(self.ids[start : start + PART], start):
            record = there.get(record_id)
            why = Stays.GONE if record is None else self.act.why_stays(entity, who, record)
            if why is not None or record is None:
                stays[why or Stays.GONE] += 1
                continue
            try:
                groups.append(self.act.group(self.author, record, number, self.intent))
            except UserError as error:
                stays[_why(error)] += 1
        return groups, stays

    def part_query(self, start: int) -> Query:
        """Asks for the records of the part from number `start`."""
        return Query((Filter("id", "=", list(self.ids[start : start + PART])),))


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An act that the end of the program broke off: what it was in words, and how many of how many were changed."""

    title: str
    changed: int
    total: int


UNDER_WAY = "bulk"
"""The private setting that holds what `note` says, from the first part to the end."""


def note(walk: Walk, title: str) -> dict[str, object]:
    """What must be known of an act that runs should the program end before it does."""
    return {"title": title, "intent": walk.intent, "total": len(walk.ids)}


def read_unfinished(connection: Connection) -> Unfinished | None:
    """The act that was broken off; how far it came is told by the edits themselves."""
    noted = read_setting(connection, f"user.{UNDER_WAY}")
    if noted is None:
        return None
    (changed,) = connection.execute(
        "SELECT count(DISTINCT grp) FROM outbox WHERE instr(payload, CAST(? AS BLOB))", (noted["intent"],)
    ).fetchone()
    return Unfinished(noted["title"], changed, noted["total"])


def save_each(
    commit: Callable[[Sequence[Mutation]], object], groups: Sequence[Group]
) -> tuple[list[Group], Counter[Stays]]:
    """Saves groups in one transaction; where one cannot be saved the others are all the same, it is left out.

    Gives the groups that were saved. Raises `StorageFault`: then what came before it is saved.
    """
    if not groups:
        return [], Counter()
    try:
        commit([mutation for group in groups for mutation in group])
    except StorageFault:
        raise
    except UserError as error:
        if len(groups) == 1:
            return [], Counter({_why(error): 1})
    else:
        return list(groups), Counter()
    half = len(groups) // 2
    first, second = save_each(commit, groups[:half]), save_each(commit, groups[half:])
    return [*first[0], *second[0]], first[1] + second[1]


def _why(error: UserError) -> Stays:
    if isinstance(error, NoSuchRecord):
        return Stays.GONE
    return Stays.LOCKED if error.code == "locked" else Stays.REFUSED

"""What happened around a customer, a lead or a sale, and what is planned: newest first, one list of several types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crmdesk.domain.declare import Kind
from crmdesk.domain.entities import ACTIVITIES
from crmdesk.domain.errors import UsageError
from crmdesk.domain.records import Record
from crmdesk.store.connection import Connection
from crmdesk.store.rows import EntityRows, Rows, quote
from crmdesk.store.titles import Titles

_WHEN = {
    "visit": "planned_start",
    "call": "starts_at",
    "meeting": "starts_at",
    "email": "sent_at",
    "task": "due_on",
    "note": "created_at",
    "stage_change": "at",
}
"""The field that says when; where it is empty, the record's creation stands for it."""

SUBJECTS = ("account", "contact", "opportunity", "lead")


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event. `when` is an instant, or a date for a task."""

    record: Record
    title: str
    when: str | None
    by: str
    """Name of the owner."""


class Timeline:
    """Reads timelines inside the caller's transaction."""

    def __init__(self, rows: Rows, titles: Titles) -> None:
        self._rows = rows
        self._titles = titles

    def of(
        self, connection: Connection, type_name: str, record_id: str, limit: int, before: str | None
    ) -> list[TimelineEntry]:
        """The newest `limit` entries, those before the moment `before` if given; raises `UsageError` for
        another type."""
        if type_name not in SUBJECTS:
            raise UsageError(f"A {type_name} has no timeline", hint=f"one of {', '.join(SUBJECTS)}")
        found: list[tuple[str, Record]] = []
        for name in (*ACTIVITIES, "stage_change"):
            if name in self._rows:
                found += self._of_type(connection, self._rows[name], type_name, record_id, limit, before)
        found.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
        return [self._entry(connection, when, record) for when, record in found[:limit]]

    def _of_type(  # noqa: PLR0917 - one private step of `of`, with its arguments
        self,
        connection: Connection,
        rows: EntityRows,
        subject: str,
        record_id: str,
        limit: int,
        before: str | None,
    ) -> Iterator[tuple[str, Record]]:
        where, values = self._about(rows, subject, record_id)
        if not where:
            return
        when = f"coalesce({quote(_WHEN[rows.entity.name])}, created_at)"
        if before is not None:
            where, values = f"({where}) AND {when} < ?", (*values, before)
        found = connection.execute(
            f"{rows.select} WHERE {where} ORDER BY {when} DESC, id DESC LIMIT ?", (*values, limit)
        ).fetchall()
        for row in found:
            record = rows.record(row)
            yield str(record[_WHEN[rows.entity.name]] or record["created_at"] or ""), record

    def _about(self, rows: EntityRows, subject: str, record_id: str) -> tuple[str, tuple[str, ...]]:
        """The condition under which a row of this type is about the subject."""
        entity = rows.entity
        if subject in entity.by_name and entity.by_name[subject].kind is Kind.REFERENCE:
            return f"{quote(subject)} = ?", (record_id,)
        if subject == "account" and "opportunity" in entity.by_name:
            return "opportunity IN (SELECT id FROM opportunity WHERE account = ?)", (record_id,)
        people = [f.name for f in entity.own if f.kind is Kind.SET and f.target == subject]
        if people:
            # Looked for among the activities of the person's accounts: an index leads there, none leads into sets.
            held = " OR ".join(f"instr({quote(name)}, ?) > 0" for name in people)
            accounts = (
                "account IN (SELECT account FROM contact WHERE id = ?"
                " UNION SELECT account FROM account_contact WHERE contact = ?)"
            )
            return f"{accounts} AND ({held})", (record_id, record_id, *([record_id] * len(people)))
        return "", ()

    def _entry(self, connection: Connection, when: str, record: Record) -> TimelineEntry:
        owner = record["owner"] or record["created_by"]
        return TimelineEntry(
            record=record,
            title=self._titles.one(connection, record.type, record.id),
            when=when or None,
            by=self._titles.one(connection, "user", owner) if owner else "",
        )

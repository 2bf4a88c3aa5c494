"""What the Inbox shows, read in one go on the query thread, as people read it. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from crmdesk.domain.declare import Catalogue, Entity, Field, Kind
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.store.conflicts import OpenConflict
from crmdesk.store.refusals import Refused
from crmdesk.store.replica import Replica
from crmdesk.ui.facts import fact_text, partial_record, shown_fields
from crmdesk.ui.reading import names_of

Side = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True)
class Row:
    """One field's three values as texts."""

    field: str
    base: str
    yours: str
    others: str
    prose: bool
    """Whether differences are worth showing word by word; other values differ as a whole."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """An open conflict, told from the reader's side: `yours` is what they wrote, if one of the two was theirs."""

    conflict: OpenConflict
    record: Record | None
    """None when the record was deleted."""
    title: str
    rows: tuple[Row, ...]
    yours: Side
    """Which side of the conflict stands under "yours"."""
    your_name: str
    """Empty when it was the reader's own."""
    other_name: str

    @property
    def key(self) -> str:
        return self.conflict.id

    @property
    def others(self) -> Side:
        return "theirs" if self.yours == "mine" else "mine"

    @property
    def deleted_by(self) -> Side | None:
        """The side that deleted the record, if one did."""
        sides: Mapping[str, Side] = {"delete": "mine", "edit_of_deleted": "theirs"}
        return sides.get(self.conflict.about)

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """Conflicts of one kind can be settled together: same type, same matter, same fields."""
        return self.conflict.type, self.conflict.about, self.conflict.fields


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused edit with its record's name and what was typed, as texts by field."""

    refused: Refused
    record: Record | None
    title: str
    typed: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        return self.refused.op_id


@dataclass(frozen=True, slots=True)
class InboxContent:
    """Everything that waits for the user, oldest first."""

    disputes: tuple[Dispute, ...]
    refusals: tuple[Refusal, ...]

    @property
    def entries(self) -> tuple[Dispute | Refusal, ...]:
        return (*self.disputes, *self.refusals)


def read_inbox(replica: Replica, catalogue: Catalogue, user: str) -> InboxContent:
    """All open conflicts and refused edits."""
    reader = _Reader(replica, catalogue, user)
    disputes = tuple(reader.dispute(conflict) for conflict in replica.conflicts())
    refusals = tuple(reader.refusal(one) for one in replica.refused())
    return InboxContent(disputes, refusals)


class _Reader:
    def __init__(self, replica: Replica, catalogue: Catalogue, user: str) -> None:
        self._replica = replica
        self._catalogue = catalogue
        self._user = user

    def dispute(self, conflict: OpenConflict) -> Dispute:
        """One conflict as its reader sees it."""
        entity = self._catalogue[conflict.type]
        record = self._record(conflict.type, conflict.record)
        swapped = conflict.theirs_by == self._user and conflict.mine_by != self._user
        yours: Side = "theirs" if swapped else "mine"
        first, second = (conflict.theirs, conflict.mine) if swapped else (conflict.mine, conflict.theirs)
        first_by, second_by = (
            (conflict.theirs_by, conflict.mine_by) if swapped else (conflict.mine_by, conflict.theirs_by)
        )
        names = self._names(entity, (conflict.base, first, second))
        rows = tuple(
            self._row(entity, field, (conflict.base, first, second), names)
            for field in shown_fields(entity, conflict.fields)
        )
        users = self._replica.titles("user", [each for each in (first_by, second_by) if each])
        return Dispute(
            conflict=conflict,
            record=record,
            title=self._title(conflict.type, conflict.record, conflict.base),
            rows=rows,
            yours=yours,
            your_name="" if first_by == self._user else users.get(first_by or "", ""),
            other_name=users.get(second_by or "", ""),
        )

    def _row(
        self,
        entity: Entity,
        field: Field,
        sides: tuple[Mapping[str, Value], Mapping[str, Value], Mapping[str, Value]],
        names: Mapping[str, str],
    ) -> Row:
        base, yours, others = (
            fact_text(entity, field, partial_record(entity, side), names) for side in sides
        )
        return Row(field.name, base, yours, others, field.kind in (Kind.TEXT, Kind.LONGTEXT))

    def refusal(self, one: Refused) -> Refusal:
        """One refused edit with names for ids."""
        entity = self._catalogue[one.type]
        plain: dict[str, Any] = {name: _plain(value) for name, value in one.fields.items()}
        names = self._names(entity, (plain,))
        record = partial_record(entity, plain)
        typed = tuple(
            (field.name, text)
            for field in shown_fields(entity, tuple(plain))
            if (text := fact_text(entity, field, record, names))
        )
        known = self._record(one.type, one.record)
        return Refusal(one, known, self._title(one.type, one.record, one.fields), typed)

    def _record(self, type_name: str, record_id: str) -> Record | None:
        try:
            return self._replica.get(type_name, record_id)
        except NoSuchRecord:
            return None

    def _title(self, type_name: str, record_id: str, fields: Mapping[str, Value]) -> str:
        told = self._replica.title(type_name, record_id)
        if told:
            return told
        named = (fields.get(name) for name in self._catalogue[type_name].title)
        return next((str(each) for each in named if each), "")

    def _names(self, entity: Entity, sides: Iterable[Mapping[str, Value]]) -> Mapping[str, str]:
        records = [partial_record(entity, side) for side in sides]
        return names_of(self._replica, self._catalogue, records)


def _plain(value: Any) -> Any:
    """Elements added to a set stand for the set; what a field was set to stands for itself."""
    if isinstance(value, Mapping) and value.keys() <= {"add", "remove"}:
        return value.get("add", [])
    return value

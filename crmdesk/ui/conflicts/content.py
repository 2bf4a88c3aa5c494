"""What the Inbox shows, read in one go on the query thread, as people read it. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from crmdesk.domain.declare import Catalogue, Entity, Field, Kind
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.domain.unique import claims
from crmdesk.domain.values import Value
from crmdesk.store.conflicts import OpenConflict
from crmdesk.store.duplicates import OpenCase
from crmdesk.store.refusals import Refused
from crmdesk.store.replica import Replica
from crmdesk.ui.conflicts.moments import Moments, moments
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
    moments: Moments
    base_name: str
    """Who said what both started from; empty where that is not known."""

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
class PairRow:
    """One field's two values as texts; `prose` as of `Row`."""

    field: str
    left: str
    right: str
    prose: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one, the one that was there first at the left."""

    case: OpenCase
    records: tuple[Record, Record]
    names: tuple[str, str]
    shared: str
    """The values that both hold."""
    rows: tuple[PairRow, ...]
    """What they share first, then what else one of them says."""
    may_keep: tuple[bool, bool]
    """Whether the reader may have the other one go."""

    @property
    def key(self) -> str:
        return self.case.id

    @property
    def title(self) -> str:
        return "  ·  ".join(dict.fromkeys(name for name in self.names if name))


Entry = Dispute | Pair | Refusal


@dataclass(frozen=True, slots=True)
class InboxContent:
    """Everything that waits for the user, oldest first."""

    disputes: tuple[Dispute, ...]
    refusals: tuple[Refusal, ...]
    pairs: tuple[Pair, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (*self.disputes, *self.refusals, *self.pairs)


def read_inbox(replica: Replica, catalogue: Catalogue, user: str) -> InboxContent:
    """All open conflicts, refused edits and pairs that may be one."""
    reader = _Reader(replica, catalogue, user)
    disputes = tuple(reader.dispute(conflict) for conflict in replica.conflicts())
    refusals = tuple(reader.refusal(one) for one in replica.refused())
    known = replica.identity().user
    sure = known is not None and known.role in ("manager", "admin")
    pairs = tuple(reader.pair(case, may_all=sure) for case in replica.cases())
    return InboxContent(disputes, refusals, pairs)


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
        found = moments(conflict, record, self._replica.history(conflict.type, conflict.record).entries)
        people = [each for each in (first_by, second_by, found.base_by) if each]
        users = self._replica.titles("user", people)
        return Dispute(
            conflict=conflict,
            record=record,
            title=self._title(conflict.type, conflict.record, conflict.base),
            rows=rows,
            yours=yours,
            your_name="" if first_by == self._user else users.get(first_by or "", ""),
            other_name=users.get(second_by or "", ""),
            moments=found,
            base_name=users.get(found.base_by or "", ""),
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

    def pair(self, case: OpenCase, *, may_all: bool) -> Pair:
        """Two records as their reader sees them. `may_all`: they may delete what others own."""
        entity, records = self._catalogue[case.type], (case.other, case.record)
        left, right = records
        names = names_of(self._replica, self._catalogue, records)
        rows = []
        for field in shown_fields(entity, [*(field.name for field in entity.own), "owner"]):
            one, two = (fact_text(entity, field, record, names) for record in records)
            if one or two:
                rows.append(PairRow(field.name, one, two, field.kind in (Kind.LONGTEXT, Kind.SET)))
        rows.sort(key=lambda row: row.field not in case.fields)
        common = {value for _, value in claims(entity, left.fields) & claims(entity, right.fields)}
        return Pair(
            case=case,
            records=records,
            names=(
                self._title(case.type, left.id, left.fields),
                self._title(case.type, right.id, right.fields),
            ),
            shared=", ".join(sorted(common)),
            rows=tuple(rows),
            may_keep=(may_all or right["owner"] == self._user, may_all or left["owner"] == self._user),
        )

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

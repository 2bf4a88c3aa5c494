"""A record as of an instant beside what it is now, and of an account what belonged to it then, as far as that is known
here. Knows no widget and no network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from crmdesk.domain.declare import Catalogue, Entity, Field, Kind
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.past import Line, Past, restorable, state_at, way_back
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.store.history import History
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui.facts import amount_text, fact_text
from crmdesk.ui.history.reports import Reports
from crmdesk.ui.reading import names_of
from crmdesk.ui.translations import label

_STANDS = ("applied", "merged", "pending")
"""Outcomes of what changed a value; the others are what somebody said that did not stand."""
_OPPORTUNITIES, _PEOPLE, _MOVES = 50, 50, 40
_NOW = "9999"
"""Behind every instant."""
_HIDDEN = ("created_at", "created_by", "updated_at", "updated_by")


@dataclass(frozen=True, slots=True)
class Compared:
    """A field then and now, in words. `known`: the history tells what it was. `back`: an edit can bring it back.
    `name`: the question that a visit answered, where it is not a field's own label."""

    field: str
    then: str
    now: str
    prose: bool
    known: bool
    back: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Belonging:
    """A record of the account: how it stood then and stands now. `there`: it had been made by then."""

    type: str
    id: str
    title: str
    there: bool
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class AsOf:
    """A record as of the instant `at`, or as it is `now`. `steps` are the instants of changes, oldest first."""

    at: str
    now: bool
    steps: tuple[str, ...]
    there: bool
    rows: tuple[Compared, ...]
    then: Mapping[str, Value]
    belongings: tuple[Belonging, ...]
    people_then: int
    """Of an account: how many of its people of now were there already."""
    left_out: int = 0
    """Of an account: how many more belong to it than are shown."""

    @property
    def differing(self) -> tuple[Compared, ...]:
        return tuple(row for row in self.rows if not row.known or row.then != row.now)

    @property
    def restorable(self) -> tuple[str, ...]:
        """Fields that have another value now and can be brought back."""
        return tuple(row.field for row in self.rows if row.back)


def lines_of(past: History) -> list[Line]:
    """What a record's known history says of values that stood."""
    return [
        Line(entry.at, entry.field, entry.old, entry.new, sure=(entry.op_id, entry.field) not in past.unsure)
        for entry in past.entries
        if entry.outcome in _STANDS
    ]


def read_as_of(
    replica: Replica, catalogue: Catalogue, type_name: str, record_id: str, at: str | None
) -> AsOf:
    """The record as of an instant, None for now."""
    entity = catalogue[type_name]
    try:
        record: Record | None = replica.get(type_name, record_id)
    except NoSuchRecord:
        record = None
    lines = lines_of(replica.history(type_name, record_id))
    steps = tuple(sorted({line.at for line in lines}))
    instant = at if at is not None else _NOW
    past = state_at(entity, record.fields if record else None, lines, instant)
    belongs = _belongings(replica, record_id, at) if type_name == "account" and at else ((), 0, 0)
    belongings, people, left_out = belongs
    return AsOf(
        at=instant,
        now=at is None,
        steps=steps,
        there=past.there,
        rows=_rows(replica, catalogue, entity, record, past),
        then=past.values,
        belongings=belongings,
        people_then=people,
        left_out=left_out,
    )


def _rows(
    replica: Replica, catalogue: Catalogue, entity: Entity, record: Record | None, past: Past
) -> tuple[Compared, ...]:
    then = Record(entity.name, record.id if record else "", 0, dict(past.values))
    names = names_of(replica, catalogue, [then, *([record] if record else [])])
    if entity.name == "visit":
        forms = {then["form"], record["form"] if record else None} - {None}
        names |= Reports(replica, catalogue).titles(sorted(forms))
    currencies = {field.currency for field in entity.own if field.currency}
    locked = bool(record and entity.locked_by and record[entity.locked_by])
    rows = []
    for field in (*entity.own, entity.field("owner"), entity.field("territory")):
        if field.name in currencies or field.name in _HIDDEN or field.kind in (Kind.JSON, Kind.POSITION):
            continue
        old = fact_text(entity, field, then, names)
        new = fact_text(entity, field, record, names) if record else ""
        known = not past.unknown.intersection(entity.units[field.name])
        if old or new or not known:
            back = known and not locked and _can_go_back(entity, field, record, past)
            prose = field.kind is Kind.LONGTEXT
            rows.append(Compared(field.name, old, new, prose, known, back))
    return (*rows, *(_answers(replica, catalogue, record, past) if entity.name == "visit" else ()))


def _answers(replica: Replica, catalogue: Catalogue, record: Record | None, past: Past) -> Iterator[Compared]:
    now = record.fields if record is not None else {}
    said = Reports(replica, catalogue).answers(
        past.values.get("form"),
        past.values.get("answers"),
        now.get("form"),
        now.get("answers"),
        changed=False,
    )
    known = "answers" not in past.unknown
    for each in said:
        yield Compared("answers", each.old, each.new, prose=False, known=known, back=False, name=each.name)


def _can_go_back(entity: Entity, field: Field, record: Record | None, past: Past) -> bool:
    if record is None or not past.there or not restorable(entity, field.name):
        return False
    return not way_back(entity, record.fields, past.values, [field.name]).empty


# -- what belongs to an account ------------------------------------------------------------------------------


def _belongings(replica: Replica, account_id: str, at: str) -> tuple[tuple[Belonging, ...], int, int]:
    """Opportunities by what is kept of their stages, and the people who came later; how many people had come before,
    and how many of all these are not among what is shown."""
    here = Filter("account", "=", account_id)
    came_later = (here, Filter("created_at", ">", at))
    deals = replica.query("opportunity", Query((here,), sort="name", limit=_OPPORTUNITIES))
    people = replica.query("contact", Query(came_later, sort="name", limit=_PEOPLE))
    shown = [_deal(replica, deal, at) for deal in deals]
    shown += [
        Belonging("contact", each.id, each["name"] or "", False, "", each["title"] or "") for each in people
    ]
    late, all_deals = (
        replica.count("contact", Query(came_later)),
        replica.count("opportunity", Query((here,))),
    )
    return tuple(shown), replica.count("contact", Query((here,))) - late, late + all_deals - len(shown)


def _deal(replica: Replica, deal: Record, at: str) -> Belonging:
    """By its whole history where that is here; else by its stages, each of whose steps every laptop has."""
    entity = replica.catalogue["opportunity"]
    past = replica.history("opportunity", deal.id)
    lines = lines_of(past)
    if not past.complete:
        moves = replica.query(
            "stage_change",
            Query((Filter("opportunity", "=", deal.id),), sort="at", descending=True, limit=_MOVES),
        )
        sent = [Line(each["at"], "stage", each["from_stage"], each["to_stage"]) for each in reversed(moves)]
        known = {(line.field, line.new) for line in sent}
        # A step that this laptop made and the centre has numbered since is told by both.
        lines = [*sent, *(line for line in lines if line.sure and (line.field, line.new) not in known)]
    found = state_at(entity, deal.fields, lines, at)
    then = replace(deal, fields=dict(found.values))
    there = (deal["created_at"] or "") <= at
    with_amount = past.complete or "amount" in {line.field for line in lines}
    return Belonging(
        "opportunity",
        deal.id,
        deal["name"] or "",
        there,
        _standing(then, with_amount=with_amount) if there else "",
        _standing(deal, with_amount=True),
    )


def _standing(deal: Record, *, with_amount: bool) -> str:
    stage = label(f"opportunity.stage.{deal['stage']}")
    return "  ·  ".join(part for part in (stage, amount_text(deal) if with_amount else "") if part)

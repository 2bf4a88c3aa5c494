"""What the visit page shows, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import InvalidValue, NoSuchRecord
from crmdesk.domain.form_definitions import parse_form
from crmdesk.domain.records import Record, title_of
from crmdesk.domain.visit_forms import Form
from crmdesk.domain.visits import in_order, may_amend
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.store.views import ends
from crmdesk.ui.attachments.content import AttachedFile, read_files
from crmdesk.ui.lines.content import read_lines
from crmdesk.ui.reading import names_of

PEOPLE, TASKS, NOTES, FORMS, AMENDMENTS = 24, 20, 20, 40, 100
"""How many of each a page shows."""


@dataclass(frozen=True, slots=True)
class OfferedForm:
    """A form in one of its versions."""

    id: str
    form: Form


@dataclass(frozen=True, slots=True)
class VisitContent:
    """A visit and what helps on site. `names` are titles by record id."""

    record: Record
    account: Record | None
    """None when it is not on this laptop."""
    people: tuple[Record, ...]
    """The account's contacts, those met first."""
    before: Record | None
    """The last visit there that took place, None when there was none."""
    tasks: tuple[Record, ...]
    """Open tasks at the account."""
    notes: tuple[Record, ...]
    """Notes on the account since the report was submitted."""
    names: Mapping[str, str]
    forms: tuple[OfferedForm, ...] = ()
    """Those that suit the account, and the one that is answered."""
    unreadable: bool = False
    """Whether the visit answers a form that this program cannot read, or that is not here."""
    amendments: tuple[Record, ...] = ()
    """In their order; nothing before the report is submitted."""
    photos: tuple[AttachedFile, ...] = ()
    amendable: bool = False
    """Whether this person may amend it."""
    samples: tuple[Record, ...] = ()
    """What was left there, line by line."""


def read_visit(replica: Replica, catalogue: Catalogue, visit_id: str) -> VisitContent:
    """Everything the page needs; raises `NoSuchRecord` when the visit is not here (any more)."""
    record = replica.get("visit", visit_id)
    account_id = record["account"]
    try:
        account = replica.get("account", account_id) if account_id else None
    except NoSuchRecord:
        account = None
    here = Filter("account", "=", account_id)
    people = replica.query("contact", Query((here,), sort="name", limit=PEOPLE))
    met = set(record["contacts"] or ())
    people.sort(key=lambda person: person.id not in met)
    closed = tuple(Filter("status", "!=", key) for key in ends(catalogue["task"], "status"))
    tasks = replica.query("task", Query((here, *closed), sort="due_on", limit=TASKS))
    before, notes = _before(replica, here, record), _notes(replica, here, record)
    amendments = _amendments(replica, record)
    samples = read_lines(replica, "visit_sample", "visit", visit_id)
    shown = [record, *people, *tasks, *notes, *amendments, *samples, *([before] if before else [])]
    named = {each for one in amendments for each in (one["value"] if isinstance(one["value"], list) else ())}
    forms, unreadable = _forms(replica, record, account)
    known = replica.identity().user
    return VisitContent(
        record,
        account,
        tuple(people),
        before,
        tuple(tasks),
        tuple(notes),
        {**_amended_names(replica, catalogue, named), **names_of(replica, catalogue, shown)},
        forms,
        unreadable,
        tuple(amendments),
        read_photos(replica, visit_id),
        known is not None and may_amend(record.fields, known.id, known.role),
        samples,
    )


def _forms(replica: Replica, record: Record, account: Record | None) -> tuple[tuple[OfferedForm, ...], bool]:
    found = replica.query("visit_form", Query((Filter("active", "=", True),), sort="name", limit=FORMS))
    answered, unreadable = record["form"], False
    offered: list[OfferedForm] = []
    for each in [] if record["submitted_at"] else found:
        with suppress(InvalidValue):  # of a newer program: it is offered there
            form = parse_form(each["definition"])
            if each.id != answered and form.suits(account.fields if account is not None else {}):
                offered.append(OfferedForm(each.id, form))
    if answered:
        try:
            definition = replica.get("visit_form", answered)["definition"]
            offered.insert(0, OfferedForm(answered, parse_form(definition)))
        except (NoSuchRecord, InvalidValue):
            unreadable = True
    return tuple(offered), unreadable


def _amendments(replica: Replica, record: Record) -> list[Record]:
    if not record["submitted_at"]:
        return []
    here = Query((Filter("visit", "=", record.id),), limit=AMENDMENTS)
    return in_order(replica.query("visit_amendment", here))


def _amended_names(replica: Replica, catalogue: Catalogue, ids: Collection[str]) -> dict[str, str]:
    """Names of the people and products that amendments tell of."""
    names: dict[str, str] = {}
    for type_name in ("contact", "product"):
        for one in ids:
            with suppress(NoSuchRecord):
                names[one] = title_of(catalogue[type_name], replica.get(type_name, one).fields)
    return names


def read_photos(replica: Replica, visit_id: str) -> tuple[AttachedFile, ...]:
    """The pictures of a visit, oldest first."""
    files = read_files(replica, visit_id)
    return tuple(file for file in reversed(files) if str(file.record["media_type"]).startswith("image/"))


def _before(replica: Replica, here: Filter, record: Record) -> Record | None:
    if not record["planned_start"]:
        return None
    earlier = (
        here,
        Filter("status", "=", "completed"),
        Filter("planned_start", "<", record["planned_start"]),
    )
    found = replica.query("visit", Query(earlier, sort="planned_start", descending=True, limit=1))
    return found[0] if found else None


def _notes(replica: Replica, here: Filter, record: Record) -> list[Record]:
    if not record["submitted_at"]:
        return []
    since = (here, Filter("created_at", ">=", record["submitted_at"]))
    return replica.query("note", Query(since, sort="created_at", limit=NOTES))

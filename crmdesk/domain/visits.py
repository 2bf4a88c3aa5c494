"""What a visit's report may say beyond its declaration: answers that fit the form, amendments once it is submitted, a
signature. Laptop and centre run the same checks; where the records are kept it does not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain import edits
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.errors import InvalidValue, NotAllowed, RecordLocked
from crmdesk.domain.form_definitions import parse_form
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant, normalise
from crmdesk.domain.visit_forms import Form, canonical_answer, check_answers

AMENDABLE = ("outcome", "contacts", "notes", "products", "samples", "next_step")
"""The fields of a submitted visit that an amendment may correct, beside the answers."""
ANSWER = "answers."
"""Before the key of a question: the amended field is the answer to it."""

AMENDMENT = "visit_amendment"
"""The one type of which it matters who writes."""
TYPES = frozenset({"visit", AMENDMENT, "attachment"})
"""The types that `check_report` looks at."""

Find = Callable[[str, str], Mapping[str, Value] | None]
"""Gives the fields of a record by type and id; None where it is not there."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a mutation. `central`: the centre itself, which no lock holds back."""

    role: str
    central: bool = False


def check_report(catalogue: Catalogue, mutation: Mutation, writer: Writer, find: Find) -> None:
    """Raises `InvalidValue`, `NotAllowed` or `RecordLocked` for a change of a visit, its files or its amendments that
    may not be. What it points to without finding it is for whoever checks references."""
    if mutation.type == "visit":
        _check_visit(mutation, find)
    elif mutation.type == AMENDMENT and mutation.act is Act.CREATE:
        _check_amendment(catalogue, mutation, writer, find)
    elif mutation.type == "attachment" and not (writer.central or mutation.resolves):
        _check_file(mutation, find)


def fell_through(visit: Record) -> bool:
    """Whether it ended without having taken place."""
    return visit["status"] in ("missed", "cancelled")


def may_amend(visit: Mapping[str, Value], user: str, role: str) -> bool:
    """Whether this person may amend the visit: whose it is, who made it, and who leads them."""
    return role in ("manager", "admin") or user in (visit.get("owner"), visit.get("created_by"))


def amendment_value(
    catalogue: Catalogue, visit: Mapping[str, Value], name: str, value: Value, find: Find
) -> Value:
    """The canonical value that an amendment gives to a field; raises `InvalidValue`."""
    if name in AMENDABLE:
        return normalise(catalogue["visit"].field(name), value)
    form = form_of(visit, find) if name.startswith(ANSWER) else None
    question = form.by_key.get(name.removeprefix(ANSWER)) if form is not None else None
    if question is None:
        raise InvalidValue("field", f"{name[:40]} cannot be amended", code="not_amendable")
    return canonical_answer(question, value)


def form_of(visit: Mapping[str, Value], find: Find) -> Form | None:
    """The form that a visit answers; None where it has none, or that is not here. Raises `InvalidValue` for one that
    this program cannot read."""
    found = find("visit_form", visit["form"]) if visit.get("form") else None
    return parse_form(found["definition"]) if found is not None else None


def sign_visit(author: Author, visit: Record, name: str, strokes: str | None) -> Group:
    """Somebody has signed for the visit: here with a pen (`strokes`), or on paper."""
    signature = {
        "name": name,
        "at": format_instant(author.now()),
        "how": "drawn" if strokes else "paper",
        "strokes": strokes,
    }
    return edits.update(author, visit, {"signature": signature})


def amend_visit(author: Author, visit: Record, name: str, value: Value, reason: str) -> Group:
    """A correction beside a submitted report; the report itself stays."""
    return edits.create(
        author,
        AMENDMENT,
        {
            "visit": visit.id,
            "field": name,
            "value": value,
            "reason": reason,
            "amended_at": format_instant(author.now()),
        },
    )


def in_order(amendments: Sequence[Record]) -> list[Record]:
    """Amendments as they came to the centre, those that are still on their way last."""
    return sorted(amendments, key=lambda one: (one.version == 0, one.version, one.id))


def _check_visit(mutation: Mutation, find: Find) -> None:
    answers = mutation.set.get("answers")
    if not answers or mutation.act is Act.RESTORE:
        return
    before = mutation.was.get("answers") or {}
    if all(before.get(key) == value for key, value in answers.items()):
        return
    if mutation.set.get("form") is None:
        raise InvalidValue("form", "Answers need the form that they answer", code="no_form")
    form = form_of(mutation.set, find)
    if form is not None:
        check_answers(form, answers, before)


def _check_amendment(catalogue: Catalogue, mutation: Mutation, writer: Writer, find: Find) -> None:
    visit = find("visit", str(mutation.set.get("visit")))
    if visit is None:
        return
    if visit.get("submitted_at") is None:
        raise NotAllowed(
            "The visit is not submitted yet", hint="correct the report itself", code="not_submitted"
        )
    if not writer.central and not may_amend(visit, mutation.author, writer.role):
        raise NotAllowed(
            "Only whose visit it was may amend it", hint="ask them, or a manager", code="forbidden"
        )
    name, value = str(mutation.set.get("field")), mutation.set.get("value")
    if amendment_value(catalogue, visit, name, value, find) not in (value, [] if value is None else value):
        raise InvalidValue("value", "Not a canonical value")


def _check_file(mutation: Mutation, find: Find) -> None:
    """What was submitted with a report stays with it."""
    file = find("attachment", mutation.id) if mutation.act in (Act.UPDATE, Act.DELETE) else None
    if file is None or file.get("record_type") != "visit":
        return
    visit = find("visit", str(file.get("record")))
    if visit is not None and visit.get("submitted_at") is not None:
        raise RecordLocked(
            "This visit was submitted and is locked", "nothing was changed", "write an amendment"
        )

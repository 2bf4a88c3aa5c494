"""The intent of the quick log: an activity, the amount it was about and what comes next, saved as one group.

It takes what a person has confirmed; it reads no line and no storage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crmdesk.domain import edits
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.errors import UsageError
from crmdesk.domain.quick_log.facts import Kind, Outcome
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_decimal, format_instant, minor_digits

LENGTHS: Mapping[Kind, timedelta] = {
    Kind.VISIT: timedelta(minutes=45),
    Kind.MEETING: timedelta(hours=1),
    Kind.CALL: timedelta(minutes=15),
}
"""How long what is planned lasts where the line says nothing of it."""
MORNING = time(9)
"""Where a day is said without a time of day."""
SUBJECT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do next: a task, or a visit, call or meeting that is planned. `text` is one line."""

    text: str
    kind: Kind = Kind.TASK
    due: date | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """What is to be saved. Ids are those of records; `day` and `at` are told in the author's zone."""

    kind: Kind
    line: str
    """What was typed, whole: it becomes the notes."""
    subject: str
    account: str | None = None
    contacts: tuple[str, ...] = ()
    lead: str | None = None
    """With whom it was, if not with a customer. A visit has none."""
    planned: bool = False
    day: date | None = None
    """None: today."""
    at: time | None = None
    minutes: int | None = None
    outcome: Outcome | None = None
    outcome_words: str = ""
    """How the outcome reads in a field of free text."""
    amount: Decimal | None = None
    currency: str | None = None
    opportunity: Record | None = None
    """The open opportunity that it is about; it takes the amount."""
    new_opportunity: str = ""
    """The name of an opportunity to be made for the amount."""
    steps: tuple[NextStep, ...] = ()


def log(author: Author, logged: Logged) -> Group:
    """Everything that was logged as one group. Raises `UsageError` for a visit without an account, `InvalidValue`."""
    if logged.kind is Kind.VISIT and logged.account is None:
        raise UsageError("A visit needs an account", "nothing was saved", "choose the account")
    groups, opportunity = _about_money(author, logged)
    activity = _activity(author, logged, opportunity)
    following = [_step(author, logged, step, opportunity) for step in logged.steps]
    return edits.together(author, activity, *groups, *following)


def _about_money(author: Author, logged: Logged) -> tuple[list[Group], str | None]:
    """The edit of an opportunity, and its id."""
    known = logged.opportunity
    if logged.amount is None:
        return [], known.id if known is not None else None
    currency = logged.currency or author.currency
    values: dict[str, Value] = {
        "amount": format_decimal(logged.amount, minor_digits(currency)),
        "currency": currency,
    }
    if known is not None:
        return [edits.update(author, known, values)], known.id
    if not logged.new_opportunity:
        return [], None
    made = edits.create(
        author, "opportunity", {"name": logged.new_opportunity, "account": logged.account, **values}
    )
    return [made], made[0].id


def _activity(author: Author, logged: Logged, opportunity: str | None) -> Group:
    shared = _about(logged, opportunity)
    if logged.kind is Kind.TASK:
        task = _task(author, logged.subject, logged.day, logged.at)
        return edits.create(author, "task", {**shared, **task, **_person(logged), "notes": logged.line})
    if logged.kind is Kind.NOTE:
        return edits.create(author, "note", {**shared, "body": logged.line, **_person(logged)})
    start, end = _span(author, logged)
    if logged.kind is Kind.EMAIL:
        mail = {"subject": logged.subject, "direction": "outbound", "sent_at": start, "body": logged.line}
        return edits.create(author, "email", {**shared, **mail, "contacts": list(logged.contacts)})
    step = logged.steps[0].text if logged.steps else None
    if logged.kind is Kind.VISIT:
        fields: dict[str, Value] = {
            "planned_start": start,
            "planned_end": end,
            "contacts": list(logged.contacts),
            "purpose": logged.subject or None,
            "status": _visit_status(logged),
            "outcome": _visit_outcome(logged),
            "next_step": step,
            "notes": logged.line,
        }
        return edits.create(author, "visit", {**shared, **fields})
    fields = {
        "subject": logged.subject,
        "starts_at": start,
        "ends_at": end,
        "attendees": list(logged.contacts),
        "status": _status(logged),
        "outcome": logged.outcome_words or None,
        "notes": logged.line,
    }
    if logged.kind is Kind.CALL:
        fields["direction"] = "outbound"
    return edits.create(author, logged.kind.value, {**shared, **fields})


def _about(logged: Logged, opportunity: str | None) -> dict[str, Value]:
    about: dict[str, Value] = {"account": logged.account, "opportunity": opportunity}
    return about if logged.kind is Kind.VISIT else {**about, "lead": logged.lead}


def _person(logged: Logged) -> dict[str, Value]:
    return {"contact": logged.contacts[0]} if logged.contacts else {}


def _task(author: Author, subject: str, due: date | None, at: time | None) -> dict[str, Value]:
    values: dict[str, Value] = {"subject": subject, "due_on": due.isoformat() if due else None}
    if due is not None and at is not None:
        values["reminder_at"] = format_instant(datetime.combine(due, at, ZoneInfo(author.zone)))
    return values


def _visit_status(logged: Logged) -> str:
    if logged.outcome is Outcome.CANCELLED:
        return "cancelled"
    return "planned" if logged.planned else "completed"


def _visit_outcome(logged: Logged) -> str | None:
    if logged.planned or logged.outcome is Outcome.CANCELLED:
        return None
    if logged.outcome is not None:
        return logged.outcome.value
    return "follow_up" if logged.steps else None


def _status(logged: Logged) -> str:
    if logged.outcome in (Outcome.NOT_MET, Outcome.CANCELLED):
        return "not_held"
    return "planned" if logged.planned else "held"


def _span(author: Author, logged: Logged) -> tuple[str, str | None]:
    """From when to when. What has just been is told when it is over: it began so long before now."""
    zone = ZoneInfo(author.zone)
    now = author.now().astimezone(zone)
    length = timedelta(minutes=logged.minutes) if logged.minutes else None
    day = logged.day or now.date()
    if logged.at is not None or day != now.date() or logged.planned:
        start = datetime.combine(day, logged.at or MORNING, zone)
    else:
        start = now - (length or timedelta())
    if logged.planned:
        length = length or LENGTHS[logged.kind]
    return format_instant(start), format_instant(start + length) if length else None


def _step(author: Author, logged: Logged, step: NextStep, opportunity: str | None) -> Group:
    shared = {**_about(logged, opportunity), "lead": logged.lead}
    if step.kind not in LENGTHS or step.due is None or (step.kind is Kind.VISIT and logged.account is None):
        return edits.create(
            author, "task", {**shared, **_task(author, step.text, step.due, step.at), **_person(logged)}
        )
    planned = Logged(
        step.kind,
        logged.line,
        step.text,
        account=logged.account,
        contacts=logged.contacts,
        lead=logged.lead,
        planned=True,
        day=step.due,
        at=step.at,
    )
    return _activity(author, planned, opportunity)

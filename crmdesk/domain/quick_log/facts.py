"""What a quick log says once it is understood: facts, each with the place in the line it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What the line becomes."""

    VISIT = "visit"
    CALL = "call"
    MEETING = "meeting"
    EMAIL = "email"
    NOTE = "note"
    TASK = "task"


class Outcome(StrEnum):
    """How it went, where the line says so."""

    SUCCESSFUL = "successful"
    NO_INTEREST = "no_interest"
    NOT_MET = "not_met"
    CANCELLED = "cancelled"


class Tense(StrEnum):
    """Whether something was, or is to come."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of the line as it was typed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the line calls them: a name (a family name alone, or whole), a title or honorific, or both."""

    name: str
    title: str
    span: Span
    open: bool = False
    """No title and no known given or family name: somebody, or some company; the records decide."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money. `currency` is an ISO 4217 code, None when the line names none."""

    value: Decimal
    currency: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class When:
    """A day, with a time of day where one is said."""

    day: date
    at: time | None
    span: Span


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next. `kind` is visit, call, meeting or email where the step is one, else task."""

    text: str
    kind: Kind
    due: date | None
    at: time | None
    span: Span


@dataclass(frozen=True, slots=True)
class QuickLog:
    """A line understood. What is not understood is in `rest`; `line` is kept whole with the record."""

    line: str
    language: str
    """`en`, `ko` or `zh`: what most of the line is written in."""
    kind: Kind
    kind_span: Span | None
    """None: no word said the kind, it was concluded."""
    planned: bool
    """It is to come; else it has happened."""
    subject: str = ""
    """What it is about: the text of a task, and of an activity what is said beside its facts."""
    people: tuple[Person, ...] = ()
    account: str = ""
    account_span: Span | None = None
    amount: Amount | None = None
    other_amounts: tuple[Amount, ...] = ()
    when: When | None = None
    """None: no day was said."""
    minutes: int | None = None
    """How long it took or will take."""
    outcome: Outcome | None = None
    outcome_span: Span | None = None
    steps: tuple[Step, ...] = ()
    names: tuple[str, ...] = ()
    """Words that no fact was taken from, any of which an account may be called by; none where one is named."""
    rest: tuple[str, ...] = ()
    """Parts of the line that no fact was taken from, in their order."""

"""What a chip can be changed into: a menu of what is likely, and the editor for anything else. Saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.logged import MORNING
from crmdesk.domain.quick_log import Kind, Outcome
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.forms.lookup import RecordLookup
from crmdesk.ui.quick_log import words
from crmdesk.ui.quick_log.draft import IN_NOTES, NEW_DEAL, PAGE, Draft, Money
from crmdesk.ui.quick_log.finding import Candidate
from crmdesk.ui.widgets.editors import Editor, EditorSpec, editor_for

Change = Callable[[Any], None]
"""Told the new value of the chip."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a chip's menu: a value, or an editor that is opened for one."""

    text: str
    value: Any = None
    now: bool = False
    """It is what stands there already."""
    editor: str = ""
    """`account`, `contact`, `when`, `due`, `words`, `amount` or `minutes`."""


def choices(draft: Draft, key: str) -> list[Choice]:
    """The lines of a chip's menu; a single one that opens an editor is opened at once."""
    first, _, number = key.partition(".")
    if first == "kind":
        return [Choice(words.kind_word(each), each, each is draft.kind) for each in Kind]
    if first == "outcome":
        return [Choice(words.outcome_word(each), each, each is draft.outcome) for each in Outcome]
    if first == "account":
        return [*_records(draft.found.accounts, draft.account), Choice(_another_account(), editor="account")]
    if key == PAGE:
        return [
            *_records(tuple(filter(None, (draft.found.beside,))), draft.beside),
            Choice(_somebody_else(), editor="contact"),
        ]
    if first == "person":
        at = int(number)
        row = draft.found.people[at] if at < len(draft.found.people) else ()
        return [*_records(row, draft.people[at]), Choice(_somebody_else(), editor="contact")]
    if first == "deal":
        return list(_deals(draft))
    if first == "step":
        return list(_step(draft, int(number)))
    return [Choice("", editor=first)]


def _another_account() -> str:
    return QCoreApplication.translate("QuickLog", "Another account…")


def _somebody_else() -> str:
    return QCoreApplication.translate("QuickLog", "Somebody else…")


def _records(found: tuple[Candidate, ...], chosen: Candidate | None) -> Iterator[Choice]:
    for each in found:
        text = "  ·  ".join(part for part in (each.name, each.detail) if part)
        yield Choice(text, each, chosen is not None and each.id == chosen.id)


def _deals(draft: Draft) -> Iterator[Choice]:
    for deal in draft.found.opportunities:
        yield Choice(words.deal_choice(deal), deal, draft.deal is deal)
    if draft.account is not None:
        yield Choice(words.deal_word(NEW_DEAL), NEW_DEAL, draft.deal == NEW_DEAL)
    yield Choice(words.deal_word(IN_NOTES), IN_NOTES, draft.deal == IN_NOTES)


def _step(draft: Draft, at: int) -> Iterator[Choice]:
    step = draft.steps[at]
    if step is None:
        return
    yield Choice(QCoreApplication.translate("QuickLog", "Another day…"), editor="due")
    yield Choice(QCoreApplication.translate("QuickLog", "Other words…"), editor="words")
    for kind in (Kind.TASK, *words.ACTIVITIES):
        if kind is Kind.TASK or step.due is not None:
            text = words.kind_word(kind)
            if kind is not Kind.TASK:
                text = QCoreApplication.translate("QuickLog", "{0}, planned").format(text)
            yield Choice(text, replace(step, kind=kind), step.kind is kind)


class Correction:
    """An editor for one chip: `editor` is shown, `value` is what the chip takes from it."""

    def __init__(self, desk: Desk, draft: Draft, key: str, editor: str) -> None:
        self._desk = desk
        self._draft = draft
        self.key = key
        self._what = editor
        self.editor = self._make()

    @property
    def kept(self) -> tuple[str, str, dict[str, Any] | None]:
        """Which chip, which editor, and what is written in it, in JSON."""
        return self.key, self._what, self.editor.written()

    def _make(self) -> Editor:
        desk, what = self._desk, self._what
        kinds = {
            "account": ("reference", "task.account"),
            "contact": ("reference", "task.contact"),
            "when": ("instant" if self._draft.kind in words.ACTIVITIES else "date", "task.due_on"),
            "due": ("date", "task.due_on"),
            "words": ("text", "visit.next_step"),
            "amount": ("money", "opportunity.amount"),
            "minutes": ("integer", ""),
        }
        kind, name = kinds[what]
        lookup = RecordLookup(desk, what) if what in ("account", "contact") else None
        spec = EditorSpec(
            kind, name, lookup=lookup, zone=desk.zone, now=desk.author.now, currency=desk.author.currency
        )
        made = editor_for(spec)
        made.set_value(self._first())
        return made

    def _first(self) -> object:
        """What stands in the chip, as the editor writes it."""
        draft, value = self._draft, words.value_of(self._draft, self.key)
        match self._what:
            case "when" if draft.kind in words.ACTIVITIES:
                day = draft.day or draft.today
                at = draft.at or (self._desk.now().time() if day == draft.today else MORNING)
                moment = datetime.combine(day, at, self._desk.zone)
                return formats.canonical_instant(moment if self._desk.zone else moment.astimezone())
            case "when":
                return draft.day.isoformat() if draft.day else None
            case "due":
                return value.due.isoformat() if value.due else None
            case "words":
                return value.text
            case "amount":
                return str(value.value), value.currency
            case "minutes":
                return value
        return None

    def take(self, done: Change) -> None:
        """Tell `done` the chip's new value; a record is named before. Nothing when the editor holds none."""
        value = self.editor.value()
        if value is None or not self.editor.validate():
            return
        if self._what in ("account", "contact"):
            record = cast(str, value)
            self._desk.lookups.submit(
                "quick-log-name", lambda: self._candidate(record), done, self._desk.report
            )
        else:
            done(self._read(value))

    def _candidate(self, record: str) -> Candidate:
        found = self._desk.replica.get(self._what, record)
        account = found["account"] if self._what == "contact" else None
        return Candidate(record, found["name"] or "", account=account)

    def _read(self, value: object) -> Any:
        step = words.value_of(self._draft, self.key)
        match self._what:
            case "when" if self._draft.kind in words.ACTIVITIES:
                moment = formats.local(cast(str, value), self._desk.zone)
                return moment.date(), moment.time().replace(second=0, microsecond=0)
            case "when":
                return date.fromisoformat(cast(str, value)), None
            case "due":
                return replace(step, due=date.fromisoformat(cast(str, value)))
            case "words":
                return replace(step, text=cast(str, value))
            case "amount":
                amount, currency = cast(tuple[str, str], value)
                return Money(Decimal(amount), currency)
        return value

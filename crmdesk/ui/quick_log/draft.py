"""What will be saved of a line: what was understood and found, with a person's corrections over it. Reads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from crmdesk.domain.logged import LENGTHS, SUBJECT_LENGTH, Logged, NextStep
from crmdesk.domain.quick_log import Kind, Outcome, QuickLog, Step
from crmdesk.domain.records import Record
from crmdesk.ui.quick_log.finding import Candidate, Found

DROPPED = object()
"""In place of a fact that the person took away."""
IN_NOTES = "notes"
NEW_DEAL = "new"
PAGE = "person.page"
"""The key of the chip that nothing in the line says: whose page is open."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with the currency that counts."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One line on its way to be saved. `changes` are by key of a chip; see the properties for keys and values."""

    log: QuickLog
    found: Found
    """Nothing while it is still looked for; see `known`."""
    today: date
    currency: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    known: bool = True
    """It has been looked for whom the names mean."""

    def with_found(self, found: Found) -> Draft:
        """With the records that the names mean."""
        return replace(self, found=found, known=True)

    def filled(self, found: Found) -> Draft:
        """With what has come since it was looked for. Whom a chip names already, it goes on naming."""
        if self.account is None:
            return self.with_found(found)
        people = tuple(row or late for row, late in zip(self.found.people, found.people, strict=True))
        return replace(self, found=replace(self.found, people=people))

    def changed(self, key: str, value: Any) -> Draft:
        """With another value for a chip, `DROPPED` for none."""
        return replace(self, changes={**self.changes, key: value})

    def _value(self, key: str, understood: Any) -> Any:
        value = self.changes.get(key, understood)
        return None if value is DROPPED else value

    @property
    def kind(self) -> Kind:
        """Key `kind`. Something else is planned or done, in the same words."""
        return Kind(self._value("kind", self.log.kind) or Kind.NOTE)

    @property
    def account(self) -> Candidate | None:
        """Key `account`."""
        found: Candidate | None = self._value("account", next(iter(self.found.accounts), None))
        return found

    @property
    def people(self) -> tuple[Candidate | None, ...]:
        """Keys `person.0` and on; None for somebody who was not found or was taken away."""
        rows = self.found.people
        firsts = [row[0] if row else None for row in rows] + [None] * (len(self.log.people) - len(rows))
        return tuple(self._value(f"person.{at}", first) for at, first in enumerate(firsts))

    @property
    def beside(self) -> Candidate | None:
        """Key `person.page`: whose page is open, where the line names nobody."""
        found: Candidate | None = self.found.beside
        return found if found is None else self._value(PAGE, found)

    @property
    def everybody(self) -> tuple[Candidate, ...]:
        """All whom it was with."""
        return tuple(each for each in (*self.people, self.beside) if each is not None)

    def elsewhere(self) -> Draft:
        """As another page is open now."""
        return replace(self, changes={key: each for key, each in self.changes.items() if key != PAGE})

    @property
    def may_mean(self) -> set[tuple[str, str]]:
        """Types and ids of all people whom the line may name."""
        found = {each for row in self.found.people for each in row} | set(self.everybody)
        return {("lead" if each.lead else "contact", each.id) for each in found}

    @property
    def day(self) -> date | None:
        """Key `when`, together with `at`; None: today, or no day for a task and a note."""
        when = self._value("when", self.log.when and (self.log.when.day, self.log.when.at))
        return when[0] if when else None

    @property
    def at(self) -> time | None:
        when = self._value("when", self.log.when and (self.log.when.day, self.log.when.at))
        return when[1] if when else None

    @property
    def planned(self) -> bool:
        """A corrected day decides anew."""
        if self.kind not in (Kind.VISIT, Kind.CALL, Kind.MEETING):
            return False
        if "when" in self.changes or self.log.kind not in (Kind.VISIT, Kind.CALL, Kind.MEETING):
            return self.day is not None and self.day > self.today
        return self.log.planned

    @property
    def money(self) -> Money | None:
        """Key `amount`."""
        understood = self.log.amount
        default = None
        if understood is not None:
            deal = self.deal if isinstance(self.deal, Record) else None
            currency = understood.currency or (deal["currency"] if deal else None) or self.currency
            default = Money(understood.value, currency)
        money: Money | None = self._value("amount", default)
        return money

    @property
    def deal(self) -> Record | str:
        """Key `deal`: the opportunity that takes the amount, `NEW_DEAL` or `IN_NOTES`."""
        only = self.found.opportunities[0] if len(self.found.opportunities) == 1 else self.found.deal
        chosen: Record | str | None = self._value("deal", only)
        return IN_NOTES if chosen is None else chosen

    @property
    def outcome(self) -> Outcome | None:
        """Key `outcome`."""
        value: Outcome | None = self._value("outcome", self.log.outcome)
        return value

    @property
    def minutes(self) -> int | None:
        """Key `minutes`."""
        value: int | None = self._value("minutes", self.log.minutes)
        return value

    @property
    def steps(self) -> tuple[NextStep | None, ...]:
        """Keys `step.0` and on; None for one that was taken away. A visit, call or meeting with a day is planned."""
        made = [
            NextStep(each.text or self.log.line, _kind_of(each), each.due, each.at) for each in self.log.steps
        ]
        return tuple(self._value(f"step.{at}", step) for at, step in enumerate(made))

    @property
    def subject(self) -> str:
        """What stands in lists: what the line is about, else the line itself."""
        return (self.log.subject or self.log.line).strip()[:SUBJECT_LENGTH]

    @property
    def lacks_account(self) -> bool:
        """A visit cannot be saved without one."""
        return self.kind is Kind.VISIT and self.account is None

    @property
    def asks(self) -> bool:
        """Somebody whom the line names is not known here."""
        place = self.account is None and (self.lacks_account or bool(self.log.account))
        people = (
            person is None and f"person.{at}" not in self.changes and at not in self.found.companies
            for at, person in enumerate(self.people)
        )
        return (place and self.changes.get("account") is not DROPPED) or any(people)

    def logged(self, outcome_words: str, deal_name: str) -> Logged:
        """What is to be saved. `deal_name`: what a new opportunity is called."""
        money, deal, account = self.money, self.deal, self.account
        people = self.everybody
        outcome = self.outcome if not self.planned else None
        return Logged(
            kind=self.kind,
            line=self.log.line,
            subject=self.subject,
            account=account.id if account else None,
            contacts=tuple(dict.fromkeys(person.id for person in people if not person.lead)),
            lead=next((person.id for person in people if person.lead), None),
            planned=self.planned,
            day=self.day,
            at=self.at,
            minutes=self.minutes,
            outcome=outcome,
            outcome_words=outcome_words if outcome else "",
            amount=money.value if money and deal != IN_NOTES else None,
            currency=money.currency if money else None,
            opportunity=deal if isinstance(deal, Record) else None,
            new_opportunity=deal_name if deal == NEW_DEAL else "",
            steps=tuple(step for step in self.steps if step is not None),
        )


def _kind_of(step: Step) -> Kind:
    return step.kind if step.kind in LENGTHS and step.due is not None else Kind.TASK


def kept_changes(before: Draft, now: QuickLog) -> dict[str, Any]:
    """The corrections of what the line still says; a fact that was typed anew is understood anew."""
    old, new = _understood(before.log), _understood(now)
    same = {key for key in old if key in new and old[key] == new[key]}
    return {key: value for key, value in before.changes.items() if key in same}


def _understood(log: QuickLog) -> dict[str, Any]:
    """What the line says of each chip, without the places where it says so."""
    when = (log.when.day, log.when.at) if log.when else None
    amount = (log.amount.value, log.amount.currency) if log.amount else None
    return {
        "kind": log.kind,
        "account": log.account,
        "when": when,
        "amount": amount,
        "deal": (amount, log.account),
        "outcome": log.outcome,
        "minutes": log.minutes,
        PAGE: None,
        **{f"person.{at}": (person.name, person.title) for at, person in enumerate(log.people)},
        **{f"step.{at}": (step.text, step.due, step.at) for at, step in enumerate(log.steps)},
    }


def asks_alike(one: QuickLog, other: QuickLog) -> bool:
    """Whether the same names stand in two lines, so that what was found for one holds for the other."""

    def names(log: QuickLog) -> tuple[Any, ...]:
        return (log.account, log.names, *((person.name, person.title) for person in log.people))

    return names(one) == names(other)

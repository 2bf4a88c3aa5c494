"""Says a whole `QuickLog` in one line, as the tables of expected results are written."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from crmdesk.domain.quick_log import Amount, Person, QuickLog, Step

NOW = datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001 - a Monday, half past ten wherever the person is
HERE = Path(__file__).parent


def told(log: QuickLog) -> str:
    """Every fact that was understood, in a fixed order."""
    facts = [f"{log.kind}{' planned' if log.planned else ''}"]
    facts += [f"who {_person(person)}" for person in log.people]
    if log.account:
        facts.append(f"at {log.account}")
    facts += [
        f"amount {each.value}{f' {each.currency}' if each.currency else ''}" for each in [log.amount] if each
    ]
    facts += [
        f"also {each.value}{f' {each.currency}' if each.currency else ''}" for each in log.other_amounts
    ]
    if log.when is not None:
        facts.append(f"on {_moment(log.when.day, log.when.at)}")
    if log.minutes is not None:
        facts.append(f"{log.minutes} min")
    if log.outcome is not None:
        facts.append(f"outcome {log.outcome}")
    facts += [f"next {_step(step)}" for step in log.steps]
    facts += [f"rest {part}" for part in log.rest]
    return " | ".join(facts)


def _money(amount: Amount) -> str:
    return f"{amount.value} {amount.currency}" if amount.currency else f"{amount.value}"


def _person(person: Person) -> str:
    said = f"{person.name}, {person.title}" if person.title else person.name
    return f"{said}?" if person.open else said


def _moment(day: date, at: time | None) -> str:
    return f"{day}{f' {at:%H:%M}' if at else ''}"


def _step(step: Step) -> str:
    due = f" by {_moment(step.due, step.at)}" if step.due else ""
    return f"{step.kind} “{step.text}”{due}"


def table(language: str) -> list[tuple[str, str]]:
    """The lines of a language, each with what it means. In the file a line stands above its facts."""
    rows = (HERE / f"{language}.txt").read_text("utf-8").splitlines()
    kept = [row for row in rows if row and not row.startswith("#")]
    return [(kept[at], kept[at + 1].strip()) for at in range(0, len(kept), 2)]

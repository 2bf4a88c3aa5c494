"""How a draft reads: the chips of its facts, in the user's language. It changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.logged import NextStep
from crmdesk.domain.quick_log import Kind, Outcome
from crmdesk.domain.records import Record
from crmdesk.ui import formats
from crmdesk.ui.facts import amount_text
from crmdesk.ui.quick_log.chip import ChipText
from crmdesk.ui.quick_log.draft import IN_NOTES, NEW_DEAL, PAGE, Draft
from crmdesk.ui.translations import label

ICONS = {
    Kind.VISIT: "visit",
    Kind.CALL: "call",
    Kind.MEETING: "meeting",
    Kind.EMAIL: "mail",
    Kind.NOTE: "note",
    Kind.TASK: "task",
}
ACTIVITIES = (Kind.VISIT, Kind.CALL, Kind.MEETING)


def kind_word(kind: Kind) -> str:
    """`Visit`, `E-mail` and so on."""
    return label(kind.value)


def outcome_word(outcome: Outcome) -> str:
    """`Not met`, `Cancelled` and so on, as a visit's report says it."""
    return label(
        "visit.status.cancelled" if outcome is Outcome.CANCELLED else f"visit.outcome.{outcome.value}"
    )


def moment_words(day: date | None, at: time | None, today: date) -> str:
    """`Tomorrow 15:00`; a day further off with its weekday."""
    if day is None:
        return QCoreApplication.translate("QuickLog", "No day")
    near = -2 < (day - today).days < 7
    far = day.year != today.year
    words = formats.relative_day(day, today) if near else formats.day(day) if far else formats.full_day(day)
    if at is None:
        return words
    clock = formats.time_of_day(formats.canonical_instant(datetime.combine(day, at, UTC)), UTC)
    return f"{words} {clock}"


def deal_word(deal: Record | str) -> str:
    """Where the amount goes."""
    if isinstance(deal, Record):
        return str(deal["name"] or label("opportunity"))
    if deal == NEW_DEAL:
        return QCoreApplication.translate("QuickLog", "New opportunity")
    return QCoreApplication.translate("QuickLog", "Amount in the notes only")


def deal_choice(deal: Record) -> str:
    """An opportunity to choose, with the amount it has now."""
    return "  ·  ".join(part for part in (str(deal["name"] or ""), amount_text(deal)) if part)


def step_word(step: NextStep, today: date) -> str:
    """`Next: revisit · Tuesday`."""
    when = moment_words(step.due, step.at, today) if step.due else ""
    words = "  ·  ".join(part for part in (step.text, when) if part)
    return QCoreApplication.translate("QuickLog", "Next: {0}").format(words)


def chips(draft: Draft) -> list[ChipText]:
    """Every fact in the order in which people read it: what, where, who, when, how, how much, what next."""
    made = [_kind(draft), *_place(draft), *_people(draft), *_when(draft)]
    if draft.outcome is not None and not draft.planned:
        word = outcome_word(draft.outcome)
        name = QCoreApplication.translate("QuickLog", "Outcome: {0}").format(word)
        made.append(ChipText("outcome", "flag", word, name))
    made += _money(draft)
    for at, step in enumerate(draft.steps):
        if step is not None:
            word = step_word(step, draft.today)
            made.append(ChipText(f"step.{at}", ICONS[step.kind], word, f"{word}, {kind_word(step.kind)}"))
    return made


def _kind(draft: Draft) -> ChipText:
    word = kind_word(draft.kind)
    if draft.planned:
        word = QCoreApplication.translate("QuickLog", "{0}, planned").format(word)
    name = QCoreApplication.translate("QuickLog", "Kind: {0}").format(word)
    return ChipText("kind", ICONS[draft.kind], word, name, droppable=False)


def _place(draft: Draft) -> list[ChipText]:
    account = draft.account
    title = QCoreApplication.translate("QuickLog", "Account: {0}")
    if account is not None:
        unsure = "account" not in draft.changes and not draft.found.sure
        return [ChipText("account", "accounts", account.name, title.format(account.name), open=unsure)]
    if draft.lacks_account or ("account" not in draft.changes and draft.log.account):
        word = QCoreApplication.translate("QuickLog", "Which account")
        if draft.log.account:
            word = QCoreApplication.translate("QuickLog", "Which account is “{0}”").format(draft.log.account)
        return [ChipText("account", "accounts", word, title.format(word), open=True)]
    return []


def _people(draft: Draft) -> list[ChipText]:
    made = []
    title = QCoreApplication.translate("QuickLog", "Person: {0}")
    for at, (said, person) in enumerate(zip(draft.log.people, draft.people, strict=True)):
        key = f"person.{at}"
        if person is not None:
            unsure = key not in draft.changes and not draft.found.sure_of(at)
            name = title.format(", ".join(filter(None, (person.name, person.detail))))
            made.append(ChipText(key, "person", person.name, name, open=unsure))
        elif key not in draft.changes and at not in draft.found.companies:
            called = (
                (" " if said.name.isascii() else "")
                .join((said.title, said.name) if said.name.isascii() else (said.name, said.title))
                .strip()
            )
            word = QCoreApplication.translate("QuickLog", "Who is “{0}”").format(called)
            made.append(ChipText(key, "person", word, title.format(word), open=True))
    if (beside := draft.beside) is not None:
        name = title.format(", ".join(filter(None, (beside.name, beside.detail))))
        made.append(ChipText(PAGE, "person", beside.name, name))
    return made


def _when(draft: Draft) -> list[ChipText]:
    made = []
    if draft.kind in ACTIVITIES or draft.day is not None:
        day = draft.day or (draft.today if draft.kind in ACTIVITIES else None)
        word = moment_words(day, draft.at, draft.today)
        name = QCoreApplication.translate("QuickLog", "When: {0}").format(word)
        made.append(ChipText("when", "calendar", word, name, droppable=draft.day is not None))
    if draft.minutes is not None and draft.kind in ACTIVITIES:
        word = QCoreApplication.translate("QuickLog", "{0} min").format(draft.minutes)
        made.append(ChipText("minutes", "clock", word, word))
    return made


def _money(draft: Draft) -> list[ChipText]:
    money = draft.money
    if money is None:
        return []
    word = formats.money(money.value, money.currency)
    name = QCoreApplication.translate("QuickLog", "Amount: {0}").format(word)
    made = [ChipText("amount", "money", word, name)]
    choices = draft.found.opportunities
    unsure = "deal" not in draft.changes and len(choices) > 1 and draft.found.deal is None
    place = deal_word(draft.deal)
    title = QCoreApplication.translate("QuickLog", "The amount goes to: {0}").format(place)
    made.append(
        ChipText("deal", "opportunities", place, title, open=unsure, droppable=draft.deal != IN_NOTES)
    )
    return made


def value_of(draft: Draft, key: str) -> Any:
    """What stands in the chip now."""
    first, _, number = key.partition(".")
    values = {
        "kind": draft.kind,
        "account": draft.account,
        "outcome": draft.outcome,
        "minutes": draft.minutes,
        "amount": draft.money,
        "deal": draft.deal,
    }
    if key == PAGE:
        return draft.beside
    if first == "person":
        return draft.people[int(number)]
    return draft.steps[int(number)] if first == "step" else values.get(first)

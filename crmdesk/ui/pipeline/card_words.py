"""What a card of the board says about its opportunity, for the eye and for the ear. Knows no widget."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.entities.opportunity import STAGES
from crmdesk.store.board import BoardCard
from crmdesk.ui import formats
from crmdesk.ui.translations import label

ENDED = frozenset(choice.key for choice in STAGES if choice.end)


def overdue(card: BoardCard, today: date) -> bool:
    """Whether it should have been closed before today."""
    day = card.record["close_date"]
    return bool(day) and card.record["stage"] not in ENDED and day < today.isoformat()


def close_text(card: BoardCard, today: date) -> str:
    """The close date, with the word where it is past."""
    day = card.record["close_date"]
    if not day:
        return QCoreApplication.translate("pipeline", "No close date")
    shown = formats.short_day(day, today)
    if overdue(card, today):
        return QCoreApplication.translate("pipeline", "Overdue, {0}").format(shown)
    return shown


def quiet_text(card: BoardCard) -> str:
    """For how long nothing happened, empty for one that is alive or closed."""
    days = card.quiet
    if not days or card.record["stage"] in ENDED:
        return ""
    return QCoreApplication.translate("pipeline", "%n days quiet", "", days)


def amount_text(card: BoardCard, *, short: bool = True) -> str:
    """The amount, `No amount` without one."""
    amount, currency = card.record["amount"], card.record["currency"] or ""
    if amount is None:
        return QCoreApplication.translate("pipeline", "No amount")
    return formats.money_short(amount, currency) if short else formats.money(amount, currency)


def next_text(card: BoardCard) -> str:
    """The first line of the next step."""
    step = (card.record["next_step"] or "").strip()
    return str(step.split("\n", 1)[0])


def spoken(card: BoardCard, today: date) -> list[str]:
    """Everything that the card shows, in the order of reading."""
    record = card.record
    parts = [
        record["name"] or "",
        card.account,
        amount_text(card, short=False),
        f"{label('opportunity.close_date')}: {close_text(card, today)}",
        quiet_text(card),
        f"{label('opportunity.next_step')}: {next_text(card)}" if next_text(card) else "",
        f"{label('opportunity.owner')}: {card.owner}" if card.owner else "",
    ]
    return [part for part in parts if part]

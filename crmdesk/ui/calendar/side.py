"""Beside the calendar: customers to be seen again, to be dragged onto the hours or planned with a key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crmdesk.store.due_visits import DueVisit
from crmdesk.ui import formats
from crmdesk.ui.calendar.day_list import DayList
from crmdesk.ui.calendar.day_rows import DayRow
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Card, Label

WIDTH = 288


class DueVisits(Retranslates, Card):
    """`planned` is an account to be visited on the day shown, at the next free hour."""

    opened = Signal(str)
    planned = Signal(str)
    carried = Signal(str, QPoint)
    dropped = Signal(str, QPoint)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent, flush=True)
        self._desk = desk
        self._due: tuple[DueVisit, ...] = ()
        self._hint = Label(tone="muted", wrap=True)
        self._hint.setContentsMargins(16, 0, 16, 8)
        self.body.addWidget(self._hint)
        self.list = DayList(carries=True)
        self.list.opened.connect(self.opened)
        self.list.ticked.connect(self.planned)
        self.list.carried.connect(self.carried)
        self.list.dropped.connect(self.dropped)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.retranslate()

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Time for a visit"))
        self.show_due(self._due)

    def show_due(self, due: Sequence[DueVisit]) -> None:
        """Replace the customers."""
        self._due = tuple(due)
        self.set_title(self.tr("Time for a visit"), len(due) or None)
        self._hint.setText(
            self.tr("Drag one onto the hours, or press P for the next free hour.")
            if due
            else self.tr(
                "Everyone has been seen on time. Customers appear here when their visit interval ends."
            )
        )
        self.list.setVisible(bool(due))
        self.list.show_rows([self._row(each) for each in due])

    def _row(self, each: DueVisit) -> DayRow:
        desk = self._desk
        if each.last:
            seen = formats.short_day(formats.local(each.last, desk.zone).date(), desk.today())
            note = self.tr("last seen {0}, every %n days", "", each.interval).format(seen)
        else:
            note = self.tr("not visited yet")
        over = self.tr("%n days over", "", each.days) if each.days else self.tr("due today")
        tier = label(f"account.tier.{each.tier}") if each.tier else ""
        return DayRow(
            text=each.name,
            key=each.account,
            note=note,
            badge=tier,
            late=each.days > 0,
            spoken=", ".join(part for part in (each.name, tier, over, note) if part),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_P and self.list.current and not event.isAutoRepeat():
            self.planned.emit(self.list.current)
        else:
            super().keyPressEvent(event)

    def take_out(self, account: str) -> str | None:
        """A customer leaves the list until it is read again; gives the name, None for one who is not in it."""
        name = next((each.name for each in self._due if each.account == account), None)
        if name is not None:
            self.show_due([each for each in self._due if each.account != account])
        return name

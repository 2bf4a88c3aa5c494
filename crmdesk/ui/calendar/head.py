"""The head of the calendar: back and forth, today, which view, what else is shown, something new."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSpacerItem, QWidget

from crmdesk.ui.calendar.days import VIEWS, View
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconButton

KEYS: dict[View, str] = {"day": "D", "week": "W", "month": "M", "agenda": "A"}


class CalendarHead(Retranslates, QWidget):
    """A row of buttons for the head of the page."""

    stepped = Signal(int)
    view_chosen = Signal(str)
    hints_switched = Signal(bool)
    due_switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._gaps: list[tuple[QSpacerItem, int]] = []
        self.back, self.forth = IconButton("chevron-left", size=18), IconButton("chevron-right", size=18)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forth.clicked.connect(lambda: self.stepped.emit(1))
        self.today = Button(kind="quiet")
        self.today.clicked.connect(lambda: self.stepped.emit(0))
        for button in (self.back, self.today, self.forth):
            row.addWidget(button)
        self._add_gap(12)
        self._group = QButtonGroup(self)
        self.views: dict[View, Button] = {}
        for view in VIEWS:
            button = Button()
            button.setCheckable(True)
            button.setProperty("toggle", True)
            button.clicked.connect(lambda _=False, chosen=view: self.view_chosen.emit(chosen))
            self._group.addButton(button)
            self.views[view] = button
            row.addWidget(button)
        self._add_gap(12)
        self.hints, self.due = IconButton("flag", size=18), IconButton("visit", size=18)
        self.hints.clicked.connect(self.hints_switched)
        self.due.clicked.connect(self.due_switched)
        for switch in (self.hints, self.due):
            switch.setCheckable(True)
            row.addWidget(switch)
        self._add_gap(8)
        self.new = Button(kind="primary", icon="add")
        row.addWidget(self.new)
        self.set_narrow(False)
        self.retranslate()

    def _add_gap(self, width: int) -> None:
        gap = QSpacerItem(width, 0)
        self._row.addItem(gap)
        self._gaps.append((gap, width))

    def set_narrow(self, narrow: bool) -> None:
        """Move the buttons closer together, or as far apart as they usually are."""
        self._row.setSpacing(2 if narrow else 4)
        for gap, width in self._gaps:
            gap.changeSize(4 if narrow else width, 0)
        self._row.invalidate()

    def retranslate(self) -> None:
        names: dict[View, str] = {
            "day": self.tr("Day"),
            "week": self.tr("Week"),
            "month": self.tr("Month"),
            "agenda": self.tr("Agenda"),
        }
        for view, button in self.views.items():
            button.setText(names[view])
            button.setToolTip(f"{names[view]}  {KEYS[view]}")
        self.back.set_name(self.tr("Earlier"), "PgUp")
        self.forth.set_name(self.tr("Later"), "PgDown")
        self.today.setText(self.tr("Today"))
        self.today.setToolTip(self.tr("Today  T"))
        self.hints.set_name(self.tr("Show close dates"))
        self.due.set_name(self.tr("Show who is due for a visit"))
        self.new.setText(self.tr("New"))
        self.new.setToolTip(self.tr("New  N"))

    def show_choices(self, view: View, *, hints: bool, due: bool) -> None:
        """Mark what is chosen, without a signal."""
        self.views[view].setChecked(True)
        for (
            each,
            button,
        ) in self.views.items():  # Tab stops once, at what is shown; arrow keys go on from there
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == view else Qt.FocusPolicy.ClickFocus)
        for switch, on in ((self.hints, hints), (self.due, due)):
            switch.setChecked(on)

"""The card of the customer that was clicked: whether a visit is due, and the way to one. It reads and saves nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from crmdesk.store.due_visits import DueVisit
from crmdesk.store.map_places import MapPlace
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, IconButton, Label


class ChosenCard(Retranslates, Card):
    """`plan` asks for a visit on the day shown, `opened` for the account's page; `closed` wants nothing more of it."""

    plan_asked = Signal()
    opened = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._due: DueVisit | None = None
        self._planned = False
        self.text = Label(tone="muted", wrap=True)
        self.plan, self.open = Button(kind="primary", icon="add"), Button()
        self.away = IconButton("close")
        self.away.clicked.connect(self.closed)
        self.open.clicked.connect(self.opened)
        self.plan.clicked.connect(self.plan_asked)
        self.buttons.addWidget(self.away)
        self.body.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.plan, self.open):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.plan.setText(self.tr("Add to this day"))
        self.open.setText(self.tr("Open"))
        self.away.set_name(self.tr("Close"))
        self.text.setText(self._told())

    def show_place(self, place: MapPlace | None, due: DueVisit | None, *, planned: bool) -> None:
        """Say what is known of a customer; None hides the card. `planned`: the day has a visit there already."""
        self._due, self._planned = due, planned
        if place is not None:
            self.set_title(place.name)
            self.plan.setVisible(not planned)
        self.setVisible(place is not None)
        self.retranslate()

    def take_focus(self) -> None:
        """The keyboard goes to what is most likely wanted."""
        (self.open if self._planned else self.plan).setFocus()

    def _told(self) -> str:
        if self._planned:
            return self.tr("A stop of this day")
        if self._due is None:
            return self.tr("Not due for a visit")
        days = self._due.days
        return self.tr("Due for a visit, %n days over", "", days) if days else self.tr("Due for a visit")

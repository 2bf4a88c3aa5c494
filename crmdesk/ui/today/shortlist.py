"""A card with the first few of many entries and a button for the rest; without entries it is not there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Timeline, TimelineEntry

_FEW = 3


class Shortlist(Retranslates, Card):
    """`activated` tells the target of the entry that was clicked."""

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.entries: tuple[TimelineEntry, ...] = ()
        self._all = False
        self.timeline = Timeline()
        self.timeline.activated.connect(self.activated)
        self.body.addWidget(self.timeline)
        self.more = Button(kind="quiet")
        self.more.clicked.connect(self._toggle)
        self.buttons.addWidget(self.more)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        rest = len(self.entries) - _FEW
        self.more.setText(self.tr("Show fewer") if self._all else self.tr("Show all"))
        self.more.setVisible(rest > 0)

    def show_entries(self, title: str, entries: Sequence[TimelineEntry]) -> None:
        """Replace title and entries."""
        self.set_title(title, len(entries))
        self.entries = tuple(entries)
        self.setVisible(bool(entries))
        self._fill()

    def _fill(self) -> None:
        self.timeline.set_entries(self.entries if self._all else self.entries[:_FEW])
        self.timeline.setAccessibleName(self.title.text())
        self.retranslate()

    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()

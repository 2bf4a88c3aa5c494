"""A card with the first few of many entries and a button for the rest; without entries it is not there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Timeline, TimelineEntry
from crmdesk.ui.widgets.timeline import entry_height

FEW = 3
"""Entries that are always shown."""


class Shortlist(Retranslates, Card):
    """`activated` tells the target of the entry that was clicked."""

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.entries: tuple[TimelineEntry, ...] = ()
        self._all = False
        self._few = FEW
        self.timeline = Timeline(self)
        self.timeline.activated.connect(self.activated)
        self.body.addWidget(self.timeline)
        self.more = Button(kind="quiet", parent=self.buttons.parentWidget())
        self.more.clicked.connect(self._toggle)
        self.buttons.addWidget(self.more)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        rest = len(self.entries) - self._few
        self.more.setText(self.tr("Show fewer") if self._all else self.tr("Show all"))
        self.more.setVisible(rest > 0)

    def show_entries(self, title: str, entries: Sequence[TimelineEntry]) -> None:
        """Replace title and entries."""
        self.set_title(title, len(entries))
        self.entries = tuple(entries)
        self.setVisible(bool(entries))
        self._fill()

    def show_few(self, few: int) -> None:
        """Show so many entries, or all where somebody asked for them."""
        if few != self._few:
            self._few = few
            self._fill()

    def least_height(self) -> int:
        """Pixels of the card with as many entries as are always shown."""
        around = self.sizeHint().height() - self.timeline.sizeHint().height()
        return around + min(FEW, len(self.entries)) * self.row_height()

    def row_height(self) -> int:
        """Pixels of one entry more."""
        return entry_height(self, badge=any(entry.badge for entry in self.entries))

    def _fill(self) -> None:
        self.timeline.set_entries(self.entries if self._all else self.entries[: self._few])
        self.timeline.setAccessibleName(self.title.text())
        self.retranslate()

    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()

"""The list at the left of the Inbox: one row a conflict or refused edit, one of them chosen. Reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui import theme
from crmdesk.ui.widgets import ClickRow, IconLabel, Label


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """One row: `key` is what `chosen` reports."""

    key: str
    icon: str
    tone: str
    title: str
    text: str
    when: str = ""


class _Row(ClickRow):
    reached = Signal()
    """The keyboard has come here."""

    def __init__(self, entry: InboxEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self.chosen = False
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel(entry.icon, entry.tone, 18, self), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(entry.title, strong=True, elided=True, parent=self))
        words.addWidget(Label(entry.text, tone="muted", elided=True, parent=self))
        if entry.when:
            words.addWidget(Label(entry.when, tone="muted", elided=True, parent=self))
        row.addLayout(words, 1)
        self.setAccessibleName(", ".join(part for part in (entry.title, entry.text, entry.when) if part))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.ignore()  # the list moves
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.chosen:
            super().paintEvent(event)
            return
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(now.color("accent_soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), now.radius, now.radius)
        painter.end()


class InboxList(QWidget):
    """Arrow keys or a click choose."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []
        self._current = ""
        self._entries: tuple[InboxEntry, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)

    @property
    def current(self) -> str:
        """The key of the chosen entry, empty when there is none."""
        return self._current

    def show_entries(self, entries: Sequence[InboxEntry]) -> None:
        """Replace the rows. The chosen one stays chosen; when it has gone, the one in its place is."""
        if tuple(entries) == self._entries:
            return
        keys = [entry.key for entry in self._entries]
        place = keys.index(self._current) if self._current in keys else 0
        held = next((row for row in self.rows if row.hasFocus()), None)
        if held is not None:
            held.clearFocus()  # else the keyboard would go from row to row as they are hidden, and choose each
        self._entries = tuple(entries)
        kept = {row.entry: row for row in self.rows}
        self.rows = [kept.pop(entry) if entry in kept else self._row(entry) for entry in entries]
        for row in kept.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place_of, row in enumerate(self.rows):
            if self._column.indexOf(row) != place_of:
                self._column.insertWidget(place_of, row)
        fresh = [entry.key for entry in entries]
        key = self._current if self._current in fresh else ""
        if not key and fresh:
            key = fresh[min(place, len(fresh) - 1)]
        self._choose(key)
        if held is not None:
            self.focus_current()

    def _row(self, entry: InboxEntry) -> _Row:
        row = _Row(entry, self)
        row.clicked.connect(lambda: self._choose(entry.key))
        row.reached.connect(lambda: self._choose(entry.key))
        return row

    def focus_current(self) -> None:
        """The keyboard goes to the chosen row."""
        for row in self.rows:
            if row.chosen:
                _go_to(row)

    def choose(self, key: str) -> None:
        """Choose an entry by its key."""
        self._choose(key)

    def _choose(self, key: str) -> None:
        for row in self.rows:
            row.chosen = row.entry.key == key
            row.update()
        if key != self._current:
            self._current = key
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not self.rows:
            super().keyPressEvent(event)
            return
        place = next((at for at, row in enumerate(self.rows) if row.chosen), 0)
        _go_to(self.rows[min(max(place + step, 0), len(self.rows) - 1)])


def _go_to(row: _Row) -> None:
    """The keyboard goes there, also to a row that has come at this moment and would be shown in the next."""
    row.show()
    row.setFocus()

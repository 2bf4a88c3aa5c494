"""Owns a timeline: what happened and what is planned, newest first, under heads of days. Knows no activity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.models.columns import Tone
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.buttons import Button
from crmdesk.ui.widgets.card import IconLabel
from crmdesk.ui.widgets.click_row import ClickRow, RowColumn
from crmdesk.ui.widgets.gradually import AT_ONCE, Gradually
from crmdesk.ui.widgets.labels import Badge, Label

_STEP = 50
_ABOVE, _BETWEEN = 6, 2
_BADGE = 4
"""Pixels that a badge is higher than its words."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a timeline; `target` is what `activated` reports."""

    target: str
    icon: str
    title: str
    when: str = ""
    text: str = ""
    group: str = ""
    """Head that entries share, such as a day."""
    badge: str = ""
    tone: Tone = "neutral"


def entry_height(widget: QWidget, *, badge: bool) -> int:
    """Pixels of an entry with a text below its title, in the font of a widget."""
    line = widget.fontMetrics().height()
    return 2 * line + _BETWEEN + (_BADGE if badge else 0) + 2 * _ABOVE


class _Entry(ClickRow):
    def __init__(self, entry: TimelineEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(", ".join(filter(None, (entry.title, entry.badge, entry.when, entry.text))))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, _ABOVE, 8, _ABOVE)
        row.setSpacing(12)
        mark = IconLabel(entry.icon, "text_muted", 18, self)
        line = self.fontMetrics().height() + (_BADGE if entry.badge else 0)
        mark.setFixedHeight(max(mark.height(), line))  # so that it stands in the middle of the first line
        # A row for fingers is higher than one line, which then stands in its middle, and the mark with it.
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop if entry.text else Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(_BETWEEN)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(entry.title, elided=True, parent=self), 1)
        if entry.badge:
            head.addWidget(Badge(entry.badge, entry.tone, self))
        if entry.when:
            head.addWidget(Label(entry.when, tone="muted", parent=self))
        words.addLayout(head)
        if entry.text:
            words.addWidget(Label(" ".join(entry.text.split()), tone="muted", elided=True, parent=self))
        row.addLayout(words, 1)


class Timeline(Retranslates, QWidget):
    """Entries in the order given; long ones grow by a button at the end."""

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, at_once: int = AT_ONCE) -> None:
        """`at_once`: how many lines are there before the loop turns, the others follow."""
        super().__init__(parent)
        self._at_once = at_once
        self._entries: tuple[TimelineEntry, ...] = ()
        self._shown = 0
        self._group = ""
        self._building = Gradually(self)
        self._column = RowColumn(self)
        self._more = Button(kind="quiet", icon="chevron-down")
        self._more.clicked.connect(self._grow)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.set_entries(())
        self.retranslate()

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Replace all entries."""
        if self._shown and tuple(entries) == self._entries:
            return
        self._building.stop()  # or those left of the former ones would be added to the new
        while self._column.count() > 2:
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._entries, self._shown, self._group = tuple(entries), 0, ""
        self._grow()

    def _grow(self) -> None:
        self._building.finish()
        more = self._entries[self._shown : self._shown + _STEP]
        self._shown += len(more)
        self._more.setVisible(self._shown < len(self._entries))
        self._building.begin((partial(self._add, entry) for entry in more), self._at_once)

    def _add(self, entry: TimelineEntry) -> None:
        if entry.group and entry.group != self._group:
            self._group = entry.group
            head = Label(entry.group, strong=True, parent=self)
            head.setContentsMargins(8, 12, 8, 4)
            self._column.insertWidget(self._column.count() - 2, head)
        line = _Entry(entry, self)
        line.clicked.connect(lambda target=entry.target: self.activated.emit(target))
        self._column.insertWidget(self._column.count() - 2, line)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))
        self._more.setText(self.tr("Show more"))

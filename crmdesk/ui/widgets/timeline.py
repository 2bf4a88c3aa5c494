"""Owns a timeline: what happened and what is planned, newest first, under heads of days. Knows no activity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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


_Part = tuple[str | TimelineEntry, int]
"""A head or an entry, and how many like it stand before it."""


def _parts(entries: Iterable[TimelineEntry]) -> Iterator[_Part]:
    """What stands in a timeline from its top: each head before the first entry of its group."""
    group, met = "", Counter[str | TimelineEntry]()
    for entry in entries:
        if entry.group and entry.group != group:
            group = entry.group
            yield group, met[group]
            met[group] += 1
        yield entry, met[entry]
        met[entry] += 1


class Timeline(Retranslates, QWidget):
    """Entries in the order given; long ones grow by a button at the end."""

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, at_once: int = AT_ONCE) -> None:
        """`at_once`: how many lines are there before the loop turns, the others follow."""
        super().__init__(parent)
        self._at_once = at_once
        self._entries: tuple[TimelineEntry, ...] = ()
        self._room = _STEP
        """How many entries are shown at the most."""
        self._parts: dict[_Part, QWidget] = {}
        """Heads and entries that stand there."""
        self._building = Gradually(self)
        self._column = RowColumn(self)
        self._more = Button(kind="quiet", icon="chevron-down", parent=self)
        self._more.clicked.connect(self._grow)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._show()
        self.retranslate()

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Replace all entries. What stands there already stays, so nothing moves under who reads it, and the keyboard
        stays with its entry."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._show()

    def _grow(self) -> None:
        self._room += _STEP
        self._show()

    def _show(self) -> None:
        """Take away what does not belong here any more, order what does, and add what is missing."""
        shown = self._entries[: self._room]
        self._more.setVisible(len(shown) < len(self._entries))
        wanted = dict.fromkeys(_parts(shown))
        held = next((part for part, line in self._parts.items() if line.hasFocus()), None)
        going = [line for part, line in self._parts.items() if part not in wanted]
        self._parts = {part: self._parts[part] for part in wanted if part in self._parts}
        for place, line in enumerate(self._parts.values()):
            if self._column.indexOf(line) != place:
                self._column.removeWidget(line)
                self._column.insertWidget(place, line)
        missing = [(place, part) for place, part in enumerate(wanted) if part not in self._parts]
        self._building.begin((partial(self._add, *each) for each in missing), self._at_once)
        if held is not None and held not in wanted:
            self._hand_on(held)
        for line in going:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()

    def _add(self, place: int, part: _Part) -> None:
        """Those before it are there."""
        entry = part[0]
        line: QWidget
        if isinstance(entry, str):
            line = Label(entry, strong=True, parent=self)
            line.setContentsMargins(8, 12, 8, 4)
        else:
            line = _Entry(entry, self)
            line.clicked.connect(partial(self.activated.emit, entry.target))
        self._parts[part] = line
        self._column.insertWidget(place, line)

    def _hand_on(self, held: _Part) -> None:
        """The keyboard, to what now stands for the entry that had it."""
        self._building.finish()
        for (entry, _), line in self._parts.items():
            if isinstance(entry, TimelineEntry) and entry.target == getattr(held[0], "target", None):
                line.show()  # only what is shown takes the keyboard
                line.setFocus()
                return

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))
        self._more.setText(self.tr("Show more"))

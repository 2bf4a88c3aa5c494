"""Owns what every page of the window has: a head with title and actions, and a place for its content."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Badge, IconButton, IntoMargin, Label, scrolled

_HEIGHT = 36
_TITLE = 200
"""Pixels of its title below which the buttons give way."""


class PageHead(Retranslates, QWidget):
    """Title, a muted word beside it, buttons at the right; a back button on pages of a record.

    What does not fit beside the title goes below it: first the word, then the buttons as well.
    """

    back = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_back: bool = False) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        self._row = row = QHBoxLayout()
        row.setSpacing(8)
        outer.addLayout(row)
        self._lower = QHBoxLayout()
        outer.addLayout(self._lower)
        self._back = IconButton("arrow-left", parent=self, size=18)
        self._back.clicked.connect(self.back)
        row.addWidget(self._back)
        self._back.setVisible(with_back)
        self.title = Label(title=True, elided=True, parent=self)
        row.addWidget(self.title)
        self.badge = Badge(parent=self)
        self.badge.hide()
        row.addWidget(self.badge)
        self.note = Label(tone="muted", parent=self)
        row.addWidget(self.note)
        row.addStretch(1)
        self._buttons = QWidget(self)
        self.buttons = QHBoxLayout(self._buttons)
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.buttons.setSpacing(8)
        row.addWidget(self._buttons)
        self._foot = QHBoxLayout()
        self._foot.setAlignment(Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.retranslate()

    def drop_back(self) -> None:
        """The page is alone in its window: there is nothing behind it."""
        self._back.hide()

    def retranslate(self) -> None:
        self._back.set_name(self.tr("Back"), "Alt+Left")

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, _HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As narrow as title or buttons are: they find room below each other."""
        height = super().minimumSizeHint().expandedTo(QSize(0, _HEIGHT)).height()
        return QSize(max(_TITLE, self._indent() + self.buttons.minimumSize().width()), height)

    def _indent(self) -> int:
        """Of what stands below the title."""
        return 0 if self._back.isHidden() else self._back.sizeHint().width() + self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_parts()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_parts()
        return super().event(event)

    def _place_parts(self) -> None:
        """Hints depend on the words alone, so that this settles at once."""
        gap = self._row.spacing()
        around = [part for part in (self._back, self.badge) if not part.isHidden()]
        taken = sum(part.sizeHint().width() + gap for part in around)
        title, note = self.title.sizeHint().width(), self.note.sizeHint().width() + gap
        buttons = self._buttons.sizeHint().width() + gap
        dropped = taken + min(title, _TITLE) + buttons > self.width()
        below = bool(self.note.text()) and taken + title + note + (0 if dropped else buttons) > self.width()
        indent = self._indent()
        if dropped != (self._foot.indexOf(self._buttons) >= 0):
            (self._row if dropped else self._foot).removeWidget(self._buttons)
            (self._foot if dropped else self._row).addWidget(self._buttons)
            self._foot.setContentsMargins(indent, gap if dropped else 0, 0, 0)
        if below != (self._lower.indexOf(self.note) >= 0):
            (self._row if below else self._lower).removeWidget(self.note)
            if below:
                self._lower.setContentsMargins(indent, 0, 0, 0)
                self._lower.addWidget(self.note)
            else:
                self._row.insertWidget(self._row.indexOf(self.badge) + 1, self.note)


class Page(QWidget):
    """A page: `head` on top, `body` for the rest. The window calls `entered` and `left`.

    Subclasses override `entered` to read their records, `left` to stop reading, `escape` to close what is open in them.
    """

    back = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_back: bool = False) -> None:
        super().__init__(parent)
        self._own_keys: list[tuple[Callable[[], str], str]] = []
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        self.head = PageHead(self, with_back=with_back)
        self.head.back.connect(self.back)
        # At the top also while nothing stands below it yet.
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        column.addLayout(self.body, 1)

    def scroll_below(self, content: QWidget, foot: QWidget | None = None) -> QScrollArea:
        """Give what is left of the page to content that scrolls: it goes on under the lower edge of the window, or
        under a foot, and brings the space below its end along, as the foot does."""
        area = scrolled(content, self, in_margin=True)
        margins = self._column.contentsMargins()
        margins.setBottom(0)
        self._column.setContentsMargins(margins)
        room = QVBoxLayout()
        room.setSpacing(0)
        reach = IntoMargin()
        reach.addWidget(area)
        room.addLayout(reach, 1)
        if foot is not None:
            room.addWidget(foot)
        self.body.addLayout(room, 1)
        return area

    def entered(self) -> None:
        """The page has come to the front."""

    def left(self) -> None:
        """Another page has come to the front."""

    def add_key(self, keys: str, name: Callable[[], str], act: Callable[[], object], *also: str) -> None:
        """Do something at a key while the page has the keyboard; the cheat sheet tells it by `name`.

        `also` are other keys for the same. Where Return is meant, Enter on the number block serves as well.
        """
        for each in dict.fromkeys((keys, keys.replace("Return", "Enter"), *also)):
            shortcut = QShortcut(QKeySequence(each), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # Held down, it would go on with whatever it stands for next: check in, check out, submit.
            shortcut.setAutoRepeat("Return" not in keys)
            shortcut.activated.connect(act)
        self._own_keys.append((name, keys))

    def shortcuts(self) -> list[tuple[str, str]]:
        """What keys do on this page alone, for the cheat sheet: (name, keys)."""
        return [(name(), keys) for name, keys in self._own_keys]

    def escape(self) -> bool:
        """Esc was pressed; true when the page has closed something of its own, else the window goes back."""
        return False

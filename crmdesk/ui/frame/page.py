"""Owns what every page of the window has: a head with title and actions, and a place for its content."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Badge, IconButton, Label


class PageHead(Retranslates, QWidget):
    """Title, a muted word beside it, buttons at the right; a back button on pages of a record."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_back: bool = False) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._back = IconButton("arrow-left", size=18)
        self._back.clicked.connect(self.back)
        row.addWidget(self._back)
        self._back.setVisible(with_back)
        self.title = Label(title=True, elided=True)
        row.addWidget(self.title)
        self.badge = Badge()
        self.badge.hide()
        row.addWidget(self.badge)
        self.note = Label(tone="muted")
        row.addWidget(self.note)
        row.addStretch(1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        row.addLayout(self.buttons)
        self.setMinimumHeight(36)
        self.retranslate()

    def retranslate(self) -> None:
        self._back.set_name(self.tr("Back"), "Alt+Left")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 36)


class Page(QWidget):
    """A page: `head` on top, `body` for the rest. The window calls `entered` and `left`.

    Subclasses override `entered` to read their records, `left` to stop reading, `escape` to close what is open in them.
    """

    back = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_back: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        self.head = PageHead(with_back=with_back)
        self.head.back.connect(self.back)
        column.addWidget(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        column.addLayout(self.body, 1)

    def entered(self) -> None:
        """The page has come to the front."""

    def left(self) -> None:
        """Another page has come to the front."""

    def escape(self) -> bool:
        """Esc was pressed; true when the page has closed something of its own, else the window goes back."""
        return False

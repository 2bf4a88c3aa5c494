"""What lies over a page or list while it is first read, or when that failed. It knows neither reader nor page.

A quick read is never seen: the words come after a moment, so that nothing flickers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from crmdesk.ui.accessible import say_aloud
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.card import EmptyState

MOMENT_MS = 300
"""Milliseconds that a read may take before it is told of: what takes longer is felt as waiting."""


class ReadingCover(Retranslates, QWidget):
    """Covers `over` below `head`, where there is one, until `done`. `action` asks for another try."""

    again = Signal()

    def __init__(self, over: QWidget, head: QWidget | None = None, *, on_card: bool = False) -> None:
        """`on_card`: it lies on a raised surface, not on the ground of the window."""
        super().__init__(over)
        self._over, self._head = over, head
        self._fault: Callable[[], str] | None = None
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base if on_card else QPalette.ColorRole.Window)
        self._moment = QTimer(self, singleShot=True, interval=MOMENT_MS)
        self._moment.timeout.connect(self._show_reading)
        over.installEventFilter(self)
        self.hide()

    @cached_property
    def state(self) -> EmptyState:
        """Made when there is first something to tell: every page has a cover, and most are read in no time."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        made = EmptyState("clock", parent=self)
        made.action.connect(self.again)
        column.addWidget(made)
        return made

    def retranslate(self) -> None:
        if "state" in vars(self):
            self._tell()

    def _tell(self) -> None:
        if self._fault is None:
            self.state.set_icon("clock")
            self.state.set_texts(
                self.tr("Reading…"), self.tr("The disk is slow or busy. What you have saved is safe.")
            )
        else:
            self.state.set_icon("warning")
            self.state.set_texts(
                self.tr("This could not be read"),
                self.tr("{0}\nWhat you have saved is not affected.").format(self._fault()),
                self.tr("Try again"),
            )

    def begin(self) -> None:
        """A read has begun whose answer nobody has seen before; after a failure the words of that stay so long."""
        if self.isHidden() and not self._moment.isActive():
            self._moment.start()

    def done(self) -> None:
        """There is something to show, or nobody waits any more."""
        self._moment.stop()
        self._fault = None
        self.hide()

    def fail(self, fault: Callable[[], str]) -> None:
        """It could not be read; `fault` says why, in sentences of the language of then."""
        self._moment.stop()
        self._fault = fault
        self._tell()
        self._cover()
        say_aloud(self, f"{self.state.accessibleName()}. {self.state.accessibleDescription()}", urgent=True)
        focus = QApplication.focusWidget()
        if focus is self._over or (focus is not None and self._over.isAncestorOf(focus)):
            self.state.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reading(self) -> None:
        self._tell()
        self._cover()

    def _cover(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        room = self._over.rect()
        if self._head is not None:
            room.setTop(self._head.geometry().bottom() + 1)
        self.setGeometry(room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and not self.isHidden():
            self._place()
        return False

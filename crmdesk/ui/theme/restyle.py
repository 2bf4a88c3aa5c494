"""Brings a new style sheet to the widgets: at once to those that can be seen, in the turns that follow to those that
would have to be scrolled to, to hidden ones when they are shown.

Qt's own way (`QApplication.setStyleSheet`) polishes each widget once for every ancestor that it has, seen or not: a
window whose sections are all open stands still for a second.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from crmdesk.ui.theme.icons import retint

_SHOWN = (QEvent.Type.Show, QEvent.Type.ShowToParent)
_AT_ONCE = 8
"""Actions whose icons are drawn in one turn of the loop."""
_TURN = 0.01
"""Seconds of processor time that a turn may take for widgets out of sight."""


class Restyle(QObject):
    """One an application. What it does to a widget is what Qt does: polish, then `StyleChange`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._actions: list[QAction] = []
        self._unseen: list[QWidget] = []
        self._rest = QTimer(self, interval=0)
        self._rest.timeout.connect(self._go_on)

    def put(self, sheet: str) -> None:
        """Put a style sheet into force, if it is another one, and draw the icons given by `set_icon` anew."""
        before = self._app.styleSheet()
        if sheet == before:
            return
        if before:
            # With nothing in its memory Qt polishes nobody by itself.
            self._app.style().unpolish(self._app)
        self._app.setStyleSheet(sheet)
        self._actions.clear()
        self._unseen.clear()
        for window in self._app.topLevelWidgets():
            self._actions += window.actions()
            self._take(window)
        self._rest.start()

    def _go_on(self) -> None:
        """Icons of commands can be seen in menus alone, and drawing them all takes as long as all the rest."""
        began = time.thread_time()
        while self._unseen and time.thread_time() - began < _TURN:
            widget = self._unseen.pop(0)
            if isValid(widget):
                self._take(widget, unseen=True)
        if self._unseen:
            return
        retint(action for action in self._actions[:_AT_ONCE] if isValid(action))
        del self._actions[:_AT_ONCE]
        if not self._actions:
            self._rest.stop()

    def _take(self, root: QWidget, *, unseen: bool = False) -> None:
        """A widget with all below it, as far as nothing is hidden; ancestors come first, as their sheets do. What is
        out of sight waits, unless its turn has come (`unseen`)."""
        if root.isHidden():
            root.installEventFilter(self)
            return
        if not unseen and not root.isWindow() and root.visibleRegion().isEmpty():
            self._unseen.append(root)
            return
        self._polish(root)
        for child in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._take(child, unseen=unseen)

    def _polish(self, widget: QWidget) -> None:
        widget.style().polish(widget)
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        retint([widget])
        if not widget.isWindow():
            retint(widget.actions())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SHOWN and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            self._take(watched, unseen=True)
        return False

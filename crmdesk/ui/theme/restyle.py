"""Brings a new style sheet to the widgets: to those that can be seen at once, to hidden ones when they are shown.

Qt's own way (`QApplication.setStyleSheet`) polishes each widget once for every ancestor that it has, seen or not: a
window whose sections are all open stands still for a second.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from crmdesk.ui.theme.icons import retint

_SHOWN = (QEvent.Type.Show, QEvent.Type.ShowToParent)
_AT_ONCE = 8
"""Actions whose icons are drawn in one turn of the loop."""


class Restyle(QObject):
    """One an application. What it does to a widget is what Qt does: polish, then `StyleChange`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._actions: list[QAction] = []
        self._menus = QTimer(self, interval=0)
        self._menus.timeout.connect(self._draw_some)

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
        for window in self._app.topLevelWidgets():
            self._actions += window.actions()
            self._take(window)
        self._menus.start()

    def _draw_some(self) -> None:
        """Icons of commands can be seen in menus alone, and drawing them all takes as long as all the rest."""
        retint(action for action in self._actions[:_AT_ONCE] if isValid(action))
        del self._actions[:_AT_ONCE]
        if not self._actions:
            self._menus.stop()

    def _take(self, root: QWidget) -> None:
        """A widget with all below it, as far as nothing is hidden; ancestors come first, as their sheets do."""
        if root.isHidden():
            root.installEventFilter(self)
            return
        self._polish(root)
        for child in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._take(child)

    def _polish(self, widget: QWidget) -> None:
        widget.style().polish(widget)
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        retint([widget])
        if not widget.isWindow():
            retint(widget.actions())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SHOWN and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            self._take(watched)
        return False

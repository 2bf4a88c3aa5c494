"""Owns the drop-down list: dressed by the theme, and never changed by scrolling past it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget


class CalmComboBox(QComboBox):
    """A combo box that the wheel scrolls past unless it has the keyboard: a form is never changed by scrolling."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dressed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showPopup(self) -> None:
        """The list is made when it is first wanted: a form has many of them, and most are never opened."""
        if not self._dressed:
            self._dressed = True
            # Qt's own delegate of combo boxes doesn't heed the style sheet.
            self.setItemDelegate(QStyledItemDelegate(self))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

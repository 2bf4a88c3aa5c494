"""Owns that Enter presses a button. Qt leaves it to the desktop: Linux's do it, that of Windows does not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Whether a key was Enter, and is dealt with: alone it presses the button, once however long it is held; with
    Ctrl or another it is meant for what the button stands in."""
    if event.key() not in _ENTER:
        return False
    alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    event.setAccepted(alone)
    if alone and not event.isAutoRepeat():
        button.click()
    return True

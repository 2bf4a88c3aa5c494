"""Owns what a screen reader is told of widgets that Qt does not know: role, state, action, and what is said aloud.

It knows no widget by name; those that have something to tell are `Speaks`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

Role = QAccessible.Role
_ANSWERED = "screenReadersAreAnswered"


class Speaks:
    """A widget that says what it is; its name stays where Qt has it, in `setAccessibleName`."""

    spoken_role: Role = Role.Grouping

    def spoken_press(self) -> Callable[[], object] | None:
        """What a screen reader's "press" does; None where there is nothing to press."""
        return None


class _Spoken(QAccessibleWidget):
    """What Qt hands to screen readers in place of its own guess, which is a frame or nothing."""

    def __init__(self, widget: QWidget, role: Role) -> None:
        super().__init__(widget, role)

    def _press(self) -> Callable[[], object] | None:
        # Asked each time: what held the widget would keep it from going.
        widget = self.widget()
        return widget.spoken_press() if isinstance(widget, Speaks) else None

    def state(self) -> QAccessible.State:
        told = super().state()
        widget = self.widget()
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            told.selectable, told.selected = 1, int(widget.isChecked())
        return told

    def actionNames(self) -> list[str]:
        names = list(super().actionNames())
        if self._press() is not None and self.widget().isEnabled():
            names.insert(0, QAccessibleActionInterface.pressAction())
        return names

    def doAction(self, name: str, /) -> None:
        press = self._press()
        if press is not None and name == QAccessibleActionInterface.pressAction():
            press()
        else:
            super().doAction(name)


def _interface(class_name: str, described: object) -> QAccessibleWidget | None:
    """Qt asks with each class of an object, its own first; None leaves it to Qt."""
    if isinstance(described, QWidget) and isinstance(described, Speaks):
        return _Spoken(described, described.spoken_role)
    return None


def answer_screen_readers(app: QCoreApplication) -> None:
    """From now on `Speaks` are told as they say; once an application."""
    if not app.property(_ANSWERED):
        app.setProperty(_ANSWERED, True)
        QAccessible.installFactory(_interface)


class Voice(QObject):
    """What was said aloud, one a process as the screen reader is."""

    said = Signal(str, bool)
    """The text, and whether it was urgent."""


_voice: list[Voice] = []


def voice() -> Voice:
    """The one voice of this process, made on first use."""
    if not _voice:
        _voice.append(Voice())
    return _voice[0]


def say_aloud(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a text read at once that comes up by itself, wherever the keyboard is; `urgent` breaks into other words."""
    if not text:
        return
    told = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    told.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(told)
    voice().said.emit(text, urgent)

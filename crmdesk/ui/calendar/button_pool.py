"""The entry buttons of one view: as many as there are places, kept for the same entry so that focus stays with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.words import Shown
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame.focus_order import step


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and where it stands. `part` counts the places of one entry that stands on several days."""

    shown: Shown
    rect: QRect
    part: int = 0
    slim: bool = False
    with_clock: bool = False


class ButtonPool(QObject):
    """Buttons as children of one view."""

    opened = Signal(object)
    """`Shown`."""
    ticked = Signal(object)

    def __init__(self, desk: Desk, view: QWidget) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._buttons: dict[tuple[str, int], EntryButton] = {}
        self._spare: list[EntryButton] = []

    def __iter__(self) -> Iterator[EntryButton]:
        """Those on screen, in the order they were given."""
        return iter(self._buttons.values())

    def place(self, wanted: Sequence[Placed]) -> None:
        """Show these entries and no others."""
        before = self._buttons
        keys = {(each.shown.key, each.part) for each in wanted}
        for key in [key for key in before if key not in keys]:
            self._put_aside(before.pop(key))
        self._buttons = {}
        for each in wanted:
            key = (each.shown.key, each.part)
            button = before.get(key) or self._fresh()
            self._buttons[key] = button
            button.show_entry(each.shown, slim=each.slim, with_clock=each.with_clock)
            button.setGeometry(each.rect)
            button.show()

    def _put_aside(self, button: EntryButton) -> None:
        if button.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        button.hide()
        self._spare.append(button)

    def _fresh(self) -> EntryButton:
        if self._spare:
            return self._spare.pop()
        made = EntryButton(self._desk, self._view)
        made.opened.connect(lambda: self.opened.emit(made.shown))
        made.ticked.connect(lambda: self.ticked.emit(made.shown))
        return made

    def at(self, key: str) -> EntryButton | None:
        """The first button of an entry."""
        return next((button for (found, _), button in self._buttons.items() if found == key), None)


def leave(view: QWidget, *, forward: bool) -> bool:
    """Tab leaves a view's entries all at once: the arrows go among them."""
    window = view.window()
    root = window.centralWidget() if isinstance(window, QMainWindow) else window
    return root is not None and step(root, view, forward=forward)

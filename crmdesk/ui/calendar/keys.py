"""The keys of the calendar: from entry to entry, from view to view, and what they do to an entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.plans import LEAST
from crmdesk.ui.calendar.time_canvas import TimeCanvas

if TYPE_CHECKING:
    from crmdesk.ui.calendar.page import CalendarPage

Key = Qt.Key
_DIRECTIONS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
_ASIDE = 4
"""How much further off an entry counts that stands aside of the way."""
_BELOW_THE_LANE = 10_000
translate = QCoreApplication.translate


def shortcuts() -> list[tuple[str, str]]:
    """What each key does, for the cheat sheet."""
    return [
        (translate("Calendar", "Day, week, month, agenda"), "D W M A"),
        (translate("Calendar", "Earlier, later"), "PgUp PgDown"),
        (translate("Calendar", "Go to today"), "T"),
        (translate("Calendar", "Plan something new"), "N"),
        (translate("Calendar", "Plan who is due at the next free hour"), "P"),
        (translate("Calendar", "Open the day"), "Enter"),
        (translate("Calendar", "From entry to entry"), "← ↑ → ↓"),
        (translate("Calendar", "Move by 15 minutes"), "Ctrl+↑ Ctrl+↓"),
        (translate("Calendar", "Move by a day"), "Ctrl+← Ctrl+→"),
        (translate("Calendar", "Longer, shorter"), "+ −"),
        (translate("Calendar", "Complete a task"), "Space"),
        (translate("Calendar", "Delete the entry"), "Del"),
    ]


class Keys:
    """Keys of one page."""

    def __init__(self, page: CalendarPage) -> None:
        self._page = page
        self._plain: dict[int, Callable[[], object]] = {
            Key.Key_D: lambda: page.choose_view("day"),
            Key.Key_W: lambda: page.choose_view("week"),
            Key.Key_M: lambda: page.choose_view("month"),
            Key.Key_A: lambda: page.choose_view("agenda"),
            Key.Key_T: lambda: page.step(0),
            Key.Key_N: page.ask_new,
            Key.Key_PageUp: lambda: page.step(-1),
            Key.Key_PageDown: lambda: page.step(1),
            Key.Key_Plus: lambda: self._stretch(LEAST),
            Key.Key_Equal: lambda: self._stretch(LEAST),
            Key.Key_Minus: lambda: self._stretch(-LEAST),
            Key.Key_Delete: self._delete,
            Key.Key_Return: self._open_day,
            Key.Key_Enter: self._open_day,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False when it stands for nothing here."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        direction = _DIRECTIONS.get(Key(event.key()))
        if direction is not None and held == Qt.KeyboardModifier.ControlModifier:
            self._move(*direction)
        elif held != Qt.KeyboardModifier.NoModifier:
            return False
        elif direction is not None:
            self._go(*direction)
        elif event.key() in self._plain:
            self._plain[event.key()]()
        else:
            return False
        return True

    def _move(self, right: int, down: int) -> None:
        each = self._page.selected()
        if each is None:
            return
        if each.fixed is not None or each.hint:
            self._page.plans.refuse(each)
        elif right:
            self._page.plans.move_to_day(each, each.day + timedelta(right))
        else:
            self._page.plans.shift(each, down * LEAST)

    def _stretch(self, by: timedelta) -> None:
        each = self._page.selected()
        if each is not None and each.fixed is not None:
            self._page.plans.refuse(each)
        elif each is not None:
            self._page.plans.stretch(each, by)

    def _delete(self) -> None:
        each = self._page.selected()
        if each is not None and not each.hint:
            self._page.desk.delete(each.record)

    def _open_day(self) -> None:
        if self._page.choices.view in ("week", "month"):
            self._page.show_day(self._page.anchor)

    # -- from entry to entry -------------------------------------------------------------------------------

    def _go(self, right: int, down: int) -> None:
        page = self._page
        buttons = page.entry_buttons()
        focused = page.focusWidget()
        here = next((button for button in buttons if button is focused and button.hasFocus()), None)
        if here is not None:
            found = self._nearest(here, buttons, right, down)
            if found is not None:
                page.reveal(found)
            return
        if page.choices.view == "agenda":
            page.agenda.setFocus(Qt.FocusReason.OtherFocusReason)
        elif right:
            page.go_to(page.anchor + timedelta(right))
        elif page.choices.view == "month":
            page.go_to(page.anchor + timedelta(7 * down))
        elif buttons:
            mine = [button for button in buttons if button.shown and button.shown.day == page.anchor]
            page.reveal((mine or buttons)[0])

    def _place(self, button: EntryButton) -> QPoint:
        """Where an entry stands, the hours always below the whole days however they are scrolled."""
        x = button.mapTo(self._page, QPoint(button.width() // 2, 0)).x()
        on_hours = isinstance(button.parentWidget(), TimeCanvas)
        return QPoint(x, button.y() + (_BELOW_THE_LANE if on_hours else 0))

    def _nearest(
        self, here: EntryButton, buttons: list[EntryButton], right: int, down: int
    ) -> EntryButton | None:
        start = self._place(here)
        found: list[tuple[int, int, EntryButton]] = []
        for number, button in enumerate(buttons):
            offset = self._place(button) - start
            along = offset.x() * right + offset.y() * down
            aside = abs(offset.y() if right else offset.x())
            if button is not here and along > 0:
                found.append((along + _ASIDE * aside, number, button))
        return min(found, default=(0, 0, None))[2]

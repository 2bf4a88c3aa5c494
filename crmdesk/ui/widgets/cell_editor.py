"""Owns the editor that a table cell turns into: a line or a list of choices, by the column's kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolTip, QWidget

from crmdesk.ui import formats
from crmdesk.ui.models.columns import Column
from crmdesk.ui.translations import label
from crmdesk.ui.widgets.combo_box import CalmComboBox

ELSEWHERE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""The keyboard is lent to a list, a menu or another window, and comes back."""


class _Choices(CalmComboBox):
    """Arrows and letters go through the choices as in a form; Enter, leaving or a click takes one."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stepping = False
        self.activated.connect(self._on_activated)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._stepping = True
        super().keyPressEvent(event)
        self._stepping = False

    def _on_activated(self) -> None:
        if not self._stepping:
            self.taken.emit()


class CellEditor(QWidget):
    """Takes and gives the canonical value of a column; Enter and leaving save, Esc doesn't."""

    finished = Signal(bool)
    """Editing is over; true when the value is to be saved."""

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self._original: object = None
        self.touched = False
        self._over = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._line: QLineEdit | None = None
        self._combo: QComboBox | None = None
        if column.kind in ("choice", "bool"):
            self._combo = self._choices()
        else:
            self._line = QLineEdit()
            if column.align == "right":
                self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._line.textEdited.connect(self._on_typed)
        control = self._control()
        control.setProperty("cell", True)
        control.setAccessibleName(label(column.title_key))
        control.installEventFilter(self)
        row.addWidget(control)
        self.setFocusProxy(control)

    def _control(self) -> QWidget:
        control = self._line if self._combo is None else self._combo
        assert control is not None
        return control

    def _choices(self) -> QComboBox:
        combo = _Choices()
        if self._column.kind == "bool":
            combo.addItem(formats.yes_no(True), True)
            combo.addItem(formats.yes_no(False), False)
        else:
            if self._column.why_not(None) is None:
                combo.addItem("–", None)
            for choice in self._column.choices:
                if choice not in self._column.withheld:
                    combo.addItem(label(self._column.choice_key(choice)), choice)
        combo.activated.connect(self._on_chosen)
        combo.taken.connect(self._finish)
        return combo

    def _on_chosen(self) -> None:
        self.touched = True

    def set_value(self, value: object) -> None:
        """Show a canonical value, selected so that typing replaces it."""
        self._original = value
        if self._combo is not None:
            if self._combo.findData(value) < 0:
                shown = "–" if value is None else label(self._column.choice_key(str(value)))
                self._combo.addItem(shown, value)
            self._combo.setCurrentIndex(self._combo.findData(value))
        if self._line is not None:
            self._line.setText(self._shown(value))
            self._line.selectAll()

    def _shown(self, value: object) -> str:
        if value is None:
            return ""
        if self._column.kind == "money":
            amount, currency = cast(tuple[str, str], value)
            return formats.number(amount, formats.currency_digits(currency)) if amount else ""
        return str(value) if self._column.kind == "text" else formats.cell_text(self._column, value)

    def value(self) -> object:
        """The canonical value; what nobody touched stays as it was to the last digit. Raises ValueError while what was
        typed can't be read; see `problem`."""
        if not self.touched:
            return self._original
        if self._combo is not None:
            return self._combo.currentData()
        assert self._line is not None
        text = self._line.text().strip()
        if not text:
            return None
        reader: Callable[[str], object] = {
            "integer": _whole,
            "percent": lambda typed: _whole(typed.rstrip("% ")),
            "decimal": lambda typed: _written(typed, self._column.scale),
            "money": self._money,
            "date": lambda typed: formats.read_day(typed, datetime.now().astimezone().date()),
        }.get(self._column.kind, str)
        return reader(text)

    def _money(self, text: str) -> tuple[str, str]:
        currency = cast(tuple[str, str], self._original)[1] if self._original else self._column.currency
        return (_written(text, 2), currency)

    def problem(self) -> str | None:
        """Why what was typed is no value of this column, in words; None when it is one."""
        try:
            value = self.value()
        except ValueError:
            return self._unreadable()
        return self._column.why_not(value) if self.touched else None

    def _unreadable(self) -> str:
        assert self._line is not None
        words = {
            "date": self.tr("Not a date: {0}. Write it like {1}."),
            "money": self.tr("Not an amount: {0}"),
        }.get(self._column.kind, self.tr("Not a number: {0}"))
        return words.format(self._line.text(), formats.day("2026-11-21"))

    def is_valid(self) -> bool:
        """Whether what was typed can be saved."""
        return self.problem() is None

    @property
    def held(self) -> bool:
        """Whether something is typed here that cannot be saved."""
        return self.touched and not self._over and not self.is_valid()

    def give_up(self) -> None:
        """End without saving, as Esc does."""
        self._be_over(saved=False)

    def _on_typed(self) -> None:
        self.touched = True
        assert self._line is not None
        invalid = not self.is_valid()
        if bool(self._line.property("invalid")) != invalid:
            self._line.setProperty("invalid", invalid)
            self._line.style().unpolish(self._line)
            self._line.style().polish(self._line)
        if invalid:
            self.show_problem()
        else:
            QToolTip.hideText()

    def show_problem(self) -> None:
        """Say at the cell what is wrong."""
        said = self.problem() or ""
        self._control().setAccessibleDescription(said)
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), said, self)

    def _finish(self) -> None:
        """What was typed is to be saved; what can't be keeps its cell, so that it isn't lost."""
        if self.is_valid():
            self._be_over(saved=True)
        else:
            self.show_problem()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._be_over(saved=False)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._finish()
                return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in ELSEWHERE:
            self._leave()
        return False

    def _leave(self) -> None:
        """The delegate hears of what happens to this widget, and the keyboard is in the control."""
        if self.touched:
            self._finish()
        else:
            self._be_over(saved=False)

    def _be_over(self, *, saved: bool) -> None:
        # An editor that goes lets the keyboard go, too.
        if not self._over:
            self._over = True
            self.finished.emit(saved)


def _whole(typed: str) -> object:
    number = formats.read_number(typed)
    return int(number) if number == number.to_integral_value() else f"{number:f}"


def _written(typed: str, digits: int) -> str:
    """The number with that many digits after the point, or with all that were typed where those are more."""
    number = formats.read_number(typed)
    plain = f"{number:f}"
    return plain if len(plain.partition(".")[2]) > digits else f"{number:.{digits}f}"

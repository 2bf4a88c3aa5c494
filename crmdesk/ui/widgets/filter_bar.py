"""Owns the bar that narrows a list: quick text and conditions as chips. Knows columns, no query language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from crmdesk.ui import formats, theme
from crmdesk.ui.models.columns import Column
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets.buttons import Button
from crmdesk.ui.widgets.chip_flow import ChipFlow
from crmdesk.ui.widgets.clearable import make_clearable
from crmdesk.ui.widgets.condition_form import ConditionForm
from crmdesk.ui.widgets.labels import Chip

_PAUSE_MS = 150
_WIDE, _NARROW = 220, 140
"""Pixels of the quick text, and what it gives way to."""
# Signs instead of words: they read in every language, whatever its word order.
_SHAPES = {
    "!=": "{0} ≠ {1}",
    "<": "{0} < {1}",
    "<=": "{0} ≤ {1}",
    ">": "{0} > {1}",
    ">=": "{0} ≥ {1}",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. `operator` is `=` `!=` `<` `<=` `>` `>=` or `~` (contains); `value` is canonical, None is empty.
    The value of a money column is the amount alone, as a decimal text."""

    field: str
    operator: str
    value: object


_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class FilterBar(Retranslates, QWidget):
    """Quick text at the left, chips after it, a button that adds a condition."""

    changed = Signal()
    left = Signal()
    """The quick text is done with; the keyboard belongs to the list again."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        """`columns` are those that can be filtered by."""
        super().__init__(parent)
        self._columns = {column.key: column for column in columns}
        self._conditions: list[Condition] = []
        self.name_of: Callable[[str], str] = str
        """The name of a record that a condition names by its id."""
        self._form: ConditionForm | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.text_box = _FilterLine()
        self.text_box.setMinimumWidth(_NARROW)
        self.text_box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        make_clearable(self.text_box)
        lens = QAction(self.text_box)
        theme.set_icon(lens, "filter")
        self.text_box.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.text_box.textChanged.connect(lambda _: self._pause.start())
        self.text_box.left.connect(self.left)
        row.addWidget(self.text_box, 0, Qt.AlignmentFlag.AlignTop)
        self._chips = QWidget(self)
        chip_policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        chip_policy.setHeightForWidth(True)
        self._chips.setSizePolicy(chip_policy)
        self._flow = ChipFlow(self._chips)
        self._flow.setContentsMargins(0, 3, 0, 3)
        self.add_button = Button(kind="quiet", icon="add", parent=self._chips)
        self.add_button.setProperty("compact", True)
        self.add_button.clicked.connect(self._choose_field)
        self._flow.addWidget(self.add_button)
        row.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignTop)
        self.retranslate()

    def retranslate(self) -> None:
        self.text_box.setPlaceholderText(self.tr("Filter"))
        self.text_box.setAccessibleName(self.tr("Filter this list"))
        self.text_box.setToolTip(self.tr("Filter this list  /"))
        self.add_button.setText(self.tr("Add a condition"))
        self._show_chips()

    def text(self) -> str:
        """The quick text."""
        return str(self.text_box.text().strip())

    def conditions(self) -> tuple[Condition, ...]:
        return tuple(self._conditions)

    def set_filter(self, text: str, conditions: Sequence[Condition]) -> None:
        """Show a saved filter; emits `changed` once."""
        self.text_box.blockSignals(True)
        self.text_box.setText(text)
        self.text_box.blockSignals(False)
        self._conditions = [condition for condition in conditions if condition.field in self._columns]
        self._show_chips()
        self.changed.emit()

    def focus_text(self) -> None:
        """Take the keyboard: `/` in the list below."""
        self.text_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text_box.selectAll()

    def add_condition(self, condition: Condition) -> None:
        self._conditions.append(condition)
        self._show_chips()
        self.changed.emit()

    def _remove(self, condition: Condition) -> None:
        self._conditions.remove(condition)
        self._show_chips()
        self.changed.emit()

    def words(self, condition: Condition) -> str:
        """A condition in words."""
        column = self._columns[condition.field]
        name = label(column.title_key)
        if condition.value is None:
            shape = self.tr("{0} is empty") if condition.operator == "=" else self.tr("{0} is not empty")
            return shape.format(name)
        if column.kind == "money":
            value = formats.number(str(condition.value))
        elif column.kind == "reference" and condition.operator != "~":
            value = self.name_of(str(condition.value))
        elif condition.operator == "~":
            value = formats.quoted(str(condition.value))
        else:
            value = formats.cell_text(column, condition.value)
        sign = _SHAPES.get(condition.operator)
        return sign.format(name, value) if sign else formats.headed(name, value)

    def _show_chips(self) -> None:
        self._flow.show_chips([self._chip(condition) for condition in self._conditions])
        self._chips.updateGeometry()

    def _chip(self, condition: Condition) -> Chip:
        chip = Chip(self.words(condition), self.tr("Remove condition"), self._chips)
        chip.removed.connect(lambda: self._remove(condition))
        return chip

    def _choose_field(self) -> None:
        menu = QMenu(self)
        for key, column in self._columns.items():
            action = menu.addAction(label(column.title_key))
            action.triggered.connect(lambda _=False, chosen=key: self.open_form(chosen))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 2)))

    def open_form(self, key: str) -> ConditionForm:
        """Ask for operator and value of one column."""
        form = ConditionForm(self._columns[key], self)
        form.accepted.connect(lambda operator, value: self.add_condition(Condition(key, operator, value)))
        form.show_at(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))
        self._form = form
        return form


class _FilterLine(QLineEdit):
    """Esc empties it first, then leaves; so do Enter and Down, to what was found."""

    left = Signal()

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in _LEAVING:
            self.left.emit()
        else:
            super().keyPressEvent(event)

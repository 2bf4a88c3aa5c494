"""Owns the small form that asks for one condition: operator and value of a column."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.models.columns import Column
from crmdesk.ui.translations import label
from crmdesk.ui.widgets.buttons import Button
from crmdesk.ui.widgets.combo_box import CalmComboBox
from crmdesk.ui.widgets.editors import EditorSpec, editor_for
from crmdesk.ui.widgets.labels import Label

_ORDERED = ("integer", "percent", "decimal", "money", "date", "instant")
# Amounts are compared without their currency, records and sets by the words they are shown with.
_EDITED_AS = {"money": "decimal", "reference": "text", "set": "text", "instant": "date"}


def operators(kind: str) -> tuple[tuple[str, str], ...]:
    """Operators that make sense for a kind of column, each with its words; the first one is offered first."""
    if kind in ("date", "instant"):
        return (
            (">=", QCoreApplication.translate("ConditionForm", "from")),
            ("<=", QCoreApplication.translate("ConditionForm", "until")),
            ("=", QCoreApplication.translate("ConditionForm", "on")),
        )
    if kind in _ORDERED:
        return ((">=", "≥"), ("<=", "≤"), ("=", "="), ("!=", "≠"))
    is_, is_not = (
        QCoreApplication.translate("ConditionForm", "is"),
        QCoreApplication.translate("ConditionForm", "is not"),
    )
    if kind in ("choice", "bool"):
        return (("=", is_), ("!=", is_not))
    contains = QCoreApplication.translate("ConditionForm", "contains")
    if kind in ("reference", "set"):
        return (("~", contains),)
    return (("~", contains), ("=", is_), ("!=", is_not))


class ConditionForm(Speaks, QFrame):
    """A pop-up; Enter applies, Esc and a click beside it leave."""

    spoken_role = Role.Form

    accepted = Signal(str, object)
    """Operator and canonical value."""

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("popup", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = label(column.title_key)
        self.setAccessibleName(name)
        form = QVBoxLayout(self)
        form.setContentsMargins(16, 12, 16, 16)
        form.setSpacing(8)
        form.setSizeConstraint(
            QVBoxLayout.SizeConstraint.SetFixedSize
        )  # it grows when the field says something
        form.addWidget(Label(name, strong=True))
        self.operator = CalmComboBox()
        self.operator.setAccessibleName(self.tr("Operator"))
        self.operator.setMinimumWidth(288)
        for sign, words in operators(column.kind):
            self.operator.addItem(words, sign)
        self.operator.addItem(self.tr("is empty"), "empty")
        self.operator.addItem(self.tr("is not empty"), "not empty")
        self.operator.currentIndexChanged.connect(self._on_operator)
        form.addWidget(self.operator)
        self.editor = editor_for(
            EditorSpec(
                kind=_EDITED_AS.get(column.kind, column.kind),
                label_key=column.title_key,
                choices=column.choices,
                choice_prefix=column.choice_prefix,
                scale=column.scale,
            )
        )
        if column.kind == "bool":
            self.editor.set_value(True)
        form.addWidget(self.editor)
        row = QHBoxLayout()
        row.addStretch(1)
        self.apply_button = Button(self.tr("Apply"), "primary")
        self.apply_button.clicked.connect(self._apply)
        row.addWidget(self.apply_button)
        form.addLayout(row)

    def show_at(self, at: QPoint) -> None:
        """Open at a global position, or as near to it as the screen has room."""
        room, size = self.screen().availableGeometry(), self.sizeHint()
        left = max(room.left(), min(at.x(), room.right() - size.width()))
        top = max(room.top(), min(at.y(), room.bottom() - size.height()))
        self.move(left, top)
        self.show()
        self.editor.setFocus()

    def _on_operator(self) -> None:
        self.editor.setVisible(self.operator.currentData() not in ("empty", "not empty"))

    def _apply(self) -> None:
        sign = self.operator.currentData()
        if sign in ("empty", "not empty"):
            self.accepted.emit("=" if sign == "empty" else "!=", None)
        elif self.editor.value() is None:
            self.editor.set_error(self.tr("This is needed."))
            return
        elif not self.editor.is_valid():
            return
        else:
            self.accepted.emit(sign, self.editor.value())
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        else:
            super().keyPressEvent(event)

"""One field of a bulk edit: which, what happens to it (set, empty, add, take away), and the value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.declare import Entity, Field, Kind, Policy
from crmdesk.domain.values import Value
from crmdesk.ui.desk import Desk
from crmdesk.ui.forms.declared import spec_of
from crmdesk.ui.forms.lookup import RecordLookup
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import IconButton
from crmdesk.ui.widgets.combo_box import CalmComboBox
from crmdesk.ui.widgets.editors import Editor, editor_for


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What is asked for one field: `set`, `clear`, `add` or `remove`, with a canonical value."""

    field: Field
    how: str
    value: Value


def hows(field: Field) -> list[tuple[str, str]]:
    """What can happen to a field, the most usual first, each with its words."""
    say = {
        "set": QCoreApplication.translate("Bulk", "becomes"),
        "clear": QCoreApplication.translate("Bulk", "is emptied"),
        "add": QCoreApplication.translate("Bulk", "add"),
        "remove": QCoreApplication.translate("Bulk", "take away"),
    }
    if field.kind is Kind.SET:
        keys = ["add", "remove", "clear"]
    elif field.policy is Policy.ADD:
        keys = ["add"]
    else:
        keys = ["set"] if field.required or field.kind is Kind.BOOL else ["set", "clear"]
    return [(key, say[key]) for key in keys]


class FieldRow(Retranslates, QWidget):
    """Two lists and an editor; the editor is that of the field chosen."""

    changed = Signal()
    removed = Signal()

    def __init__(self, desk: Desk, entity: Entity, fields: Sequence[Field], first: Field) -> None:
        super().__init__()
        self._desk = desk
        self._entity = entity
        self._fields = {field.name: field for field in fields}
        self.editor: Editor | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.field, self.how = CalmComboBox(), CalmComboBox()
        self._drop = IconButton("close")
        self._drop.clicked.connect(self.removed)
        row.addWidget(self.field, 3)
        row.addWidget(self.how, 2)
        row.addWidget(self._drop)
        column.addLayout(row)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        for field in fields:
            self.field.addItem("", field.name)
        self.field.setCurrentIndex(list(self._fields).index(first.name))
        self.field.currentIndexChanged.connect(self._on_field)
        self.how.currentIndexChanged.connect(self._on_how)
        self._on_field()
        self.retranslate()

    def retranslate(self) -> None:
        self.field.setAccessibleName(self.tr("Field"))
        self.how.setAccessibleName(self.tr("What happens to it"))
        self._drop.set_name(self.tr("Leave this field as it is"))
        for at, name in enumerate(self._fields):
            self.field.setItemText(at, label(f"{self._entity.name}.{name}"))
        for at, (_, words) in enumerate(hows(self.chosen)):
            self.how.setItemText(at, words)

    @property
    def chosen(self) -> Field:
        """The field that it is about."""
        return self._fields[str(self.field.currentData())]

    def choose(self, name: str, how: str) -> None:
        """Take a field and what happens to it."""
        self.field.setCurrentIndex(list(self._fields).index(name))
        self.how.setCurrentIndex([key for key, _ in hows(self.chosen)].index(how))

    def _on_field(self) -> None:
        field = self.chosen
        self.how.blockSignals(True)
        self.how.clear()
        for key, words in hows(field):
            self.how.addItem(words, key)
        self.how.blockSignals(False)
        self.dispose()
        spec = replace(spec_of(self._desk, self._entity, field), required=False)
        self.editor = editor = editor_for(spec)
        if field.kind is Kind.BOOL:
            editor.set_value(True)
        editor.edited.connect(lambda _: self.changed.emit())
        editor.validity_changed.connect(lambda _: self.changed.emit())
        self._place.addWidget(editor)
        self._on_how()

    def _on_how(self) -> None:
        if self.editor is not None:
            self.editor.setVisible(self.how.currentData() != "clear")
        self.changed.emit()

    def change(self) -> FieldChange | None:
        """What is asked; None while the value is missing or cannot be read."""
        how, editor = str(self.how.currentData()), self.editor
        if how == "clear":
            return FieldChange(self.chosen, how, None)
        if editor is None or not editor.is_valid() or editor.value() in (None, "", []):
            return None
        return FieldChange(self.chosen, how, editor.value())

    def asks(self) -> str | None:
        """The field that what is chosen here asks for."""
        change = self.change()
        chosen = self.chosen.choice(change.value) if change is not None and self.chosen.choices else None
        return chosen.asks if chosen is not None else None

    def dispose(self) -> None:
        """Give the editor up, with the look-ups it waits for."""
        if self.editor is None:
            return
        if isinstance(self.editor.spec.lookup, RecordLookup):
            self.editor.spec.lookup.forget()
        self._place.removeWidget(self.editor)
        self.editor.hide()
        self.editor.deleteLater()
        self.editor = None

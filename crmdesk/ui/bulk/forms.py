"""What is asked for many records: other values for fields, a task for each, a visit for each, or that they go."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.bulk import MOST_A_DAY, BulkAct, DeleteEach, EditEach, TaskEach, VisitEach, changeable
from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.values import Value
from crmdesk.ui.bulk.field_row import FieldRow
from crmdesk.ui.desk import Desk
from crmdesk.ui.forms.declared import spec_of
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Label
from crmdesk.ui.widgets.editors import Editor, EditorSpec, FormField, editor_for

_A_DAY = 6
"""Visits of a working day until somebody says otherwise."""


class BulkForm(Retranslates, QWidget):
    """One way to say what becomes of each record."""

    changed = Signal()

    def act(self) -> BulkAct | None:
        """What is asked; None while something is missing. Raises `InvalidValue`."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Take the keyboard."""
        raise NotImplementedError

    def dispose(self) -> None:
        """The form is about to go."""


class EditForm(BulkForm):
    """Fields and what happens to them, one under the other."""

    def __init__(self, desk: Desk, entity: Entity) -> None:
        super().__init__()
        self._desk = desk
        self._entity = entity
        self._fields = changeable(entity)
        self.rows: list[FieldRow] = []
        self._reason: FieldRow | None = None
        """The row that a choice of another one asked for."""
        self.closed_too = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._column = QVBoxLayout()
        column.addLayout(self._column)
        self.more = Button(kind="quiet", icon="add")
        self.more.clicked.connect(self._add_and_go)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.add_row()
        self.retranslate()

    def retranslate(self) -> None:
        self.more.setText(self.tr("Another field"))

    def add_row(self) -> FieldRow:
        """One field more, the first that is not there yet: states first, as they are what is changed most."""
        taken = {row.chosen.name for row in self.rows}
        left = [field for field in self._fields if field.name not in taken]
        usual = [field for field in left if field.kind is Kind.CHOICE]
        row = FieldRow(self._desk, self._entity, self._fields, (usual or left or self._fields)[0])
        row.changed.connect(self._on_changed)
        row.removed.connect(lambda: self._drop(row))
        self.rows.append(row)
        self._column.addWidget(row)
        self.changed.emit()
        return row

    def _on_changed(self) -> None:
        """A choice that asks for its reason brings the row for it, and takes it along when it goes."""
        asked = next(filter(None, (row.asks() for row in self.rows)), None)
        if asked is None and self._reason is not None:
            self._take_out(self._reason)
        elif asked is not None and all(row.chosen.name != asked for row in self.rows):
            self._reason = self.add_row()
            self._reason.choose(asked, "set")
        self.changed.emit()

    def _add_and_go(self) -> None:
        self.add_row().field.setFocus()

    def _drop(self, row: FieldRow) -> None:
        if len(self.rows) == 1:
            self.add_row()
        self._take_out(row)
        self.rows[0].field.setFocus()
        self._on_changed()

    def _take_out(self, row: FieldRow) -> None:
        if row is self._reason:
            self._reason = None
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.dispose()
        row.hide()
        row.deleteLater()

    def act(self) -> BulkAct | None:
        sets: dict[str, Value] = {}
        add: dict[str, Value] = {}
        remove: dict[str, Value] = {}
        for change in (change for row in self.rows if (change := row.change()) is not None):
            field, value = change.field, change.value
            if change.how in ("add", "remove"):
                asked_for = add if change.how == "add" else remove
                asked_for[field.name] = _both(asked_for.get(field.name), value)
            elif field.currency:
                sets[field.name], sets[field.currency] = value if isinstance(value, tuple) else (None, None)
            else:
                sets[field.name] = [] if field.kind is Kind.SET else value
        asked = EditEach(sets, add, remove, self.closed_too)
        return asked.checked(self._entity) if asked.names else None

    def focus_first(self) -> None:
        self.rows[0].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def dispose(self) -> None:
        for row in self.rows:
            row.dispose()


def _both(before: Value, value: Value) -> Value:
    """What two rows ask for of the same field: the elements of both, or the sum."""
    if before is None:
        return value
    if isinstance(value, list):
        return list(dict.fromkeys([*before, *value]))
    return before + value


class DeleteForm(BulkForm):
    """Nothing is asked but that."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._text = Label(tone="muted", wrap=True)
        column.addWidget(self._text)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self._text.setText(
            self.tr(
                "They are deleted here at once, and everywhere else with the next sync. Undo brings them back."
            )
        )

    def act(self) -> BulkAct | None:
        return DeleteEach()

    def focus_first(self) -> None:
        """There is nothing to fill in."""


class _Fields(BulkForm):
    """Editors of a new record's fields, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        outer.addLayout(self.column)
        outer.addStretch(1)
        self.editors: dict[str, Editor] = {}

    def add_editor(self, name: str, spec: EditorSpec, value: object = None) -> None:
        editor = self.editors[name] = editor_for(spec)
        editor.set_value(value)
        editor.edited.connect(lambda _: self.changed.emit())
        editor.validity_changed.connect(lambda _: self.changed.emit())
        self.column.addWidget(FormField(editor))

    def add_field(self, desk: Desk, type_name: str, name: str, value: object = None) -> None:
        entity = desk.entity(type_name)
        self.add_editor(name, spec_of(desk, entity, entity.field(name)), value)

    def value(self, name: str) -> Value:
        return self.editors[name].value()

    @property
    def is_filled(self) -> bool:
        return all(editor.is_valid() for editor in self.editors.values())

    def focus_first(self) -> None:
        next(iter(self.editors.values())).setFocus()

    def retranslate(self) -> None:
        """The editors say themselves what they are."""


class TaskForm(_Fields):
    """Subject, day and priority of the tasks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.add_field(desk, "task", "subject")
        self.add_field(desk, "task", "due_on", desk.today().isoformat())
        self.add_field(desk, "task", "priority", "normal")

    def act(self) -> BulkAct | None:
        if not self.is_filled:
            return None
        return TaskEach({name: self.value(name) for name in self.editors if self.value(name)})


class VisitForm(_Fields):
    """From which day on, how many a day, and what for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.add_field(desk, "visit", "purpose")
        day = EditorSpec(kind="date", label_key="field.first_day", required=True, now=desk.now)
        self.add_editor("first", day, desk.today().isoformat())
        a_day = EditorSpec(
            kind="integer", label_key="field.a_day", required=True, minimum=1, maximum=MOST_A_DAY
        )
        self.add_editor("a_day", a_day, _A_DAY)

    def act(self) -> BulkAct | None:
        if not self.is_filled:
            return None
        purpose = self.value("purpose")
        first = date.fromisoformat(cast(str, self.value("first")))
        return VisitEach(first, cast(int, self.value("a_day")), {"purpose": purpose} if purpose else {})

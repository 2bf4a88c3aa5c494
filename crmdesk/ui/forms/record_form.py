"""A form for any type: its fields in sections, what was changed in it, and what is wrong, said at the field.

It neither saves nor reads records; its panel does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crmdesk.domain.declare import Entity, Field, Kind, Policy
from crmdesk.domain.errors import InvalidValue, UserError
from crmdesk.domain.values import Value
from crmdesk.ui.desk import Desk
from crmdesk.ui.faults import fault_text, value_fault
from crmdesk.ui.forms.declared import Section, asked_for, fills, rows, sections, spec_of
from crmdesk.ui.forms.lookup import RecordLookup
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets.editors import Editor, FormField, editor_for
from crmdesk.ui.widgets.labels import Label

_SPAN = 2


@dataclass(frozen=True, slots=True)
class Changes:
    """What a form asks to be saved: values to set, elements or numbers to add, elements to remove."""

    set: Mapping[str, Value]
    add: Mapping[str, Value]
    remove: Mapping[str, Value]

    @property
    def any(self) -> bool:
        return bool(self.set or self.add or self.remove)


class RecordForm(Retranslates, QWidget):
    """The editors of one type. `load` shows a record's values; what differs from them later are its changes."""

    changed = Signal()
    """After every edit, readable or not."""

    def __init__(
        self, desk: Desk, entity: Entity, parent: QWidget | None = None, *, new: bool = False
    ) -> None:
        """`new`: for a record that is about to be made."""
        super().__init__(parent)
        self._desk = desk
        self._entity = entity
        self._loaded: dict[str, Value] = {}
        self._editors: dict[str, Editor] = {}
        self._asked: dict[str, FormField] = {}
        self._heads: list[tuple[Label, str]] = []
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 24)
        column.setSpacing(12)
        for section in sections(entity, new=new):
            self._add_section(column, section)
        column.addStretch(1)
        self.retranslate()

    def _add_section(self, column: QVBoxLayout, section: Section) -> None:
        if section.name != "main":
            head = Label(strong=True, parent=self)
            head.setContentsMargins(0, 12, 0, 0)
            self._heads.append((head, section.name))
            column.addWidget(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at in range(_SPAN):
            grid.setColumnStretch(at, 1)
        for number, row in enumerate(rows(self._entity, section.fields)):
            span = _SPAN if fills(self._entity, row) else 1
            for place, field in enumerate(row):
                grid.addWidget(self._field(field), number, place, 1, span, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)

    def _field(self, field: Field) -> FormField:
        editor = editor_for(spec_of(self._desk, self._entity, field))
        editor.edited.connect(lambda value, edited=field: self._on_edited(edited, value))
        editor.validity_changed.connect(lambda _: self.changed.emit())
        self._editors[field.name] = editor
        made = FormField(editor, self)
        if field.name in asked_for(self._entity.own):
            self._asked[field.name] = made
        return made

    def _show_asked(self) -> None:
        """What only one choice asks for is in the form while that is chosen, and while it says something."""
        chosen = [
            each.choice(str(editor.value()))
            for name, editor in self._editors.items()
            if (each := self._entity.field(name)).choices and each.kind is Kind.CHOICE
        ]
        asks = {choice.asks for choice in chosen if choice is not None}
        for name, field in self._asked.items():
            field.setVisible(name in asks or not _blank(self._editors[name].value()))

    def set_right_margin(self, pixels: int) -> None:
        """The space at the right of its fields."""
        margins = self._column.contentsMargins()
        margins.setRight(pixels)
        self._column.setContentsMargins(margins)

    def retranslate(self) -> None:
        for head, name in self._heads:
            head.setText(label(f"section.{name}"))

    # -- values --------------------------------------------------------------------------------------------

    def load(self, values: Mapping[str, Value]) -> None:
        """Show these canonical values; nothing is changed then."""
        self._loaded = dict(values)
        for name, editor in self._editors.items():
            editor.set_value(self._shown(name, values))
        self._show_asked()

    def follow(self, values: Mapping[str, Value]) -> None:
        """The record changed elsewhere: untouched fields show it, touched ones keep what was typed and say so."""
        for name, editor in self._editors.items():
            shown = self._shown(name, values)
            if shown == self._shown(name, self._loaded):
                continue
            if self._touched(name):
                editor.set_error(self.tr("Changed by somebody else meanwhile. Saving keeps yours."))
            else:
                editor.set_value(shown)
        self._loaded = dict(values)
        self._show_asked()

    def _shown(self, name: str, values: Mapping[str, Value]) -> Value:
        """The value in the form that the field's editor takes."""
        field = self._entity.field(name)
        value = values.get(name)
        if field.kind is Kind.MONEY:
            return None if value is None else (value, values.get(str(field.currency)))
        return value or None if field.kind is Kind.SET else value

    def _touched(self, name: str) -> bool:
        editor = self._editors[name]
        unreadable = not editor.is_valid() and editor.error() is not None
        return unreadable or not _same(editor.value(), self._shown(name, self._loaded))

    @property
    def dirty(self) -> bool:
        """Whether something was typed that isn't saved, be it readable or not."""
        return any(self._touched(name) for name in self._editors)

    def changes(self) -> Changes:
        """What differs from the loaded values. Call it when `validate` has said yes."""
        changed: dict[str, Value] = {}
        add: dict[str, Value] = {}
        remove: dict[str, Value] = {}
        for name, editor in self._editors.items():
            if not self._touched(name):
                continue
            field, value = self._entity.field(name), editor.value()
            if field.kind is Kind.SET and field.policy is Policy.UNION:
                before, after = self._loaded.get(name) or [], _elements(value)
                add[name] = [item for item in after if item not in before]
                remove[name] = [item for item in before if item not in after]
            elif field.policy is Policy.ADD:
                add[name] = _number(value) - _number(self._loaded.get(name))
            elif field.kind is Kind.MONEY:
                amount, currency = value if isinstance(value, tuple) else (None, None)
                changed[name], changed[str(field.currency)] = amount, currency
            else:
                changed[name] = value
        return Changes(
            changed,
            {name: items for name, items in add.items() if items},
            {name: items for name, items in remove.items() if items},
        )

    def values(self) -> dict[str, Value]:
        """Every filled-in value, for a new record."""
        result: dict[str, Value] = {}
        for name, editor in self._editors.items():
            value, field = editor.value(), self._entity.field(name)
            if value in (None, "", []):
                continue
            if isinstance(value, tuple):
                result[name], result[str(field.currency)] = value
            else:
                result[name] = value
        return result

    # -- what is wrong -------------------------------------------------------------------------------------

    def _on_edited(self, field: Field, value: object) -> None:
        problem = value_fault(field, value)
        if problem is not None:
            self._editors[field.name].set_error(problem)
        self._show_asked()
        self.changed.emit()

    def validate(self) -> bool:
        """Whether everything can be saved; says at each field what is wrong and goes to the first of them."""
        wrong = [editor for name, editor in self._editors.items() if not self._fine(name, editor)]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def _fine(self, name: str, editor: Editor) -> bool:
        return editor.validate() and value_fault(self._entity.field(name), editor.value()) is None

    def show_error(self, error: UserError) -> bool:
        """Say a fault at the field it is about; False when it is about none that this form shows."""
        name = error.field if isinstance(error, InvalidValue) else None
        editor = self._editors.get(name) if name is not None else None
        if editor is None or (name in self._asked and self._asked[name].isHidden()):
            return False
        editor.set_error(fault_text(error))
        editor.setFocus()
        return True

    def focus_first(self) -> None:
        """The keyboard goes to the first field that is empty and needed, else to the first."""
        empty = [e for e in self._editors.values() if e.spec.required and e.value() in (None, "", [])]
        for editor in [*empty, *self._editors.values()][:1]:
            editor.setFocus()

    @property
    def names(self) -> frozenset[str]:
        """The fields that it shows, an amount's currency included."""
        currencies = {self._entity.field(name).currency for name in self._editors}
        return frozenset({*self._editors, *(name for name in currencies if name)})

    def editor(self, name: str) -> Editor:
        """The editor of a field; raises KeyError where the form has none."""
        return self._editors[name]

    def dispose(self) -> None:
        """Stop waiting for names and matches; the form is about to go."""
        for editor in self._editors.values():
            if isinstance(editor.spec.lookup, RecordLookup):
                editor.spec.lookup.forget()


def _same(first: Any, second: Any) -> bool:
    return bool(first == second) or (_blank(first) and _blank(second))


def _blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [])


def _elements(value: object) -> list[Value]:
    return list(value) if isinstance(value, list | tuple) else []


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0

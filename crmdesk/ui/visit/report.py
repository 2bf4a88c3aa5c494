"""The report of a visit: outcome, people met, notes, products, next step and its task. It saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.declare import Entity
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import fact_text
from crmdesk.ui.forms.declared import spec_of
from crmdesk.ui.forms.lookup import RecordLookup
from crmdesk.ui.reading import name_in
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.visit.amended import Amended
from crmdesk.ui.visit.toggles import Toggles
from crmdesk.ui.widgets import Button, Card, Label
from crmdesk.ui.widgets.editors import Editor, EditorSpec, Option, editor_for

_READ_ONLY = ("samples",)
"""A count without products, as earlier programs took it: what is left on a visit is said in lines of its own."""
_BLOCKS = ("outcome", "contacts", "notes", "products", "samples", "next_step")
Holds = Callable[[str], bool]
"""Whether a field carries something that is not saved yet."""


class ReportCard(Retranslates, Card):
    """`edited` tells field and canonical value after each change; `task_wanted` the day a task is due."""

    edited = Signal(str, object)
    task_wanted = Signal(object)
    person_wanted = Signal()

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._desk = desk
        self._entity = entity
        self._names: dict[str, Label] = {}
        self._holders = {name: QWidget(self) for name in _BLOCKS}
        self._blocks: dict[str, tuple[QWidget, QWidget, Label]] = {}
        """By field: its block, its control, and the text that stands there once the report is locked."""
        self.outcome = Toggles(single=True, parent=self._holders["outcome"])
        self.outcome.edited.connect(lambda chosen: self.edited.emit("outcome", chosen[0] if chosen else None))
        self.people = Toggles(parent=self._holders["contacts"])
        self.people.edited.connect(lambda chosen: self.edited.emit("contacts", chosen))
        self.notes = self._editor("notes")
        self.products = self._editor("products")
        self.next_step = self._editor("next_step")
        self._task_row = QWidget(self)
        self.task_day = editor_for(
            EditorSpec("date", label_key="task.due_on", zone=desk.zone, now=desk.author.now), self._task_row
        )
        self.add_task = Button(icon="task", parent=self._task_row)
        self.add_task.setProperty("touch", True)
        self.add_task.clicked.connect(self._want_task)
        self.add_person = Button(kind="quiet", icon="add", parent=self._holders["contacts"])
        self.add_person.clicked.connect(self.person_wanted)
        self._lay_out()
        self.retranslate()

    def _editor(self, name: str) -> Editor:
        editor = editor_for(spec_of(self._desk, self._entity, self._entity.field(name)), self._holders[name])
        editor.edited.connect(lambda value, edited=name: self.edited.emit(edited, value))
        return editor

    def _lay_out(self) -> None:
        self.body.setSpacing(16)
        self.body.addWidget(self._block("outcome", self.outcome))
        self.body.addWidget(self._block("contacts", self.people, self.add_person))
        self.body.addWidget(self._block("notes", self.notes))
        self.body.addWidget(self._block("products", self.products))
        self.body.addWidget(self._block("samples", QWidget(self._holders["samples"])))
        self.body.addWidget(self._block("next_step", self.next_step))
        row = QHBoxLayout(self._task_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._by = Label(tone="muted", parent=self._task_row)
        row.addWidget(self._by)
        self.task_day.setFixedWidth(180)
        row.addWidget(self.task_day)
        row.addWidget(self.add_task)
        row.addStretch(1)
        self.body.addWidget(self._task_row)

    def _block(self, name: str, editor: QWidget, beside: QWidget | None = None) -> QWidget:
        block = self._holders[name]
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        shown = self._names[name] = Label(tone="muted", parent=block)
        shown.setBuddy(editor)
        head.addWidget(shown)
        if beside is not None:
            head.addWidget(beside)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(editor)
        said = Label(wrap=True, parent=block)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        said.hide()
        column.addWidget(said)
        column.addStretch(1)
        self._blocks[name] = (block, editor, said)
        return block

    def retranslate(self) -> None:
        self.set_title(self.tr("Report"))
        for name, shown in self._names.items():
            shown.setText(label(f"visit.{name}"))
        self._names["contacts"].setText(self.tr("People met"))
        choices = self._entity.field("outcome").choices
        self.outcome.set_options([Option(each.key, label(f"visit.outcome.{each.key}")) for each in choices])
        self.outcome.setAccessibleName(label("visit.outcome"))
        self.people.setAccessibleName(self.tr("People met"))
        self._by.setText(self.tr("Make it a task due"))
        self.add_task.setText(self.tr("Add task"))
        self.add_person.setText(self.tr("Add a person"))

    # -- showing -------------------------------------------------------------------------------------------

    def show_record(
        self, record: Record, people: Sequence[Record], names: Mapping[str, str], holds: Holds
    ) -> None:
        """Show the visit; what is being typed and not saved yet stays as it is."""
        met: list[str] = self.people.chosen if holds("contacts") else list(record["contacts"] or [])
        options = [Option(each.id, str(each["name"] or ""), str(each["title"] or "")) for each in people]
        known = {option.value for option in options}
        options += [Option(each, name_in(names, each)) for each in met if each not in known]
        self.people.set_options(options)
        if not holds("contacts"):
            self.people.set_chosen(met)
        if not holds("outcome"):
            self.outcome.set_chosen([record["outcome"]] if record["outcome"] else [])
        for name, editor in self._editors().items():
            value = record[name] or None
            if not holds(name) and editor.value() != value:
                editor.set_value(value)

    def _editors(self) -> dict[str, Editor]:
        return {"notes": self.notes, "products": self.products, "next_step": self.next_step}

    def show_locked(
        self, record: Record, names: Mapping[str, str], amended: Amended, *, locked: bool
    ) -> None:
        """A submitted report is read, not written; what was left empty is not shown. Amendments stand beside it."""
        for name, (block, editor, said) in self._blocks.items():
            text = amended.beside(name, self._text(name, record, names))
            reading = locked or name in _READ_ONLY
            said.setText(text)
            said.setVisible(reading)
            editor.setVisible(not reading)
            block.setVisible(not reading or bool(text))
        self._task_row.setVisible(not locked)
        self.add_person.setVisible(not locked)

    def _text(self, name: str, record: Record, names: Mapping[str, str]) -> str:
        if name == "contacts":
            return formats.listed(name_in(names, each) for each in record[name] or ())
        return fact_text(self._entity, self._entity.field(name), record, names)

    # -- the next step as a task ---------------------------------------------------------------------------

    @property
    def step_text(self) -> str:
        """The first line of the next step."""
        text = str(self.next_step.value() or "").strip()
        return text.splitlines()[0] if text else ""

    def _want_task(self) -> None:
        if not self.step_text:
            self.next_step.set_error(self.tr("Say what comes next; the task is named after it."))
            self.next_step.setFocus()
        elif self.task_day.error() is None:
            self.task_wanted.emit(cast("Value", self.task_day.value()))

    # -- what is not saved by itself -----------------------------------------------------------------------

    def written(self) -> dict[str, Any] | None:
        """The day of a task, and texts that cannot be read, in JSON; None for nothing."""
        found = {name: each.written() for name, each in self._editors().items() if each.error() is not None}
        found["task_day"] = self.task_day.written()
        return {name: each for name, each in found.items() if each} or None

    def write_again(self, written: dict[str, Any]) -> None:
        """Show what `written` gave."""
        editors = {**self._editors(), "task_day": self.task_day}
        for name, each in written.items():
            editors[name].write_again(each)

    def dispose(self) -> None:
        """Stop waiting for names; the page is about to go."""
        if isinstance(self.products.spec.lookup, RecordLookup):
            self.products.spec.lookup.forget()

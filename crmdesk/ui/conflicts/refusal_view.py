"""One refused edit: why in plain words, what was typed, and the ways out. It decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.store.refusals import Refused
from crmdesk.ui import formats
from crmdesk.ui.conflicts.content import Refusal
from crmdesk.ui.conflicts.reasons import reason
from crmdesk.ui.desk import Desk
from crmdesk.ui.forms.lookup import RecordLookup
from crmdesk.ui.translations import Retranslates, fault_sentence, label
from crmdesk.ui.widgets import Button, Card, Label, Property, PropertyList
from crmdesk.ui.widgets.editors import Editor, EditorSpec, editor_for
from crmdesk.ui.widgets.flow_layout import FlowLayout


class RefusalView(Retranslates, QWidget):
    """Ways out: edit and send again, send again as it is, keep a copy in a file, discard; and for what belongs to a
    record that was deleted, bring that back or put it under another one."""

    edit_wanted = Signal()
    retry_wanted = Signal()
    export_wanted = Signal()
    discard_wanted = Signal()
    restore_wanted = Signal()
    parent_chosen = Signal(str)
    """The id of the record that it shall belong to instead."""
    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._refusal: Refusal | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._card = Card(parent=self)
        self._card.body.setContentsMargins(24, 20, 24, 20)
        column.addWidget(self._card)
        column.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title = Label(title=True, elided=True, parent=self._card)
        self.open_button = Button(kind="link", parent=self._card)
        self.open_button.clicked.connect(self._open)
        head.addWidget(self._title)
        head.addWidget(self.open_button)
        head.addStretch(1)
        self._card.body.addLayout(head)
        self._why = Label(wrap=True, parent=self._card)
        self._safe, self._hint = (Label(tone="muted", wrap=True, parent=self._card) for _ in range(2))
        for said in (self._why, self._hint, self._safe):
            self._card.body.addWidget(said)
        self._card.body.addSpacing(8)
        self._typed_head = Label(strong=True, parent=self._card)
        self._card.body.addWidget(self._typed_head)
        self._typed = PropertyList(self._card)
        self._card.body.addWidget(self._typed)
        self._card.body.addSpacing(8)
        self._build_parent()
        self._build_ways()
        self.retranslate()

    def _build_parent(self) -> None:
        self._parent_box = QWidget(self._card)
        row = QHBoxLayout(self._parent_box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.restore = Button(kind="primary", icon="undo", parent=self._parent_box)
        self.reparent = Button(icon="check", parent=self._parent_box)
        self._parent_place = QHBoxLayout()
        self.parent_editor: Editor | None = None
        self.restore.clicked.connect(self.restore_wanted)
        self.reparent.clicked.connect(self._choose_parent)
        for button in (self.restore, self.reparent):
            button.setProperty("touch", True)
        row.addWidget(self.restore)
        row.addLayout(self._parent_place, 1)
        row.addWidget(self.reparent)
        self._card.body.addWidget(self._parent_box)
        self._card.body.addSpacing(8)

    def _show_parent(self, one: Refused, *, another: bool) -> None:
        """What it belonged to and is gone: brought back, or another one found by typing, which goes on while something
        else comes in."""
        self._parent_box.setVisible(bool(one.missing))
        self.edit.set_kind("plain" if one.missing else "primary")
        if one.missing and not another:
            self._name_parent(one)
            return
        if self.parent_editor is not None:
            self._parent_place.removeWidget(self.parent_editor)
            self.parent_editor.deleteLater()
            self.parent_editor = None
        if not one.missing:
            return
        _, kind, _ = one.missing[0]
        said = self._name_parent(one)
        spec = EditorSpec("reference", kind, lookup=RecordLookup(self._desk, kind), placeholder=said)
        self.parent_editor = editor_for(spec, self._parent_box)
        self.parent_editor.setProperty("touch", True)
        self.parent_editor.setAccessibleName(said)
        self.parent_editor.edited.connect(lambda value: self.reparent.setEnabled(bool(value)))
        self.reparent.setEnabled(False)
        self._parent_place.addWidget(self.parent_editor, 1)

    def _name_parent(self, one: Refused) -> str:
        _, kind, _ = one.missing[0]
        self.restore.setText(self.tr("Bring back: {0}").format(label(kind)))
        return self.tr("Another one: {0}").format(label(kind))

    def _choose_parent(self) -> None:
        value = self.parent_editor.value() if self.parent_editor is not None else None
        if value:
            self.parent_chosen.emit(str(value))

    def _build_ways(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        kept = FlowLayout(spacing=8)
        self.edit = Button(kind="primary", icon="edit", parent=self._card)
        self.retry = Button(icon="refresh", parent=self._card)
        self.export = Button(icon="export", parent=self._card)
        self.discard = Button(kind="danger", icon="delete", parent=self._card)
        for button, signal in (
            (self.edit, self.edit_wanted),
            (self.retry, self.retry_wanted),
            (self.export, self.export_wanted),
        ):
            button.clicked.connect(signal)
        self.discard.clicked.connect(self.discard_wanted)
        for button in (self.edit, self.retry, self.export):
            button.setProperty("touch", True)
            kept.addWidget(button)
        row.addLayout(kept, 1)
        self.discard.setProperty("touch", True)
        row.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignTop)
        self._card.body.addLayout(row)

    def retranslate(self) -> None:
        self.open_button.setText(self.tr("Open"))
        self.edit.setText(self.tr("Edit and send again"))
        self.retry.setText(self.tr("Send again"))
        self.retry.setToolTip(self.tr("For when what stood in the way has gone"))
        self.export.setText(self.tr("Save to a file…"))
        self.discard.setText(self.tr("Discard"))
        self.reparent.setText(self.tr("Put under this one"))
        self._typed_head.setText(self.tr("What you entered"))
        self._safe.setText(self.tr("Nothing is lost: it stays on this laptop until you decide."))
        refusal, self._refusal = self._refusal, None
        if refusal is not None:
            self.show_refusal(refusal)

    def show_refusal(self, refusal: Refusal) -> None:
        """Show a refused edit."""
        one = refusal.refused
        before, self._refusal = self._refusal, refusal
        another = before is None or (before.refused.op_id, before.refused.missing) != (one.op_id, one.missing)
        self._title.setText(refusal.title or label(one.type))
        self.open_button.setVisible(refusal.record is not None)
        at = formats.relative_instant(one.at, self._desk.now(), self._desk.zone)
        said = {
            "create": self.tr("The centre did not accept this new record of {0}. {1}"),
            "delete": self.tr("The centre did not accept this deletion of {0}. {1}"),
        }.get(one.act, self.tr("The centre did not accept your change of {0}. {1}"))
        self._why.setText(said.format(at, reason(one)))
        self._hint.setText(
            self.tr("The centre's advice: {0}.").format(fault_sentence(one.hint.rstrip(".")))
            if one.hint
            else ""
        )
        self._hint.setVisible(bool(one.hint))
        self._typed.set_properties(
            [Property(label(f"{one.type}.{name}"), text) for name, text in refusal.typed]
        )
        self._typed_head.setVisible(bool(refusal.typed))
        self._show_parent(one, another=another)
        self.edit.setVisible(one.act in ("create", "update"))

    def _open(self) -> None:
        if self._refusal is not None:
            self.opened.emit(self._refusal.refused.type, self._refusal.refused.record)

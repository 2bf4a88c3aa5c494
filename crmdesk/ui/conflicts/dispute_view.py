"""One conflict: before, yours and theirs side by side with the difference in words, and the ways to settle it."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.declare import Kind
from crmdesk.domain.values import Value
from crmdesk.ui import formats
from crmdesk.ui.conflicts.comparison import Compared, Comparison, Version
from crmdesk.ui.conflicts.content import Dispute
from crmdesk.ui.conflicts.words import choices, field_words, said
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import shown_fields
from crmdesk.ui.forms.declared import spec_of
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.unfinished import Unfinished
from crmdesk.ui.widgets import Button, Card, Label
from crmdesk.ui.widgets.editors import Editor, FormField, editor_for
from crmdesk.ui.widgets.flow_layout import FlowLayout


class DisputeView(Retranslates, QWidget):
    """`settled` tells the choice of the conflict's own vocabulary (`mine`, `theirs`, `value`), its value, and whether
    all of the same kind are meant."""

    settled = Signal(str, object, bool)
    opened = Signal(str, str)
    history_wanted = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._dispute: Dispute | None = None
        self._alike = 0
        self._editors: dict[str, Editor] = {}
        self._begun: dict[str, Any] = {}
        """What stood in the editors when they were opened."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._card = Card(parent=self)
        column.addWidget(self._card)
        column.addStretch(1)
        self._build_head()
        self._comparison: QWidget = QWidget(self._card)
        self._card.body.addWidget(self._comparison)
        self._edit_holder = QWidget(self._card)
        self._edit_column = QVBoxLayout(self._edit_holder)
        self._edit_column.setContentsMargins(0, 8, 0, 0)
        self._card.body.addWidget(self._edit_holder)
        self._build_choices()
        self.retranslate()

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._title = Label(title=True, elided=True, parent=self._card)
        self.open_button = Button(kind="link", parent=self._card)
        self.history_button = Button(kind="link", icon="history", parent=self._card)
        self.open_button.clicked.connect(self._open)
        self.history_button.clicked.connect(self._open_history)
        row.addWidget(self._title)
        row.addWidget(self.open_button)
        row.addStretch(1)
        row.addWidget(self.history_button)
        self._card.body.setContentsMargins(24, 20, 24, 20)
        self._card.body.addLayout(row)
        self._what = Label(wrap=True, parent=self._card)
        self._card.body.addWidget(self._what)
        self._card.body.addSpacing(8)

    def _build_choices(self) -> None:
        self._card.body.addSpacing(8)
        self.all_alike = QCheckBox(self._card)
        self._card.body.addWidget(self.all_alike)
        row = FlowLayout(spacing=8)
        self.keep_yours = Button(kind="primary", parent=self._card)
        self.take_theirs, self.edit = Button(parent=self._card), Button(parent=self._card)
        self.save = Button(kind="primary", icon="check", parent=self._card)
        self.back = Button(parent=self._card)
        self.keep_yours.clicked.connect(self.choose_yours)
        self.take_theirs.clicked.connect(self.choose_theirs)
        self.edit.clicked.connect(self.start_editing)
        self.save.clicked.connect(self.save_result)
        self.back.clicked.connect(self.stop_editing)
        for button in (self.keep_yours, self.take_theirs, self.edit, self.save, self.back):
            button.setProperty("touch", True)
            row.addWidget(button)
        self._card.body.addLayout(row)

    # -- words ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.open_button.setText(self.tr("Open"))
        self.history_button.setText(self.tr("History"))
        self.edit.setText(self.tr("3  Edit the result"))
        self.save.setText(self.tr("Save this result"))
        self.back.setText(self.tr("Back to the choice"))
        if self._dispute is not None:
            self.show_dispute(self._dispute, self._alike)

    def _name_choices(self, dispute: Dispute) -> None:
        yours, theirs = (f"{number}  {words}" for number, words in enumerate(choices(dispute), 1))
        self.keep_yours.setText(yours)
        self.keep_yours.setToolTip(self.tr("Press 1 or M"))
        self.take_theirs.setText(theirs)
        self.take_theirs.setToolTip(self.tr("Press 2 or T"))
        self.edit.setToolTip(self.tr("Press 3 or E"))
        self.all_alike.setText(
            self.tr("Do the same for %n others of this kind ({0})", "", self._alike).format(
                field_words(dispute) or label(dispute.conflict.type)
            )
        )
        self.all_alike.setVisible(self._alike > 0)

    # -- showing -------------------------------------------------------------------------------------------

    def show_dispute(self, dispute: Dispute, alike: int) -> None:
        """Show a conflict; `alike` others are of the same kind."""
        another = self._dispute is None or self._dispute.key != dispute.key
        if another:
            self.all_alike.setChecked(False)
            self.keep()
            self._drop_editors()
        self._dispute, self._alike = dispute, alike
        self._title.setText(dispute.title or label(dispute.conflict.type))
        self._what.setText(said(dispute))
        self.open_button.setVisible(dispute.record is not None)
        self._compare(dispute)
        self._name_choices(dispute)
        if another:
            self._restore(dispute)
        self._show_mode()

    def _compare(self, dispute: Dispute) -> None:
        desk, conflict = self._desk, dispute.conflict
        at, first_at, base_at = (
            formats.relative_instant(each, desk.now(), desk.zone) if each else ""
            for each in (conflict.at, dispute.moments.first_at, dispute.moments.base_at)
        )
        second = self.tr("arrived second, {0}").format(at) if at else self.tr("arrived second")
        first = self.tr("arrived first, {0}").format(first_at or self.tr("time not known here"))
        said = formats.clauses((dispute.base_name, base_at)) if base_at else self.tr("author not known here")
        base = "\n".join((self.tr("what both started from"), said))
        empty, deleted = self.tr("empty"), self.tr("deleted")
        versions = (
            Version(self.tr("Before"), base, empty),
            Version(
                dispute.your_name or self.tr("Yours"),
                second if dispute.yours == "mine" else first,
                deleted if dispute.deleted_by == dispute.yours else empty,
            ),
            Version(
                dispute.other_name or self.tr("Theirs"),
                second if dispute.others == "mine" else first,
                deleted if dispute.deleted_by == dispute.others else empty,
            ),
        )
        rows = [
            Compared(label(f"{conflict.type}.{row.field}"), (row.base, row.yours, row.others), row.prose)
            for row in dispute.rows
        ]
        comparison = Comparison(versions, rows, self._card)
        self._card.body.replaceWidget(self._comparison, comparison)
        self._comparison.hide()
        self._comparison.deleteLater()
        self._comparison = comparison

    # -- choosing ------------------------------------------------------------------------------------------

    @property
    def editing(self) -> bool:
        """Whether a result of one's own is being written."""
        return bool(self._editors)

    def choose_yours(self) -> None:
        """What stands under "yours" shall stand."""
        if self._dispute is not None and not self.editing:
            self.settled.emit(self._dispute.yours, None, self.all_alike.isChecked())

    def choose_theirs(self) -> None:
        """What the other one wrote shall stand."""
        if self._dispute is not None and not self.editing:
            self.settled.emit(self._dispute.others, None, self.all_alike.isChecked())

    def start_editing(self) -> None:
        """Write the result oneself, starting from one's own value."""
        dispute = self._dispute
        if dispute is None or self.editing or not self.edit.isVisibleTo(self):
            return
        self._open_editors(dispute)
        self._show_mode()
        next(iter(self._editors.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_editors(self, dispute: Dispute) -> None:
        entity = self._desk.entity(dispute.conflict.type)
        start = dispute.conflict.mine if dispute.yours == "mine" else dispute.conflict.theirs
        for field in shown_fields(entity, dispute.conflict.fields):
            editor = editor_for(spec_of(self._desk, entity, field))
            value = start.get(field.name)
            amount = field.kind is Kind.MONEY and value is not None
            editor.set_value((value, start.get(str(field.currency))) if amount else value or None)
            self._editors[field.name] = editor
            self._edit_column.addWidget(FormField(editor))
        self._begun = self._written()

    def _written(self) -> dict[str, Any]:
        return {name: editor.written() for name, editor in self._editors.items()}

    def _unfinished(self, dispute: Dispute) -> Unfinished:
        conflict = dispute.conflict
        return Unfinished.about(self._desk.own, conflict.type, conflict.record, f"conflict.{dispute.key}")

    def keep(self) -> None:
        """Another one is shown, or the page is left: a result that is being written is there again with its
        conflict."""
        if self._dispute is not None:
            written = self._written()
            self._unfinished(self._dispute).keep(written if written != self._begun else None)

    def _restore(self, dispute: Dispute) -> None:
        kept = self._unfinished(dispute).kept
        if kept is None or dispute.conflict.about != "fields":
            return
        self._open_editors(dispute)
        for name, editor in self._editors.items():
            editor.write_again(kept.get(name))

    def stop_editing(self) -> None:
        """Back to the choice; what was written is dropped."""
        self._drop_editors()
        self.keep()
        self._show_mode()

    def settle(self, dispute: Dispute) -> None:
        """It is settled: nothing is left of what was written for it."""
        if self._dispute is not None and self._dispute.key == dispute.key:
            self.stop_editing()
        self._unfinished(dispute).keep(None)

    def _drop_editors(self) -> None:
        while (item := self._edit_column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._editors, self._begun = {}, {}

    def _show_mode(self) -> None:
        editing = self.editing
        about_fields = self._dispute is not None and self._dispute.conflict.about == "fields"
        self._edit_holder.setVisible(editing)
        for button in (self.keep_yours, self.take_theirs):
            button.setVisible(not editing)
        self.edit.setVisible(not editing and about_fields)
        self.all_alike.setVisible(not editing and self._alike > 0)
        self.save.setVisible(editing)
        self.back.setVisible(editing)

    def save_result(self) -> None:
        """Settle with what was written, if it can be read."""
        dispute = self._dispute
        wrong = [editor for editor in self._editors.values() if not editor.validate()]
        if dispute is None or wrong:
            for editor in wrong[:1]:
                editor.setFocus()
            return
        entity = self._desk.entity(dispute.conflict.type)
        chosen: dict[str, Value] = {}
        for name, editor in self._editors.items():
            field, value = entity.field(name), editor.value()
            if field.kind is Kind.MONEY:
                amount, currency = cast("tuple[Value, Value]", value or (None, None))
                chosen[name], chosen[str(field.currency)] = amount, currency
            else:
                chosen[name] = value
        self.settled.emit("value", chosen, False)

    def _open(self) -> None:
        if self._dispute is not None:
            self.opened.emit(self._dispute.conflict.type, self._dispute.conflict.record)

    def _open_history(self) -> None:
        if self._dispute is not None:
            self.history_wanted.emit(self._dispute.conflict.type, self._dispute.conflict.record)

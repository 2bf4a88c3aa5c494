"""Correcting a submitted report: what, to which value, and why. It saves nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.values import Value, empty
from crmdesk.domain.visit_forms import Form, QuestionKind, words
from crmdesk.domain.visits import AMENDABLE, ANSWER
from crmdesk.ui.desk import Desk
from crmdesk.ui.forms.declared import spec_of
from crmdesk.ui.theme.state import look
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.unfinished import Unfinished
from crmdesk.ui.visit.amended import latest_value
from crmdesk.ui.visit.content import VisitContent
from crmdesk.ui.visit.questions import QuestionRow
from crmdesk.ui.widgets import Button, Card, Label
from crmdesk.ui.widgets.combo_box import CalmComboBox
from crmdesk.ui.widgets.editors import Editor, EditorSpec, FormField, editor_for

_WIDEST = 720
"""Pixels that its fields take: what is typed here is short."""


class AmendPanel(Retranslates, Card):
    """Hidden until it is opened. `amended` tells field, canonical value and reason; `closed` that it was left."""

    amended = Signal(str, object, str)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._desk = desk
        self._content: VisitContent | None = None
        self._value: Value = None
        self.opened = False
        self._typed = False
        """Whether something is written here that was not saved."""
        self.row: QuestionRow | None = None
        self.editor: Editor | None = None
        self.body.setSpacing(16)
        self._what = Label(tone="muted", parent=self)
        self.field = CalmComboBox(self)
        self.field.setMinimumHeight(40)
        self.field.setMaximumWidth(_WIDEST)
        self.field.currentIndexChanged.connect(self._show_editor)
        self._what.setBuddy(self.field)
        asked = QVBoxLayout()
        asked.setSpacing(4)
        asked.addWidget(self._what)
        asked.addWidget(self.field)
        self.body.addLayout(asked)
        self._holder = QWidget(self)
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._holder.setMaximumWidth(_WIDEST)
        self.body.addWidget(self._holder)
        self.reason = editor_for(
            EditorSpec("longtext", label_key="visit_amendment.reason", required=True), self
        )
        self.reason.edited.connect(self._note_typed)
        why = FormField(self.reason, self)
        why.setMaximumWidth(_WIDEST)
        self.body.addWidget(why)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.save = Button(kind="primary", icon="check", parent=self)
        self.leave = Button(kind="quiet", parent=self)
        self.save.clicked.connect(self._tell)
        self.leave.clicked.connect(self._give_up)
        for button in (self.save, self.leave):
            button.setProperty("touch", True)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(self.tr("Amend the report"))
        self._what.setText(self.tr("What needs correcting?"))
        self.field.setAccessibleName(self._what.text())
        self.save.setText(self.tr("Save the amendment"))
        self.leave.setText(self.tr("Cancel"))

    def open(self, content: VisitContent) -> None:
        """Offer what can be amended of this report; what was written before and not saved is still there."""
        if not self._typed:
            self._begin(content)
        self.opened = True
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, content: VisitContent) -> None:
        self._content = content
        form = self._form()
        self.field.blockSignals(True)
        self.field.clear()
        for name in AMENDABLE:
            told = self.tr("People met") if name == "contacts" else label(f"visit.{name}")
            self.field.addItem(told, name)
        for question in form.questions if form is not None else ():
            if question.kind is not QuestionKind.PHOTO:
                self.field.addItem(words(question.text, look().language), f"{ANSWER}{question.key}")
        self.field.blockSignals(False)
        self.reason.set_value(None)
        self._show_editor()
        self._restore(content)

    def _unfinished(self, content: VisitContent) -> Unfinished:
        return Unfinished.about(self._desk.own, "visit", content.record.id, "amendment")

    def _restore(self, content: VisitContent) -> None:
        """What was being written when its page or the program ended."""
        kept = self._unfinished(content).kept
        at = self.field.findData(kept["field"]) if kept else -1
        if at < 0:
            return
        self._typed = True
        self.field.setCurrentIndex(at)
        self._value = kept["value"]
        unread = kept.get("unread")
        if self.row is not None:
            self.row.show_answer(self._value)
            if unread:
                self.row.write_again(unread)
        elif self.editor is not None:
            self.editor.set_value(self._value)
            if unread:
                self.editor.write_again(unread)
        self.reason.set_value(kept["reason"])

    def keep(self) -> None:
        """The page is left, maybe for good: what is written here and not saved is there again when it is opened."""
        if self._content is not None:
            unread = self._unread()
            said = {
                "field": self.field.currentData(),
                "value": self._value,
                "unread": unread,
                "reason": self.reason.value(),
            }
            self._unfinished(self._content).keep(said if self._typed or unread else None)

    def _unread(self) -> dict[str, Any] | None:
        """What stands in the editor and is no value, in JSON."""
        if self.row is not None:
            return self.row.written()
        wrong = self.editor is not None and self.editor.error() is not None
        return self.editor.written() if self.editor is not None and wrong else None

    def close_saved(self) -> None:
        """What was written stands beside the report now."""
        self._give_up()

    def _note_typed(self, _: object = None) -> None:
        self._typed = True

    def fold(self) -> bool:
        """Close it; whether it was open. What was written stays for next time."""
        if not self.opened:
            return False
        self.opened = False
        self.hide()
        self.closed.emit()
        return True

    def _give_up(self) -> None:
        self._typed = False
        self.keep()
        self.fold()

    def _form(self) -> Form | None:
        content = self._content
        if content is None:
            return None
        return next((each.form for each in content.forms if each.id == content.record["form"]), None)

    def _show_editor(self, *_: object) -> None:
        content, name = self._content, self.field.currentData()
        if content is None or name is None:
            return
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.row = self.editor = None
        self._value = latest_value(content.record, content.amendments, name)
        form, key = self._form(), str(name).removeprefix(ANSWER)
        if str(name).startswith(ANSWER) and form is not None:
            self.row = QuestionRow(form.by_key[key], look().language, self._holder)
            self.row.show_answer(self._value)
            self.row.edited.connect(self._take)
            self._column.addWidget(self.row)
            self.row.show()  # now: Tab goes only to what is shown
            return
        entity = self._desk.entity("visit")
        self.editor = editor_for(spec_of(self._desk, entity, entity.field(str(name))), self._holder)
        self.editor.set_value(self._value if self._value is not None else empty(entity.field(str(name))))
        self.editor.edited.connect(self._take)
        field = FormField(self.editor, self._holder)
        self._column.addWidget(field)
        field.show()

    def _take(self, value: object) -> None:
        self._value = value
        self._typed = True

    def _tell(self) -> None:
        reason = str(self.reason.value() or "").strip()
        if not reason:
            self.reason.set_error(self.tr("Say why: the reason stands beside the amendment."))
            self.reason.setFocus()
        elif self.editor is None or self.editor.error() is None:
            self.amended.emit(str(self.field.currentData()), self._value, reason)

"""The card in which a lead is converted: which account, which person, a sale or none; by keyboard, saved as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain import leads
from crmdesk.domain.errors import InvalidValue, UserError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.faults import fault_text
from crmdesk.ui.forms.declared import spec_of
from crmdesk.ui.lead.content import Known, Matches, Targets, find_matches, read_targets
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.unfinished import Unfinished
from crmdesk.ui.widgets import Button, Card, FlowLayout, IconButton, Label
from crmdesk.ui.widgets.editors import Editor, FieldsRow, FormField, editor_for

_SALE = ("name", "amount", "close_date")


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of the two targets: its field and the buttons of those that the lead may be already."""

    editor: Editor
    buttons: FlowLayout
    holder: QWidget


class ConversionCard(Retranslates, Card):
    """Hidden until it is asked for. A target left empty is made anew; Enter converts, Esc leaves."""

    closed = Signal()
    converted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._desk = desk
        self._lead: Record | None = None
        self._saving = False
        self._begun: dict[str, Any] = {}
        """What stood in the card before anybody touched it."""
        self.suggestions: list[Button] = []
        self._close = IconButton("close", parent=self.buttons.parentWidget())
        self._close.clicked.connect(self.leave)
        self.buttons.addWidget(self._close)
        targets = FieldsRow(self)
        self._account, self._contact = self._choice("account", targets), self._choice("contact", targets)
        self.account, self.contact = self._account.editor, self._contact.editor
        self.body.addWidget(targets)
        self._build_sale()
        self._build_end()
        self.hide()
        self.retranslate()

    def _choice(self, kind: str, targets: FieldsRow) -> _Choice:
        entity = self._desk.entity("lead")
        field = entity.field(f"converted_{kind}")
        spec = replace(spec_of(self._desk, entity, field), label_key=f"field.{kind}")
        side = QWidget(targets)
        editor = editor_for(spec, side)
        editor.edited.connect(lambda _: self._tell())
        holder = QWidget(side)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FormField(editor, side))
        column.addWidget(holder)
        column.addStretch(1)
        targets.add(side)
        return _Choice(editor, FlowLayout(holder, spacing=8), holder)

    def _build_sale(self) -> None:
        self.with_sale = QCheckBox(self)
        self.with_sale.toggled.connect(self._on_sale)
        self.body.addWidget(self.with_sale)
        entity = self._desk.entity("opportunity")
        self._sale_row = FieldsRow(self)
        self.sale: dict[str, Editor] = {
            name: editor_for(spec_of(self._desk, entity, entity.field(name)), self._sale_row)
            for name in _SALE
        }
        self._editors = {"account": self.account, "contact": self.contact, **self.sale}
        for name, editor in self.sale.items():
            self._sale_row.add(FormField(editor, self._sale_row), 2 if name == "name" else 1)
        self.body.addWidget(self._sale_row)

    def _build_end(self) -> None:
        self.told = Label(tone="muted", wrap=True, parent=self)
        self._trouble = Label(tone="danger", wrap=True, parent=self)
        self.body.addWidget(self.told)
        self.body.addWidget(self._trouble)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        self.convert_button = Button(kind="primary", icon="check", parent=self)
        self.convert_button.clicked.connect(self.convert)
        self._cancel = Button(parent=self)
        self._cancel.clicked.connect(self._give_up)
        ends.addWidget(self.convert_button)
        ends.addWidget(self._cancel)
        ends.addStretch(1)
        self.body.addLayout(ends)

    def retranslate(self) -> None:
        self.set_title(self.tr("Convert the lead"))
        self.setAccessibleName(self.tr("Convert the lead"))
        self._close.set_name(self.tr("Close"), "Esc")
        self.with_sale.setText(self.tr("Open an opportunity as well"))
        self.convert_button.setText(self.tr("Convert"))
        self._cancel.setText(self.tr("Cancel"))
        self._tell()

    # -- asking --------------------------------------------------------------------------------------------

    def ask(self, lead: Record, *, unasked: bool = False) -> None:
        """Show the card for a lead, the keyboard on the account; whom it may be already is looked up beside. What was
        chosen and typed before the card was closed is still there. `unasked`: the keyboard stays where it is."""
        again, self._lead = self._lead is not None and self._lead.id == lead.id, lead
        self._trouble.hide()
        if not again:
            self._begin(lead)
        self.show()
        if not unasked:
            self.account.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()
        replica = self._desk.replica
        self._desk.lookups.submit(
            ("lead matches", id(self)),
            lambda: find_matches(replica, lead),
            lambda found: self._propose(lead, found),
        )

    def _begin(self, lead: Record) -> None:
        for editor in (self.account, self.contact, *self.sale.values()):
            editor.set_value(None)
        self.sale["name"].set_value(lead["company"] or lead["name"])
        self.with_sale.setChecked(False)
        self._on_sale(ticked=False)
        self._offer(Matches((), ()))
        self._begun = self._written()
        kept = self._unfinished(lead).kept
        if kept is not None:
            for name, editor in self._editors.items():
                editor.write_again(kept.get(name))
            self.with_sale.setChecked(bool(kept.get("with_sale")))

    def _written(self) -> dict[str, Any]:
        typed: dict[str, Any] = {name: editor.written() for name, editor in self._editors.items()}
        return {**typed, "with_sale": self.with_sale.isChecked()}

    def _unfinished(self, lead: Record) -> Unfinished:
        return Unfinished.about(self._desk.own, "lead", lead.id, "conversion")

    def is_unfinished(self, lead: Record) -> bool:
        """Whether somebody was converting it when its page or the program ended."""
        return self._unfinished(lead).kept is not None

    def keep(self) -> None:
        """The page is left, maybe for good: what is chosen and typed here is there again with its lead."""
        if self._lead is None:
            return
        written = self._written()
        nothing = self._saving or written == self._begun
        chosen = [(kind, cast("str | None", self._editors[kind].value())) for kind in ("account", "contact")]
        self._unfinished(self._lead).keep(
            None if nothing else written, [(kind, record) for kind, record in chosen if record is not None]
        )

    def _propose(self, lead: Record, found: Matches) -> None:
        if self._lead is not lead or self.isHidden():
            return
        self._offer(found)
        for editor, known in ((self.account, found.accounts), (self.contact, found.contacts)):
            sure = next((one for one in known if one.sure), None)
            if sure is not None and editor.value() is None and editor.is_valid():
                untouched = self._written() == self._begun
                editor.set_value(sure.id)
                self._begun = self._written() if untouched else self._begun
        self._tell()

    def _offer(self, found: Matches) -> None:
        self.suggestions = []
        for choice, known in ((self._account, found.accounts), (self._contact, found.contacts)):
            while choice.buttons.count():
                widget = choice.buttons.takeAt(0).widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            for one in known:
                button = Button(one.title.replace("&", "&&"), icon="link", parent=choice.holder)
                button.clicked.connect(lambda _=False, to=choice.editor, chosen=one: self._choose(to, chosen))
                choice.buttons.addWidget(button)
                self.suggestions.append(button)
            choice.holder.setVisible(bool(known))

    def _choose(self, editor: Editor, known: Known) -> None:
        editor.set_value(known.id)
        self._tell()

    def _on_sale(self, ticked: bool) -> None:
        self._sale_row.setVisible(ticked)
        self._tell()

    def _tell(self) -> None:
        """Say in words what converting will make."""
        lead = self._lead
        if lead is None:
            return
        account, person = lead["company"] or lead["name"], lead["name"]
        said = [
            self.tr("A new account will be created: {0}.").format(account)
            if self.account.value() is None
            else self.tr("The account that is chosen is used."),
            self.tr("A new contact will be created: {0}.").format(person)
            if self.contact.value() is None
            else self.tr("The contact that is chosen gains what the lead knows."),
        ]
        self.told.setText(formats.sentences(said))

    def leave(self) -> None:
        """Close it; what was typed stays for next time."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def forget(self) -> None:
        """Nothing of what is chosen and typed here is wanted any more."""
        if self._lead is not None:
            self._unfinished(self._lead).keep(None)
        self._lead = None

    def _give_up(self) -> None:
        self.forget()
        self.leave()

    # -- converting ----------------------------------------------------------------------------------------

    def convert(self) -> None:
        """Save it all as one; on a fault say it here and keep what was typed."""
        editors = [self.account, self.contact, *(self.sale.values() if self.with_sale.isChecked() else ())]
        wrong = [editor for editor in editors if not editor.validate()]
        if wrong:
            wrong[0].setFocus()
        elif self._lead is not None and not self._saving:
            self._saving = True
            self._trouble.hide()
            replica, lead = self._desk.replica, self._lead
            account, contact = (cast("str | None", one.value()) for one in (self.account, self.contact))
            self._desk.lookups.submit(
                ("lead targets", id(self)),
                lambda: read_targets(replica, lead, account, contact),
                self._save,
                self._on_fault,
            )

    def _save(self, targets: Targets) -> None:
        lead = self._lead
        assert lead is not None, "nothing is converted before a lead is asked about"
        sale = self._sale_values() if self.with_sale.isChecked() else None
        self._desk.commit(
            lambda: leads.convert(
                self._desk.author,
                lead,
                targets.account or {},
                targets.contact or {},
                sale,
                activities=targets.activities,
            ),
            self.tr("Lead converted"),
            done=self._on_saved,
            failed=self._on_failed,
        )

    def _sale_values(self) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, editor in self.sale.items():
            value = editor.value()
            if isinstance(value, tuple):
                values[name], values["currency"] = value
            elif value not in (None, ""):
                values[name] = value
        return values

    def _on_saved(self) -> None:
        self._saving = False
        self.forget()
        self.hide()
        self.converted.emit()

    def _on_fault(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._on_failed(error)
        else:
            self._saving = False
            self._desk.report(error)

    def _on_failed(self, error: UserError) -> None:
        self._saving = False
        editor = self.sale.get(error.field) if isinstance(error, InvalidValue) else None
        if editor is not None:
            editor.set_error(fault_text(error))
            editor.setFocus()
            return
        self._trouble.setText(fault_text(error))
        self._trouble.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.convert_button.click()
        else:
            super().keyPressEvent(event)

"""One refused edit: why in plain words, what was typed, and the ways out. It decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui import formats
from crmdesk.ui.conflicts.content import Refusal
from crmdesk.ui.conflicts.reasons import reason
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Card, Label, Property, PropertyList


class RefusalView(Retranslates, QWidget):
    """Four ways out: edit and send again, send again as it is, keep a copy in a file, discard."""

    edit_wanted = Signal()
    retry_wanted = Signal()
    export_wanted = Signal()
    discard_wanted = Signal()
    opened = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._refusal: Refusal | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._card = Card()
        self._card.body.setContentsMargins(24, 20, 24, 20)
        column.addWidget(self._card)
        column.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title = Label(title=True, elided=True)
        self.open_button = Button(kind="link")
        self.open_button.clicked.connect(self._open)
        head.addWidget(self._title)
        head.addWidget(self.open_button)
        head.addStretch(1)
        self._card.body.addLayout(head)
        self._why, self._safe = Label(wrap=True), Label(tone="muted", wrap=True)
        self._hint = Label(tone="muted", wrap=True)
        for said in (self._why, self._hint, self._safe):
            self._card.body.addWidget(said)
        self._card.body.addSpacing(8)
        self._typed_head = Label(strong=True)
        self._card.body.addWidget(self._typed_head)
        self._typed = PropertyList()
        self._card.body.addWidget(self._typed)
        self._card.body.addSpacing(8)
        self._build_ways()
        self.retranslate()

    def _build_ways(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.edit, self.retry = Button(kind="primary", icon="edit"), Button(icon="refresh")
        self.export, self.discard = Button(icon="export"), Button(kind="danger", icon="delete")
        for button, signal in (
            (self.edit, self.edit_wanted),
            (self.retry, self.retry_wanted),
            (self.export, self.export_wanted),
        ):
            button.clicked.connect(signal)
        self.discard.clicked.connect(self._discard)
        for button in (self.edit, self.retry, self.export):
            button.setProperty("touch", True)
            row.addWidget(button)
        row.addStretch(1)
        self.discard.setProperty("touch", True)
        row.addWidget(self.discard)
        self._card.body.addLayout(row)
        self._sure = False

    def retranslate(self) -> None:
        self.open_button.setText(self.tr("Open"))
        self.edit.setText(self.tr("Edit and send again"))
        self.retry.setText(self.tr("Send again"))
        self.retry.setToolTip(self.tr("For when what stood in the way has gone"))
        self.export.setText(self.tr("Save to a file…"))
        self._typed_head.setText(self.tr("What you entered"))
        self._safe.setText(self.tr("Nothing is lost: it stays on this laptop until you decide."))
        if self._refusal is not None:
            self.show_refusal(self._refusal)
        self._ask_again(sure=False)

    def show_refusal(self, refusal: Refusal) -> None:
        """Show a refused edit."""
        self._refusal = refusal
        one = refusal.refused
        self._title.setText(refusal.title or label(one.type))
        self.open_button.setVisible(refusal.record is not None)
        at = formats.relative_instant(one.at, self._desk.now(), self._desk.zone)
        said = {
            "create": self.tr("The centre did not accept this new record of {0}. {1}"),
            "delete": self.tr("The centre did not accept this deletion of {0}. {1}"),
        }.get(one.act, self.tr("The centre did not accept your change of {0}. {1}"))
        self._why.setText(said.format(at, reason(one)))
        self._hint.setText(
            self.tr("The centre's advice: {0}.").format(one.hint.rstrip(".")) if one.hint else ""
        )
        self._hint.setVisible(bool(one.hint))
        self._typed.set_properties(
            [Property(label(f"{one.type}.{name}"), text) for name, text in refusal.typed]
        )
        self._typed_head.setVisible(bool(refusal.typed))
        self.edit.setVisible(one.act in ("create", "update"))
        self._ask_again(sure=False)

    def _ask_again(self, *, sure: bool) -> None:
        """Discarding cannot be undone, so its button asks once more, in its own place."""
        self._sure = sure
        self.discard.setText(self.tr("Discard for good?") if sure else self.tr("Discard"))

    def _discard(self) -> None:
        if self._sure:
            self._ask_again(sure=False)
            self.discard_wanted.emit()
        else:
            self._ask_again(sure=True)

    def _open(self) -> None:
        if self._refusal is not None:
            self.opened.emit(self._refusal.refused.type, self._refusal.refused.record)

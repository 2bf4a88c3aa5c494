"""The card of this person's laptops as the centre knows them: which, when seen last, and shutting a lost one out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.domain.errors import Offline, SignInNeeded, UserError
from crmdesk.protocol.messages import OwnDevice
from crmdesk.ui import formats
from crmdesk.ui.centre import Centre
from crmdesk.ui.desk import Desk
from crmdesk.ui.faults import fault_text
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Badge, Button, Card, Label

How = Literal["revoke", "wipe"]


class DevicesCard(Retranslates, Card):
    """A list that needs the network, and says so. Shutting out asks for the password in its own place."""

    def __init__(self, desk: Desk, centre: Centre | None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._centre = centre
        self.devices: Sequence[OwnDevice] = ()
        self._asked: tuple[How, OwnDevice] | None = None
        self._ways: dict[tuple[How, str], Button] = {}
        """What asks, for the id of each laptop that can be shut out."""
        self._known = False
        self._state = Label(tone="muted", wrap=True, parent=self)
        self.body.addWidget(self._state)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.body.addLayout(self.rows)
        self._build_proof()
        self.again = Button(icon="refresh", parent=self)
        self.again.clicked.connect(self.look)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def _build_proof(self) -> None:
        self.proof = QWidget(self)
        column = QVBoxLayout(self.proof)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        self.question = Label(wrap=True, parent=self.proof)
        column.addWidget(self.question)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.password.setMaxLength(200)
        self.password.returnPressed.connect(self._confirm)
        self.sure, self._cancel = Button(kind="danger", parent=self.proof), Button(parent=self.proof)
        self.sure.clicked.connect(self._confirm)
        self._cancel.clicked.connect(self.cancel)
        row.addWidget(self.password, 1)
        row.addWidget(self.sure)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self.trouble = Label(tone="danger", wrap=True, parent=self.proof)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self.body.addWidget(self.proof)
        self.proof.hide()

    def retranslate(self) -> None:
        self.set_title(self.tr("Your laptops"))
        self.again.setText(self.tr("Look again"))
        self._cancel.setText(self.tr("Cancel"))
        self.password.setPlaceholderText(self.tr("Your password"))
        self.password.setAccessibleName(self.tr("Your password"))
        self._show()

    # -- reading -------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask the centre."""
        if self._centre is None:
            self._say_unknown(self.tr("This list needs the network: nothing is exchanged just now."))
            return
        self._state.setText(self.tr("Asking the centre…"))
        self._state.show()
        self._centre.own_devices(self._on_told, self._on_failed)

    def _on_told(self, devices: list[OwnDevice]) -> None:
        self.devices, self._known = devices, True
        self.cancel()
        self._show()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Offline):
            self._say_unknown(self.tr("This list needs the network. All else here works without."))
        elif isinstance(error, SignInNeeded):
            self._say_unknown(self.tr("Sign in again to see your laptops."))
        elif isinstance(error, UserError):
            self._say_unknown(fault_text(error))
        else:
            self._desk.report(error)

    def _say_unknown(self, text: str) -> None:
        self._state.setText(text)
        self._state.show()

    # -- showing -------------------------------------------------------------------------------------------

    def _show(self) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._ways = {}
        self._state.setVisible(not self._known)
        for device in self.devices:
            self.rows.addWidget(self._row(device))
        if self._asked is not None:
            self._ask(*self._asked)

    def _row(self, device: OwnDevice) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(device.name, elided=True, parent=holder))
        seen = formats.relative_instant(device.seen_at, self._desk.now(), self._desk.zone)
        words.addWidget(Label(self.tr("Seen {0}").format(seen), tone="muted", parent=holder))
        row.addLayout(words, 1)
        if device.this:
            row.addWidget(Badge(self.tr("This laptop"), "info"))
        elif device.state == "active":
            ways: tuple[tuple[How, str], ...] = (
                ("revoke", self.tr("Shut out…")),
                ("wipe", self.tr("Erase…")),
            )
            for how, text in ways:
                button = Button(text, parent=holder)
                button.setAccessibleName(f"{text} {device.name}")
                button.clicked.connect(partial(self._ask, how, device))
                self._ways[how, device.id] = button
                row.addWidget(button)
        else:
            wiped = device.state == "wiped"
            row.addWidget(Badge(self.tr("Erased") if wiped else self.tr("Shut out"), "danger"))
        return holder

    # -- shutting out --------------------------------------------------------------------------------------

    def _ask(self, how: How, device: OwnDevice, _: bool = False) -> None:
        fresh = self._asked is None or self._asked[1].id != device.id or self._asked[0] != how
        self._asked = (how, device)
        if how == "wipe":
            self.question.setText(
                self.tr(
                    "{0} erases its data when it next reaches the centre. What was never sent from it is lost."
                    " This cannot be undone."
                ).format(device.name)
            )
            self.sure.setText(self.tr("Erase it"))
        else:
            self.question.setText(
                self.tr("{0} can no longer sync. Its data stays on it, encrypted.").format(device.name)
            )
            self.sure.setText(self.tr("Shut it out"))
        self.proof.show()
        if fresh:
            self.password.clear()
            self.trouble.hide()
            self.password.setFocus()

    def cancel(self) -> None:
        """Give up the question; nothing is done, and the keyboard is where it was asked."""
        asked, self._asked = self._asked, None
        held: QWidget | None = self.window().focusWidget()
        if asked is not None and held is not None and self.proof.isAncestorOf(held):
            self._ways[asked[0], asked[1].id].setFocus(Qt.FocusReason.OtherFocusReason)
        self.password.clear()
        self.trouble.hide()
        self.proof.hide()

    def _confirm(self) -> None:
        password = self.password.text()
        if self._asked is None or self._centre is None or not password:
            return
        how, device = self._asked
        self.sure.setEnabled(False)
        self._centre.mark_device(device.id, how, password, self._on_marked, self._on_refused)

    def _on_marked(self, devices: list[OwnDevice]) -> None:
        self.sure.setEnabled(True)
        self._on_told(devices)
        self._desk.say(self.tr("Done. The centre refuses it from now on."))

    def _on_refused(self, error: Exception) -> None:
        self.sure.setEnabled(True)
        if not isinstance(error, UserError):
            self._desk.report(error)
            return
        self.trouble.setText(fault_text(error))
        self.trouble.show()
        self.password.selectAll()
        self.password.setFocus()

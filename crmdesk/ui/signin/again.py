"""The page for an ended session: same user, same centre, only the password or a code. Everything saved stays."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.errors import UserError
from crmdesk.store.identity import ReplicaIdentity
from crmdesk.ui.centre import Centre
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Page
from crmdesk.ui.signin.words import refusal_words
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Card, Label
from crmdesk.ui.widgets.editors import EditorSpec, TextEditor

_WIDTH = 400


class SecretEditor(TextEditor):
    """A line that shows dots; blanks count, as they may belong to a password."""

    _called = ""

    def __init__(self, spec: EditorSpec) -> None:
        super().__init__(spec)
        self._line.setEchoMode(self._line.EchoMode.Password)

    def call(self, name: str) -> None:
        """What a screen reader calls it."""
        self._called = name
        self._name_targets(name)

    def _name_targets(self, name: str) -> None:
        super()._name_targets(self._called or name)

    def _read(self) -> object:
        return self._line.text() or None


class SignInAgainPage(Retranslates, Page):
    """Says at the field what is wrong; goes back by itself when it has worked."""

    signed_in = Signal()

    def __init__(self, desk: Desk, centre: Centre) -> None:
        super().__init__(with_back=True)
        self._desk = desk
        self._centre = centre
        self._identity: ReplicaIdentity = desk.own.identity
        self._by_code = False
        self._busy = False
        card = Card()
        card.setFixedWidth(_WIDTH)
        card.body.setContentsMargins(32, 24, 32, 32)
        self._who, self._where = Label(strong=True), Label(tone="muted", wrap=True)
        self._name = Label(tone="muted")
        self.secret = SecretEditor(EditorSpec("text", required=True))
        self._name.setBuddy(self.secret)
        self.secret._line.returnPressed.connect(self.submit)
        self._safe = Label(tone="muted", wrap=True)
        self.turn = Button(kind="link")
        self.turn.clicked.connect(self._turn)
        self.button = Button(kind="primary")
        self.button.setProperty("touch", True)
        self.button.clicked.connect(self.submit)
        for part in (self._who, self._where, self._name, self.secret, self.turn, self.button, self._safe):
            card.body.addWidget(part)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 16)
        row = (
            QHBoxLayout()
        )  # gives the card its own width to wrap words in, where a column would take the page's
        row.addWidget(card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.scroll_below(holder)
        self.setFocusProxy(self.secret)
        self.retranslate()

    def retranslate(self) -> None:
        user, organisation = self._identity.user, self._identity.organisation
        self.head.title.setText(self.tr("Sign in again"))
        self.setAccessibleName(self.head.title.full_text())
        self._who.setText(user.name if user else "")
        place = organisation.name if organisation else ""
        self._where.setText("  ·  ".join(part for part in (place, self._identity.server or "") if part))
        self._name.setText(self.tr("Enrolment code") if self._by_code else self.tr("Password"))
        self.secret.call(self._name.full_text())
        self.turn.setText(self.tr("Use a password") if self._by_code else self.tr("Use an enrolment code"))
        self.button.setText(self.tr("Signing in…") if self._busy else self.tr("Sign in"))
        self._safe.setText(self.tr("Everything you saved stays on this laptop and goes out afterwards."))

    def _turn(self) -> None:
        self._by_code = not self._by_code
        self.secret.set_value(None)
        self.retranslate()
        self.secret.setFocus()

    def submit(self) -> None:
        """Ask the centre, in the background."""
        user = self._identity.user
        if self._busy or user is None or not self.secret.validate():
            return
        secret = str(self.secret.value())
        self._set_busy(busy=True)
        self._centre.sign_in(
            user.login,
            None if self._by_code else secret,
            secret.strip() if self._by_code else None,
            self._on_signed_in,
            self._on_failed,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.button.setEnabled(not busy)
        self.retranslate()

    def _on_signed_in(self, _: None) -> None:
        self._set_busy(busy=False)
        self.secret.set_value(None)
        self._desk.say(self.tr("Signed in. What waited goes out now."))
        self.signed_in.emit()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, UserError):
            self.secret.set_error(refusal_words(error, by_code=self._by_code))
            self.secret.setFocus()
        else:
            self._desk.report(error)

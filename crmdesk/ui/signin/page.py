"""The page that asks who somebody is: server, user, password or enrolment code."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import NotAllowed, SignInNeeded, StorageFault, UserError
from crmdesk.ui.doorway import Credentials, Doorway
from crmdesk.ui.signin.door_page import DoorPage
from crmdesk.ui.signin.words import refusal_words
from crmdesk.ui.widgets import Button, Label


class SignInPage(DoorPage):
    """Signing in needs the network once; everything after it works without."""

    def __init__(self, door: Doorway) -> None:
        super().__init__(door)
        known = door.known
        self._server_name, self.server = self.add_field(known.server)
        self._login_name, self.login = self.add_field(known.login)
        self._secret_name, self.secret = self.add_field(secret=True)
        self._passphrase_name, self.passphrase = self.add_field(secret=True)
        self.waiting = Label(tone="muted", wrap=True)
        self.column.addWidget(self.waiting)
        door.looked.connect(self._show_passphrase)
        self.by_code = Button(kind="link")
        self.by_code.clicked.connect(self._turn)
        self.column.addWidget(self.by_code)
        self._code = False
        self.setFocusProxy(next((line for line in (self.server, self.login) if not line.text()), self.secret))
        self.finish()
        self._show_passphrase()

    def _show_passphrase(self) -> None:
        needed = self.door.needs_passphrase
        for widget in (self._passphrase_name, self.passphrase):
            widget.setVisible(needed is True)
        self.waiting.setVisible(needed is None)
        self.button.setEnabled(needed is not None and not self.door.busy)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Sign in"))
        self.words.setText(self.tr("Once, while there is a network. From then on you work without one."))
        self._server_name.setText(self.tr("Address of the server"))
        self.server.setPlaceholderText("https://crm.example.com")
        self._login_name.setText(self.tr("User"))
        self._secret_name.setText(self.tr("Enrolment code") if self._code else self.tr("Password"))
        self._passphrase_name.setText(self.tr("Passphrase for this laptop"))
        self.passphrase.setPlaceholderText(self.tr("Unlocks your data here; do not lose it"))
        self.by_code.setText(self.tr("Use a password") if self._code else self.tr("Use an enrolment code"))
        self.waiting.setText(
            self.tr("Looking for this laptop's keyring, which is to keep the key to your data…")
        )
        self.button.setText(self.tr("Signing in…") if self.door.busy else self.tr("Sign in"))
        for name, line in (
            (self._server_name, self.server),
            (self._login_name, self.login),
            (self._secret_name, self.secret),
            (self._passphrase_name, self.passphrase),
        ):
            line.setAccessibleName(name.full_text())
        super().retranslate()

    def _turn(self) -> None:
        self._code = not self._code
        self.retranslate()
        self.secret.setFocus()

    def submit(self) -> None:
        if self.door.needs_passphrase is None:
            return
        needed = [self.server, self.login, self.secret]
        if self.door.needs_passphrase:
            needed.append(self.passphrase)
        missing = next((line for line in needed if not line.text().strip()), None)
        if missing is not None:
            self.say(self.tr("{0} is missing.").format(missing.accessibleName()), missing)
            missing.setFocus()
            return
        self.say("")
        secret = self.secret.text()
        self.door.sign_in(
            Credentials(
                server=_address(self.server.text()),
                login=self.login.text().strip(),
                password=None if self._code else secret,
                code=secret.strip() if self._code else None,
                passphrase=self.passphrase.text() or None,
            )
        )

    def words_for(self, error: UserError) -> str:
        return refusal_words(error, by_code=self._code)

    def first_wrong(self, error: UserError) -> QWidget:
        if isinstance(error, SignInNeeded):
            return self.secret
        if isinstance(error, StorageFault) and self.door.needs_passphrase:
            return self.passphrase
        return self.login if isinstance(error, NotAllowed) else self.server


def _address(text: str) -> str:
    """An address typed without its scheme means https."""
    plain = text.strip()
    return plain if "://" in plain else f"https://{plain}"

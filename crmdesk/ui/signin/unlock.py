"""The page that asks for the passphrase of the profile on this laptop."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import UserError
from crmdesk.ui.doorway import Doorway
from crmdesk.ui.signin.door_page import DoorPage


class UnlockPage(DoorPage):
    """Needs no network."""

    def __init__(self, door: Doorway) -> None:
        super().__init__(door)
        self._name, self.passphrase = self.add_field(secret=True)
        self.setFocusProxy(self.passphrase)
        self.finish()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Unlock"))
        self.words.setText(self.tr("Your data on this laptop is encrypted with your passphrase."))
        self._name.setText(self.tr("Passphrase"))
        self.passphrase.setAccessibleName(self._name.full_text())
        self.button.setText(self.tr("Opening…") if self.door.busy else self.tr("Open"))
        super().retranslate()

    def submit(self) -> None:
        self.say("")
        if self.passphrase.text():
            self.door.unlock(self.passphrase.text())

    def first_wrong(self, error: UserError) -> QWidget:
        return self.passphrase

"""The page of a start that waits for the system's keyring, which may be asking for its own password meanwhile."""

from __future__ import annotations

from crmdesk.ui.frame import Page
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import EmptyState


class KeyringPage(Retranslates, Page):
    """Gives way by itself once the keyring has answered."""

    def __init__(self) -> None:
        super().__init__()
        self.head.hide()
        self._state = EmptyState("lock")
        self.body.addWidget(self._state)
        self.retranslate()

    def retranslate(self) -> None:
        title = self.tr("Waiting for this laptop's keyring")
        self._state.set_texts(
            title, self.tr("It keeps the key to your data. If it asks for its password, unlock it.")
        )
        self.setAccessibleName(title)

"""What every step of the wizard is: a widget that shows the session's state. It moves nowhere; the page does."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.ui.desk import Desk
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.translations import Retranslates


class Step(Retranslates, QWidget):
    """`refresh` shows the state; `next_text` and `ready` say what the button below is called and whether it works."""

    def __init__(self, desk: Desk, session: ImportSession) -> None:
        super().__init__()
        self.desk = desk
        self.session = session
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    def title(self) -> str:
        """What the step is called."""
        raise NotImplementedError

    def next_text(self) -> str:
        """What the button that goes on is called."""
        return self.tr("Next")

    def ready(self) -> bool:
        """Whether one can go on."""
        return True

    def refresh(self) -> None:
        """Show the session's state."""

    def retranslate(self) -> None:
        self.refresh()

    def take_keyboard(self) -> None:
        """The step has come to the front."""
        self.setFocus()

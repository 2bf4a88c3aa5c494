"""Says which files were opened beside the one that is being imported, and goes on with the next one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.ui import formats
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.widgets import Button, Label


class Queue(QWidget):
    """Hidden while none waits. Passing a file over saves nothing of it."""

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.told = Label(tone="muted", elided=True)
        self.go_on = Button(icon="chevron-right")
        self.go_on.clicked.connect(session.go_on)
        row.addWidget(self.told, 1)
        row.addWidget(self.go_on)
        self.hide()

    def refresh(self) -> None:
        """Show what waits."""
        waiting, state = self._session.waiting, self._session.state
        self.setVisible(bool(waiting))
        self.told.setText(
            self.tr("Files that wait: {0}").format(formats.listed(path.name for path in waiting))
        )
        over = state.path is None or state.result is not None
        self.go_on.setText(self.tr("Next file") if over else self.tr("Pass this file over"))
        self.go_on.setEnabled(not self._session.doing)

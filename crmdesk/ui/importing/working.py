"""What is shown while the wizard works: what, how far, and a way to end it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crmdesk.ui import formats
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.importing.state import Doing
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Label

_WIDTH = 480


class Working(Retranslates, QWidget):
    """Nothing is lost by ending it; what that means is said."""

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self._session = session
        self._done, self._total = 0, 0
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(12)
        outer.addLayout(column)
        outer.addStretch(1)
        column.addStretch(1)
        self.what = Label(strong=True)
        self.what.setFixedWidth(_WIDTH)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.far = Label(tone="muted")
        self.note = Label(tone="muted", wrap=True)
        self.note.setFixedWidth(_WIDTH)
        self.stop = Button()
        self.stop.clicked.connect(self._on_stop)
        for widget in (self.what, self.bar, self.far, self.note):
            column.addWidget(widget)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        session.progressed.connect(self._on_progress)
        self.retranslate()

    def begin(self) -> None:
        """Something else is under way."""
        self._done, self._total = 0, 0
        self.stop.setEnabled(True)
        self.retranslate()

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self._session.stop()

    def _on_progress(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        self._show_progress()

    def _show_progress(self) -> None:
        self.bar.setRange(0, max(1, self._total))
        self.bar.setValue(self._done)
        done, total = formats.number(self._done), formats.number(self._total)
        text = self.tr("{0} of {1}").format(done, total) if self._total else done if self._done else ""
        self.far.setText(text)
        self.bar.setAccessibleName(self.what.text())
        self.bar.setAccessibleDescription(text)

    def retranslate(self) -> None:
        doing = self._session.doing
        self.what.setText(
            {
                Doing.READING: self.tr("Reading the file…"),
                Doing.CHECKING: self.tr("Checking every row…"),
                Doing.SAVING: self.tr("Importing…"),
                Doing.UNDOING: self.tr("Taking the import back…"),
            }.get(doing, "")
        )
        saving = doing is Doing.SAVING
        self.note.setText(
            self.tr("If you stop, what was imported by then stays; you can undo it on the next page.")
            if saving
            else self.tr("If you stop, the rest of the import stays; you can go on later.")
            if doing is Doing.UNDOING
            else self.tr("Nothing is saved yet.")
        )
        self.stop.setText(self.tr("Stop"))
        self.stop.setVisible(doing is not Doing.READING)
        self._show_progress()
